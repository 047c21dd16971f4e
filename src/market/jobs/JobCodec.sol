// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";

/// @dev A job in memory; two storage words hold all of it (idea 4). Numbers are full words here: all that is stored comes from
/// inputs already as narrow as their field, or only falls.
/// @param hasBuyer, hasTasks, hasCheckpoint, hasExtras whether a side mapping has anything to say about the job
/// @param held its units are of those held back from free sale, and go back to them
/// @param paid gross, to the provider so far
/// @param feeTenths platform fee in tenths of a percent
/// @param firm no free cancellation
/// @param succeeded see IJobMarketTypes.Job
/// @param flags see JobFlags
struct JobRecord {
    uint256 since;
    IJobMarketTypes.State state;
    bool hasBuyer;
    bool hasTasks;
    bool hasCheckpoint;
    bool hasExtras;
    bool held;
    uint256 escrow;
    uint256 paid;
    uint256 feeTenths;
    bool firm;
    uint256 discountPercent;
    bool succeeded;
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
/// progress, all that changes in most lives: since 40 | state 3, hasBuyer 1, hasTasks 1, hasCheckpoint 1, hasExtras 1, held 1 |
/// escrow 64 | paid 64 | feeTenths 7, firm 1 | discountPercent 7, succeeded 1 | flags 8 | providerId 32 | units 24
/// terms, written at the opening and by an extension: payer 160 | listingId 32 | duration 24 | unitPrice 40
library JobCodec {
    uint256 private constant STATE_MASK = 7;
    uint256 private constant BUYER_BIT = 1 << 3;
    uint256 private constant TASKS_BIT = 1 << 4;
    uint256 private constant CHECKPOINT_BIT = 1 << 5;
    uint256 private constant EXTRAS_BIT = 1 << 6;
    uint256 private constant HELD_BIT = 1 << 7;
    uint256 private constant LOW_7 = 127;
    /// @dev Of the whole word.
    uint256 private constant FIRM_BIT = 1 << 183;
    uint256 private constant SUCCEEDED_BIT = 1 << 191;

    function unpackProgress(JobRecord memory j, uint256 word) internal pure {
        uint256 bits = word >> 40;
        j.since = uint40(word);
        j.state = IJobMarketTypes.State(bits & STATE_MASK);
        j.hasBuyer = bits & BUYER_BIT != 0;
        j.hasTasks = bits & TASKS_BIT != 0;
        j.hasCheckpoint = bits & CHECKPOINT_BIT != 0;
        j.hasExtras = bits & EXTRAS_BIT != 0;
        j.held = bits & HELD_BIT != 0;
        j.escrow = uint64(word >> 48);
        j.paid = uint64(word >> 112);
        j.feeTenths = (word >> 176) & LOW_7;
        j.firm = word & FIRM_BIT != 0;
        j.discountPercent = (word >> 184) & LOW_7;
        j.succeeded = word & SUCCEEDED_BIT != 0;
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

    function packProgress(JobRecord memory j) internal pure returns (uint256 word) {
        uint256 bits = uint256(j.state);
        if (j.hasBuyer) bits |= BUYER_BIT;
        if (j.hasTasks) bits |= TASKS_BIT;
        if (j.hasCheckpoint) bits |= CHECKPOINT_BIT;
        if (j.hasExtras) bits |= EXTRAS_BIT;
        if (j.held) bits |= HELD_BIT;
        word = j.since | bits << 40 | j.escrow << 48 | j.paid << 112 | j.feeTenths << 176 | j.discountPercent << 184
            | j.flags << 192 | j.providerId << 200 | j.units << 232;
        if (j.firm) word |= FIRM_BIT;
        if (j.succeeded) word |= SUCCEEDED_BIT;
    }

    function packTerms(JobRecord memory j) internal pure returns (uint256) {
        return uint256(uint160(j.payer)) | j.listingId << 160 | j.duration << 192 | j.unitPrice << 216;
    }
}

/// @title A listing's fixed terms that a job must remember, in eight bits
/// @dev verifier index 3 | extraSigners 2 | period 2 | hasSla 1
library JobFlags {
    uint8 internal constant MAX_VERIFIER = 7;

    function pack(IListings.Listing memory terms, bool withSla) internal pure returns (uint256) {
        return terms.verifier & MAX_VERIFIER | uint256(terms.extraSigners & 3) << 3 | uint256(terms.period) << 5
            | (withSla ? 1 << 7 : 0);
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
