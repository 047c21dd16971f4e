// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderRegistry } from "../../../src/market/ProviderRegistry.sol";
import { CallbackToken, FeeToken } from "./utils/HostileTokens.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

/// @notice A registry whose "CPT" misbehaves.
contract HostileTokenTest is ProviderTest {
    CallbackToken internal back;
    ProviderRegistry internal victim;

    function setUp() public override {
        super.setUp();
        back = new CallbackToken(address(this));
        victim = _deploy(address(back));
        back.approve(address(victim), type(uint256).max);
        victim.register(payout, URI);
        victim.depositBond(1, 100e18, 0);
    }

    function _deploy(address token) private returns (ProviderRegistry) {
        address implementation = address(world.newRegistry(token, address(usdc), address(listings), address(market)));
        bytes memory init = abi.encodeCall(ProviderRegistry.initialize, (address(world.manager())));
        return ProviderRegistry(address(new TransparentUpgradeableProxy(implementation, address(this), init)));
    }

    function test_deposit_RevertWhen_LessArrivesThanWasAskedFor() public {
        FeeToken fee = new FeeToken(address(this));
        ProviderRegistry other = _deploy(address(fee));
        other.register(payout, URI);
        fee.approve(address(other), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.TransferMismatch.selector, 100e18, 99e18));
        other.depositBond(1, 100e18, 0);
    }

    function test_reentering_isRefusedEverywhereWhereMoneyMoves() public {
        bytes[6] memory calls = [
            abi.encodeCall(victim.depositBond, (1, 1e18, 0)),
            abi.encodeCall(victim.requestBondExit, (1, 1e18, 0)),
            abi.encodeCall(victim.cancelBondExit, (1)),
            abi.encodeCall(victim.withdrawBond, (1, address(this))),
            abi.encodeCall(victim.executeSlash, (1)),
            abi.encodeCall(victim.applyForCertification, (1, infrastructure(), EVIDENCE))
        ];
        for (uint256 i; i < calls.length; ++i) {
            back.arm(address(victim), calls[i]);
            victim.depositBond(1, 1e18, 0);
            assertEq(
                back.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
            );
        }
        assertEq(victim.provider(1).bondCpt, 106e18);
        assertEq(back.balanceOf(address(victim)), 106e18);
    }

    function test_withdraw_readsNothingStaleWhileTheTokenCallsBack() public {
        victim.requestBondExit(1, 100e18, 0);
        skip(35 days);
        back.arm(address(victim), abi.encodeCall(victim.withdrawBond, (1, address(this))));
        victim.withdrawBond(1, stranger);
        assertEq(back.balanceOf(stranger), 100e18);
        assertEq(back.balanceOf(address(victim)), 0);
        assertEq(victim.provider(1).exitingCpt, 0);
    }
}
