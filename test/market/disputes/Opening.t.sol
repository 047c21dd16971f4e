// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";

contract DisputeOpeningTest is DisputeHouse {
    // ---- open ----

    function test_open_freezesAndHoldsTheBond() public {
        uint256 jobId = reported(100);
        uint256 before = vault.balanceOf(buyer);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeOpened(
            jobId, buyer, PROVIDER, 250e6, 12.5e6, BOND, uint40(block.timestamp + 48 hours), EVIDENCE, "ipfs://why"
        );
        dispute(jobId, 250e6);

        assertState(jobId, IJobMarketTypes.State.Disputed);
        assertEq(before - vault.balanceOf(buyer), 12.5e6);
        assertEq(vault.escrowOf(buyer), 12.5e6 + HELD);
        assertEq(disputes.totalHeld(), 12.5e6);
        IDisputes.Dispute memory d = get(jobId);
        assertEq(uint256(d.state), uint256(IDisputes.State.Opened));
        assertEq(d.opener, buyer);
        assertEq(d.payer, buyer);
        assertEq(d.providerId, PROVIDER);
        assertEq(d.disputed, 250e6);
        assertEq(d.bond, 12.5e6);
        assertEq(d.deadline, block.timestamp + 48 hours);
        assertFalse(d.appealable);
        assertDue(jobId, IDisputes.Action.None);
    }

    function test_open_byTheBuyerOfASponsoredJob() public {
        IJobMarketTypes.OpenParams memory p = order(100, 2 hours);
        p.buyer = buyer;
        vm.prank(sponsor);
        uint256 jobId = market.open(p);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
        skip(1 hours);
        submit(completion(jobId, 100 * 1 hours));
        dispute(jobId, HELD);
        assertEq(get(jobId).opener, buyer);
        assertEq(get(jobId).payer, sponsor);
        assertEq(vault.escrowOf(buyer), 10e6, "the bond is who opened it");
        skip(48 hours + 1);
        uint256 before = vault.balanceOf(sponsor);
        disputes.finalize(jobId);
        assertEq(vault.balanceOf(sponsor) - before, HELD, "the money goes to the payer");
        assertEq(vault.escrowOf(buyer), 0);
    }

    function test_open_inTheWindowsLastSecondOnly() public {
        uint256 jobId = reported(100);
        skip(72 hours + 1);
        vm.expectPartialRevert(IJobMarketTypes.TooLate.selector);
        dispute(jobId, HELD);
        vm.warp(block.timestamp - 1);
        dispute(jobId, HELD);
    }

    function test_RevertWhen_openedByAnyoneElse() public {
        uint256 jobId = reported(100);
        address[3] memory others = [seller, anyone, payout];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.NotBuyer.selector, jobId, others[i]));
            vm.prank(others[i]);
            disputes.open(jobId, HELD, EVIDENCE, "");
        }
    }

    function test_RevertWhen_theSumIsNothingOrTooMuch() public {
        uint256 jobId = reported(100);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidSum.selector, 0, 250e6));
        dispute(jobId, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidSum.selector, 250e6 + 1, 250e6));
        dispute(jobId, 250e6 + 1);
    }

    function test_RevertWhen_notReported() public {
        uint256 jobId = running(100, 2 hours);
        vm.expectRevert();
        dispute(jobId, HELD);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownJob.selector, jobId + 1));
        dispute(jobId + 1, HELD);
    }

    function test_RevertWhen_disputedTwice() public {
        uint256 jobId = opened();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.AlreadyDisputed.selector, jobId));
        dispute(jobId, HELD);
        skip(48 hours + 1);
        disputes.finalize(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.AlreadyDisputed.selector, jobId));
        dispute(jobId, HELD);
    }

    function test_RevertWhen_thereIsNoMoneyForTheBond() public {
        uint256 jobId = reported(100);
        vm.prank(buyer);
        vault.withdraw(type(uint256).max, buyer);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, buyer, 0, 10e6));
        dispute(jobId, HELD);
    }

    /// @dev 5%, rounded up, 10 to 2,000 USDC.
    function testFuzz_bondFor(uint64 sum) public view {
        uint256 bond = disputes.bondFor(sum);
        uint256 exact = (uint256(sum) * 5 + 99) / 100;
        assertEq(bond, exact < 10e6 ? 10e6 : exact > 2000e6 ? 2000e6 : exact);
    }

    // ---- answer ----

    function test_answer_byAnOperatorFromItsOwnBalance() public {
        uint256 jobId = opened();
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeAnswered(jobId, operator, 12.5e6, uint40(block.timestamp + 14 days));
        vm.prank(operator);
        disputes.answer(jobId, EVIDENCE, "");
        assertEq(vault.escrowOf(operator), 12.5e6);
        assertEq(disputes.totalHeld(), 25e6);
        assertEq(get(jobId).respondent, operator);
        assertEq(get(jobId).deadline, block.timestamp + 14 days);
        assertEq(panel.caseOf(jobId).deadline, block.timestamp + 14 days);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Panel));
        answer(jobId);
    }

    function test_answer_untilTheLastSecond() public {
        uint256 jobId = opened();
        uint256 until = block.timestamp + 48 hours;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooLate.selector, jobId, until));
        answer(jobId);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.TooEarly.selector, jobId, until + 1));
        disputes.finalize(jobId);
        answer(jobId);
    }

    function test_RevertWhen_answeredByAnyoneElse() public {
        uint256 jobId = opened();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotOperator.selector, PROVIDER, anyone));
        vm.prank(anyone);
        disputes.answer(jobId, EVIDENCE, "");
        vm.expectRevert(abi.encodeWithSelector(IDisputes.UnknownDispute.selector, jobId + 1));
        answer(jobId + 1);
    }

    function test_unanswered_givesTheHoldbackToThePayerAndTheBondBack() public {
        uint256 jobId = opened();
        uint256 before = vault.balanceOf(buyer);
        skip(48 hours + 1);
        assertDue(jobId, IDisputes.Action.Finalize);
        vm.prank(anyone);
        disputes.finalize(jobId);
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Unanswered);
        assertEq(vault.balanceOf(buyer) - before, 12.5e6 + HELD);
        assertEq(vault.escrowOf(buyer), 0);
        assertEq(disputes.totalHeld(), 0);
        assertState(jobId, IJobMarketTypes.State.Settled);
        // a default is no ruling: nothing is owed by the bond or the fund
        assertEq(get(jobId).owed, 0);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NothingOwed.selector, jobId));
        disputes.slash(jobId, buyer);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotSlashed.selector, jobId));
        disputes.fileClaim(jobId);
    }

    function test_unanswered_atMostTheDisputedSum() public {
        uint256 jobId = reported(100);
        dispute(jobId, 10e6);
        skip(48 hours + 1);
        uint256 before = vault.balanceOf(payout);
        disputes.finalize(jobId);
        assertEq(vault.balanceOf(payout) - before, 15e6 - 0.6e6, "the rest settles, less the fee of 4%");
    }

    // ---- evidence ----

    function test_addEvidence_byEitherSideWhileOpen() public {
        uint256 jobId = opened();
        address[3] memory parties = [buyer, seller, operator];
        for (uint256 i; i < 3; ++i) {
            vm.expectEmit(address(disputes));
            emit IDisputes.EvidenceAdded(jobId, parties[i], EVIDENCE, "ipfs://more");
            vm.prank(parties[i]);
            disputes.addEvidence(jobId, EVIDENCE, "ipfs://more");
        }
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotParty.selector, jobId, anyone));
        vm.prank(anyone);
        disputes.addEvidence(jobId, EVIDENCE, "");
        skip(48 hours + 1);
        disputes.finalize(jobId);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Closed));
        vm.prank(buyer);
        disputes.addEvidence(jobId, EVIDENCE, "");
    }
}
