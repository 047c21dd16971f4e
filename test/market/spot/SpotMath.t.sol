// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Lot, SpotMath } from "../../../src/market/spot/SpotMath.sol";
import { Test } from "forge-std/Test.sol";

/// @notice The uniform price against its definition, on random books.
contract SpotMathTest is Test {
    uint256 private constant MAX_PRICE = 12;

    /// @dev Prices from a small range, so that ties are many.
    function _book(uint256 seed, uint256 bids, uint256 offers)
        private
        pure
        returns (uint256[] memory ranks, Lot[] memory lots)
    {
        ranks = new uint256[](bids);
        for (uint256 i; i < bids; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, "bid", i)));
            ranks[i] = SpotMath.rank(1 + r % MAX_PRICE, (r >> 32) % 4, i + 1, 1 + (r >> 64) % 20, 3600, 1e6) | i;
        }
        lots = new Lot[](offers);
        for (uint256 i; i < offers; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, "lot", i)));
            (lots[i].slot, lots[i].reserve, lots[i].left) = (i, 1 + r % MAX_PRICE, 1 + (r >> 32) % 60);
        }
        SpotMath.sortDown(ranks);
        SpotMath.sortUp(lots);
    }

    function _demand(uint256[] memory ranks, uint256 price) private pure returns (uint256 units) {
        for (uint256 i; i < ranks.length; ++i) {
            if (SpotMath.priceOf(ranks[i]) >= price) units += SpotMath.unitsOf(ranks[i]);
        }
    }

    function _supply(Lot[] memory lots, uint256 price) private pure returns (uint256 units) {
        for (uint256 i; i < lots.length; ++i) {
            if (lots[i].reserve <= price) units += lots[i].left;
        }
    }

    /// @dev At no single price could more units change hands, and at this one exactly the matched ones can.
    function testFuzz_noPriceMovesMoreUnits(uint256 seed, uint8 bids, uint8 offers) public pure {
        (uint256[] memory ranks, Lot[] memory lots) = _book(seed, bids % 65, offers % 17);
        (uint256 price, uint256 matched) = SpotMath.clearingPrice(ranks, lots);
        uint256 most;
        for (uint256 p = 1; p <= MAX_PRICE; ++p) {
            uint256 traded = _least(_demand(ranks, p), _supply(lots, p));
            if (traded > most) most = traded;
        }
        assertEq(matched, most, "more could be matched");
        if (most == 0) assertEq(price, 0);
        else assertEq(_least(_demand(ranks, price), _supply(lots, price)), most, "not at this price");
    }

    /// @dev No bid above the price is left out, no offer below it unsold: whoever is strictly inside is served in full.
    function testFuzz_nobodyStrictlyInsideIsLeftOut(uint256 seed, uint8 bids, uint8 offers) public pure {
        (uint256[] memory ranks, Lot[] memory lots) = _book(seed, bids % 65, offers % 17);
        (uint256 price, uint256 matched) = SpotMath.clearingPrice(ranks, lots);
        if (matched == 0) return;
        assertLe(_demand(ranks, price + 1), matched, "a bid above the price goes unfilled");
        assertLe(_supply(lots, price - 1), matched, "an offer below the price goes unsold");
    }

    function testFuzz_ranksOrderByPriceThenTierThenTime(uint256 seed) public pure {
        (uint256[] memory ranks,) = _book(seed, 40, 0);
        for (uint256 i = 1; i < ranks.length; ++i) {
            (uint256 a, uint256 b) = (ranks[i - 1], ranks[i]);
            uint256 pa = SpotMath.priceOf(a);
            uint256 pb = SpotMath.priceOf(b);
            assertGe(pa, pb);
            if (pa != pb) continue;
            assertGe(SpotMath.tierOf(a), SpotMath.tierOf(b));
            if (SpotMath.tierOf(a) == SpotMath.tierOf(b)) assertLt(SpotMath.bidIdOf(a), SpotMath.bidIdOf(b));
        }
    }

    function testFuzz_rankHoldsItsParts(
        uint40 price,
        uint8 tier,
        uint40 bidId,
        uint24 units,
        uint24 duration,
        uint64 escrow,
        uint8 slot
    ) public pure {
        uint256 rank = SpotMath.rank(price, tier, bidId, units, duration, escrow) | slot;
        assertEq(SpotMath.priceOf(rank), price);
        assertEq(SpotMath.tierOf(rank), tier);
        assertEq(SpotMath.bidIdOf(rank), bidId);
        assertEq(SpotMath.unitsOf(rank), units);
        assertEq(SpotMath.durationOf(rank), duration);
        assertEq(SpotMath.escrowOf(rank), escrow);
        assertEq(SpotMath.slotOf(rank), slot);
    }

    function test_priceIsTheLowestAcceptedBidWhereSupplyIsShort() public pure {
        (uint256 price, uint256 matched) = _simple(9, 5, 7, 10, 3, 12);
        assertEq(price, 7);
        assertEq(matched, 12);
    }

    function test_priceIsTheMarginalReserveWhereSupplyIsLarger() public pure {
        (uint256 price, uint256 matched) = _simple(9, 5, 7, 10, 3, 20);
        assertEq(price, 3);
        assertEq(matched, 15);
    }

    function test_noOverlapNoPrice() public pure {
        (uint256 price, uint256 matched) = _simple(2, 5, 1, 10, 3, 20);
        assertEq(price + matched, 0);
    }

    /// @dev Two bids (price, units) and one lot (reserve, units).
    function _simple(uint256 p1, uint256 u1, uint256 p2, uint256 u2, uint256 reserve, uint256 left)
        private
        pure
        returns (uint256, uint256)
    {
        uint256[] memory ranks = new uint256[](2);
        ranks[0] = SpotMath.rank(p1, 0, 1, u1, 3600, 0);
        ranks[1] = SpotMath.rank(p2, 0, 2, u2, 3600, 0);
        Lot[] memory lots = new Lot[](1);
        (lots[0].reserve, lots[0].left) = (reserve, left);
        return SpotMath.clearingPrice(ranks, lots);
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
