// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// @notice Software and hardware from two listings: compatible, and opened both or none (SPEC JOB 3).
contract WorkflowBundles is WorkflowHouse {
    uint32 private software;
    uint32 private hardware;

    function setUp() public override {
        super.setUp();
        software = listTagged("!cuda-12");
        hardware = listTagged("+cuda-12");
    }

    /// @dev 0 -> (1 with 2) -> 3
    function _bundle() private view returns (IWorkflows.Stage[] memory stages) {
        stages = new IWorkflows.Stage[](4);
        stages[0] = stageOf(0);
        (stages[1], stages[2]) = (stageOf(1), stageOf(1));
        (stages[1].listingId, stages[2].listingId) = (software, hardware);
        stages[2].bundled = true;
        stages[3] = stageOf(6);
    }

    function _tags(bytes32 a, bytes32 b) private pure returns (IWorkflows.BundleTags[] memory tags) {
        tags = new IWorkflows.BundleTags[](1);
        (tags[0].first, tags[0].second) = (new bytes32[](1), new bytes32[](1));
        (tags[0].first[0], tags[0].second[0]) = (a, b);
    }

    function _create(IWorkflows.Stage[] memory stages) private returns (uint256 id) {
        vm.prank(buyer);
        return workflows.create(address(0), stages, _tags("!cuda-12", "+cuda-12"));
    }

    function _expect(IWorkflows.Stage[] memory stages, bytes memory error) private {
        vm.expectRevert(error);
        _create(stages);
    }

    function test_launch_eitherHalfOpensBoth() public {
        for (uint8 half = 1; half < 3; ++half) {
            uint256 id = _create(_bundle());
            complete(id, 0);
            assertDue(id, 6, 0);
            uint256 jobId = launch(id, half);
            assertEq(jobId, jobOf(id, half));
            assertEq(market.job(jobOf(id, 1)).listingId, software);
            assertEq(market.job(jobOf(id, 2)).listingId, hardware);
            assertEq(reservedOf(id), RESERVE);
        }
    }

    function test_launch_bothOrNone() public {
        uint256 id = _create(_bundle());
        complete(id, 0);
        vm.prank(seller);
        listings.setActive(hardware, false);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, hardware));
        launch(id, 1);
        assertStatus(id, 1, IWorkflows.Status.Waiting);
        assertEq(reservedOf(id), 3 * RESERVE);
    }

    function test_create_aBundleOfRoots() public {
        IWorkflows.Stage[] memory stages = new IWorkflows.Stage[](2);
        (stages[0], stages[1]) = (stageOf(0), stageOf(0));
        (stages[0].listingId, stages[1].listingId, stages[1].bundled) = (software, hardware, true);
        uint256 id = _create(stages);
        assertEq(workflows.workflow(id).launched, 3);
        vm.prank(seller);
        listings.setActive(hardware, false);
        _expect(stages, abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, hardware));
    }

    function test_cancel_andRefund_takeBothHalves() public {
        uint256 id = _create(_bundle());
        vm.prank(buyer);
        assertEq(workflows.cancel(id, 2), 2 * RESERVE);
        id = _create(_bundle());
        vm.prank(buyer);
        assertEq(workflows.cancel(id, 4), 2 * RESERVE);
        id = _create(_bundle());
        decline(id, 0);
        assertEq(workflows.refund(id, 4), 2 * RESERVE);
        assertDue(id, 0, 8);
    }

    function test_RevertWhen_theListingsAreNotCompatible() public {
        IWorkflows.Stage[] memory stages = _bundle();
        stages[2].listingId = listTagged("+cuda-11");
        vm.expectRevert(
            abi.encodeWithSelector(IWorkflows.ListingsNotCompatible.selector, software, stages[2].listingId)
        );
        vm.prank(buyer);
        workflows.create(address(0), stages, _tags("!cuda-12", "+cuda-11"));
        // nor does it help to claim other tags
        vm.expectRevert(abi.encodeWithSelector(IListings.WrongTags.selector, stages[2].listingId));
        vm.prank(buyer);
        workflows.create(address(0), stages, _tags("!cuda-12", "+cuda-12"));
    }

    function test_RevertWhen_aBundleHasNoShape() public {
        IWorkflows.Stage[] memory stages = _bundle();
        stages[0].bundled = true;
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 0));
        stages = _bundle();
        stages[2].parents = 0;
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 2));
        stages = _bundle();
        stages[2].launchBy -= 1;
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 2));
        stages = _bundle();
        (stages[3].bundled, stages[3].parents) = (true, 1);
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 3));
    }

    function test_RevertWhen_tagsAndBundlesDoNotMatchInNumber() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 2));
        create(_bundle());
        IWorkflows.Stage[] memory stages = chain(2);
        _expect(stages, abi.encodeWithSelector(IWorkflows.InvalidBundle.selector, 2));
    }
}
