// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICoupons } from "../../../src/interfaces/ICoupons.sol";
import { GroupHouse } from "./utils/GroupHouse.sol";
import { HostileReceiver } from "./utils/Receivers.sol";
import { Hashes } from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

contract CouponsTest is GroupHouse {
    bytes32 private constant CODE = keccak256("one");
    bytes32 private constant OTHER = keccak256("two");

    uint256 private id;
    uint256 private batchId;
    uint40 private deadline;
    bytes32[] private proof;

    /// @dev Alice sponsors two codes of three vouchers each.
    function setUp() public override {
        super.setUp();
        id = vouchers.currentValueId();
        deadline = uint40(block.timestamp + 30 days);
        (bytes32 a, bytes32 b) = (coupons.leafOf(CODE), coupons.leafOf(OTHER));
        proof.push(b);
        vm.startPrank(alice);
        vouchers.buyValue(6, alice);
        vouchers.setApprovalForAll(address(coupons), true);
        batchId = coupons.createBatch(id, 3, 2, Hashes.commutativeKeccak256(a, b), deadline);
        vm.stopPrank();
    }

    function commit(address account, bytes32 code) private {
        bytes32 commitment = coupons.commitmentOf(code, account);
        vm.prank(account);
        coupons.commit(commitment);
    }

    function claimCode(address account, bytes32 code) private {
        vm.prank(account);
        coupons.claim(batchId, code, proof, account);
    }

    function test_aCodeIsClaimedByCommitAndReveal() public {
        assertEq(vouchers.balanceOf(address(coupons), id), 6);
        commit(bob, CODE);
        skip(1 minutes);
        vm.expectEmit(address(coupons));
        emit ICoupons.CouponClaimed(batchId, bob, bob, coupons.leafOf(CODE), 3);
        claimCode(bob, CODE);
        assertEq(vouchers.balanceOf(bob, id), 3);
        assertEq(coupons.batch(batchId).codes, 1);
        assertTrue(coupons.isClaimed(batchId, coupons.leafOf(CODE)));
    }

    function test_aCodeSeenInTheMempoolIsUseless() public {
        commit(bob, CODE);
        skip(1 minutes);
        // Carol sees Bob's reveal on its way and gets hers in first.
        bytes32 hers = coupons.commitmentOf(CODE, carol);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.NotCommitted.selector, hers));
        coupons.claim(batchId, CODE, proof, carol);
        commit(carol, CODE);
        vm.prank(carol);
        vm.expectRevert(
            abi.encodeWithSelector(ICoupons.RevealTooEarly.selector, hers, vm.getBlockTimestamp() + 1 minutes)
        );
        coupons.claim(batchId, CODE, proof, carol);
        claimCode(bob, CODE);
        skip(1 minutes);
        bytes32 leaf = coupons.leafOf(CODE);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.CouponUsed.selector, batchId, leaf));
        coupons.claim(batchId, CODE, proof, carol);
    }

    function test_aCommitmentCopiedByAnotherIsTheFirstOnes() public {
        bytes32 commitment = coupons.commitmentOf(CODE, bob);
        vm.prank(carol);
        coupons.commit(commitment);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.AlreadyCommitted.selector, commitment));
        vm.prank(bob);
        coupons.commit(commitment);
        skip(1 minutes);
        claimCode(bob, CODE);
    }

    function test_aCommitmentOfAnotherChainOrContractIsNone() public {
        bytes32 commitment = coupons.commitmentOf(CODE, bob);
        vm.chainId(block.chainid + 1);
        assertNotEq(commitment, coupons.commitmentOf(CODE, bob));
    }

    function test_RevertWhen_theCodeIsWrongUsedOrLate() public {
        bytes32 wrong = keccak256("three");
        commit(bob, wrong);
        commit(bob, CODE);
        skip(1 minutes);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.WrongCode.selector, batchId));
        coupons.claim(batchId, wrong, proof, bob);
        skip(1 days);
        bytes32 commitment = coupons.commitmentOf(CODE, bob);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.NotCommitted.selector, commitment));
        coupons.claim(batchId, CODE, proof, bob);
        commit(bob, CODE);
        vm.warp(deadline + 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.BatchOver.selector, batchId, deadline));
        coupons.claim(batchId, CODE, proof, bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.UnknownBatch.selector, 9));
        coupons.claim(9, CODE, proof, bob);
    }

    /// @dev An inner node is no leaf: a leaf is hashed twice.
    function test_RevertWhen_anInnerNodeIsGivenAsACode() public {
        bytes32 inner = keccak256(abi.encode(CODE));
        commit(bob, inner);
        skip(1 minutes);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.WrongCode.selector, batchId));
        coupons.claim(batchId, inner, new bytes32[](0), bob);
    }

    function test_noMoreCodesArePaidThanWereDeposited() public {
        vm.startPrank(alice);
        vouchers.buyValue(3, alice);
        uint256 small = coupons.createBatch(id, 3, 1, coupons.batch(batchId).root, deadline);
        vm.stopPrank();
        commit(bob, CODE);
        skip(1 minutes);
        vm.prank(bob);
        coupons.claim(small, CODE, proof, bob);
        commit(bob, OTHER);
        skip(1 minutes);
        bytes32[] memory back = new bytes32[](1);
        back[0] = coupons.leafOf(CODE);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.WrongCode.selector, small));
        coupons.claim(small, OTHER, back, bob);
        assertEq(vouchers.balanceOf(address(coupons), id), 6);
    }

    function test_unclaimedVouchersReturnToTheSponsor() public {
        commit(bob, CODE);
        skip(1 minutes);
        claimCode(bob, CODE);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.BatchRunning.selector, batchId, deadline));
        coupons.reclaim(batchId, alice);
        vm.warp(deadline + 1);
        assertEq(coupons.reclaim(batchId, alice), 3);
        vm.expectRevert(ICoupons.ZeroAmount.selector);
        coupons.reclaim(batchId, alice);
        vm.stopPrank();
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICoupons.NotSponsor.selector, batchId, bob));
        coupons.reclaim(batchId, bob);
        assertEq(vouchers.balanceOf(alice, id), 3);
        assertEq(vouchers.balanceOf(address(coupons), id), 0);
    }

    function test_vouchersComeInByBatchesOnly() public {
        vm.startPrank(alice);
        vouchers.buyValue(1, alice);
        vm.expectRevert(ICoupons.NotByTransfer.selector);
        vouchers.safeTransferFrom(alice, address(coupons), id, 1, "");
        uint40 now_ = uint40(block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(ICoupons.InvalidBatchDeadline.selector, now_ + 1, now_ + 1 days, now_ + 365 days)
        );
        coupons.createBatch(id, 1, 1, CODE, now_ + 1);
        vm.expectRevert(ICoupons.ZeroAmount.selector);
        coupons.createBatch(id, 0, 1, CODE, deadline);
        vm.stopPrank();
    }

    /// @dev It would be in no batch, and so nobody's.
    function test_aClaimCannotGoToTheCouponsThemselves() public {
        commit(bob, CODE);
        skip(1 minutes);
        vm.prank(bob);
        vm.expectRevert(ICoupons.NotByTransfer.selector);
        coupons.claim(batchId, CODE, proof, address(coupons));
        claimCode(bob, CODE);
    }

    function test_aClaimantThatComesBackInClaimsOnce() public {
        HostileReceiver greedy = new HostileReceiver();
        bytes32 commitment = coupons.commitmentOf(CODE, address(greedy));
        coupons.commit(commitment);
        skip(1 minutes);
        bytes memory call_ = abi.encodeCall(coupons.claim, (batchId, CODE, proof, address(greedy)));
        greedy.plan(address(coupons), call_);
        greedy.execute(address(coupons), call_);
        assertFalse(greedy.succeeded());
        assertEq(vouchers.balanceOf(address(greedy), id), 3);
    }
}
