// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @notice What may still change about a job before its end (SPEC JOB 4): money, time, notice.
contract ChangesTest is MarketHouse {
    // ---- topping up ----

    function testFuzz_aTopUpIsEscrowAndComesBackUnused(uint64 amount) public {
        amount = uint64(bound(amount, 1, 100_000e6));
        uint256 id = running(4, 2 hours);
        uint256 balance = vault.balanceOf(buyer);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobToppedUp(id, amount, 24e6 + amount);
        vm.prank(buyer);
        market.topUp(id, amount);
        assertEq(vault.balanceOf(buyer), balance - amount);
        assertEq(vault.escrowOf(buyer), 24e6 + amount);
        skip(1 hours);
        submit(completion(id, 4 * 1 hours));
        vm.prank(buyer);
        market.confirm(id);
        assertEq(vault.balanceOf(buyer), balance + 24e6 - 10e6);
        assertEq(vault.escrowOf(buyer), 0);
    }

    /// @dev Use beyond the escrow is not payable; a top-up is how it becomes payable.
    function test_aToppedUpJobPaysForMoreUse() public {
        uint256 id = running(4, 2 hours);
        vm.prank(buyer);
        market.topUp(id, 6e6);
        skip(3 hours);
        submit(completion(id, 4 * 3 hours));
        vm.prank(buyer);
        market.confirm(id);
        assertEq(market.job(id).paid, 30e6);
    }

    function test_RevertWhen_somebodyElseTopsUpOrTheMoneyIsMissing() public {
        uint256 id = openJob(4, 2 hours);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotPayer.selector, id, anyone));
        vm.prank(anyone);
        market.topUp(id, 1);
        vm.startPrank(buyer);
        vm.expectRevert(IJobMarketTypes.ZeroAmount.selector);
        market.topUp(id, 0);
        uint256 balance = vault.balanceOf(buyer);
        vm.expectRevert(
            abi.encodeWithSelector(IVault.InsufficientBalance.selector, buyer, balance, type(uint64).max / 2)
        );
        market.topUp(id, type(uint64).max / 2);
        vm.expectRevert(
            abi.encodeWithSelector(IJobMarketTypes.EscrowTooLarge.selector, uint256(type(uint64).max) + 24e6)
        );
        market.topUp(id, type(uint64).max);
        skip(10 minutes + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, block.timestamp - 1));
        market.topUp(id, 1);
        vm.stopPrank();
    }

    // ---- extending ----

    function testFuzz_anExtensionMovesTheDeadlineAndIsPaidFor(uint24 extra) public {
        extra = uint24(bound(extra, 1, 30 days - 2 hours));
        uint256 id = running(4, 2 hours);
        uint256 balance = vault.balanceOf(buyer);
        vm.prank(buyer);
        market.extend(id, extra);
        uint256 cost = (uint256(4) * extra * PRICE + 3599) / 3600;
        uint256 added = (cost * 12 + 9) / 10;
        assertEq(market.job(id).escrow, 24e6 + added);
        assertEq(market.job(id).duration, 2 hours + extra);
        assertEq(vault.balanceOf(buyer), balance - added);
        skip(2 hours + extra + 24 hours);
        assertEq(uint256(market.due(id)), 0);
        skip(1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.Overdue));
        market.expire(id);
        assertEq(vault.balanceOf(buyer), balance + 24e6);
    }

    function test_RevertWhen_theProviderWouldNotSellItNow() public {
        uint256 id = running(4, 2 hours);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.DurationOutOfRange.selector, 30 days + 1, 60, 30 days));
        market.extend(id, uint24(30 days - 2 hours + 1));
        bytes memory refused = abi.encodeWithSelector(IJobMarketTypes.ExtensionRefused.selector, id);
        uint256 snapshot = vm.snapshotState();
        vm.prank(seller);
        listings.setPrice(listingId, PRICE + 1);
        vm.prank(buyer);
        vm.expectRevert(refused);
        market.extend(id, 60);
        vm.revertToState(snapshot);
        vm.prank(seller);
        listings.setActive(listingId, false);
        vm.prank(buyer);
        vm.expectRevert(refused);
        market.extend(id, 60);
        vm.revertToState(snapshot);
        suspend();
        vm.prank(buyer);
        vm.expectRevert(refused);
        market.extend(id, 60);
    }

    // ---- notice ----

    function test_aBuyerStopsALongRunAndPaysToTheSecond() public {
        uint256 id = running(4, 10 days);
        skip(1 days);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobNoticed(id, false, uint40(block.timestamp + 5 minutes));
        vm.prank(buyer);
        uint40 endsAt = market.giveNotice(id);
        skip(1 hours);
        UsageReport memory r = completion(id, 4 * (1 days + 5 minutes));
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidTimes.selector, r.startedAt, r.endedAt));
        market.report(r, proof);
        r.endedAt = endsAt;
        submit(r);
        vm.prank(buyer);
        market.confirm(id);
        assertEq(market.job(id).paid, (uint256(4) * (1 days + 5 minutes) * PRICE + 3599) / 3600);
        assertTrue(market.job(id).succeeded);
    }

    function test_aSilentMeterDoesNotKeepAStoppedRunOpen() public {
        uint256 id = running(4, 10 days);
        skip(1 hours);
        submit(checkpoint(id, 4 * 1 hours));
        vm.prank(buyer);
        market.giveNotice(id);
        skip(5 minutes + 24 hours);
        assertEq(uint256(market.due(id)), 0);
        skip(1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.Stopped));
        market.expire(id);
        assertEq(market.job(id).escrow, 1e6);
        assertEq(market.job(id).paidEarly, 9e6);
    }

    function test_aProviderPreemptsWithTwoMinutesNotice() public {
        uint256 id = _preemptible();
        skip(1 hours);
        submit(checkpoint(id, 4 * 1 hours));
        vm.prank(seller);
        assertEq(market.giveNotice(id), block.timestamp + 2 minutes);
        skip(12 minutes + 1);
        uint256 balance = vault.balanceOf(buyer);
        market.expire(id);
        assertEq(vault.balanceOf(buyer) - balance, 24e6 - 10e6, "all but the checkpoint comes back");
        assertFalse(market.job(id).succeeded);
    }

    /// @dev What was used up to the end of the notice is payable, if it is witnessed in time.
    function test_aPreemptedRunIsPaidByItsLastReport() public {
        uint256 id = _preemptible();
        skip(1 hours);
        vm.prank(seller);
        market.giveNotice(id);
        skip(2 minutes);
        UsageReport memory r = completion(id, 4 * (1 hours + 2 minutes));
        skip(10 minutes);
        bytes memory proof = proofOf(r);
        uint256 snapshot = vm.snapshotState();
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, block.timestamp - 1));
        market.report(r, proof);
        vm.revertToState(snapshot);
        vm.recordLogs();
        market.report(r, proof);
        assertEq(
            uint256(vm.getRecordedLogs()[1].topics[2]),
            uint256(IJobMarketTypes.Reason.Preempted),
            "reason of the report"
        );
        assertFalse(market.job(id).succeeded);
    }

    function test_aProviderLeavesALongRunWithADaysNotice() public {
        uint256 id = running(4, 10 days);
        vm.prank(seller);
        assertEq(market.giveNotice(id), block.timestamp + 24 hours);
        // the buyer may shorten it, the provider not postpone it
        vm.prank(buyer);
        uint40 endsAt = market.giveNotice(id);
        assertEq(endsAt, block.timestamp + 5 minutes);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.AlreadyNoticed.selector, id, endsAt));
        market.giveNotice(id);
        vm.prank(anyone);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotBuyer.selector, id, anyone));
        market.giveNotice(id);
    }

    function test_aNoticeNeverMovesADeadlineBack() public {
        uint256 id = running(4, 2 hours);
        skip(2 hours + 23 hours);
        vm.prank(buyer);
        market.giveNotice(id);
        skip(1 hours + 1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.Overdue));
    }

    function _preemptible() private returns (uint256 id) {
        IListings.Listing memory l = terms();
        l.preemptible = true;
        listingId = list(l);
        return running(4, 2 hours);
    }
}
