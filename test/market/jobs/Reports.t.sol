// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @dev SPEC JOB 5, 7: what a report must be, and what each outcome does. Jobs are 4 units for 2 hours: 20 USDC, 24 in escrow.
contract ReportsTest is MarketHouse {
    uint64 private constant ESCROW = 24e6;

    // ---- outcomes ----

    function test_completion() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        // 10 USDC: 9 paid less 4%, 14 back, 1 held
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, IJobMarketTypes.Reason.Completed, 0, 14_400, 10e6, 0, 8.64e6, 0.36e6, 14e6, 1e6, keccak256("result")
        );
        submit(completion(id, 14_400));
        IJobMarketTypes.Job memory j = market.job(id);
        assertState(id, IJobMarketTypes.State.Reported);
        assertEq(j.since, block.timestamp);
        assertEq(j.escrow, 1e6);
        assertEq(j.paidEarly, 9e6);
        assertEq(vault.balanceOf(payout), 8.64e6);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 10e6);
        assertEq(vault.escrowOf(buyer), 1e6);
        assertEq(vault.uncollectedRevenue(1), 0.36e6);
        assertEq(vault.totalVolume(), 9e6);
        assertEq(market.unitsInUse(listingId), 0);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 1);
        assertEq(atRisk, 9e6);
    }

    function test_checkpointsOnlyRemember() public {
        uint256 id = running(4, 2 hours);
        skip(10 minutes);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobCheckpointed(id, 1, 2400, keccak256("result"));
        submit(checkpoint(id, 2400));
        UsageReport memory r = checkpoint(id, 2400);
        r.sequence = 7;
        submit(r);
        IJobMarketTypes.Job memory j = market.job(id);
        assertState(id, IJobMarketTypes.State.Running);
        assertEq(j.lastSequence, 7);
        assertEq(j.checkpointUsage, 2400);
        assertEq(j.escrow, ESCROW);
        assertEq(vault.balanceOf(payout), 0);
    }

    function test_useBeyondTheEscrowIsNotPayable() public {
        uint256 id = running(4, 2 hours);
        skip(20 hours);
        submit(completion(id, 4 * 20 hours));
        assertEq(market.job(id).escrow, 2.4e6);
        assertEq(vault.balanceOf(buyer), DEPOSIT - ESCROW);
    }

    function test_completionThatUsedNothingIsRefunded() public {
        uint256 id = running(4, 2 hours);
        _expectRefund(id, IJobMarketTypes.Reason.Completed, 0);
        submit(completion(id, 0));
    }

    function test_usePerUnitIsNotBoundedByTime() public {
        IListings.Listing memory l = terms();
        (l.resource, l.period) = (IListings.Resource.BandwidthTb, IListings.Period.Unit);
        listingId = list(l);
        uint256 id = running(10, 2 hours); // 25 USDC, 30 in escrow
        submit(completion(id, 11));
        assertEq(vault.balanceOf(buyer), DEPOSIT - 27.5e6);
    }

    function test_theFirstReportMayCarryTheStart() public {
        uint256 id = openJob(4, 2 hours);
        uint40 opening = uint40(block.timestamp);
        acknowledge(id);
        skip(70 minutes);
        UsageReport memory r = completion(id, 4 * 10 minutes);
        r.startedAt = opening + 60 minutes;
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobStarted(id, opening + 60 minutes);
        submit(r);
        assertState(id, IJobMarketTypes.State.Reported);
    }

    function test_aCheckpointMayCarryTheStart() public {
        uint256 id = openJob(4, 2 hours);
        uint40 opening = uint40(block.timestamp);
        acknowledge(id);
        skip(10 minutes);
        UsageReport memory r = checkpoint(id, 60);
        r.startedAt = opening + 5 minutes;
        submit(r);
        assertState(id, IJobMarketTypes.State.Running);
        assertEq(market.job(id).since, opening + 5 minutes);
        assertEq(market.job(id).checkpointUsage, 60);
    }

    // ---- failures ----

    function test_providerFaultWithinFiveMinutesRefundsAll() public {
        uint256 id = running(4, 2 hours);
        skip(5 minutes);
        _expectRefund(id, IJobMarketTypes.Reason.ProviderFault, 17);
        submit(failure(id, 17, 4 * 5 minutes));
    }

    function test_providerFaultLaterPaysWhatWasDelivered() public {
        uint256 id = running(4, 2 hours);
        skip(5 minutes + 1);
        _expectReported(id, IJobMarketTypes.Reason.ProviderFault, 99, 1204, 836_112);
        submit(failure(id, 99, 1204));
    }

    function test_buyerFaultPaysMeteredUseAtAnyTime() public {
        uint256 id = running(4, 2 hours);
        skip(1 minutes);
        _expectReported(id, IJobMarketTypes.Reason.BuyerFault, 100, 240, 166_667);
        submit(failure(id, 100, 240));
    }

    function test_threeUncodedFailuresADayAreRefunded() public {
        uint256[5] memory jobs;
        for (uint256 i; i < 5; ++i) {
            jobs[i] = running(4, 2 hours);
        }
        skip(1 minutes);
        for (uint256 i; i < 3; ++i) {
            _expectRefund(jobs[i], IJobMarketTypes.Reason.UncodedFailure, 0);
            submit(failure(jobs[i], 0, 240));
        }
        _expectReported(jobs[3], IJobMarketTypes.Reason.UncodedFailure, 0, 240, 166_667);
        submit(failure(jobs[3], 0, 240));

        skip(1 days);
        uint256 next = running(4, 2 hours);
        _expectRefund(next, IJobMarketTypes.Reason.UncodedFailure, 0);
        submit(failure(next, 0, 0));
    }

    /// @dev Whoever would get the refund is counted, so another name for the buyer gets around nothing.
    function test_namingOtherBuyersGivesNoMoreUncodedRefunds() public {
        uint256 last;
        for (uint160 i; i < 4; ++i) {
            IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
            p.buyer = address(0xb000 + i);
            last = open(p);
            vm.prank(seller);
            market.acknowledge(ids(last), true);
            skip(1);
            submit(failure(last, 0, 4));
        }
        assertState(last, IJobMarketTypes.State.Reported);
    }

    function test_uncodedFailuresAreCountedPerListing() public {
        for (uint256 i; i < 3; ++i) {
            uint256 id = running(4, 2 hours);
            submit(failure(id, 0, 0));
        }
        listingId = list(terms());
        uint256 other = running(4, 2 hours);
        skip(1);
        _expectRefund(other, IJobMarketTypes.Reason.UncodedFailure, 0);
        submit(failure(other, 0, 4));
    }

    function test_uncodedFailureLaterPaysWhatWasDelivered() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        _expectReported(id, IJobMarketTypes.Reason.UncodedFailure, 0, 14_400, 10e6);
        submit(failure(id, 0, 14_400));
    }

    // ---- SLA ----

    function test_slaCreditByTheListingsTariff() public {
        // promised 99.9%, 5% of the cost for each 1% or part of it
        uint16[5] memory uptimes = [10_000, 9990, 9989, 9890, 9889];
        uint64[5] memory credits = [uint64(0), 0, 0.5e6, 0.5e6, 1e6];
        for (uint256 i; i < 5; ++i) {
            assertEq(_creditAt(9990, 500, uptimes[i]), credits[i]);
        }
    }

    function test_slaCreditIsAtMostTheCost() public {
        listingId = list(_sla(10_000, 10_000));
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        r.uptimeBps = 0;
        _expectRefund(id, IJobMarketTypes.Reason.Completed, 0);
        submit(r);
    }

    function test_withoutAnSlaThereIsNoCredit() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        r.uptimeBps = 0;
        submit(r);
        assertEq(vault.balanceOf(payout), 8.64e6);
    }

    function test_aCheckpointsMissedUptimeCountsWhereTheRunEndsAtIt() public {
        listingId = list(_sla(9990, 500));
        uint256 given = _checkpointedAt(9890);
        uint256 overdue = _checkpointedAt(9890);
        uint256 kept = _checkpointedAt(9990);
        vm.startPrank(seller);
        market.fail(given, 7);
        market.fail(kept, 7);
        vm.stopPrank();
        skip(2 hours + 24 hours);
        market.expire(overdue);

        // 10 USDC less 5%, a tenth held back
        assertEq(market.job(given).paidEarly, 8.55e6, "given up");
        assertEq(market.job(overdue).paidEarly, 8.55e6, "overdue");
        assertEq(market.job(kept).paidEarly, 9e6, "promise kept");
    }

    function test_theLastReportsUptimeStandsForTheWholeRun() public {
        listingId = list(_sla(9990, 500));
        uint256 id = _checkpointedAt(0);
        submit(completion(id, 4 * 1 hours));
        assertEq(market.job(id).paidEarly, 9e6);
    }

    function test_slaCreditRoundsDown() public {
        listingId = list(_sla(10_000, 1));
        uint256 id = running(1, 61);
        skip(61);
        UsageReport memory r = completion(id, 61); // 42,362 units
        r.uptimeBps = 9900;
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, IJobMarketTypes.Reason.Completed, 0, 61, 42_358, 4, 36_597, 1525, 8477, 4236, keccak256("result")
        );
        submit(r);
    }

    // ---- refusals ----

    function test_RevertWhen_forAnotherMarket() public {
        UsageReport memory r = _ran();
        r.market = address(0xbeef);
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.WrongMarket.selector, address(0xbeef)));
    }

    function test_RevertWhen_theSequenceDoesNotRise() public {
        UsageReport memory r = _ran();
        r.sequence = 0;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.SequenceNotRising.selector, r.jobId, 0, 0));
        submit(checkpoint(r.jobId, 60));
        r.sequence = 1;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.SequenceNotRising.selector, r.jobId, 1, 1));
    }

    function test_RevertWhen_theUsageFalls() public {
        UsageReport memory r = _ran();
        submit(checkpoint(r.jobId, 61));
        (r.sequence, r.usage) = (2, 60);
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.UsageFalls.selector, r.jobId, 61, 60));
    }

    function test_RevertWhen_theUsageIsMoreThanTheUnitsCanDo() public {
        UsageReport memory r = _ran();
        r.usage = 14_401;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.UsageAboveCapacity.selector, r.jobId, 14_401, 14_400));
    }

    function test_RevertWhen_theTimesAreWrong() public {
        UsageReport memory r = _ran();
        (uint40 started, uint40 ended) = (r.startedAt, r.endedAt);
        r.startedAt = started + 1;
        _expectTimes(r);
        r.startedAt = started - 1;
        _expectTimes(r);
        (r.startedAt, r.endedAt, r.usage) = (started, ended + 1, 0);
        _expectTimes(r);
        r.endedAt = started - 1;
        _expectTimes(r);
    }

    function test_RevertWhen_theStartCarriedIsOutsideItsLimit() public {
        uint256 id = openJob(4, 2 hours);
        uint40 opening = uint40(block.timestamp);
        acknowledge(id);
        skip(2 hours);
        UsageReport memory r = completion(id, 0);
        r.startedAt = opening - 1;
        _expectTimes(r);
        r.startedAt = opening + 1 hours + 1;
        _expectTimes(r);
        r.startedAt = opening + 1 hours;
        submit(r);
    }

    function test_RevertWhen_theOutcomeIsUnknown() public {
        UsageReport memory r = _ran();
        r.outcome = 3;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidOutcome.selector, 3));
    }

    function test_RevertWhen_theCodeDoesNotFitTheOutcome() public {
        UsageReport memory r = _ran();
        r.failureCode = 1;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidFailureCode.selector, 1));
        r.outcome = 0;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidFailureCode.selector, 1));
        (r.outcome, r.failureCode) = (2, 200);
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidFailureCode.selector, 200));
    }

    function test_RevertWhen_theUptimeIsAboveAll() public {
        UsageReport memory r = _ran();
        r.uptimeBps = 10_001;
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidUptime.selector, 10_001));
    }

    function test_RevertWhen_overdue() public {
        UsageReport memory r = _ran();
        uint256 until = uint256(r.startedAt) + 26 hours;
        vm.warp(until + 1);
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, r.jobId, until));
        vm.warp(until);
        submit(r);
    }

    function test_RevertWhen_tooFewMetersSign() public {
        UsageReport memory r = _ran();
        bytes memory proof = meters.sign(quorum, r, 3);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        market.report(r, proof);
    }

    function test_RevertWhen_theProofIsOfAnotherReport() public {
        UsageReport memory r = _ran();
        bytes memory proof = proofOf(r);
        r.usage += 1;
        vm.expectRevert();
        market.report(r, proof);
    }

    function test_aListingMayWantMoreSigners() public {
        IListings.Listing memory l = terms();
        l.extraSigners = 3;
        listingId = list(l);
        UsageReport memory r = _ran();
        bytes memory proof = meters.sign(quorum, r, 6);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 6, 7));
        market.report(r, proof);
        market.report(r, meters.sign(quorum, r, 7));
    }

    /// @dev The market names payer, buyer, payout and provider to the verifier, which passes over whoever is tied to them.
    function test_tiedMetersDoNotCount() public {
        quorum.setTies(meters.at(0), [uint32(PROVIDER), 0]);
        UsageReport memory r = _ran();
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        market.report(r, proof);
        quorum.setTies(meters.at(0), [uint32(0), 0]);

        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = meters.at(1);
        uint256 id = open(p);
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        r = completion(id, 0);
        proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        market.report(r, proof);
    }

    function _ran() private returns (UsageReport memory) {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        return completion(id, 14_400);
    }

    function _expectTimes(UsageReport memory r) private {
        _expectRevertOf(r, abi.encodeWithSelector(IJobMarketTypes.InvalidTimes.selector, r.startedAt, r.endedAt));
    }

    function _expectRevertOf(UsageReport memory r, bytes memory error) private {
        bytes memory proof = proofOf(r);
        vm.expectRevert(error);
        market.report(r, proof);
    }

    function _expectRefund(uint256 id, IJobMarketTypes.Reason reason, uint8 code) private {
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, reason, code, 0, 0, ESCROW);
    }

    /// @dev What was paid, and that nothing is lost, is the matter of Settlement.t.sol.
    function _expectReported(uint256 id, IJobMarketTypes.Reason reason, uint8 code, uint64 usage, uint64 cost) private {
        uint64 held = (cost + 9) / 10;
        uint64 fee = ((cost - held) * 4 + 99) / 100;
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, reason, code, usage, cost, 0, cost - held - fee, fee, ESCROW - cost, held, keccak256("result")
        );
    }

    function _sla(uint16 promised, uint16 credit) private view returns (IListings.Listing memory l) {
        l = terms();
        (l.slaUptimeBps, l.slaCreditBps) = (promised, credit);
    }

    /// @dev Ran for an hour: a checkpoint of 10 USDC.
    function _checkpointedAt(uint16 uptime) private returns (uint256 id) {
        id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = checkpoint(id, 4 * 1 hours);
        r.uptimeBps = uptime;
        submit(r);
    }

    /// @return what the buyer was spared of 10 USDC
    function _creditAt(uint16 promised, uint16 credit, uint16 uptime) private returns (uint256) {
        listingId = list(_sla(promised, credit));
        uint256 before = vault.balanceOf(buyer);
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        r.uptimeBps = uptime;
        submit(r);
        return 10e6 + vault.balanceOf(buyer) - before;
    }

    // ---- reports that acknowledge ----

    function test_theFirstReportAcknowledgesAndStarts() public {
        uint256 id = openJob(4, 2 hours);
        uint256 openedAt = block.timestamp;
        skip(10 minutes);
        UsageReport memory r = completion(id, 2400);
        bytes memory proof = proofOf(r);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobAcknowledged(id);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobStarted(id, uint40(openedAt));
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id,
            IJobMarketTypes.Reason.Completed,
            0,
            2400,
            1_666_667,
            0,
            1_440_000,
            60_000,
            ESCROW - 1_666_667,
            166_667,
            keccak256("result")
        );
        vm.prank(anyone);
        market.report(r, proof);
        assertState(id, IJobMarketTypes.State.Reported);
        assertEq(vault.balanceOf(payout), 1_440_000);
        assertEq(vault.escrowOf(buyer), 166_667);
    }

    /// @dev A long job is acknowledged by a checkpoint; from then on it runs like any other.
    function test_aCheckpointAcknowledges() public {
        uint256 id = openJob(4, 2 hours);
        skip(3 minutes);
        UsageReport memory r = checkpoint(id, 400);
        r.startedAt += 60;
        submit(r);
        assertState(id, IJobMarketTypes.State.Running);
        assertEq(market.job(id).since, r.startedAt);
        assertEq(market.job(id).checkpointUsage, 400);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.WrongState.selector, id, IJobMarketTypes.State.Running));
        market.cancel(id);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.WrongState.selector, id, IJobMarketTypes.State.Running));
        market.acknowledge(ids(id), true);
        skip(57 minutes);
        submit(completion(id, 4 * 59 * 60));
        assertState(id, IJobMarketTypes.State.Reported);
    }

    /// @dev What nobody took in time is the payer's again, whatever ran meanwhile.
    function test_RevertWhen_aReportAcknowledgesTooLate() public {
        uint256 id = openJob(4, 2 hours);
        uint256 until = block.timestamp + 10 minutes;
        skip(10 minutes + 1);
        UsageReport memory r = completion(id, 2400);
        r.endedAt -= 1;
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        market.report(r, proof);
        market.expire(id);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.WrongState.selector, id, IJobMarketTypes.State.Refunded));
        market.report(r, proof);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
    }

    function test_RevertWhen_anOpenJobStartedBeforeItWasOpened() public {
        uint256 id = openJob(4, 2 hours);
        skip(5 minutes);
        UsageReport memory r = completion(id, 1);
        r.startedAt -= 1;
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidTimes.selector, r.startedAt, r.endedAt));
        market.report(r, proof);
    }

    /// @dev The meters are asked as ever.
    function test_RevertWhen_tooFewMetersAcknowledge() public {
        uint256 id = openJob(4, 2 hours);
        skip(5 minutes);
        UsageReport memory r = completion(id, 1);
        bytes memory proof = meters.sign(quorum, r, 3);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        market.report(r, proof);
        assertState(id, IJobMarketTypes.State.Open);
    }
}
