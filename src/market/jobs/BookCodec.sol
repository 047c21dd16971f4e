// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";

/// @dev What opening needs to know about a listing. inUse is the market's own.
struct ListingCopy {
    uint256 providerId;
    uint256 unitPrice;
    uint256 capacity;
    uint256 inUse;
    uint256 minDuration;
    uint256 maxDuration;
    uint256 startLimit;
    uint256 flags;
    uint256 feedId;
    bool active;
    uint256 cancelFeeTenths;
}

/// @dev What opening and settling need to know about a provider, but for its payout. The first three are the market's own.
/// @param atRisk paid early and still inside a dispute window
/// @param openJobs not yet Settled or Refunded
/// @param agent settles with its vendors in fiat (SPEC PROV 9)
/// @param runningJobs not yet Reported, Settled or Refunded: what the limit on concurrent jobs counts
struct ProviderCopy {
    uint256 atRisk;
    uint256 openJobs;
    uint256 runningJobs;
    uint256 haircutBond;
    IProviderRegistry.Status tier;
    bool agent;
    uint256 validUntil;
    uint256 feeTenths;
    uint256 maxOpenJobs;
}

/// @dev What every opening needs: the job counter, whether USDC is fit, the terms of opening, a pause, and whether KYC counts.
struct StatusCopy {
    uint256 jobCount;
    bool usdcFit;
    uint256 checkedAt;
    uint256 priceMaxAge;
    uint256 statusMaxAge;
    uint256 bufferBps;
    uint256 priceBandBps;
    uint256 pausedUntil;
    bool tradingKyc;
}

/// @title One storage word <-> memory for the market's copies (idea 4)
/// @dev Fields lie in the order of the structs, lowest bits first. Counters are moved in place: they stay within their
/// fields because what is taken out was put in before (an invariant of the tests), inUse is bounded by capacity, runningJobs
/// by MAX_RUNNING_JOBS, atRisk by haircutBond.
library BookCodec {
    uint256 internal constant MAX_RUNNING_JOBS = type(uint24).max;

    uint256 private constant ONE_OPEN = 1 << 64;
    uint256 private constant ONE_RUNNING = 1 << 96;
    uint256 private constant AGENT_BIT = 1 << 191;
    uint256 private constant TRADING_KYC_BIT = 1 << 232;
    uint256 private constant IN_USE_SHIFT = 96;
    uint256 private constant FIT_SHIFT = 40;
    uint256 private constant CHECKED_AT_SHIFT = 48;
    uint256 private constant PRICE_MAX_AGE_SHIFT = 88;
    uint256 private constant STATUS_MAX_AGE_SHIFT = 120;
    uint256 private constant BUFFER_SHIFT = 152;
    uint256 private constant PRICE_BAND_SHIFT = 168;
    uint256 private constant PAUSED_UNTIL_SHIFT = 192;
    uint256 private constant UINT40 = type(uint40).max;

    // ---- listings ----

    function unpackListing(uint256 word) internal pure returns (ListingCopy memory l) {
        l.providerId = uint32(word);
        l.unitPrice = uint40(word >> 32);
        l.capacity = uint24(word >> 72);
        l.inUse = uint24(word >> IN_USE_SHIFT);
        l.minDuration = uint24(word >> 120);
        l.maxDuration = uint24(word >> 144);
        l.startLimit = uint16(word >> 168);
        l.flags = uint8(word >> 184);
        l.feedId = uint32(word >> 192);
        l.active = uint8(word >> 224) != 0;
        l.cancelFeeTenths = uint8(word >> 232);
    }

    function pack(ListingCopy memory l) internal pure returns (uint256) {
        return l.providerId | l.unitPrice << 32 | l.capacity << 72 | l.inUse << IN_USE_SHIFT | l.minDuration << 120
            | l.maxDuration << 144 | l.startLimit << 168 | l.flags << 184 | l.feedId << 192 | (l.active ? 1 << 224 : 0)
            | l.cancelFeeTenths << 232;
    }

    function startLimitOf(uint256 listing) internal pure returns (uint256) {
        return uint16(listing >> 168);
    }

    function cancelFeeTenthsOf(uint256 listing) internal pure returns (uint256) {
        return uint8(listing >> 232);
    }

    function takeUnits(uint256 listing, uint256 units) internal pure returns (uint256) {
        unchecked {
            return listing + (units << IN_USE_SHIFT);
        }
    }

    function giveUnitsBack(uint256 listing, uint256 units) internal pure returns (uint256) {
        unchecked {
            return listing - (units << IN_USE_SHIFT);
        }
    }

    // ---- providers ----

    function unpackProvider(uint256 word) internal pure returns (ProviderCopy memory p) {
        p.atRisk = uint64(word);
        p.openJobs = uint32(word >> 64);
        p.runningJobs = uint24(word >> 96);
        p.haircutBond = uint64(word >> 120);
        p.tier = tierOf(word);
        p.agent = isAgent(word);
        p.validUntil = uint40(word >> 192);
        p.feeTenths = uint8(word >> 232);
        p.maxOpenJobs = uint16(word >> 240);
    }

    function pack(ProviderCopy memory p) internal pure returns (uint256) {
        return p.atRisk | p.openJobs << 64 | p.runningJobs << 96 | p.haircutBond << 120 | uint256(p.tier) << 184
            | (p.agent ? AGENT_BIT : 0) | p.validUntil << 192 | p.feeTenths << 232 | p.maxOpenJobs << 240;
    }

    function tierOf(uint256 provider) internal pure returns (IProviderRegistry.Status) {
        return IProviderRegistry.Status((provider >> 184) & 127);
    }

    function isAgent(uint256 provider) internal pure returns (bool) {
        return provider & AGENT_BIT != 0;
    }

    function validUntilOf(uint256 provider) internal pure returns (uint256) {
        return uint40(provider >> 192);
    }

    function runningJobsOf(uint256 provider) internal pure returns (uint256) {
        return uint24(provider >> 96);
    }

    function feeTenthsOf(uint256 provider) internal pure returns (uint256) {
        return uint8(provider >> 232);
    }

    function maxOpenJobsOf(uint256 provider) internal pure returns (uint256) {
        return provider >> 240;
    }

    /// @notice How much more may be paid early before it exceeds the bond that stands for it.
    function coverLeft(uint256 provider) internal pure returns (uint256) {
        uint256 atRisk = uint64(provider);
        uint256 haircutBond = uint64(provider >> 120);
        unchecked {
            return haircutBond > atRisk ? haircutBond - atRisk : 0;
        }
    }

    function afterOpening(uint256 provider) internal pure returns (uint256) {
        unchecked {
            return provider + ONE_OPEN + ONE_RUNNING;
        }
    }

    function afterReport(uint256 provider, uint256 paidEarly) internal pure returns (uint256) {
        unchecked {
            return provider - ONE_RUNNING + paidEarly;
        }
    }

    function afterSettlement(uint256 provider, uint256 paidEarly) internal pure returns (uint256) {
        unchecked {
            return provider - ONE_OPEN - paidEarly;
        }
    }

    /// @dev From before a report straight to an end.
    function afterClosing(uint256 provider) internal pure returns (uint256) {
        unchecked {
            return provider - ONE_OPEN - ONE_RUNNING;
        }
    }

    // ---- status ----

    /// @dev Fills s in place: a function that returns one would clear another first.
    function unpackStatus(StatusCopy memory s, uint256 word) internal pure {
        s.jobCount = uint40(word);
        s.usdcFit = isUsdcFit(word);
        s.checkedAt = uint40(word >> CHECKED_AT_SHIFT);
        s.priceMaxAge = priceMaxAgeOf(word);
        s.statusMaxAge = uint32(word >> STATUS_MAX_AGE_SHIFT);
        s.bufferBps = bufferBpsOf(word);
        s.priceBandBps = priceBandBpsOf(word);
        s.pausedUntil = pausedUntilOf(word);
        s.tradingKyc = isTradingKyc(word);
    }

    function pack(StatusCopy memory s) internal pure returns (uint256) {
        return s.jobCount | (s.usdcFit ? 1 << FIT_SHIFT : 0) | s.checkedAt << CHECKED_AT_SHIFT | s.priceMaxAge
            << PRICE_MAX_AGE_SHIFT | s.statusMaxAge << STATUS_MAX_AGE_SHIFT | s.bufferBps << BUFFER_SHIFT
            | s.priceBandBps << PRICE_BAND_SHIFT | s.pausedUntil << PAUSED_UNTIL_SHIFT
            | (s.tradingKyc ? TRADING_KYC_BIT : 0);
    }

    function pausedUntilOf(uint256 status) internal pure returns (uint256) {
        return uint40(status >> PAUSED_UNTIL_SHIFT);
    }

    /// @notice The last second in which nobody needs to look whether USDC is fit.
    function goodUntilOf(uint256 status) internal pure returns (uint256) {
        unchecked {
            return uint256(uint40(status >> CHECKED_AT_SHIFT)) + uint32(status >> STATUS_MAX_AGE_SHIFT);
        }
    }

    function priceMaxAgeOf(uint256 status) internal pure returns (uint256) {
        return uint32(status >> PRICE_MAX_AGE_SHIFT);
    }

    function bufferBpsOf(uint256 status) internal pure returns (uint256) {
        return uint16(status >> BUFFER_SHIFT);
    }

    function priceBandBpsOf(uint256 status) internal pure returns (uint256) {
        return uint16(status >> PRICE_BAND_SHIFT);
    }

    function isTradingKyc(uint256 status) internal pure returns (bool) {
        return status & TRADING_KYC_BIT != 0;
    }

    function isUsdcFit(uint256 status) internal pure returns (bool) {
        return uint8(status >> FIT_SHIFT) != 0;
    }

    function jobCountOf(uint256 status) internal pure returns (uint256) {
        return uint40(status);
    }

    function refreshed(uint256 status, bool fit, bool tradingKyc, uint256 checkedAt) internal pure returns (uint256) {
        status &= ~(uint256(type(uint48).max) << FIT_SHIFT | TRADING_KYC_BIT);
        return status | (fit ? 1 << FIT_SHIFT : 0) | (tradingKyc ? TRADING_KYC_BIT : 0) | checkedAt << CHECKED_AT_SHIFT;
    }

    function withPausedUntil(uint256 status, uint256 until) internal pure returns (uint256) {
        return status & ~(UINT40 << PAUSED_UNTIL_SHIFT) | until << PAUSED_UNTIL_SHIFT;
    }
}
