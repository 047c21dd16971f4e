// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// @notice A stage whose job a backup takes over goes on in the backup's job (SPEC JOB 4).
contract WorkflowBackups is WorkflowHouse {
    address private helper;
    uint32 private backup;

    function setUp() public override {
        super.setUp();
        uint32 other;
        (other, helper) = newcomer("helper");
        backup = _listingOf(other);
    }

    function _listingOf(uint32 providerId) private returns (uint32) {
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (providerId, 4);
        vm.prank(helper);
        return listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    function _takenOver(uint256 id) private returns (uint256 successor) {
        uint256 jobId = jobOf(id, 0);
        _nameBackup(jobId, backup);
        decline(id, 0);
        successor = market.successorOf(jobId);
        assertEq(market.job(successor).listingId, backup);
    }

    function _nameBackup(uint256 jobId, uint32 listing) private {
        vm.prank(buyer);
        market.setBackup(jobId, listing, MAX_PRICE);
    }

    function _completeAt(uint256 jobId) private {
        vm.prank(helper);
        market.acknowledge(ids(jobId), true);
        skip(1 hours);
        submit(completion(jobId, 1 hours));
    }

    function test_childrenWaitForTheBackupAndStartOnItsSuccess() public {
        uint256 id = create(chain(2));
        uint256 successor = _takenOver(id);
        assertDue(id, 0, 0);
        vm.expectRevert(IWorkflows.NothingDone.selector);
        workflows.refund(id, 2);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.ParentNotSucceeded.selector, id, 1, 0));
        launch(id, 1);

        _completeAt(successor);
        assertDue(id, 2, 0);
        launch(id, 1);
        assertStatus(id, 1, IWorkflows.Status.Launched);
    }

    function test_aBackupThatFailsTooIsTheStagesFailure() public {
        uint256 id = create(chain(2));
        uint256 successor = _takenOver(id);
        vm.prank(helper);
        market.fail(successor, 1);
        assertDue(id, 0, 2);
        assertEq(workflows.refund(id, 2), RESERVE);
    }

    /// @dev The first part is paid by its checkpoint and may be disputed for itself; what counts is how the rest ends.
    function test_theRestOfARunGoesOnAtTheBackup() public {
        uint256 id = create(chain(2));
        uint256 first = jobOf(id, 0);
        start(id, 0);
        _nameBackup(first, backup);
        skip(30 minutes);
        submit(checkpoint(first, 30 minutes));
        vm.prank(seller);
        market.fail(first, 7);
        assertState(first, IJobMarketTypes.State.Reported);
        assertDue(id, 0, 0);
        _completeAt(market.successorOf(first));
        assertDue(id, 2, 0);
    }

    function testFuzz_anyNumberOfBackupsIsFollowed(uint8 count, bool succeeds) public {
        count = uint8(bound(count, 1, 6));
        uint256 id = create(chain(2));
        uint256 jobId = _takenOver(id);
        for (uint256 i = 1; i < count; ++i) {
            _nameBackup(jobId, _listingOf(2));
            vm.prank(helper);
            market.fail(jobId, 1);
            jobId = market.successorOf(jobId);
            assertDue(id, 0, 0);
        }
        if (succeeds) {
            _completeAt(jobId);
            assertDue(id, 2, 0);
        } else {
            vm.prank(helper);
            market.fail(jobId, 1);
            assertDue(id, 0, 2);
        }
    }

    function test_aReserveNeedsNoBackupToComeBack() public {
        uint256 id = create(chain(2));
        _takenOver(id);
        vm.prank(buyer);
        assertEq(workflows.cancel(id, 2), RESERVE);
    }
}
