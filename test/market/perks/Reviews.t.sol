// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReviews } from "../../../src/interfaces/IReviews.sol";
import { PerksHouse } from "./utils/PerksHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract ReviewsTest is PerksHouse {
    string internal constant URI = "ipfs://review";
    uint256 internal jobId;

    function setUp() public override {
        super.setUp();
        jobId = settled(alice, 100e6);
    }

    function test_aReviewCountsForTheProvider() public {
        vm.expectEmit(address(reviews));
        emit IReviews.Reviewed(jobId, alice, PROVIDER, 1, 4, 100e6, 5e6, URI);
        review(jobId, 4);

        IReviews.Reputation memory r = reviews.reputation(PROVIDER);
        assertEq(r.count, 1);
        assertEq(r.ratingSum, 4);
        assertEq(r.volume, 100e6);
        assertEq(r.weightedSum, 400e6);
        (uint8 rating, bool answered) = reviews.reviewOf(jobId);
        assertEq(rating, 4);
        assertFalse(answered);
    }

    /// @dev Neighbours share a word of records.
    function testFuzz_sumsAreThoseOfTheReviews(uint8[80] memory ratings, uint64[80] memory paid) public {
        uint256 ratingSum;
        uint256 volume;
        uint256 weighted;
        for (uint256 i; i < ratings.length; ++i) {
            uint64 amount = uint64(bound(paid[i], 1, type(uint64).max));
            uint8 rating = uint8(bound(ratings[i], 1, 5));
            uint256 id = settled(alice, amount);
            review(id, rating);
            ratingSum += rating;
            volume += amount;
            weighted += uint256(rating) * amount;
        }
        IReviews.Reputation memory r = reviews.reputation(PROVIDER);
        assertEq(r.count, ratings.length);
        assertEq(r.ratingSum, ratingSum);
        assertEq(r.volume, volume);
        assertEq(r.weightedSum, weighted);
        for (uint256 i; i < ratings.length; ++i) {
            (uint8 rating,) = reviews.reviewOf(jobId + 1 + i);
            assertEq(rating, bound(ratings[i], 1, 5));
        }
    }

    function test_theProviderAnswersOnce() public {
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IReviews.NotReviewed.selector, jobId));
        reviews.answer(jobId, URI);
        review(jobId, 1);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.NotOperator.selector, PROVIDER, alice));
        reviews.answer(jobId, URI);

        vm.prank(seller);
        vm.expectEmit(address(reviews));
        emit IReviews.ReviewAnswered(jobId, PROVIDER, URI);
        reviews.answer(jobId, URI);
        (uint8 rating, bool answered) = reviews.reviewOf(jobId);
        assertEq(rating, 1);
        assertTrue(answered);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IReviews.AlreadyAnswered.selector, jobId));
        reviews.answer(jobId, URI);
        // An answered review is still a review.
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.AlreadyReviewed.selector, jobId));
        reviews.review(jobId, 5, URI);
    }

    function test_RevertWhen_reviewedTwice() public {
        review(jobId, 5);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.AlreadyReviewed.selector, jobId));
        reviews.review(jobId, 5, URI);
    }

    function test_RevertWhen_notByThePayer() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IReviews.NotPayer.selector, jobId, bob));
        reviews.review(jobId, 5, URI);
    }

    function test_RevertWhen_thePayerActsForTheProvider() public {
        uint256 own = settled(seller, 100e6);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IReviews.OwnProvider.selector, own, PROVIDER));
        reviews.review(own, 5, URI);
    }

    function test_RevertWhen_theJobIsNotSettledOrNotPaid() public {
        for (uint256 s = 1; s <= uint256(type(IJobMarketTypes.State).max); ++s) {
            IJobMarketTypes.State state = IJobMarketTypes.State(s);
            if (state == IJobMarketTypes.State.Settled) continue;
            book.set(jobId, state, 100e6);
            vm.prank(alice);
            vm.expectRevert(abi.encodeWithSelector(IReviews.NotSettled.selector, jobId, state));
            reviews.review(jobId, 5, URI);
        }
        book.set(jobId, IJobMarketTypes.State.Settled, 0);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.NothingPaid.selector, jobId));
        reviews.review(jobId, 5, URI);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownJob.selector, 99));
        reviews.review(99, 5, URI);
    }

    function test_theWindowsLastSecondCounts() public {
        uint256 other = settled(alice, 1);
        uint256 until = vm.getBlockTimestamp() + 30 days;
        vm.warp(until);
        review(jobId, 5);
        vm.warp(until + 1);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.TooLate.selector, other, until));
        reviews.review(other, 5, URI);
    }

    function test_RevertWhen_theRatingOrUriIsOutOfBounds() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidRating.selector, 0));
        reviews.review(jobId, 0, URI);
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidRating.selector, 6));
        reviews.review(jobId, 6, URI);
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidUri.selector, 0));
        reviews.review(jobId, 5, "");
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidUri.selector, 513));
        reviews.review(jobId, 5, string(new bytes(513)));
        reviews.review(jobId, 5, string(new bytes(512)));
    }

    function test_theWindowIsGovernedWithinBounds() public {
        reviews.setParameter("reviewWindow", 1 days);
        assertEq(reviews.parameter("reviewWindow"), 1 days);
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidParameter.selector, bytes32("reviewWindow"), 1));
        reviews.setParameter("reviewWindow", 1);
        vm.expectRevert(abi.encodeWithSelector(IReviews.InvalidParameter.selector, bytes32("other"), 0));
        reviews.parameter("other");
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        reviews.setParameter("reviewWindow", 2 days);
    }

    function review(uint256 id, uint8 rating) private {
        vm.prank(alice);
        reviews.review(id, rating, URI);
    }
}
