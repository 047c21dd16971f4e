// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "../../interfaces/IGroupBuyTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";

/// @title Which campaigns there may be (SPEC POOL 5, 6)
library CampaignTerms {
    uint256 internal constant BPS = 10_000;
    uint256 internal constant MAX_TIERS = 6;
    uint256 internal constant MIN_UNIT_COST = 100;
    uint256 internal constant MIN_PLEDGING = 2 days;
    uint256 internal constant MAX_PLEDGING = 90 days;
    uint256 internal constant MIN_TERM = 30 days;
    uint256 internal constant MAX_TERM = 730 days;
    uint256 internal constant MIN_FIRST_BPS = 1000;
    /// @dev What is left is paid on delivery only, so that a vendor has something to deliver for.
    uint256 internal constant MAX_PREPAID_BPS = 9000;
    uint256 internal constant MIN_MARGIN_BPS = 500;
    uint256 internal constant MAX_MARGIN_BPS = 1000;
    uint256 internal constant MIN_DISCOUNT_BPS = 1000;
    uint256 internal constant MAX_DISCOUNT_BPS = 3000;

    /// @notice Reverts with the first field that cannot be.
    function check(IGroupBuyTypes.Terms calldata t, IListings.Listing memory l) internal view {
        _require(
            _within(t.closesAt, block.timestamp + MIN_PLEDGING, block.timestamp + MAX_PLEDGING), "closesAt", t.closesAt
        );
        _require(_within(t.expiresAt, t.closesAt + MIN_TERM, t.closesAt + MAX_TERM), "expiresAt", t.expiresAt);
        _require(l.active, "listingId", t.listingId);
        // Or else "10 to 30% below list" would say nothing.
        _require(t.listPrice <= l.unitPrice, "listPrice", t.listPrice);
        _require(t.pack != 0, "pack", 0);
        _require(t.maxUnits != 0 && t.maxUnits % t.pack == 0, "maxUnits", t.maxUnits);
        _require(_within(t.firstBps, MIN_FIRST_BPS, t.prepaidBps), "firstBps", t.firstBps);
        _require(t.prepaidBps <= MAX_PREPAID_BPS, "prepaidBps", t.prepaidBps);
        _require(_within(t.resaleBps, MIN_DISCOUNT_BPS, MAX_DISCOUNT_BPS), "resaleBps", t.resaleBps);
        _require(t.lineId == 0 || l.feedId != 0, "feedId", 0);
        _checkTiers(t);
        // Every sum of the campaign stays below 2^64: nothing costs more than the list price.
        _require(uint256(t.maxUnits) * t.listPrice <= type(uint64).max / 4, "listPrice", t.listPrice);
    }

    function _checkTiers(IGroupBuyTypes.Terms calldata t) private pure {
        uint256 count = t.tiers.length;
        _require(_within(count, 1, MAX_TIERS), "tiers", count);
        _require(t.listPrice > t.tiers[0].price, "listPrice", t.listPrice);
        _require(uint256(t.listPrice) * (BPS - t.resaleBps) / BPS >= t.tiers[0].unitCost, "resaleBps", t.resaleBps);
        for (uint256 i; i < count; ++i) {
            IGroupBuyTypes.Tier calldata tier = t.tiers[i];
            _require(tier.from != 0 && tier.from % t.pack == 0 && tier.from <= t.maxUnits, "from", tier.from);
            // So that every part of it is at least one unit.
            _require(tier.unitCost >= MIN_UNIT_COST, "unitCost", tier.unitCost);
            uint256 margin = tier.price > tier.unitCost ? tier.price - tier.unitCost : 0;
            _require(
                _within(margin * BPS, uint256(tier.price) * MIN_MARGIN_BPS, uint256(tier.price) * MAX_MARGIN_BPS),
                "price",
                tier.price
            );
            if (i == 0) continue;
            IGroupBuyTypes.Tier calldata former = t.tiers[i - 1];
            _require(tier.from > former.from, "from", tier.from);
            _require(tier.price < former.price, "price", tier.price);
            _require(tier.unitCost <= former.unitCost, "unitCost", tier.unitCost);
        }
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }

    function _require(bool holds, bytes32 field, uint256 value) private pure {
        if (!holds) revert IGroupBuyTypes.InvalidTerms(field, value);
    }
}
