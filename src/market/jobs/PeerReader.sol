// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { BookCodec, ListingCopy, ProviderCopy } from "./BookCodec.sol";
import { JobFlags } from "./JobCodec.sol";

/// @title Reads the peers' full records, off the hot paths
/// @dev Linked, so that decoding those records does not weigh on the market's code size.
library PeerReader {
    /// @notice A listing as the market keeps it, with the market's own inUse carried over.
    function readListing(IListings listings, uint32 listingId, uint256 word) external view returns (uint256) {
        IListings.Listing memory terms = listings.listing(listingId);
        ListingCopy memory l;
        l.inUse = BookCodec.unpackListing(word).inUse;
        l.providerId = terms.providerId;
        l.unitPrice = terms.unitPrice;
        l.capacity = terms.capacity;
        l.minDuration = terms.minDuration;
        l.maxDuration = terms.maxDuration;
        l.startLimit = terms.startLimit;
        l.flags = JobFlags.pack(terms, listings.hasSla(listingId));
        l.feedId = terms.feedId;
        l.active = terms.active;
        l.cancelFeeTenths = uint8(terms.cancelFeeBps / CostMath.BPS_PER_TENTH);
        return BookCodec.pack(l);
    }

    /// @notice A provider as the market keeps it, with the market's own counters carried over.
    function readProvider(IProviderRegistry registry, IProviderRecords records, uint32 providerId, uint256 word)
        external
        returns (uint256, address payout)
    {
        IProviderRegistry.Standing memory standing = registry.standing(providerId);
        ProviderCopy memory p = BookCodec.unpackProvider(word);
        p.haircutBond = standing.haircutBond;
        p.tier = standing.tier;
        p.agent = records.isSettlementAgent(providerId);
        p.validUntil = standing.validUntil;
        p.feeTenths = uint8(standing.feeBps / CostMath.BPS_PER_TENTH);
        p.maxOpenJobs = standing.maxOpenJobs;
        emit IJobMarketTypes.ProviderRefreshed(
            providerId,
            standing.payout,
            uint8(standing.tier),
            standing.validUntil,
            standing.feeBps,
            standing.haircutBond
        );
        return (BookCodec.pack(p), standing.payout);
    }

    /// @notice Whether openings priced in USDC may go on, and whether they are counted for KYC.
    function readStatus(IPriceHub priceHub, IProviderRecords records) external returns (bool fit, bool tradingKyc) {
        (IPriceHub.Status status,) = priceHub.usdcUsd();
        fit = status == IPriceHub.Status.Fit;
        tradingKyc = records.parameter("tradingKyc") != 0;
        emit IJobMarketTypes.StatusRefreshed(fit, tradingKyc);
    }

    /// @notice Seconds of notice before a run may be ended.
    function noticeOf(IListings listings, uint32 listingId, bool byProvider) external view returns (uint256) {
        (uint256 stop, uint256 preemption, uint256 exit) = listings.noticesOf(listingId);
        if (!byProvider) return stop;
        return listings.listing(listingId).preemptible ? preemption : exit;
    }

    /// @notice What a run's measurements take off its cost, by the listing's tariff (fixed for its life).
    function slaCredit(
        IListings listings,
        uint32 listingId,
        uint256 jobId,
        uint256 cost,
        uint16 uptimeBps,
        uint16 throughputBps
    ) external returns (uint256 credit) {
        (uint256 forUptime, uint256 forThroughput) = listings.slaCreditBps(listingId, uptimeBps, throughputBps);
        if (forUptime + forThroughput == 0) return 0;
        credit = CostMath.slaCredit(cost, forUptime + forThroughput);
        emit IJobMarketTypes.SlaMissed(
            jobId, uptimeBps, throughputBps, uint16(forUptime), uint16(forThroughput), uint64(credit)
        );
    }
}
