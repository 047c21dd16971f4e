// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice 250 USDC in dispute, 25 held back, bonds of 12.5; the panel's half of one is 6.25, a fifth of that 1.25.
contract DisputeRulingsTest is DisputeHouse {
    function test_forThePayer_holdbackFirstAndTheRestIsOwed() public {
        uint256 jobId = answered();
        castAll(jobId, 6000);
        assertDue(jobId, IDisputes.Action.Finalize);
        uint256 buyers = vault.balanceOf(buyer);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeClosed(jobId, IDisputes.Outcome.Ruled, 6000, 150e6, 25e6);
        vm.expectEmit(address(disputes));
        emit IDisputes.BondForfeited(jobId, seller, buyer, 6.25e6, 1.25e6, 5);
        vm.prank(anyone);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Ruled);
        assertEq(vault.balanceOf(buyer) - buyers, 25e6 + 12.5e6 + 6.25e6);
        assertEq(vault.balanceOf(seller), DEPOSIT - 12.5e6);
        for (uint256 i; i < 5; ++i) {
            assertEq(vault.balanceOf(arbiters[i]), 1.25e6);
        }
        assertEq(get(jobId).owed, 125e6);
        assertEq(disputes.totalHeld() + vault.escrowOf(buyer) + vault.escrowOf(seller), 0);
        assertState(jobId, IJobMarketTypes.State.Settled);
        assertDue(jobId, IDisputes.Action.Slash);
    }

    function test_forTheProvider_theReportStands() public {
        uint256 payouts = vault.balanceOf(payout);
        uint256 jobId = ruled(0);
        assertEq(vault.balanceOf(payout) - payouts, 240e6, "all of it, less the fee of 4%");
        assertEq(vault.balanceOf(seller), DEPOSIT + 6.25e6);
        assertEq(get(jobId).owed, 0);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Closed));
        disputes.finalize(jobId);
    }

    /// @dev The provider keeps more than half, yet the payer's part of the disputed sum is paid.
    function test_forTheProvider_aSmallPartStillGoesBack() public {
        uint256 jobId = ruled(400);
        assertEq(vault.balanceOf(seller), DEPOSIT + 6.25e6);
        assertEq(get(jobId).owed, 0);
    }

    function test_evenRulingsReturnBothBonds() public {
        uint256 jobId = ruled(5000);
        assertEq(vault.balanceOf(seller), DEPOSIT);
        assertEq(vault.balanceOf(arbiters[0]), 0);
        assertEq(get(jobId).owed, 100e6);
        assertEq(disputes.totalHeld(), 0);
    }

    function test_withoutARulingTheReportStandsAndBondsReturn() public {
        uint256 jobId = answered();
        cast(jobId, 0, 10_000);
        cast(jobId, 1, 10_000);
        skip(14 days);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooEarly.selector, jobId, block.timestamp + 1));
        disputes.finalize(jobId);
        skip(1);
        assertDue(jobId, IDisputes.Action.Finalize);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.NoRuling);
        assertEq(vault.balanceOf(seller), DEPOSIT);
        assertEq(vault.balanceOf(arbiters[0]), 0, "a panel that does not rule is not paid");
        assertEq(vault.balanceOf(payout), 240e6);
        assertEq(disputes.totalHeld(), 0);
    }

    function test_aMajorityRulesAtTheDeadlineAndSharesTheFee() public {
        uint256 jobId = answered();
        for (uint256 i; i < 3; ++i) {
            cast(jobId, i, 10_000);
        }
        skip(14 days + 1);
        uint256 buyers = vault.balanceOf(buyer);
        disputes.finalize(jobId);
        // 6.25 by three is 2.083333, what is over is the winner's
        assertEq(vault.balanceOf(arbiters[0]), 2_083_333);
        assertEq(vault.balanceOf(arbiters[4]), 0);
        assertEq(vault.balanceOf(buyer) - buyers, 25e6 + 12.5e6 + 12.5e6 - 3 * 2_083_333);
    }

    function test_aPartyOnTheFormerPanelDoesNotRuleItsCase() public {
        vm.prank(seller);
        registry.setOperator(PROVIDER, arbiters[2], true);
        uint256 jobId = answered();
        vm.expectRevert();
        cast(jobId, 2, 0);
    }

    // ---- appeals ----

    function _appeal(address by, uint256 jobId) private {
        vm.prank(by);
        disputes.appeal(jobId, EVIDENCE, "ipfs://appeal");
    }

    function _ruledLarge(uint16 split) private returns (uint256 jobId) {
        jobId = largeCase();
        castAll(jobId, split);
    }

    function test_appealable_waitsThreeDaysThenThePanelsRulingStands() public {
        uint256 jobId = _ruledLarge(2000);
        uint40 until = uint40(block.timestamp + 3 days);
        vm.expectEmit(address(disputes));
        emit IDisputes.PanelRuled(jobId, 2000, true, until);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Ruled, IDisputes.Outcome.None);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooEarly.selector, jobId, uint256(until) + 1));
        disputes.finalize(jobId);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooLate.selector, jobId, until));
        _appeal(buyer, jobId);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Ruled);
        assertEq(get(jobId).owed, 2500e6);
    }

    /// @dev Time runs from the ruling, not from whoever records it.
    function test_appealable_isOverAtOnceIfNobodyCameInTime() public {
        uint256 jobId = _ruledLarge(2000);
        skip(3 days + 1);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Ruled);
    }

    function test_appeal_recordsTheRulingItself() public {
        uint256 jobId = _ruledLarge(2000);
        skip(3 days);
        vm.expectEmit(address(disputes));
        emit IDisputes.Appealed(jobId, buyer, true, 1250e6, uint40(block.timestamp + 30 days));
        _appeal(buyer, jobId);
        assertDispute(jobId, IDisputes.State.Appealed, IDisputes.Outcome.None);
        assertEq(disputes.totalHeld(), 3 * 1250e6);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Appealed));
        _appeal(seller, jobId);
    }

    function test_RevertWhen_theSumIsTooSmallToAppeal() public {
        uint256 jobId = answered();
        castAll(jobId, 10_000);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotAppealable.selector, jobId));
        _appeal(seller, jobId);
        // 10,000 USDC exactly is not above 10,000
        jobId = reportedFor(1000, 10);
        dispute(jobId, 10_000e6);
        assertFalse(get(jobId).appealable);
    }

    function test_RevertWhen_appealingTooEarlyOrAsAnyone() public {
        uint256 jobId = largeCase();
        vm.expectRevert(wrongState(jobId, IDisputes.State.Panel));
        _appeal(buyer, jobId);
        castAll(jobId, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotParty.selector, jobId, anyone));
        _appeal(anyone, jobId);
    }

    function test_appeal_won() public {
        uint256 jobId = _ruledLarge(2000);
        _appeal(buyer, jobId);
        uint256 buyers = vault.balanceOf(buyer);
        disputes.ruleAppeal(jobId, 8000, "ipfs://ruling");
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.RuledOnAppeal);
        // hold-back, both own bonds, half of the other side's
        assertEq(vault.balanceOf(buyer) - buyers, 2500e6 + 2 * 1250e6 + 625e6);
        assertEq(vault.balanceOf(seller), DEPOSIT - 1250e6);
        assertEq(vault.balanceOf(arbiters[0]), 125e6);
        assertEq(get(jobId).owed, 20_000e6 - 2500e6);
        assertEq(get(jobId).panelBps, 2000);
        assertEq(get(jobId).finalBps, 8000);
        assertEq(disputes.totalHeld(), 0);
    }

    function test_appeal_lostLosesTheSecondBondToo() public {
        uint256 jobId = _ruledLarge(9000);
        _appeal(operator, jobId);
        uint256 buyers = vault.balanceOf(buyer);
        disputes.ruleAppeal(jobId, 9000, "");
        assertEq(vault.balanceOf(operator), DEPOSIT - 1250e6);
        assertEq(vault.balanceOf(seller), DEPOSIT - 1250e6);
        assertEq(vault.balanceOf(buyer) - buyers, 2500e6 + 1250e6 + 2 * 625e6);
        assertEq(vault.balanceOf(arbiters[4]), 250e6);
        assertEq(disputes.totalHeld(), 0);
    }

    /// @dev Less bad than before is an appeal won, though the case itself stays lost.
    function test_appeal_partlyWonReturnsTheSecondBondOnly() public {
        uint256 jobId = _ruledLarge(9000);
        _appeal(seller, jobId);
        disputes.ruleAppeal(jobId, 6000, "");
        assertEq(vault.balanceOf(seller), DEPOSIT - 1250e6);
    }

    function test_appeal_unansweredLeavesThePanelsRuling() public {
        uint256 jobId = _ruledLarge(9000);
        _appeal(seller, jobId);
        uint256 until = block.timestamp + 30 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooEarly.selector, jobId, until + 1));
        disputes.finalize(jobId);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooLate.selector, jobId, until));
        disputes.ruleAppeal(jobId, 0, "");
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.AppealUnanswered);
        assertEq(get(jobId).finalBps, 9000);
        assertEq(vault.balanceOf(seller), DEPOSIT - 1250e6, "nobody ruled on the second bond");
        assertEq(disputes.totalHeld(), 0);
    }

    function test_RevertWhen_ruleAppealIsNotGovernances() public {
        uint256 jobId = _ruledLarge(9000);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Panel));
        disputes.ruleAppeal(jobId, 0, "");
        _appeal(seller, jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidBps.selector, 10_001));
        disputes.ruleAppeal(jobId, 10_001, "");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, seller));
        vm.prank(seller);
        disputes.ruleAppeal(jobId, 0, "");
    }

    /// @dev The longest way through every instance ends before the market's own patience does.
    function test_theLongestDisputeEndsBeforeTheMarketsBackstop() public {
        uint256 jobId = reportedFor(1000, 10);
        dispute(jobId, 25_000e6);
        skip(48 hours);
        answer(jobId);
        for (uint256 i; i < 3; ++i) {
            cast(jobId, i, 10_000);
        }
        skip(14 days + 3 days);
        _appeal(seller, jobId);
        skip(30 days);
        disputes.ruleAppeal(jobId, 5000, "");
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.RuledOnAppeal);
        assertEq(get(jobId).owed, 10_000e6);
    }

    // ---- money ----

    /// @dev Whatever is ruled, by whom and how many: what was escrowed is returned or paid, and all of it sums.
    function testFuzz_rulingsConserve(uint64 sum, uint16[5] memory splits, uint8 votes, uint16 onAppeal, uint8 way)
        public
    {
        uint256 jobId = reportedFor(1000, 10);
        dispute(jobId, uint64(bound(sum, 1, 25_000e6)));
        uint256 all = _everything();
        if (way % 8 != 0) answer(jobId);
        votes = uint8(bound(votes, 0, 5));
        for (uint256 i; i < votes && way % 8 != 0; ++i) {
            cast(jobId, i, uint16(bound(splits[i], 0, 10_000)));
        }
        skip(14 days + 1);
        disputes.finalize(jobId);
        if (get(jobId).state == IDisputes.State.Ruled) {
            if (way % 3 != 0) _appeal(way % 2 == 0 ? buyer : operator, jobId);
            if (way % 3 == 1) disputes.ruleAppeal(jobId, uint16(bound(onAppeal, 0, 10_000)), "");
            skip(30 days + 1);
            if (way % 3 != 1) disputes.finalize(jobId);
        }
        assertEq(uint256(get(jobId).state), uint256(IDisputes.State.Closed));
        assertEq(_everything(), all);
        assertEq(disputes.totalHeld() + vault.escrowOf(buyer) + vault.escrowOf(seller) + vault.escrowOf(operator), 0);
    }

    function _everything() private view returns (uint256 sum) {
        address[4] memory accounts = [buyer, seller, operator, payout];
        for (uint256 i; i < 4; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        for (uint256 i; i < 5; ++i) {
            sum += vault.balanceOf(arbiters[i]);
        }
        sum += vault.totalUncollectedRevenue();
    }
}
