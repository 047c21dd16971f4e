// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

contract DisputeHostileTest is DisputeHouse {
    /// @dev Nobody came for 55 days, then the market ended the job by itself.
    function test_afterTheMarketsBackstopBondsComeBack() public {
        uint256 jobId = answered();
        castAll(jobId, 10_000);
        skip(55 days + 1);
        market.expire(jobId);
        assertDue(jobId, IDisputes.Action.Finalize);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.MarketEnded);
        assertEq(disputes.totalHeld(), 0);
        assertEq(vault.balanceOf(seller), DEPOSIT);
        assertEq(get(jobId).owed, 0);
    }

    function test_whenTheMarketsBackstopIsDueFinalizeUsesIt() public {
        uint256 jobId = largeCase();
        vm.prank(seller);
        disputes.offer(jobId, 10_000, type(uint40).max);
        castAll(jobId, 10_000);
        vm.prank(seller);
        disputes.appeal(jobId, EVIDENCE, "");
        skip(55 days + 1);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.MarketEnded);
        assertState(jobId, IJobMarketTypes.State.Settled);
        assertEq(disputes.totalHeld(), 0);
        assertEq(vault.balanceOf(seller), DEPOSIT);
    }

    /// @dev Whoever else holds DISPUTES may settle the job; the bonds are not its to keep.
    function test_aJobRuledOnByAnotherReturnsTheBonds() public {
        uint256 jobId = largeCase();
        market.rule(jobId, 1);
        uint256 buyers = vault.balanceOf(buyer);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.MarketEnded);
        assertEq(vault.balanceOf(buyer) - buyers, 1250e6);
        assertEq(disputes.totalHeld(), 0);
    }

    function test_ruleAppealOnAnEndedJobReturnsTheBonds() public {
        uint256 jobId = largeCase();
        castAll(jobId, 10_000);
        vm.prank(seller);
        disputes.appeal(jobId, EVIDENCE, "");
        market.rule(jobId, 0);
        disputes.ruleAppeal(jobId, 10_000, "");
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.MarketEnded);
        assertEq(disputes.totalHeld(), 0);
    }

    /// @dev Blacklisted parties, a paused token, no price, a removed operator: the hold-back and the bonds settle.
    function test_everyExitWorksWhenAllElseFails() public {
        vm.prank(operator);
        vault.withdraw(1, operator);
        uint256 jobId = opened();
        vm.prank(operator);
        disputes.answer(jobId, EVIDENCE, "");
        vm.prank(seller);
        registry.setOperator(PROVIDER, operator, false);
        castAll(jobId, 9000);
        usdc.blacklist(buyer);
        usdc.blacklist(operator);
        usdc.blacklist(arbiters[0]);
        usdc.pause();
        market.pause();
        usdcFeed.set(0, 0);
        cptFeed.set(0, 0);
        registry.revoke(PROVIDER, bytes32(0), "");
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Ruled);
        assertEq(disputes.totalHeld(), 0);
        assertEq(vault.balanceOf(arbiters[0]), 1.25e6);
    }

    /// @dev The opener is one of the provider's own: what it wins and loses stays its own, and nothing breaks.
    function test_bothSidesMayBeOne() public {
        vm.prank(seller);
        registry.setOperator(PROVIDER, buyer, true);
        uint256 jobId = opened();
        vm.prank(buyer);
        disputes.answer(jobId, EVIDENCE, "");
        assertEq(vault.escrowOf(buyer), 2 * 12.5e6 + HELD);
        castAll(jobId, 10_000);
        disputes.finalize(jobId);
        assertEq(vault.escrowOf(buyer), 0);
        assertEq(disputes.totalHeld(), 0);
    }

    function test_aDustDisputeCostsTenDollars() public {
        uint256 jobId = reported(100);
        dispute(jobId, 1);
        assertEq(get(jobId).bond, 10e6);
        answer(jobId);
        castAll(jobId, 0);
        uint256 before = vault.balanceOf(buyer) + vault.escrowOf(buyer);
        disputes.finalize(jobId);
        assertEq(before - vault.balanceOf(buyer), HELD + 10e6, "the job's hold-back was never his");
    }

    function test_parametersStayWithinTheirBounds() public {
        bytes32[8] memory names = [
            bytes32("bondBps"),
            "minBond",
            "maxBond",
            "appealAbove",
            "answerWindow",
            "panelWindow",
            "appealWindow",
            "appealRulingWindow"
        ];
        uint256[8] memory least = [uint256(100), 1e6, 100e6, 1000e6, uint256(24 hours), 3 days, 1 days, 15 days];
        uint256[8] memory most =
            [uint256(2000), 100e6, 100_000e6, 1_000_000e6, uint256(48 hours), 14 days, 3 days, 30 days];
        uint256 windows;
        for (uint256 i; i < 8; ++i) {
            _refuse(names[i], least[i] - 1);
            _refuse(names[i], most[i] + 1);
            disputes.setParameter(names[i], least[i]);
            assertEq(disputes.parameter(names[i]), least[i]);
            disputes.setParameter(names[i], most[i]);
            if (i > 3) windows += most[i];
        }
        assertLe(windows, 49 days, "the market waits at least 50");
        _refuse("no such", 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidParameter.selector, bytes32("no such"), 0));
        disputes.parameter("no such");
        vm.expectRevert();
        vm.prank(anyone);
        disputes.setParameter("bondBps", 500);
    }

    function _refuse(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidParameter.selector, name, value));
        disputes.setParameter(name, value);
    }

    function test_initializedOnce() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        disputes.initialize(anyone);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        panel.initialize(anyone, arbiters);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        insurance.initialize(anyone);
    }
}
