// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ISpotMarket } from "../../../src/interfaces/ISpotMarket.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { SpotHouse } from "./utils/SpotHouse.sol";

contract SpotBidsTest is SpotHouse {
    function setUp() public override {
        super.setUp();
        offer(0, CAPACITY, RESERVE);
        nextRound();
    }

    function test_aBidTakesWhatTheMarketWouldTakeAtItsPrice() public {
        place(alice, 10, 2_000_000);
        assertEq(vault.escrowOf(alice), 10 * 2_000_000 * 12 / 10 + 64);
        assertEq(vault.balanceOf(alice), DEPOSIT - vault.escrowOf(alice));
        assertEq(spot.quoteBid(sku, 10, 1 hours, 2_000_000), vault.escrowOf(alice));
    }

    function test_bidsOfARoundBestFirst() public {
        lockFor(carol, 2000e18);
        uint40 end = place(alice, 1, 1_500_000);
        place(bob, 2, 2_000_000);
        place(carol, 3, 1_500_000);
        ISpotMarket.Bid[] memory list = spot.bids(sku, end);
        assertEq(list.length, 3);
        assertEq(list[0].bidder, bob);
        assertEq(list[1].bidder, carol, "a veCPT tier goes before time");
        assertEq(list[1].tier, 1);
        assertEq(list[2].bidder, alice);
        assertEq(list[2].units, 1);
        assertEq(list[2].duration, 1 hours);
        assertEq(list[2].specHash, keccak256("spec"));
        assertEq(list[2].escrow, 1 * 1_500_000 * 12 / 10 + 64);
    }

    /// @dev SPEC POOL 1: holders of rUSDC as of veCPT.
    function test_stakedRusdcGoesBeforeTimeAsVeCptDoes() public {
        stakeFor(carol, 10_000e18);
        refreshPrices();
        uint40 end = place(alice, 1, 1_500_000);
        place(carol, 3, 1_500_000);
        ISpotMarket.Bid[] memory list = spot.bids(sku, end);
        assertEq(list[0].bidder, carol);
        assertEq(list[0].tier, 2);
    }

    function test_theLastSecondOfARoundBelongsToIt() public {
        uint40 end = spot.currentRound();
        vm.warp(end - 1);
        assertEq(place(alice, 1, 2_000_000), end);
        vm.warp(end);
        assertEq(place(alice, 1, 2_000_000), end + 600);
    }

    function test_anotherLengthMovesOnlyTheRoundsToCome() public {
        uint40 end = place(alice, 1, 2_000_000);
        spot.setParameter("roundLength", 3600);
        assertGe(place(bob, 1, 2_000_000), end);
        vm.warp(end);
        clearAll(end);
        assertEq(spot.round(sku, end).sold, 1);
    }

    function test_RevertWhen_nothingWasEverOfferedUnderTheSku() public {
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.UnknownSku.selector, bytes32("x")));
        vm.prank(alice);
        spot.bid("x", 1, 1 hours, 2_000_000, 0);
    }

    function test_RevertWhen_theDurationIsOutOfRange() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.DurationOutOfRange.selector, 599, 600, 1 days));
        spot.bid(sku, 10, 599, 2_000_000, 0);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.DurationOutOfRange.selector, 1 days + 1, 600, 1 days));
        spot.bid(sku, 10, 1 days + 1, 2_000_000, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_theBidIsDust() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.BidTooSmall.selector, 64, 1e6 + 64));
        spot.bid(sku, 0, 1 hours, 2_000_000, 0);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.BidTooSmall.selector, 64, 1e6 + 64));
        spot.bid(sku, 10, 1 hours, 0, 0);
        spot.bid(sku, 1, 1 hours, 833_334, 0);
        vm.expectPartialRevert(ISpotMarket.BidTooSmall.selector);
        spot.bid(sku, 1, 1 hours, 833_332, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_theBalanceIsShort() public {
        address poor = makeAddr("poor");
        vm.expectPartialRevert(IVault.InsufficientBalance.selector);
        place(poor, 1, 2_000_000);
    }

    function test_extremesAreRefusedNotTruncated() public {
        vm.expectPartialRevert(ISpotMarket.EscrowTooLarge.selector);
        vm.prank(alice);
        spot.bid(sku, type(uint24).max, 1 days, type(uint40).max, 0);
    }

    function test_aTierDisplacesAnEqualPrice() public {
        uint40 end;
        for (uint256 i; i < 64; ++i) {
            end = place(alice, 1, 1_500_000);
        }
        lockFor(carol, 2000e18);
        place(carol, 1, 1_500_000);
        assertEq(spot.bids(sku, end)[0].bidder, carol);
        assertEq(spot.round(sku, end).waiting, 64);
    }

    function test_theDisplacedBidComesBackAtOnce() public {
        uint40 end;
        for (uint256 i; i < 64; ++i) {
            end = place(i == 40 ? bob : alice, 1, i == 40 ? 1_400_000 : 1_500_000);
        }
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.BidTooLow.selector, 1_400_000, 1_400_000));
        place(alice, 1, 1_400_000);
        vm.expectEmit(address(spot));
        emit ISpotMarket.BidClosed(41, ISpotMarket.Closing.Displaced, 0, 1_400_000 * 12 / 10 + 64);
        place(carol, 1, 1_400_001);
        assertEq(vault.escrowOf(bob), 0);
        assertEq(vault.balanceOf(bob), DEPOSIT);
        assertEq(spot.round(sku, end).waiting, 64);
        // and now 1,400,001 is the lowest
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.BidTooLow.selector, 1_400_000, 1_400_001));
        place(bob, 1, 1_400_000);
    }
}
