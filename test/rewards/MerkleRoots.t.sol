// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../../src/interfaces/IMerkleRewards.sol";
import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";
import { Tree } from "./utils/Tree.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice How a root comes into force (SPEC RWD 4): bound, delay, veto, replacement.
contract MerkleRootsTest is RewardsHouse {
    using Tree for Tree.Leaf[];

    bytes32 private constant ROOT = keccak256("root");
    bytes32 private constant CONTENT = keccak256("content");

    function setUp() public override {
        super.setUp();
        _fund(Programme.Users, 1000e18);
    }

    function test_aRootWaitsThenAnyoneAcceptsIt() public {
        uint256 at = vm.getBlockTimestamp() + 1 days;
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.RootPublished(Programme.Users, ROOT, 600e18, CONTENT, at);
        rewards.publishRoot(Programme.Users, ROOT, 600e18, CONTENT);
        IMerkleRewards.Pending memory pending = rewards.pendingRoot(Programme.Users);
        assertEq(pending.root, ROOT);
        assertEq(pending.total, 600e18);
        assertEq(rewards.books(Programme.Users).root, 0);

        vm.warp(at - 1);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.RootNotAcceptable.selector, Programme.Users, at));
        rewards.acceptRoot(Programme.Users);
        vm.warp(at);
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.RootAccepted(Programme.Users, ROOT, 600e18, CONTENT);
        vm.prank(eve);
        rewards.acceptRoot(Programme.Users);

        IMerkleRewards.Books memory b = rewards.books(Programme.Users);
        assertEq(b.root, ROOT);
        assertEq(b.contentHash, CONTENT);
        assertEq(b.released, 1000e18);
        assertEq(b.allocated, 600e18);
        assertEq(b.claimed, 0);
        assertEq(cpt.balanceOf(rewards.purseOf(Programme.Users)), 600e18);
        assertEq(cpt.balanceOf(rewards.reserve()), 400e18);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.NoPendingRoot.selector, Programme.Users));
        rewards.acceptRoot(Programme.Users);
    }

    function test_LawI_noRootAllocatesMoreThanItsProgrammeHasReleased() public {
        _fund(Programme.Providers, 5000e18);
        vm.expectRevert(
            abi.encodeWithSelector(IMerkleRewards.TotalAboveReleased.selector, Programme.Users, 1000e18 + 1, 1000e18)
        );
        rewards.publishRoot(Programme.Users, ROOT, 1000e18 + 1, CONTENT);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMerkleRewards.TotalAboveReleased.selector, Programme.Users, type(uint256).max, 1000e18
            )
        );
        rewards.publishRoot(Programme.Users, ROOT, type(uint256).max, CONTENT);
        rewards.publishRoot(Programme.Users, ROOT, 1000e18, CONTENT);
    }

    /// @dev Peers let an updater put acceptance off for ever by submitting again and again.
    function test_PEERS_noPublisherResetsTheDelayForEver() public {
        rewards.publishRoot(Programme.Users, ROOT, 600e18, CONTENT);
        uint256 acceptableAt = vm.getBlockTimestamp() + 1 days;
        uint256 until = acceptableAt + 7 days;
        for (uint256 at = vm.getBlockTimestamp(); at < until; at += 6 hours) {
            vm.warp(at);
            vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.RootIsPending.selector, Programme.Users, until));
            rewards.publishRoot(Programme.Users, keccak256(abi.encode(at)), 600e18, CONTENT);
        }
        // Nobody wanted it for a week: another may take its place.
        vm.warp(until);
        rewards.publishRoot(Programme.Users, keccak256("other"), 600e18, CONTENT);
        assertEq(rewards.pendingRoot(Programme.Users).root, keccak256("other"));
        // Programmes do not wait for each other.
        _fund(Programme.Providers, 1);
        rewards.publishRoot(Programme.Providers, ROOT, 1, CONTENT);
    }

    function test_aVetoDropsThePendingRootOnly() public {
        _accept(Programme.Users, ROOT, 100e18);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.NoPendingRoot.selector, Programme.Users));
        rewards.vetoRoot(Programme.Users, "nothing there");

        rewards.publishRoot(Programme.Users, keccak256("bad"), 600e18, CONTENT);
        vm.warp(vm.getBlockTimestamp() + 1 days);
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.RootVetoed(Programme.Users, keccak256("bad"), "pays the publisher");
        rewards.vetoRoot(Programme.Users, "pays the publisher");
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.NoPendingRoot.selector, Programme.Users));
        rewards.acceptRoot(Programme.Users);
        assertEq(rewards.books(Programme.Users).root, ROOT);
        rewards.publishRoot(Programme.Users, keccak256("good"), 600e18, CONTENT);
    }

    /// @dev What nobody claimed goes elsewhere by a new root only, and never what was claimed.
    function test_aSmallerTotalTakesTheUnclaimedBackButNothingMore() public {
        Tree.Leaf[] memory leaves = _two(600e18, 400e18);
        _accept(Programme.Users, leaves);
        rewards.claim(Programme.Users, alice, 600e18, leaves.proof(0));

        vm.expectRevert(
            abi.encodeWithSelector(IMerkleRewards.TotalBelowClaimed.selector, Programme.Users, 600e18 - 1, 600e18)
        );
        rewards.publishRoot(Programme.Users, ROOT, 600e18 - 1, CONTENT);
        _accept(Programme.Users, _two(600e18, 50e18));
        assertEq(cpt.balanceOf(rewards.purseOf(Programme.Users)), 50e18);
        assertEq(cpt.balanceOf(rewards.reserve()), 350e18);
        assertEq(rewards.books(Programme.Users).claimed, 600e18);
        assertEq(rewards.books(Programme.Users).allocated, 650e18);
    }

    function test_claimsThatOvertakeASmallerTotalKeepItOut() public {
        Tree.Leaf[] memory leaves = _two(600e18, 400e18);
        _accept(Programme.Users, leaves);
        rewards.publishRoot(Programme.Users, ROOT, 500e18, CONTENT);
        vm.warp(vm.getBlockTimestamp() + 1 days);
        rewards.claim(Programme.Users, alice, 600e18, leaves.proof(0));
        vm.expectRevert(
            abi.encodeWithSelector(IMerkleRewards.TotalBelowClaimed.selector, Programme.Users, 500e18, 600e18)
        );
        rewards.acceptRoot(Programme.Users);
        rewards.claim(Programme.Users, bob, 400e18, leaves.proof(1));
    }

    function test_theDelayIsBoundedAndHoldsForLaterRoots() public {
        rewards.publishRoot(Programme.Users, ROOT, 1, CONTENT);
        uint256 before = rewards.pendingRoot(Programme.Users).acceptableAt;
        rewards.setDelay(14 days);
        assertEq(rewards.rootDelay(), 14 days);
        assertEq(rewards.pendingRoot(Programme.Users).acceptableAt, before);
        rewards.setDelay(12 hours);
        for (uint256 i; i < 3; ++i) {
            uint256 wrong = [uint256(0), 12 hours - 1, 14 days + 1][i];
            vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.InvalidParameter.selector, bytes32("delay"), wrong));
            rewards.setDelay(wrong);
        }
    }

    function test_RevertWhen_argumentsAreZero() public {
        vm.expectRevert(IMerkleRewards.ZeroRoot.selector);
        rewards.publishRoot(Programme.Users, 0, 0, CONTENT);
        vm.prank(address(schedule));
        vm.expectRevert(IMerkleRewards.ZeroAmount.selector);
        rewards.fund(Programme.Users, 0);
        vm.expectRevert(IMerkleRewards.ZeroAddress.selector);
        new MerkleRewards(address(0), address(cpt), address(escrow), address(vesting));
        vm.expectRevert(IMerkleRewards.ZeroAddress.selector);
        new MerkleRewards(address(manager), address(cpt), address(escrow), address(0));
    }

    function test_RevertWhen_aStrangerActs() public {
        bytes[4] memory calls = [
            abi.encodeCall(rewards.publishRoot, (Programme.Users, ROOT, 1, CONTENT)),
            abi.encodeCall(rewards.vetoRoot, (Programme.Users, "")),
            abi.encodeCall(rewards.setDelay, (1 days)),
            abi.encodeCall(rewards.fund, (Programme.Users, 1))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(eve);
            (bool done, bytes memory answer) = address(rewards).call(calls[i]);
            assertFalse(done);
            assertEq(bytes4(answer), IAccessManaged.AccessManagedUnauthorized.selector);
        }
    }
}
