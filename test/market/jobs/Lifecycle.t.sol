// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @dev SPEC JOB 4, 5, 7: acknowledge, start, heartbeat, cancel, fail, and the waits before a report.
contract LifecycleTest is MarketHouse {
    uint64 private constant ESCROW = 24e6; // of 4 units for 2 hours; their predicted cost is 20 USDC

    // ---- acknowledge, start ----

    function test_acknowledgeThenStart() public {
        uint256 id = openJob(4, 2 hours);
        uint40 opening = market.job(id).since;
        skip(10 minutes);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobAcknowledged(id);
        acknowledge(id);
        assertState(id, IJobMarketTypes.State.Acknowledged);
        assertEq(market.job(id).since, opening);

        skip(50 minutes);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobStarted(id, uint40(block.timestamp));
        begin(id);
        assertState(id, IJobMarketTypes.State.Running);
        assertEq(market.job(id).since, block.timestamp);
    }

    function test_acknowledgeAndStartABatch() public {
        uint256 a = openJob(4, 2 hours);
        uint256 b = openJob(1, 1 hours);
        vm.prank(seller);
        market.acknowledge(ids(a, b), true);
        assertState(a, IJobMarketTypes.State.Running);
        assertState(b, IJobMarketTypes.State.Running);
    }

    function test_anOperatorActsForTheProvider() public {
        vm.prank(seller);
        registry.setOperator(PROVIDER, anyone, true);
        uint256 id = openJob(4, 2 hours);
        vm.startPrank(anyone);
        market.acknowledge(ids(id), true);
        market.heartbeat(id);
        market.fail(id, 7);
        vm.stopPrank();
        assertState(id, IJobMarketTypes.State.Refunded);
    }

    function test_RevertWhen_anyoneElseActsForTheProvider() public {
        uint256 id = openJob(4, 2 hours);
        bytes memory notOperator = abi.encodeWithSelector(IJobMarketTypes.NotOperator.selector, PROVIDER, anyone);
        vm.startPrank(anyone);
        vm.expectRevert(notOperator);
        market.acknowledge(ids(id), false);
        vm.expectRevert(notOperator);
        market.start(ids(id));
        vm.expectRevert(notOperator);
        market.heartbeat(id);
        vm.expectRevert(notOperator);
        market.fail(id, 1);
        vm.stopPrank();
    }

    /// @dev The registry is asked once per run of one provider, not once per batch.
    function test_RevertWhen_aBatchHidesAnothersJob() public {
        uint256 own = openJob(1, 1 hours);
        (uint32 other, address owner) = newcomer("other");
        uint32 former = listingId;
        listingId = _listOf(other, owner);
        uint256 foreign = openJob(1, 1 hours);
        listingId = former;
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotOperator.selector, other, seller));
        market.acknowledge(ids(own, foreign), false);
    }

    function test_RevertWhen_acknowledgedTooLate() public {
        uint256 id = openJob(4, 2 hours);
        uint256 until = block.timestamp + 10 minutes;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        acknowledge(id);
    }

    function test_RevertWhen_startedTooLate() public {
        uint256 id = openJob(4, 2 hours);
        uint256 until = block.timestamp + 1 hours;
        acknowledge(id);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        begin(id);
        vm.warp(until);
        begin(id);
    }

    /// @dev A long window to acknowledge does not stretch the time to start.
    function test_RevertWhen_acknowledgedWithAStartTooLate() public {
        IJobMarketTypes.Params memory p = market.params();
        p.ackWindow = 1 days;
        market.setParams(p);
        uint256 id = openJob(4, 2 hours);
        uint256 until = block.timestamp + 1 hours;
        vm.warp(until + 1);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        market.acknowledge(ids(id), true);
        vm.warp(until);
        vm.prank(seller);
        market.acknowledge(ids(id), true);
    }

    function test_RevertWhen_theListIsEmpty() public {
        vm.expectRevert(IJobMarketTypes.EmptyBatch.selector);
        market.acknowledge(new uint256[](0), false);
        vm.expectRevert(IJobMarketTypes.EmptyBatch.selector);
        market.start(new uint256[](0));
    }

    // ---- cancel ----

    function test_cancelIsFreeAtFirst() public {
        uint256 id = openJob(4, 2 hours);
        acknowledge(id);
        skip(2 minutes);
        _expectRefund(id, IJobMarketTypes.Reason.CancelledFree, 0);
        vm.prank(buyer);
        market.cancel(id);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
        _assertNothingLeft(id);
    }

    function test_cancelLaterPaysTheListingsFee() public {
        uint256 id = openJob(4, 2 hours);
        acknowledge(id);
        skip(2 minutes + 1);
        // 5% of 20 USDC, of which the platform has 4%
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, IJobMarketTypes.Reason.CancelledFee, 0, 0.96e6, 0.04e6, 23e6);
        vm.prank(buyer);
        market.cancel(id);
        assertEq(vault.balanceOf(payout), 0.96e6);
        assertEq(vault.totalUncollectedRevenue(), 0.04e6);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 1e6);
        _assertNothingLeft(id);
    }

    function test_cancelIsFreeAgainOnceNobodyAcknowledged() public {
        uint256 id = openJob(4, 2 hours);
        skip(10 minutes + 1);
        _expectRefund(id, IJobMarketTypes.Reason.CancelledFree, 0);
        vm.prank(buyer);
        market.cancel(id);
    }

    function test_cancelIsFreeAgainOnceItDidNotStart() public {
        uint256 id = openJob(4, 2 hours);
        acknowledge(id);
        skip(1 hours + 1);
        _expectRefund(id, IJobMarketTypes.Reason.CancelledFree, 0);
        vm.prank(buyer);
        market.cancel(id);
    }

    function test_theCancelFeeRoundsUpAndCarriesTheDiscount() public {
        lockFor(buyer, 50_000e18);
        uint256 id = openJob(1, 61); // costs 42,362 units
        acknowledge(id);
        skip(3 minutes);
        // fee 2,119 = ceil(5%), gross 85 = ceil(4%), discount 12 = floor(15%)
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, IJobMarketTypes.Reason.CancelledFee, 0, 2034, 73, 50_835 - 2119 + 12);
        vm.prank(buyer);
        market.cancel(id);
    }

    function test_buyerAndPayerMayCancelAndTheMoneyGoesToThePayer() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        vm.startPrank(sponsor);
        uint256 a = market.open(p);
        uint256 b = market.open(p);
        market.cancel(a);
        vm.stopPrank();
        vm.prank(buyer);
        market.cancel(b);
        assertEq(vault.balanceOf(sponsor), DEPOSIT);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
    }

    function test_RevertWhen_anyoneElseCancels() public {
        uint256 id = openJob(4, 2 hours);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotBuyer.selector, id, seller));
        market.cancel(id);
        // nobody is the buyer of a job without one
        vm.prank(address(0));
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotBuyer.selector, id, address(0)));
        market.cancel(id);
    }

    // ---- the provider gives up ----

    function test_declineBeforeStart() public {
        uint256 id = openJob(4, 2 hours);
        _expectRefund(id, IJobMarketTypes.Reason.Declined, 42);
        vm.prank(seller);
        market.fail(id, 42);

        id = openJob(4, 2 hours);
        acknowledge(id);
        _expectRefund(id, IJobMarketTypes.Reason.Declined, 99);
        vm.prank(seller);
        market.fail(id, 99);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
        _assertNothingLeft(id);
    }

    function test_failWithinFiveMinutesRefundsAll() public {
        uint256 id = running(4, 2 hours);
        skip(4 minutes);
        submit(checkpoint(id, 4 * 4 minutes));
        skip(1 minutes);
        _expectRefund(id, IJobMarketTypes.Reason.ProviderFault, 1);
        vm.prank(seller);
        market.fail(id, 1);
    }

    function test_failLaterPaysTheLastCheckpoint() public {
        uint256 id = running(4, 2 hours);
        skip(30 minutes);
        submit(checkpoint(id, 4 * 30 minutes)); // 5 USDC
        skip(30 minutes);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, IJobMarketTypes.Reason.ProviderFault, 5, 7200, 5e6, 0, 4.32e6, 0.18e6, 19e6, 0.5e6, bytes32(0)
        );
        vm.prank(seller);
        market.fail(id, 5);
        assertState(id, IJobMarketTypes.State.Reported);
    }

    function test_failLaterWithNothingVerifiedRefundsAll() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        _expectRefund(id, IJobMarketTypes.Reason.ProviderFault, 5);
        vm.prank(seller);
        market.fail(id, 5);
    }

    function test_RevertWhen_theProviderGivesAnotherCode() public {
        uint256 id = running(4, 2 hours);
        vm.startPrank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidFailureCode.selector, 0));
        market.fail(id, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidFailureCode.selector, 100));
        market.fail(id, 100);
        vm.stopPrank();
    }

    function test_heartbeat() public {
        uint256 id = running(4, 2 hours);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobHeartbeat(id);
        vm.prank(seller);
        market.heartbeat(id);
    }

    // ---- waits that run out ----

    function test_notAcknowledged() public {
        uint256 id = openJob(4, 2 hours);
        _assertExpires(id, 10 minutes, IJobMarketTypes.Reason.NotAcknowledged);
        _assertNothingLeft(id);
    }

    function test_notStarted() public {
        uint256 id = openJob(4, 2 hours);
        acknowledge(id);
        _assertExpires(id, 1 hours, IJobMarketTypes.Reason.NotStarted);
        _assertNothingLeft(id);
    }

    function test_overdueWithNothingVerified() public {
        uint256 id = running(4, 2 hours);
        _assertExpires(id, 26 hours, IJobMarketTypes.Reason.Overdue);
        _assertNothingLeft(id);
    }

    function test_overduePaysTheLastCheckpoint() public {
        uint256 id = running(4, 2 hours);
        skip(30 minutes);
        submit(checkpoint(id, 4 * 15 minutes));
        submit(checkpoint(id, 4 * 30 minutes));
        skip(25.5 hours + 1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.Overdue));
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, IJobMarketTypes.Reason.Overdue, 0, 7200, 5e6, 0, 4.32e6, 0.18e6, 19e6, 0.5e6, bytes32(0)
        );
        vm.prank(anyone);
        market.expire(id);
        assertState(id, IJobMarketTypes.State.Reported);
    }

    function test_expireBatchPassesOverWhatIsNotDue() public {
        uint256 a = openJob(1, 1 hours);
        uint256 b = openJob(1, 1 hours);
        acknowledge(b);
        uint256 c = openJob(1, 1 hours);
        skip(10 minutes + 1);
        uint256[] memory list = new uint256[](5);
        (list[0], list[1], list[2], list[3], list[4]) = (a, b, c, 999, a);
        assertEq(market.expireBatch(list), 2);
        assertState(a, IJobMarketTypes.State.Refunded);
        assertState(b, IJobMarketTypes.State.Acknowledged);
        assertState(c, IJobMarketTypes.State.Refunded);
        vm.expectRevert(IJobMarketTypes.NothingDone.selector);
        market.expireBatch(list);
        vm.expectRevert(IJobMarketTypes.NothingDone.selector);
        market.expireBatch(new uint256[](0));
    }

    function _assertExpires(uint256 id, uint256 wait, IJobMarketTypes.Reason reason) private {
        uint256 until = market.job(id).since + wait;
        vm.warp(until);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.None));
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooEarly.selector, id, until + 1));
        market.expire(id);
        vm.warp(until + 1);
        assertEq(uint256(market.due(id)), uint256(reason));
        _expectRefund(id, reason, 0);
        vm.prank(anyone);
        market.expire(id);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
    }

    function _expectRefund(uint256 id, IJobMarketTypes.Reason reason, uint8 code) private {
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobRefunded(id, reason, code, 0, 0, ESCROW);
    }

    function _assertNothingLeft(uint256 id) private view {
        assertState(id, IJobMarketTypes.State.Refunded);
        assertEq(market.job(id).escrow, 0);
        assertEq(vault.escrowOf(buyer), 0);
        assertEq(market.unitsInUse(listingId), 0);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 0);
        assertEq(atRisk, 0);
    }

    function _listOf(uint32 providerId, address owner) private returns (uint32 id) {
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (providerId, 5);
        vm.prank(owner);
        id = listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }
}
