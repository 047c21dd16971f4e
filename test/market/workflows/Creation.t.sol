// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// @notice What a workflow may be, and what its creation takes.
contract WorkflowCreation is WorkflowHouse {
    function _expect(IWorkflows.Stage[] memory stages, bytes memory error) private {
        vm.expectRevert(error);
        create(stages);
    }

    function test_create_opensRootsAndReservesTheRest() public {
        IWorkflows.Stage[] memory stages = diamond();
        assertEq(workflows.quote(stages), ESCROW + 3 * RESERVE);
        vm.expectEmit(address(workflows));
        emit IWorkflows.WorkflowCreated(1, buyer, buyer, 4);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageAdded(1, 0, stages[0], 0);
        vm.expectEmit(address(workflows));
        emit IWorkflows.StageAdded(1, 1, stages[1], RESERVE);
        uint256 id = create(stages);

        assertEq(id, 1);
        assertEq(workflows.workflowCount(), 1);
        assertEq(vault.escrowOf(buyer), ESCROW + 3 * RESERVE);
        assertEq(vault.balanceOf(buyer), DEPOSIT - ESCROW - 3 * RESERVE);
        IWorkflows.Workflow memory w = workflows.workflow(id);
        assertEq(w.payer, buyer);
        assertEq(w.buyer, address(0));
        assertEq(w.stageCount, 4);
        assertEq(w.launched, 1);
        assertEq(w.waiting, 14);
        assertEq(w.reserved, 3 * RESERVE);

        uint256 jobId = jobOf(id, 0);
        IJobMarketTypes.Job memory j = market.job(jobId);
        assertEq(j.payer, buyer);
        assertEq(j.escrow, ESCROW);
        assertEq(j.unitPrice, PRICE);
        assertStatus(id, 0, IWorkflows.Status.Launched);
        assertStatus(id, 1, IWorkflows.Status.Waiting);
        assertDue(id, 0, 0);
    }

    function test_stage_isKeptAsCreated() public {
        IWorkflows.Stage[] memory stages = chain(2);
        (stages[1].taskCount, stages[1].tasksRoot) = (120, keccak256("tasks"));
        uint256 id = create(stages);
        for (uint8 i; i < 2; ++i) {
            (IWorkflows.Stage memory s,,,) = workflows.stage(id, i);
            assertEq(keccak256(abi.encode(s)), keccak256(abi.encode(stages[i])));
        }
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.UnknownStage.selector, id, 2));
        workflows.stage(id, 2);
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.UnknownWorkflow.selector, 2));
        workflows.workflow(2);
    }

    function test_create_anotherBuyerIsTheBuyerOfEveryJob() public {
        vm.prank(sponsor);
        uint256 id = workflows.create(buyer, chain(2), noTags());
        assertEq(market.job(jobOf(id, 0)).buyer, buyer);
        assertEq(market.job(jobOf(id, 0)).payer, sponsor);
        complete(id, 0);
        launch(id, 1);
        assertEq(market.job(jobOf(id, 1)).buyer, buyer);
        assertEq(vault.escrowOf(buyer), 0);
    }

    function test_RevertWhen_theNumberOfStagesIsOutOfBounds() public {
        _expect(new IWorkflows.Stage[](0), abi.encodeWithSelector(IWorkflows.InvalidStageCount.selector, 0));
        _expect(chain(33), abi.encodeWithSelector(IWorkflows.InvalidStageCount.selector, 33));
        assertEq(workflows.workflow(create(chain(32))).waiting, type(uint32).max - 1);
    }

    /// @dev Parents lie before their children, so there is no way to say a cycle.
    function testFuzz_RevertWhen_aParentIsNotAnEarlierStage(uint8 at, uint32 parents) public {
        at = uint8(bound(at, 0, 5));
        parents = uint32(bound(parents, 1 << at, type(uint32).max));
        IWorkflows.Stage[] memory stages = chain(6);
        stages[at].parents = parents;
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidParents.selector, at, parents));
    }

    function test_RevertWhen_launchByIsPastOrTooFar() public {
        IWorkflows.Stage[] memory stages = chain(2);
        uint256 latest = block.timestamp + 400 days;
        uint40[2] memory wrong = [uint40(block.timestamp), uint40(latest + 1)];
        for (uint256 i; i < 2; ++i) {
            stages[1].launchBy = wrong[i];
            _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidLaunchBy.selector, 1, wrong[i], latest));
        }
        stages[1].launchBy = uint40(latest);
        stages[0].launchBy = 0;
        create(stages);
    }

    function test_RevertWhen_aStageCouldNeverBeOpened() public {
        IWorkflows.Stage[] memory stages = chain(2);
        stages[1].maxUnitPrice = 0;
        _expect(stages, abi.encodeWithSelector(IWorkflows.MaximumMissing.selector, 1));
        stages = chain(2);
        stages[1].units = 0;
        _expect(stages, abi.encodeWithSelector(IJobMarketTypes.ZeroUnits.selector));
        stages = chain(2);
        stages[1].duration = 59;
        _expect(stages, abi.encodeWithSelector(IJobMarketTypes.DurationOutOfRange.selector, 59, 60, uint256(30 days)));
        stages = chain(2);
        stages[1].taskCount = 1;
        _expect(stages, abi.encodeWithSelector(IJobMarketTypes.InvalidSweep.selector));
        stages = chain(2);
        stages[1].listingId = 77;
        _expect(stages, abi.encodeWithSelector(IListings.UnknownListing.selector, 77));
        stages = chain(2);
        (stages[1].units, stages[1].duration, stages[1].maxUnitPrice) = (type(uint24).max, 30 days, type(uint40).max);
        vm.expectPartialRevert(IJobMarketTypes.EscrowTooLarge.selector);
        create(stages);
    }

    function test_RevertWhen_aRootCannotBeOpened() public {
        IWorkflows.Stage[] memory stages = chain(2);
        stages[0].maxUnitPrice = PRICE - 1;
        _expect(stages, abi.encodeWithSelector(IJobMarketTypes.PriceAboveMaximum.selector, uint256(PRICE), PRICE - 1));
        assertEq(workflows.workflowCount(), 0);
        assertEq(vault.escrowOf(buyer), 0);
    }

    function test_RevertWhen_thePayerCannotPayForAll() public {
        vm.prank(buyer);
        vault.withdraw(DEPOSIT - ESCROW - RESERVE, buyer);
        vm.expectPartialRevert(IVault.InsufficientBalance.selector);
        create(chain(3));
        create(chain(2));
        assertEq(vault.balanceOf(buyer), 0);
    }

    function testFuzz_reserve_isTheEscrowAtTheHighestPrice(uint24 units, uint24 duration, uint40 price) public {
        IWorkflows.Stage[] memory stages = chain(2);
        stages[1].units = uint24(bound(units, 1, 1000));
        stages[1].duration = uint24(bound(duration, 60, 30 days));
        stages[1].maxUnitPrice = uint40(bound(price, 1, 100e6));
        vm.prank(seller);
        listings.setPrice(listingId, stages[1].maxUnitPrice);
        uint256 quoted = market.quote(listingId, stages[1].units, stages[1].duration);
        vm.prank(seller);
        listings.setPrice(listingId, 1);
        fund(buyer, quoted);
        uint256 id = create(stages);
        assertEq(reservedOf(id), quoted);
    }
}
