// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// @notice A child starts only after its parents succeeded (SPEC JOB 4), and costs no more than its reserve.
contract WorkflowLaunch is WorkflowHouse {
    function _expectParent(uint256 id, uint8 stage, uint256 parent) private {
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.ParentNotSucceeded.selector, id, stage, parent));
        launch(id, stage);
    }

    function test_launch_opensAtThePriceNowAndGivesTheRestBack() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        uint256 available = vault.balanceOf(buyer);
        assertDue(id, 2, 0);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageLaunched(id, 1, 2, ESCROW);
        uint256 jobId = launch(id, 1);

        assertEq(jobId, 2);
        assertEq(vault.balanceOf(buyer), available + RESERVE - ESCROW);
        assertEq(reservedOf(id), 0);
        assertStatus(id, 1, IWorkflows.Status.Launched);
        IJobMarketTypes.Job memory j = market.job(jobId);
        assertEq(j.payer, buyer);
        assertEq(j.escrow, ESCROW);
        assertEq(j.duration, 2 hours);
    }

    function test_launch_needsEveryParent() public {
        uint256 id = create(diamond());
        _expectParent(id, 1, 0);
        complete(id, 0);
        assertDue(id, 6, 0);
        launch(id, 1);
        launch(id, 2);
        start(id, 2);
        complete(id, 1);
        _expectParent(id, 3, 2);
        submit(completion(jobOf(id, 2), 1 hours));
        assertDue(id, 8, 0);
        launch(id, 3);
        assertDue(id, 0, 0);
        assertEq(reservedOf(id), 0);
    }

    /// @dev Every state a parent can be in, and whether its child may start.
    function test_launch_onlyOnASuccess() public {
        uint256 id = create(chain(2));
        uint256 parent = jobOf(id, 0);
        _expectParent(id, 1, 0); // Open
        vm.prank(seller);
        market.acknowledge(ids(parent), true);
        _expectParent(id, 1, 0); // Running
        skip(1 hours);
        submit(completion(parent, 1 hours));
        market.freeze(parent);
        _expectParent(id, 1, 0); // Disputed
        assertDue(id, 0, 0);
        market.rule(parent, 0);
        assertState(parent, IJobMarketTypes.State.Settled);
        launch(id, 1);

        uint256 late = create(chain(2));
        failLate(late, 0);
        assertState(jobOf(late, 0), IJobMarketTypes.State.Reported);
        _expectParent(late, 1, 0);

        uint256 declined = create(chain(2));
        decline(declined, 0);
        assertState(jobOf(declined, 0), IJobMarketTypes.State.Refunded);
        _expectParent(declined, 1, 0);
    }

    function test_launch_afterTheParentHasSettledToo() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        skip(72 hours + 1);
        market.release(jobOf(id, 0));
        launch(id, 1);
    }

    function test_launch_untilItsLastSecond() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        (IWorkflows.Stage memory s,,,) = workflows.stage(id, 1);
        vm.warp(s.launchBy + 1);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.LaunchTooLate.selector, id, 1, s.launchBy));
        launch(id, 1);
        assertDue(id, 0, 2);
        vm.warp(s.launchBy);
        usdcFeed.set(1e8, s.launchBy);
        assertDue(id, 2, 0);
        launch(id, 1);
    }

    function test_launch_onceOnly() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        launch(id, 1);
        uint8[3] memory none = [0, 1, 7];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IWorkflows.StageNotWaiting.selector, id, none[i]));
            launch(id, none[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.UnknownWorkflow.selector, 9));
        launch(9, 0);
    }

    function testFuzz_launch_neverTakesMoreThanTheReserve(uint40 price) public {
        uint256 id = create(chain(2));
        complete(id, 0);
        vm.prank(buyer);
        vault.withdraw(type(uint256).max, buyer);
        price = uint40(bound(price, 1, 2 * MAX_PRICE));
        vm.prank(seller);
        listings.setPrice(listingId, price);
        if (price > MAX_PRICE) {
            vm.expectPartialRevert(IWorkflows.ReserveTooSmall.selector);
            launch(id, 1);
            assertEq(reservedOf(id), RESERVE);
        } else {
            uint256 escrow = market.quote(listingId, 1, 2 hours);
            uint256 jobId = launch(id, 1);
            assertEq(market.job(jobId).escrow, escrow);
            assertEq(vault.balanceOf(buyer), RESERVE - escrow);
        }
    }

    function test_launch_aRaisedBufferDoesNotReachThePayersOtherMoney() public {
        IWorkflows.Stage[] memory stages = chain(2);
        stages[1].maxUnitPrice = PRICE;
        uint256 id = create(stages);
        complete(id, 0);
        IJobMarketTypes.Params memory p = market.params();
        p.bufferBps = 5000;
        market.setParams(p);
        vm.expectRevert(
            abi.encodeWithSelector(IWorkflows.ReserveTooSmall.selector, id, 1, uint256(ESCROW), uint256(7.5e6))
        );
        launch(id, 1);
    }

    /// @dev Capacity, an inactive listing, a provider that may not sell: try again until launchBy.
    function test_launch_canBeTriedAgain() public {
        uint256 id = create(chain(2));
        complete(id, 0);
        vm.prank(seller);
        listings.setActive(listingId, false);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, listingId));
        launch(id, 1);
        assertEq(reservedOf(id), RESERVE);
        vm.prank(seller);
        listings.setActive(listingId, true);
        launch(id, 1);
    }

    function test_launch_stagesOfSeveralProviders() public {
        (uint32 other, address owner) = newcomer("other");
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (other, 1);
        vm.prank(owner);
        uint32 theirs = listings.create(l, "GPU", "US", new bytes32[](0), "");
        IWorkflows.Stage[] memory stages = chain(2);
        stages[1].listingId = theirs;
        uint256 id = create(stages);
        complete(id, 0);
        assertEq(market.job(launch(id, 1)).providerId, other);
    }

    function test_launch_carriesASweep() public {
        IWorkflows.Stage[] memory stages = chain(2);
        (stages[1].taskCount, stages[1].tasksRoot) = (100, keccak256("tasks"));
        uint256 id = create(stages);
        complete(id, 0);
        assertEq(market.job(launch(id, 1)).tasksHash, keccak256(abi.encode(uint32(100), keccak256("tasks"))));
    }
}
