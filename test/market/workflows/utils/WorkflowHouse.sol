// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../../src/interfaces/IListings.sol";
import { IWorkflows } from "../../../../src/interfaces/IWorkflows.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The market with workflows beside it.
abstract contract WorkflowHouse is MarketHouse {
    uint64 internal constant MARKET_MODULE = 11;
    /// @dev Two hours of one unit at PRICE, with the buffer.
    uint64 internal constant ESCROW = 6e6;
    /// @dev The same at the highest price that stages here accept.
    uint64 internal constant RESERVE = 12e6;
    uint40 internal constant MAX_PRICE = 2 * PRICE;

    IWorkflows internal workflows;

    function setUp() public virtual override {
        super.setUp();
        address implementation =
            deployCode("Workflows.sol:Workflows", abi.encode(address(vault), address(listings), address(market)));
        bytes memory init = abi.encodeWithSignature("initialize()");
        workflows = IWorkflows(address(new TransparentUpgradeableProxy(implementation, address(manager), init)));
        vault.setModule(address(workflows), true);
        bytes4[] memory openFor = new bytes4[](1);
        openFor[0] = market.openFor.selector;
        manager.setTargetFunctionRole(address(market), openFor, MARKET_MODULE);
        manager.grantRole(MARKET_MODULE, address(workflows), 0);
    }

    // ---- making ----

    function stageOf(uint32 parents) internal view returns (IWorkflows.Stage memory s) {
        s.listingId = listingId;
        s.units = 1;
        s.duration = 2 hours;
        s.maxUnitPrice = MAX_PRICE;
        s.parents = parents;
        s.launchBy = uint40(vm.getBlockTimestamp() + 30 days);
        s.specHash = keccak256(abi.encode("spec", parents));
    }

    /// @dev 0 -> 1 -> 2 -> …
    function chain(uint256 length) internal view returns (IWorkflows.Stage[] memory stages) {
        stages = new IWorkflows.Stage[](length);
        stages[0] = stageOf(0);
        for (uint256 i = 1; i < length; ++i) {
            stages[i] = stageOf(uint32(1 << (i - 1)));
        }
    }

    /// @dev 0 -> 1 and 2 -> 3
    function diamond() internal view returns (IWorkflows.Stage[] memory stages) {
        stages = new IWorkflows.Stage[](4);
        stages[0] = stageOf(0);
        stages[1] = stageOf(1);
        stages[2] = stageOf(1);
        stages[3] = stageOf(6);
    }

    function create(IWorkflows.Stage[] memory stages) internal returns (uint256 id) {
        vm.prank(buyer);
        return workflows.create(address(0), stages, new IWorkflows.BundleTags[](0));
    }

    // ---- a stage's life ----

    function jobOf(uint256 id, uint8 stage) internal view returns (uint256 jobId) {
        (,,, jobId) = workflows.stage(id, stage);
    }

    /// @dev Runs the stage's job for an hour and reports it completed.
    function complete(uint256 id, uint8 stage) internal {
        start(id, stage);
        skip(1 hours);
        submit(completion(jobOf(id, stage), 1 hours));
    }

    function failLate(uint256 id, uint8 stage) internal {
        start(id, stage);
        skip(1 hours);
        submit(failure(jobOf(id, stage), 1, 1 hours));
    }

    /// @dev Unless it runs already.
    function start(uint256 id, uint8 stage) internal {
        uint256 jobId = jobOf(id, stage);
        if (stateIs(jobId, IJobMarketTypes.State.Running)) return;
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
    }

    function decline(uint256 id, uint8 stage) internal {
        uint256 jobId = jobOf(id, stage);
        vm.prank(seller);
        market.fail(jobId, 1);
    }

    function launch(uint256 id, uint8 stage) internal returns (uint256 jobId) {
        vm.prank(anyone);
        return workflows.launch(id, stage);
    }

    // ---- looking ----

    function assertStatus(uint256 id, uint8 stage, IWorkflows.Status wanted) internal view {
        (, IWorkflows.Status status,,) = workflows.stage(id, stage);
        assertEq(uint256(status), uint256(wanted), "status");
    }

    function assertDue(uint256 id, uint256 launchable, uint256 dead) internal view {
        (uint32 l, uint32 d) = workflows.due(id);
        assertEq(l, launchable, "launchable");
        assertEq(d, dead, "dead");
    }

    function reservedOf(uint256 id) internal view returns (uint256) {
        return workflows.workflow(id).reserved;
    }

    function noTags() internal pure returns (IWorkflows.BundleTags[] memory) {
        return new IWorkflows.BundleTags[](0);
    }

    /// @dev A listing of the seller with one tag.
    function listTagged(bytes32 tag) internal returns (uint32) {
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        IListings.Listing memory l = terms();
        vm.prank(seller);
        return listings.create(l, "SKU", "EU", tags, "");
    }

    function stateIs(uint256 jobId, IJobMarketTypes.State wanted) internal view returns (bool) {
        return market.job(jobId).state == wanted;
    }
}
