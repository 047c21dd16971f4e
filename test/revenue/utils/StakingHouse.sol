// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { StakingRewards } from "../../../src/revenue/StakingRewards.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice The staking side on real contracts behind proxies; the deployer governs it.
contract StakingHouse {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    AccessManager public immutable manager;
    TestUSDC public immutable usdc;
    CPT public immutable cpt;
    VotingEscrow public immutable escrow;
    StakingRewards public immutable rewards;

    constructor() {
        manager = new AccessManager(msg.sender);
        usdc = new TestUSDC(address(this));
        (address[] memory holders, uint256[] memory amounts) = (new address[](1), new uint256[](1));
        (holders[0], amounts[0]) = (address(this), 100_000_000e18);
        cpt = CPT(_proxy(address(new CPT()), abi.encodeCall(CPT.initialize, (address(manager), holders, amounts))));
        escrow = VotingEscrow(
            _proxy(address(new VotingEscrow(address(cpt))), abi.encodeCall(VotingEscrow.initialize, ()))
        );
        rewards = StakingRewards(
            _proxy(
                address(new StakingRewards(address(usdc), address(escrow))),
                abi.encodeCall(StakingRewards.initialize, (address(manager)))
            )
        );
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    function give(address to, uint256 amount) external {
        usdc.mint(to, amount);
    }

    /// @notice USDC arrives and is credited, as the router does it.
    function pay(uint256 amount) external {
        usdc.mint(address(rewards), amount);
        rewards.sync();
    }

    /// @notice Gives account CPT and locks it.
    function lock(address account, uint256 amount, uint256 duration) external returns (uint256 lockId) {
        fund(account, amount);
        VM.prank(account);
        lockId = escrow.createLock(amount, duration);
    }

    function fund(address account, uint256 amount) public {
        cpt.transfer(account, amount);
        VM.prank(account);
        cpt.approve(address(escrow), type(uint256).max);
    }
}
