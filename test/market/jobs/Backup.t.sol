// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @notice A backup takes over with the same money where the provider fails its job (SPEC JOB 4).
contract BackupTest is MarketHouse {
    uint32 private other;
    address private helper;
    uint32 private backup;

    function setUp() public override {
        super.setUp();
        (other, helper) = newcomer("helper");
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (other, 4);
        vm.prank(helper);
        backup = listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    function test_aJobNobodyTakesGoesToItsBackup() public {
        uint256 id = _withBackup(openJob(4, 2 hours));
        skip(10 minutes + 1);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobHandedOver(id, id + 1);
        market.expire(id);
        _assertSuccessor(id, 4, 2 hours, 24e6);
        assertEq(market.successorOf(id), id + 1);
        assertEq(market.successorOf(id + 1), 0);
        assertState(id, IJobMarketTypes.State.Refunded);
        vm.prank(helper);
        market.acknowledge(ids(id + 1), true);
    }

    function test_theRestOfAJobGoesOnFromTheLastCheckpoint() public {
        uint256 id = _withBackup(running(4, 2 hours));
        skip(30 minutes);
        submit(checkpoint(id, 4 * 30 minutes));
        skip(30 minutes);
        vm.prank(seller);
        market.fail(id, 7);
        // 5 USDC are the checkpoint's, 19 go on: 18 is the rest with its buffer
        _assertSuccessor(id, 4, 90 minutes, 18e6);
        assertState(id, IJobMarketTypes.State.Reported);
        assertEq(market.job(id).paid + market.job(id).escrow, 5e6);
    }

    function test_aFailureReportedByMetersHandsOverToo() public {
        uint256 id = _withBackup(running(4, 2 hours));
        skip(1 minutes);
        submit(failure(id, 7, 0));
        _assertSuccessor(id, 4, 2 hours, 24e6);
    }

    function test_whatABuyerEndsIsNotHandedOver() public {
        uint256 id = _withBackup(openJob(4, 2 hours));
        vm.prank(buyer);
        market.cancel(id);
        assertEq(market.jobCount(), id);
        id = _withBackup(running(4, 2 hours));
        skip(1 minutes);
        submit(failure(id, 120, 0));
        assertEq(market.jobCount(), id);
    }

    /// @dev A backup that cannot take the job leaves the payer with its money, whatever the reason.
    function test_aBackupThatCannotTakeItLeavesTheRefund() public {
        uint256 balance = vault.balanceOf(buyer);
        uint256 id = _withBackup(openJob(6, 2 hours));
        skip(10 minutes + 1);
        market.expire(id);
        assertEq(market.jobCount(), id);
        assertEq(market.successorOf(id), 0);
        assertEq(vault.balanceOf(buyer), balance);
        assertEq(vault.escrowOf(buyer), 0);
    }

    function test_theBackupsPriceIsBounded() public {
        vm.prank(helper);
        listings.setPrice(backup, PRICE + 1);
        uint256 id = openJob(4, 2 hours);
        vm.prank(buyer);
        market.setBackup(id, backup, PRICE);
        skip(10 minutes + 1);
        market.expire(id);
        assertEq(market.jobCount(), id);
    }

    /// @dev The buffer may shrink to what is left, the predicted cost may not.
    function test_aDearerBackupTakesOverWithASmallerBuffer() public {
        vm.prank(helper);
        listings.setPrice(backup, PRICE * 11 / 10);
        uint256 id = openJob(4, 2 hours);
        vm.prank(buyer);
        market.setBackup(id, backup, PRICE * 2);
        skip(10 minutes + 1);
        market.expire(id);
        _assertSuccessor(id, 4, 2 hours, 24e6);

        vm.prank(helper);
        market.fail(id + 1, 1);
        vm.prank(helper);
        listings.setPrice(backup, PRICE * 13 / 10);
        id = openJob(4, 2 hours);
        vm.prank(buyer);
        market.setBackup(id, backup, PRICE * 2);
        skip(10 minutes + 1);
        market.expire(id);
        assertEq(market.jobCount(), id, "26 USDC for 24");
    }

    /// @dev With the same money, of which there is none here: the payer's other money is not the backup's.
    function test_aJobThatUsedUpItsMoneyIsNotHandedOver() public {
        IListings.Listing memory l = terms();
        (l.providerId, l.minDuration, l.capacity) = (other, 2 hours, 4);
        vm.prank(helper);
        uint32 long = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        uint256 id = running(4, 2 hours);
        vm.prank(buyer);
        market.setBackup(id, long, PRICE);
        uint256 balance = vault.balanceOf(buyer);
        skip(144 minutes);
        submit(checkpoint(id, 4 * 144 minutes));
        vm.prank(seller);
        market.fail(id, 7);
        assertEq(market.job(id).paid + market.job(id).escrow, 24e6, "the whole escrow was used");
        assertEq(market.jobCount(), id);
        assertEq(market.successorOf(id), 0);
        assertEq(vault.balanceOf(buyer), balance);
    }

    /// @dev 63/64: too little gas must fail the whole call, never only the taking over.
    function testFuzz_RevertWhen_tooLittleGasForTheBackup(uint256 gas_) public {
        uint256 id = _withBackup(openJob(4, 2 hours));
        skip(10 minutes + 1);
        gas_ = bound(gas_, 60_000, 2_700_000);
        try market.expire{ gas: gas_ }(id) {
            assertEq(market.jobCount(), id + 1);
        } catch {
            assertState(id, IJobMarketTypes.State.Open);
        }
    }

    function test_aSweepKeepsItsTasksAndItsBuyer() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        (p.taskCount, p.tasksRoot, p.buyer) = (100, keccak256("tasks"), anyone);
        uint256 id = _withBackup(open(p));
        skip(10 minutes + 1);
        market.expire(id);
        assertEq(market.job(id + 1).tasksHash, market.job(id).tasksHash);
        assertEq(market.job(id + 1).buyer, anyone);
    }

    function test_RevertWhen_theBackupIsItsOwnListingOrNotThePayers() public {
        uint256 id = openJob(4, 2 hours);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidBackup.selector, listingId));
        market.setBackup(id, listingId, 0);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotPayer.selector, id, seller));
        market.setBackup(id, backup, 0);
    }

    function _withBackup(uint256 id) private returns (uint256) {
        vm.prank(buyer);
        market.setBackup(id, backup, PRICE);
        return id;
    }

    function _assertSuccessor(uint256 id, uint24 units, uint24 duration, uint64 escrow) private view {
        IJobMarketTypes.Job memory next = market.job(id + 1);
        assertEq(uint256(next.state), uint256(IJobMarketTypes.State.Open));
        assertEq(next.providerId, other);
        assertEq(next.payer, buyer);
        assertEq(next.units, units);
        assertEq(next.duration, duration);
        assertEq(next.escrow, escrow);
    }
}
