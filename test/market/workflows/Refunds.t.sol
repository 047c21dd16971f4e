// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// @notice Every reserve finds its way back (SPEC JOB 4, 11).
contract WorkflowRefunds is WorkflowHouse {
    uint32 private constant ALL = type(uint32).max;

    function _refund(uint256 id, uint32 stages) private returns (uint256) {
        vm.prank(anyone);
        return workflows.refund(id, stages);
    }

    function test_refund_atOnceWhenAParentFailedDownToTheLastChild() public {
        uint256 id = create(diamond());
        uint256 available = vault.balanceOf(buyer);
        decline(id, 0);
        assertDue(id, 0, 14);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageReturned(id, 3, IWorkflows.Cause.ParentFailed, RESERVE);
        assertEq(_refund(id, 8), RESERVE);
        assertEq(_refund(id, ALL), 2 * RESERVE);
        assertEq(vault.balanceOf(buyer), available + ESCROW + 3 * RESERVE);
        assertEq(vault.escrowOf(buyer), 0);
        assertStatus(id, 1, IWorkflows.Status.Returned);
        assertDue(id, 0, 0);
    }

    function test_refund_oneFailedParentIsEnough() public {
        uint256 id = create(diamond());
        complete(id, 0);
        launch(id, 1);
        launch(id, 2);
        start(id, 2);
        complete(id, 1);
        assertDue(id, 0, 0);
        failLate(id, 2);
        assertDue(id, 0, 8);
        assertEq(_refund(id, ALL), RESERVE);
    }

    function test_refund_whenARulingWentAgainstTheParent() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        uint256 parent = jobOf(id, 0);
        market.freeze(parent);
        market.rule(parent, market.job(parent).escrow);
        assertDue(id, 0, 2);
        _refund(id, 2);
    }

    function test_refund_whatCannotBeLaunchedInTimeAndAllBehindIt() public {
        IWorkflows.Stage[] memory stages = chain(3);
        stages[1].launchBy = uint40(block.timestamp + 1 days);
        uint256 id = create(stages);
        complete(id, 0);
        skip(1 days);
        assertDue(id, 0, 6);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageReturned(id, 1, IWorkflows.Cause.Late, RESERVE);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageReturned(id, 2, IWorkflows.Cause.ParentFailed, RESERVE);
        _refund(id, ALL);
    }

    function test_refund_notWhileThereIsHope() public {
        uint256 id = create(chain(3));
        vm.expectRevert(IWorkflows.NothingDone.selector);
        _refund(id, ALL);
        complete(id, 0);
        vm.expectRevert(IWorkflows.NothingDone.selector);
        _refund(id, ALL);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.UnknownWorkflow.selector, 9));
        _refund(9, ALL);
    }

    function test_refund_onceOnly() public {
        uint256 id = create(chain(2));
        decline(id, 0);
        _refund(id, ALL);
        vm.expectRevert(IWorkflows.NothingDone.selector);
        _refund(id, ALL);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.StageNotWaiting.selector, id, 1));
        launch(id, 1);
    }

    function test_refund_whileEverythingElseIsDown() public {
        uint256 id = create(chain(3));
        uint256 second = create(chain(2));
        complete(id, 0);
        decline(second, 0);
        market.pause();
        usdcFeed.set(5e7, block.timestamp);
        suspend();
        vm.prank(seller);
        listings.setActive(listingId, false);
        usdc.blacklist(buyer);
        assertEq(_refund(second, ALL), RESERVE);
        vm.prank(buyer);
        assertEq(workflows.cancel(id, 2), RESERVE);
        assertEq(_refund(id, ALL), RESERVE);
    }

    function test_cancel_byThePayerOrTheBuyerAtAnyTime() public {
        vm.prank(sponsor);
        uint256 id = workflows.create(buyer, chain(4), noTags());
        uint256 available = vault.balanceOf(sponsor);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.NotPayer.selector, id, anyone));
        vm.prank(anyone);
        workflows.cancel(id, ALL);

        vm.expectEmit(address(workflows));
        emit IWorkflows.StageReturned(id, 3, IWorkflows.Cause.Cancelled, RESERVE);
        vm.prank(buyer);
        assertEq(workflows.cancel(id, 8), RESERVE);
        vm.prank(sponsor);
        assertEq(workflows.cancel(id, ALL), 2 * RESERVE);
        assertEq(vault.balanceOf(sponsor), available + 3 * RESERVE);
        assertEq(vault.escrowOf(sponsor), ESCROW);
        vm.expectRevert(IWorkflows.NothingDone.selector);
        vm.prank(sponsor);
        workflows.cancel(id, ALL);
    }

    function test_cancel_makesTheChildrenRefundable() public {
        uint256 id = create(chain(4));
        vm.prank(buyer);
        workflows.cancel(id, 2);
        assertDue(id, 0, 12);
        _refund(id, ALL);
        assertEq(reservedOf(id), 0);
    }

    /// @dev A child whose job is open is the market's; nothing here reaches it any more.
    function test_cancel_doesNotReachLaunchedStages() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        launch(id, 1);
        vm.expectRevert(IWorkflows.NothingDone.selector);
        vm.prank(buyer);
        workflows.cancel(id, ALL);
    }
}
