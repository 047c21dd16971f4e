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

/// @dev What opening and settling need to know about a provider, but for its payout address. The first three are the market's own.
/// @param atRisk paid early and still inside a dispute window
/// @param openJobs not yet Settled or Refunded
/// @param runningJobs not yet Reported, Settled or Refunded: what the limit on concurrent jobs counts
struct ProviderCopy {
    uint256 atRisk;
    uint256 openJobs;
    uint256 runningJobs;
    uint256 haircutBond;
    IProviderRegistry.Status tier;
    uint256 validUntil;
    uint256 feeTenths;
    uint256 maxOpenJobs;
}

/// @dev What every opening needs: the job counter, whether USDC is fit, the terms of opening, and a pause.
struct StatusCopy {
    uint256 jobCount;
    bool usdcFit;
    uint256 checkedAt;
    uint256 priceMaxAge;
    uint256 statusMaxAge;
    uint256 bufferBps;
    uint256 priceBandBps;
    uint256 pausedUntil;
}

/// @title One storage word <-> memory for the market's copies (idea 4)
/// @dev Fields lie in the order of the structs, lowest bits first.
library BookCodec {
    uint256 internal constant MAX_RUNNING_JOBS = type(uint24).max;

    function unpackListing(uint256 word) internal pure returns (ListingCopy memory l) {
        l.providerId = uint32(word);
        l.unitPrice = uint40(word >> 32);
        l.capacity = uint24(word >> 72);
        l.inUse = uint24(word >> 96);
        l.minDuration = uint24(word >> 120);
        l.maxDuration = uint24(word >> 144);
        l.startLimit = uint16(word >> 168);
        l.flags = uint8(word >> 184);
        l.feedId = uint32(word >> 192);
        l.active = uint8(word >> 224) != 0;
        l.cancelFeeTenths = uint8(word >> 232);
    }

    function pack(ListingCopy memory l) internal pure returns (uint256) {
        return l.providerId | l.unitPrice << 32 | l.capacity << 72 | l.inUse << 96 | l.minDuration << 120
            | l.maxDuration << 144 | l.startLimit << 168 | l.flags << 184 | l.feedId << 192 | (l.active ? 1 << 224 : 0)
            | l.cancelFeeTenths << 232;
    }

    function unpackProvider(uint256 word) internal pure returns (ProviderCopy memory p) {
        p.atRisk = uint64(word);
        p.openJobs = uint32(word >> 64);
        p.runningJobs = uint24(word >> 96);
        p.haircutBond = uint64(word >> 120);
        p.tier = IProviderRegistry.Status(uint8(word >> 184));
        p.validUntil = uint40(word >> 192);
        p.feeTenths = uint8(word >> 232);
        p.maxOpenJobs = uint16(word >> 240);
    }

    function pack(ProviderCopy memory p) internal pure returns (uint256) {
        return p.atRisk | p.openJobs << 64 | p.runningJobs << 96 | p.haircutBond << 120 | uint256(p.tier) << 184
            | p.validUntil << 192 | p.feeTenths << 232 | p.maxOpenJobs << 240;
    }

    function unpackStatus(uint256 word) internal pure returns (StatusCopy memory s) {
        s.jobCount = uint40(word);
        s.usdcFit = uint8(word >> 40) != 0;
        s.checkedAt = uint40(word >> 48);
        s.priceMaxAge = uint32(word >> 88);
        s.statusMaxAge = uint32(word >> 120);
        s.bufferBps = uint16(word >> 152);
        s.priceBandBps = uint16(word >> 168);
        s.pausedUntil = uint40(word >> 184);
    }

    function pack(StatusCopy memory s) internal pure returns (uint256) {
        return s.jobCount | (s.usdcFit ? 1 << 40 : 0) | s.checkedAt << 48 | s.priceMaxAge << 88 | s.statusMaxAge << 120
            | s.bufferBps << 152 | s.priceBandBps << 168 | s.pausedUntil << 184;
    }
}
