// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev What one offer can serve in a round.
/// @param slot its place in the book
struct Lot {
    uint256 slot;
    uint256 listingId;
    uint256 reserve;
    uint256 left;
    uint256 minDuration;
    uint256 maxDuration;
}

/// @title Ranks and the uniform price (SPEC JOB 4, USER 2)
/// @dev A rank is a bid in one word, ordered as a number: price 40 | tier 8 | ~bidId 40 | units 24 | duration 24 | escrow 64, highest bits
/// first; its lowest 56 bits are free for the place a bid was read from. The earlier of two equal bids is the larger.
library SpotMath {
    uint256 private constant UINT40 = type(uint40).max;

    function rank(uint256 price, uint256 tier, uint256 bidId, uint256 units, uint256 duration, uint256 escrow)
        internal
        pure
        returns (uint256)
    {
        return price << 216 | tier << 208 | (UINT40 - bidId) << 168 | units << 144 | duration << 120 | escrow << 56;
    }

    function priceOf(uint256 rank_) internal pure returns (uint256) {
        return rank_ >> 216;
    }

    function tierOf(uint256 rank_) internal pure returns (uint8) {
        return uint8(rank_ >> 208);
    }

    function bidIdOf(uint256 rank_) internal pure returns (uint40) {
        return uint40(UINT40 - uint40(rank_ >> 168));
    }

    function unitsOf(uint256 rank_) internal pure returns (uint24) {
        return uint24(rank_ >> 144);
    }

    function durationOf(uint256 rank_) internal pure returns (uint24) {
        return uint24(rank_ >> 120);
    }

    function escrowOf(uint256 rank_) internal pure returns (uint64) {
        return uint64(rank_ >> 56);
    }

    function slotOf(uint256 rank_) internal pure returns (uint8) {
        return uint8(rank_);
    }

    /// @notice Best first.
    function sortDown(uint256[] memory ranks) internal pure {
        unchecked {
            for (uint256 i = 1; i < ranks.length; ++i) {
                uint256 moved = ranks[i];
                uint256 k = i;
                for (; k != 0 && ranks[k - 1] < moved; --k) {
                    ranks[k] = ranks[k - 1];
                }
                ranks[k] = moved;
            }
        }
    }

    /// @notice Lowest reserve first, then by place. Lots come in the order of their places, so that equal ones keep it.
    function sortUp(Lot[] memory lots) internal pure {
        unchecked {
            for (uint256 i = 1; i < lots.length; ++i) {
                Lot memory moved = lots[i];
                uint256 k = i;
                for (; k != 0 && lots[k - 1].reserve > moved.reserve; --k) {
                    lots[k] = lots[k - 1];
                }
                lots[k] = moved;
            }
        }
    }

    /// @notice Walks bids and lots side by side; see ISpotMarket.
    /// @param ranks best first
    /// @param lots lowest reserve first, none of them empty
    /// @return price 0 if nothing could be matched
    function clearingPrice(uint256[] memory ranks, Lot[] memory lots)
        internal
        pure
        returns (uint256 price, uint256 matched)
    {
        uint256 l;
        uint256 left = lots.length == 0 ? 0 : lots[0].left;
        unchecked {
            for (uint256 b; b < ranks.length && l < lots.length; ++b) {
                uint256 wanted = unitsOf(ranks[b]);
                uint256 bidPrice = priceOf(ranks[b]);
                while (wanted != 0 && l < lots.length && lots[l].reserve <= bidPrice) {
                    uint256 taken = wanted < left ? wanted : left;
                    matched += taken;
                    wanted -= taken;
                    left -= taken;
                    price = bidPrice;
                    if (left == 0 && ++l < lots.length) left = lots[l].left;
                }
                if (wanted != 0) break;
            }
        }
        if (l < lots.length && lots[l].reserve < price) price = lots[l].reserve;
    }
}
