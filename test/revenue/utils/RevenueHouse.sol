// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { IRevenueRouter } from "../../../src/interfaces/IRevenueRouter.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { RevenueRouter } from "../../../src/revenue/RevenueRouter.sol";
import { StakingRewards } from "../../../src/revenue/StakingRewards.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @notice Vault, router and staking rewards on real contracts behind proxies. This house is a market module of the vault,
/// the issuer of USDC and governs, as does its deployer.
contract RevenueHouse {
    AccessManager public immutable manager;
    TestUSDC public immutable usdc;
    Vault public immutable vault;
    StakingRewards public immutable rewards;
    RevenueRouter public immutable router;

    /// @param votingEscrow asked only when epochs close
    constructor(address votingEscrow) {
        manager = new AccessManager(address(this));
        manager.grantRole(0, msg.sender, 0);
        usdc = new TestUSDC(address(this));
        vault = Vault(
            _proxy(address(new Vault(address(usdc), address(0))), abi.encodeCall(Vault.initialize, (address(manager))))
        );
        rewards = StakingRewards(
            _proxy(
                address(new StakingRewards(address(usdc), votingEscrow)),
                abi.encodeCall(StakingRewards.initialize, (address(manager)))
            )
        );
        router = RevenueRouter(
            _proxy(
                address(new RevenueRouter(address(usdc), address(vault))),
                abi.encodeCall(RevenueRouter.initialize, (address(manager), split()))
            )
        );
        vault.setRevenueRouter(address(router));
        vault.setModule(address(this), true);
        usdc.approve(address(vault), type(uint256).max);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    /// @notice SPEC REV 2.
    function split() public view returns (IRevenueRouter.Destination[] memory destinations) {
        destinations = new IRevenueRouter.Destination[](6);
        destinations[0] = IRevenueRouter.Destination("stakers", address(rewards), 3000);
        destinations[1] = IRevenueRouter.Destination("operations", address(0x0b5), 3500);
        destinations[2] = IRevenueRouter.Destination("buyback", address(0xb1b), 2000);
        destinations[3] = IRevenueRouter.Destination("team", address(0x7ea), 500);
        destinations[4] = IRevenueRouter.Destination("foundation", address(0xf0d), 500);
        destinations[5] = IRevenueRouter.Destination("reserve", address(0x4e5), 500);
    }

    function give(address to, uint256 amount) public {
        usdc.mint(to, amount);
    }

    /// @notice USDC sent to the router and named at once.
    function pay(IRevenueRouter.Source source, uint256 amount) external {
        give(address(router), amount);
        router.notify(source, amount);
    }

    /// @notice A settled job leaves a fee in the vault.
    function earn(IRevenueRouter.Source source, uint256 fee) external {
        give(address(this), fee);
        vault.deposit(fee);
        vault.escrow(address(this), fee);
        vault.release(
            IVault.Settlement({
                payer: address(this),
                payee: address(this),
                toPayee: 0,
                fee: fee,
                refund: 0,
                volume: fee,
                source: uint8(source)
            })
        );
    }

    function setFrozen(address account, bool frozen) external {
        if (frozen) usdc.blacklist(account);
        else usdc.unBlacklist(account);
    }

    function setPaused(bool paused) external {
        if (paused) usdc.pause();
        else usdc.unpause();
    }

    function setSplit(IRevenueRouter.Destination[] calldata destinations) external {
        router.setSplit(destinations);
    }
}
