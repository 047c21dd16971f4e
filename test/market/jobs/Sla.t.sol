// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { Tariffs } from "../listings/utils/Tariffs.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice What a missed promise costs, by the listing's tariff (SPEC JOB 7). 4 units for an hour cost 10 USDC of 24 in escrow.
contract SlaTest is MarketHouse {
    uint64 private constant HOUR_OF_FOUR = 4 * 1 hours;
    uint256 private constant COST = 10e6;
    uint256 private constant ESCROW = 24e6;

    function setUp() public override {
        super.setUp();
        listingId = listWith(terms(), Tariffs.usual());
    }

    /// @dev Ran for an hour, reported with these measurements.
    function _completed(uint16 uptime, uint64 usage) private returns (uint256 id) {
        id = running(4, 2 hours);
        skip(1 hours);
        _complete(id, uptime, usage);
    }

    function _complete(uint256 id, uint16 uptime, uint64 usage) private {
        UsageReport memory r = completion(id, usage);
        r.uptimeBps = uptime;
        submit(r);
    }

    function _checkpointed(uint16 uptime, uint64 usage) private returns (uint256 id) {
        id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = checkpoint(id, usage);
        r.uptimeBps = uptime;
        submit(r);
    }

    function _expectMiss(
        uint256 id,
        uint16 uptime,
        uint16 throughput,
        uint16 forUptime,
        uint16 forThroughput,
        uint64 credit
    ) private {
        vm.expectEmit(address(market));
        emit IJobMarketTypes.SlaMissed(id, uptime, throughput, forUptime, forThroughput, credit);
    }

    /// @dev What the provider has been paid and still may be, gross of fee.
    function _costOf(uint256 id) private view returns (uint256) {
        IJobMarketTypes.Job memory j = market.job(id);
        return uint256(j.paid) + j.escrow;
    }

    function _fullUsage(uint256 id, uint256 share) private view returns (uint64) {
        IJobMarketTypes.Job memory j = market.job(id);
        return uint64(uint256(j.units) * (vm.getBlockTimestamp() - j.since) * share / 10_000);
    }

    // ---- whose money the credit is ----

    /// @dev "Penalties kept by the platform instead of going to the harmed buyer" is a peer's mistake.
    function test_PeerMistake_theHarmedBuyerGetsAllOfTheCreditAndThePlatformNone() public {
        uint256 before = vault.balanceOf(buyer);
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        _expectMiss(id, 9850, 10_000, 2000, 0, 2e6);
        _complete(id, 9850, HOUR_OF_FOUR);
        vm.prank(buyer);
        market.confirm(id);
        // 8 of 10 USDC are paid: 4% of them to the platform, nothing of the other 2
        assertEq(vault.balanceOf(buyer), before - 8e6, "buyer");
        assertEq(vault.balanceOf(payout), 7.68e6, "provider");
        assertEq(vault.totalUncollectedRevenue(), 0.32e6, "platform");
        assertEq(market.job(id).paid, 8e6, "gross");
    }

    function test_aSponsorsCreditGoesToTheSponsor() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        vm.prank(sponsor);
        uint256 id = market.open(p);
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        skip(1 hours);
        _complete(id, 0, HOUR_OF_FOUR);
        assertEq(vault.balanceOf(sponsor), DEPOSIT);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
        assertState(id, IJobMarketTypes.State.Refunded);
    }

    // ---- tiers and floor ----

    function test_uptime_byTier() public {
        uint16[2][7] memory rows = [
            [uint16(10_000), 0],
            [uint16(9990), 0],
            [uint16(9989), 500],
            [uint16(9900), 500],
            [uint16(9899), 2000],
            [uint16(9499), 5000],
            [uint16(8000), 5000]
        ];
        for (uint256 i; i < rows.length; ++i) {
            assertEq(_costOf(_completed(rows[i][0], HOUR_OF_FOUR)), COST * (10_000 - rows[i][1]) / 10_000);
        }
    }

    function test_throughput_ofTimedPrices() public {
        // nine tenths of what was ordered is the floor
        assertEq(_costOf(_completed(10_000, HOUR_OF_FOUR * 9 / 10)), 9e6);
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        _expectMiss(id, 10_000, 8999, 0, 3000, 2_699_791);
        _complete(id, 10_000, HOUR_OF_FOUR * 9 / 10 - 1);
        // ceil(12,959 * 2.5e6 / 3,600) = 8,999,306
        assertEq(_costOf(id), 8_999_306 - 2_699_791);
    }

    function test_throughput_ofUnitPricesIsThePaceOrdered() public {
        IListings.Listing memory l = terms();
        (l.resource, l.period) = (IListings.Resource.BandwidthTb, IListings.Period.Unit);
        listingId = listWith(l, Tariffs.usual());
        uint256 inTime = running(8, 2 hours);
        uint256 late = running(8, 2 hours);
        uint256 half = running(8, 2 hours);
        skip(1 hours);
        submit(completion(half, 4));
        skip(1 hours);
        submit(completion(inTime, 8));
        skip(30 minutes);
        _expectMiss(late, 10_000, 8000, 0, 3000, 6e6);
        submit(completion(late, 8));
        assertEq(_costOf(half), 10e6);
        assertEq(_costOf(inTime), 20e6);
        assertEq(_costOf(late), 14e6);
    }

    function test_bothCreditsTogetherAreAtMostTheCost() public {
        assertEq(_costOf(_completed(9499, HOUR_OF_FOUR / 2)), 1e6);
        uint256 before = vault.balanceOf(buyer);
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        _expectMiss(id, 0, 5000, 10_000, 3000, 5e6);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, IJobMarketTypes.Reason.Completed, 0, 0, 0, uint64(ESCROW));
        _complete(id, 0, HOUR_OF_FOUR / 2);
        assertEq(vault.balanceOf(buyer), before);
    }

    function test_aFailureLaterOnIsCreditedToo() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = failure(id, 7, HOUR_OF_FOUR);
        r.uptimeBps = 9499;
        submit(r);
        assertEq(_costOf(id), 5e6);
    }

    // ---- no cost without ----

    function test_aKeptPromiseAsksNobody() public {
        vm.expectCall(address(listings), abi.encodeWithSelector(listings.slaCreditBps.selector), 0);
        _completed(10_000, HOUR_OF_FOUR);
    }

    function test_noSlaNoCreditAndNobodyIsAsked() public {
        listingId = listWith(terms(), Tariffs.none());
        vm.expectCall(address(listings), abi.encodeWithSelector(listings.slaCreditBps.selector), 0);
        assertEq(_costOf(_completed(0, HOUR_OF_FOUR / 4)), 2.5e6);
    }

    function test_aNearMissWithinTheTariffIsNoMiss() public {
        vm.recordLogs();
        _completed(9990, HOUR_OF_FOUR * 95 / 100);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IJobMarketTypes.SlaMissed.selector);
        }
    }

    // ---- ends at a checkpoint ----

    function test_givenUp_isCreditedByTheCheckpoint() public {
        uint256 id = _checkpointed(9850, HOUR_OF_FOUR);
        skip(20 minutes);
        _expectMiss(id, 9850, 10_000, 2000, 0, 2e6);
        vm.prank(seller);
        market.fail(id, 7);
        assertEq(_costOf(id), 8e6);
    }

    function test_overdue_isCreditedByTheCheckpointsThroughput() public {
        uint256 id = _checkpointed(10_000, HOUR_OF_FOUR / 2);
        skip(2 days);
        _expectMiss(id, 10_000, 5000, 0, 3000, 1.5e6);
        vm.prank(anyone);
        market.expire(id);
        assertEq(_costOf(id), 3.5e6);
    }

    function test_preemptedAndStopped_areCreditedByTheCheckpoint() public {
        IListings.Listing memory l = terms();
        l.preemptible = true;
        listingId = listWith(l, Tariffs.usual());
        uint256 preempted = _checkpointed(9850, HOUR_OF_FOUR);
        uint256 stopped = _checkpointed(9850, HOUR_OF_FOUR);
        vm.prank(seller);
        assertEq(market.giveNotice(preempted), block.timestamp + 5 minutes);
        vm.prank(buyer);
        assertEq(market.giveNotice(stopped), block.timestamp + 10 minutes);
        skip(2 days);
        market.expire(preempted);
        market.expire(stopped);
        assertEq(_costOf(preempted), 8e6);
        assertEq(_costOf(stopped), 8e6);
    }

    function test_theLastReportStandsForTheWholeRun() public {
        uint256 id = _checkpointed(0, HOUR_OF_FOUR / 4);
        _complete(id, 10_000, HOUR_OF_FOUR);
        assertEq(_costOf(id), COST);
    }

    function test_withoutACheckpointNothingWasDeliveredAndNothingIsOwed() public {
        uint256 id = running(4, 2 hours);
        skip(3 days);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, IJobMarketTypes.Reason.Overdue, 0, 0, 0, uint64(ESCROW));
        market.expire(id);
    }

    // ---- notices ----

    function test_notices_areTheTariffs() public {
        uint256 leaving = running(4, 2 hours);
        vm.prank(seller);
        assertEq(market.giveNotice(leaving), block.timestamp + 2 days);
        listingId = list(terms());
        uint256 plain = running(4, 2 hours);
        vm.prank(buyer);
        assertEq(market.giveNotice(plain), block.timestamp + 5 minutes);
    }

    // ---- everything at once ----

    struct Case {
        uint256 tariff;
        uint24 units;
        uint32 ran;
        uint16 uptime;
        uint16 share;
        bool atCheckpoint;
    }

    /// @dev The credit is the tariff's, to the unit, the buyer has it, and the parts sum to the escrow (law D).
    function testFuzz_theBuyerIsSparedExactlyTheTariffsCredit(Case memory c) public {
        IListings.SlaTariff memory t = Tariffs.any(c.tariff);
        listingId = listWith(terms(), t);
        c.units = uint24(bound(c.units, 1, 1000));
        c.ran = uint32(bound(c.ran, 301, 2 hours));
        c.uptime = uint16(bound(c.uptime, 0, 10_000));
        uint256 before = vault.balanceOf(buyer);
        uint256 id = running(c.units, 2 hours);
        skip(c.ran);
        UsageReport memory r = completion(id, _fullUsage(id, bound(c.share, 0, 10_000)));
        r.uptimeBps = c.uptime;
        if (c.atCheckpoint) r.outcome = 0;
        submit(r);
        if (c.atCheckpoint) {
            vm.prank(seller);
            market.fail(id, 9);
        }
        if (stateOf(id) == IJobMarketTypes.State.Reported) {
            vm.prank(buyer);
            market.confirm(id);
        }

        uint256 cost = (uint256(r.usage) * PRICE + 3599) / 3600;
        (uint256 forUptime, uint256 forThroughput) =
            listings.slaCreditBps(listingId, c.uptime, uint256(r.usage) * 10_000 / (uint256(c.units) * c.ran));
        uint256 rate = forUptime + forThroughput > 10_000 ? 10_000 : forUptime + forThroughput;
        uint256 due = cost - cost * rate / 10_000;
        assertEq(vault.balanceOf(buyer), before - due, "spared");
        assertEq(vault.balanceOf(payout) + vault.totalUncollectedRevenue(), due, "law D");
        assertEq(vault.escrowOf(buyer), 0, "nothing is left");
    }
}
