// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { StakingRewards } from "../../../src/revenue/StakingRewards.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { Vm } from "forge-std/Vm.sol";

contract Token is ERC20("T", "T") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice The staking side on real contracts behind proxies; the deployer governs it.
contract StakingHouse {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    AccessManager public immutable manager;
    Token public immutable usdc;
    Token public immutable cpt;
    VotingEscrow public immutable escrow;
    StakingRewards public immutable rewards;

    constructor() {
        manager = new AccessManager(msg.sender);
        usdc = new Token();
        cpt = new Token();
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
        cpt.mint(account, amount);
        VM.prank(account);
        cpt.approve(address(escrow), type(uint256).max);
    }
}
