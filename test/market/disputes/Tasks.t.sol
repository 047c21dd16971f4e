// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";
import { Hashes } from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice One leaf, or some, of a sweep in dispute (issue 3, item 3). A tree of four tasks.
contract DisputeTasksTest is DisputeHouse {
    uint32 private constant COUNT = 4;

    bytes32[4] private leaves;
    bytes32 private left;
    bytes32 private right;
    bytes32 private root;

    function setUp() public override {
        super.setUp();
        for (uint32 i; i < COUNT; ++i) {
            leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, _content(i)))));
        }
        left = Hashes.commutativeKeccak256(leaves[0], leaves[1]);
        right = Hashes.commutativeKeccak256(leaves[2], leaves[3]);
        root = Hashes.commutativeKeccak256(left, right);
    }

    function _content(uint32 index) private pure returns (bytes32) {
        return keccak256(abi.encode("task", index));
    }

    function _task(uint32 index) private view returns (IDisputes.Task memory t) {
        t.index = index;
        t.contentHash = _content(index);
        t.proof = new bytes32[](2);
        t.proof[0] = leaves[index ^ 1];
        t.proof[1] = index < 2 ? right : left;
    }

    function _tasks(uint32 a) private view returns (IDisputes.Task[] memory list) {
        list = new IDisputes.Task[](1);
        list[0] = _task(a);
    }

    function _tasks(uint32 a, uint32 b) private view returns (IDisputes.Task[] memory list) {
        list = new IDisputes.Task[](2);
        (list[0], list[1]) = (_task(a), _task(b));
    }

    function _sweep() private returns (uint256 jobId) {
        IJobMarketTypes.OpenParams memory p = order(100, 2 hours);
        (p.taskCount, p.tasksRoot) = (COUNT, root);
        jobId = open(p);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
        skip(1 hours);
        submit(completion(jobId, 100 * 1 hours));
    }

    function _dispute(uint256 jobId, uint64 sum, uint32 count, IDisputes.Task[] memory tasks) private {
        vm.prank(buyer);
        disputes.openForTasks(jobId, sum, count, root, tasks, EVIDENCE, "");
    }

    function test_openForTasks_atMostTheirPartOfTheJob() public {
        uint256 jobId = _sweep();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidSum.selector, 62.5e6 + 1, 62.5e6));
        _dispute(jobId, 62.5e6 + 1, COUNT, _tasks(2));
        uint32[] memory indices = new uint32[](1);
        indices[0] = 2;
        vm.expectEmit(address(disputes));
        emit IDisputes.TasksDisputed(jobId, COUNT, indices);
        _dispute(jobId, 62.5e6, COUNT, _tasks(2));
        assertEq(get(jobId).disputed, 62.5e6);
    }

    function test_openForTasks_severalAtOnce() public {
        uint256 jobId = _sweep();
        _dispute(jobId, 125e6, COUNT, _tasks(0, 3));
        assertEq(get(jobId).disputed, 125e6);
        // one dispute a job, whatever it is about
        vm.expectRevert(abi.encodeWithSelector(IDisputes.AlreadyDisputed.selector, jobId));
        _dispute(jobId, 1, COUNT, _tasks(1));
    }

    function test_RevertWhen_countOrRootAreNotTheJobs() public {
        uint256 jobId = _sweep();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotSweep.selector, jobId));
        _dispute(jobId, 1, COUNT - 1, _tasks(1));
        uint256 single = reported(1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotSweep.selector, single));
        _dispute(single, 1, COUNT, _tasks(1));
    }

    function test_RevertWhen_aTaskCountsTwice() public {
        uint256 jobId = _sweep();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTask.selector, 1));
        _dispute(jobId, 1, COUNT, _tasks(1, 1));
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTask.selector, 0));
        _dispute(jobId, 1, COUNT, _tasks(2, 0));
    }

    function test_RevertWhen_aLeafIsNotUnderTheRoot() public {
        uint256 jobId = _sweep();
        IDisputes.Task[] memory tasks = _tasks(1);
        tasks[0].contentHash = bytes32(0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTask.selector, 1));
        _dispute(jobId, 1, COUNT, tasks);
        // the same content under another index is another leaf
        tasks = _tasks(1);
        tasks[0].index = 0;
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTask.selector, 0));
        _dispute(jobId, 1, COUNT, tasks);
        tasks = new IDisputes.Task[](0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTasks.selector, 0));
        _dispute(jobId, 1, COUNT, tasks);
    }

    /// @dev An inner node is no leaf: leaves are hashed twice.
    function test_RevertWhen_anInnerNodePosesAsALeaf() public {
        uint256 jobId = _sweep();
        IDisputes.Task[] memory tasks = new IDisputes.Task[](1);
        tasks[0].index = 0;
        tasks[0].contentHash = left;
        tasks[0].proof = new bytes32[](1);
        tasks[0].proof[0] = right;
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidTask.selector, 0));
        _dispute(jobId, 1, COUNT, tasks);
    }
}
