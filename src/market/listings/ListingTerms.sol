// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";

/// @title Which terms a listing may have, and what it is worth (SPEC JOB 1, PROV 3)
library ListingTerms {
    uint256 private constant MIN_DURATION = 60;
    uint256 private constant MAX_DURATION = 180 days;
    /// @dev Minutes.
    uint256 private constant MIN_START_LIMIT = 10;
    uint256 private constant MAX_START_LIMIT = 43_200;
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_CANCEL_FEE_BPS = 1000;
    uint256 private constant CANCEL_FEE_STEP = 10;
    uint256 private constant MAX_EXTRA_SIGNERS = 3;
    uint256 private constant MAX_VERIFIER = 7;
    uint256 private constant USDC_DECIMALS = 6;
    uint256 private constant HOURS_PER_MONTH = 720;

    /// @notice Reverts with the first term that is wrong in itself.
    function check(IListings.Listing calldata t) internal pure {
        _require(_periodFits(t.resource, t.period), "period", uint256(t.period));
        checkPrice(t.unitPrice);
        checkCapacity(t.capacity);
        _require(t.minDuration >= MIN_DURATION, "minDuration", t.minDuration);
        _require(t.maxDuration >= t.minDuration && t.maxDuration <= MAX_DURATION, "maxDuration", t.maxDuration);
        _require(t.startLimit >= MIN_START_LIMIT && t.startLimit <= MAX_START_LIMIT, "startLimit", t.startLimit);
        _require(
            t.cancelFeeBps <= MAX_CANCEL_FEE_BPS && t.cancelFeeBps % CANCEL_FEE_STEP == 0,
            "cancelFeeBps",
            t.cancelFeeBps
        );
        _require(t.slaUptimeBps <= BPS, "slaUptimeBps", t.slaUptimeBps);
        _require(t.slaCreditBps <= (t.slaUptimeBps == 0 ? 0 : BPS), "slaCreditBps", t.slaCreditBps);
        _require(t.extraSigners <= MAX_EXTRA_SIGNERS, "extraSigners", t.extraSigners);
        _require(t.verifier <= MAX_VERIFIER, "verifier", t.verifier);
    }

    /// @notice Reverts where the terms name a feed or a verifier that is not there.
    function checkPeers(IListings.Listing calldata t, IComputePriceOracle oracle, IJobMarket jobMarket) internal view {
        if (t.feedId != 0) {
            bool exists = t.feedId <= oracle.feedCount();
            _require(exists && oracle.feed(t.feedId).decimals == USDC_DECIMALS, "feedId", t.feedId);
        }
        if (t.verifier != 0) _require(jobMarket.verifier(t.verifier) != address(0), "verifier", t.verifier);
    }

    function checkPrice(uint256 unitPrice) internal pure {
        _require(unitPrice != 0, "unitPrice", unitPrice);
    }

    function checkCapacity(uint256 capacity) internal pure {
        _require(capacity != 0, "capacity", capacity);
    }

    /// @notice What makes listings of several providers the same thing.
    function sku(IListings.Listing calldata t, bytes32 name, bytes32 region) internal pure returns (bytes32) {
        return keccak256(abi.encode(name, region, t.resource, t.period));
    }

    /// @notice USDC units over 30 days.
    function monthlyValue(IListings.Period period, uint256 capacity, uint256 unitPrice)
        internal
        pure
        returns (uint256)
    {
        uint256 value = capacity * unitPrice;
        return period == IListings.Period.Hour ? value * HOURS_PER_MONTH : value;
    }

    function _periodFits(IListings.Resource resource, IListings.Period period) private pure returns (bool) {
        if (resource >= IListings.Resource.Software) return true;
        if (resource == IListings.Resource.StorageTbMonth) return period == IListings.Period.Month;
        if (resource == IListings.Resource.BandwidthTb) return period == IListings.Period.Unit;
        return period == IListings.Period.Hour;
    }

    function _require(bool ok, bytes32 field, uint256 value) private pure {
        if (!ok) revert IListings.InvalidTerms(field, value);
    }
}
