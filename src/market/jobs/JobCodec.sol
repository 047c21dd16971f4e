// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";

/// @dev A job in memory; two storage words hold all of it (idea 4). Numbers are full words here: all that is stored comes from
/// inputs already as narrow as their field, or only falls.
/// @param hasBuyer, hasTasks, hasCheckpoint whether a side mapping has anything to say about the job
/// @param feeTenths platform fee in tenths of a percent
/// @param flags see JobFlags
struct JobRecord {
    uint256 since;
    IJobMarket.State state;
    bool hasBuyer;
    bool hasTasks;
    bool hasCheckpoint;
    uint256 escrow;
    uint256 paidEarly;
    uint256 feeTenths;
    uint256 discountPercent;
    uint256 flags;
    uint256 providerId;
    uint256 units;
    address payer;
    uint256 listingId;
    uint256 duration;
    uint256 unitPrice;
}

/// @title Two storage words <-> memory for jobs
/// @dev Lowest bits first. Unpacking fills a record in place: a function that returns one would clear another first.
/// progress, all that ever changes: since 40 | state 3, hasBuyer 1, hasTasks 1, hasCheckpoint 1, unused 2 | escrow 64 |
/// paidEarly 64 | feeTenths 8 | discountPercent 8 | flags 8 | providerId 32 | units 24
/// terms, written once: payer 160 | listingId 32 | duration 24 | unitPrice 40
library JobCodec {
    uint256 private constant STATE_MASK = 7;
    uint256 private constant BUYER_BIT = 1 << 3;
    uint256 private constant TASKS_BIT = 1 << 4;
    uint256 private constant CHECKPOINT_BIT = 1 << 5;

    function unpackProgress(JobRecord memory j, uint256 word) internal pure {
        uint256 bits = word >> 40;
        j.since = uint40(word);
        j.state = IJobMarket.State(bits & STATE_MASK);
        j.hasBuyer = bits & BUYER_BIT != 0;
        j.hasTasks = bits & TASKS_BIT != 0;
        j.hasCheckpoint = bits & CHECKPOINT_BIT != 0;
        j.escrow = uint64(word >> 48);
        j.paidEarly = uint64(word >> 112);
        j.feeTenths = uint8(word >> 176);
        j.discountPercent = uint8(word >> 184);
        j.flags = uint8(word >> 192);
        j.providerId = uint32(word >> 200);
        j.units = word >> 232;
    }

    function unpackTerms(JobRecord memory j, uint256 word) internal pure {
        j.payer = address(uint160(word));
        j.listingId = uint32(word >> 160);
        j.duration = uint24(word >> 192);
        j.unitPrice = word >> 216;
    }

    function packProgress(JobRecord memory j) internal pure returns (uint256) {
        uint256 bits = uint256(j.state);
        if (j.hasBuyer) bits |= BUYER_BIT;
        if (j.hasTasks) bits |= TASKS_BIT;
        if (j.hasCheckpoint) bits |= CHECKPOINT_BIT;
        return j.since | bits << 40 | j.escrow << 48 | j.paidEarly << 112 | j.feeTenths << 176 | j.discountPercent
            << 184 | j.flags << 192 | j.providerId << 200 | j.units << 232;
    }

    function packTerms(JobRecord memory j) internal pure returns (uint256) {
        return uint256(uint160(j.payer)) | j.listingId << 160 | j.duration << 192 | j.unitPrice << 216;
    }
}

/// @title A listing's fixed terms that a job must remember, in eight bits
/// @dev verifier index 3 | extraSigners 2 | period 2 | hasSla 1
library JobFlags {
    uint8 internal constant MAX_VERIFIER = 7;

    function pack(IListings.Listing memory terms) internal pure returns (uint256) {
        return terms.verifier & MAX_VERIFIER | uint256(terms.extraSigners & 3) << 3 | uint256(terms.period) << 5
            | (terms.slaUptimeBps != 0 ? 1 << 7 : 0);
    }

    function verifier(uint256 flags) internal pure returns (uint8) {
        return uint8(flags & MAX_VERIFIER);
    }

    function extraSigners(uint256 flags) internal pure returns (uint8) {
        return uint8((flags >> 3) & 3);
    }

    function period(uint256 flags) internal pure returns (IListings.Period) {
        return IListings.Period((flags >> 5) & 3);
    }

    function hasSla(uint256 flags) internal pure returns (bool) {
        return flags >> 7 != 0;
    }
}
