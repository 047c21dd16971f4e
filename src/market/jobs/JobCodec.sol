// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";

// Where JobRecord's members lie, bytes.
uint256 constant STATE = 0x20;
uint256 constant HAS_BUYER = 0x40;
uint256 constant HAS_TASKS = 0x60;
uint256 constant HAS_CHECKPOINT = 0x80;
uint256 constant HAS_EXTRAS = 0xa0;
uint256 constant HELD = 0xc0;
uint256 constant ESCROW = 0xe0;
uint256 constant PAID = 0x100;
uint256 constant FEE_TENTHS = 0x120;
uint256 constant FIRM = 0x140;
uint256 constant DISCOUNT_PERCENT = 0x160;
uint256 constant SUCCEEDED = 0x180;
uint256 constant FLAGS = 0x1a0;
uint256 constant PROVIDER_ID = 0x1c0;
uint256 constant UNITS = 0x1e0;
uint256 constant PAYER = 0x200;
uint256 constant LISTING_ID = 0x220;
uint256 constant DURATION = 0x240;
uint256 constant UNIT_PRICE = 0x260;
uint256 constant STORED = 0x280;

/// @dev A job in memory; two storage words hold all of it (idea 4). Numbers are full words here: all that is stored comes from
/// inputs already as narrow as their field, or only falls.
/// @param hasBuyer, hasTasks, hasCheckpoint, hasExtras whether a side mapping has anything to say about the job
/// @param held its units are of those held back from free sale, and go back to them
/// @param paid gross, to the provider so far
/// @param feeTenths platform fee in tenths of a percent
/// @param firm no free cancellation
/// @param succeeded see IJobMarketTypes.Job
/// @param flags see JobFlags
/// @param stored the word of progress it was read from
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
    uint256 stored;
}

/// @title Two storage words <-> memory for jobs
/// @dev Lowest bits first. Unpacking fills a record in place: a function that returns one would clear another first.
/// progress, all that changes in most lives: since 40 | state 3, hasBuyer 1, hasTasks 1, hasCheckpoint 1, hasExtras 1, held 1 |
/// escrow 64 | paid 64 | feeTenths 7, firm 1 | discountPercent 7, succeeded 1 | flags 8 | providerId 32 | units 24
/// terms, written at the opening and by an extension: payer 160 | listingId 32 | duration 24 | unitPrice 40
library JobCodec {
    /// @dev All of progress but since, state, escrow, paid and succeeded.
    uint256 private constant KEPT = ~uint256(2 ** 43 - 1 | (2 ** 128 - 1) << 48 | 1 << 191);

    /// @dev Wide fields are cut out by two shifts, which cost less than a mask.
    function unpackProgress(JobRecord memory j, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(j, STORED), word)
            mstore(j, and(word, 0xffffffffff))
            mstore(add(j, STATE), and(shr(40, word), 7))
            mstore(add(j, HAS_BUYER), and(shr(43, word), 1))
            mstore(add(j, HAS_TASKS), and(shr(44, word), 1))
            mstore(add(j, HAS_CHECKPOINT), and(shr(45, word), 1))
            mstore(add(j, HAS_EXTRAS), and(shr(46, word), 1))
            mstore(add(j, HELD), and(shr(47, word), 1))
            mstore(add(j, ESCROW), shr(192, shl(144, word)))
            mstore(add(j, PAID), shr(192, shl(80, word)))
            mstore(add(j, FEE_TENTHS), and(shr(176, word), 0x7f))
            mstore(add(j, FIRM), and(shr(183, word), 1))
            mstore(add(j, DISCOUNT_PERCENT), and(shr(184, word), 0x7f))
            mstore(add(j, SUCCEEDED), and(shr(191, word), 1))
            mstore(add(j, FLAGS), and(shr(192, word), 0xff))
            mstore(add(j, PROVIDER_ID), and(shr(200, word), 0xffffffff))
            mstore(add(j, UNITS), shr(232, word))
        }
    }

    function unpackTerms(JobRecord memory j, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(j, PAYER), shr(96, shl(96, word)))
            mstore(add(j, LISTING_ID), and(shr(160, word), 0xffffffff))
            mstore(add(j, DURATION), and(shr(192, word), 0xffffff))
            mstore(add(j, UNIT_PRICE), shr(216, word))
        }
    }

    function packProgress(JobRecord memory j) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := or(mload(j), shl(40, mload(add(j, STATE))))
            word := or(word, shl(43, mload(add(j, HAS_BUYER))))
            word := or(word, shl(44, mload(add(j, HAS_TASKS))))
            word := or(word, shl(45, mload(add(j, HAS_CHECKPOINT))))
            word := or(word, shl(46, mload(add(j, HAS_EXTRAS))))
            word := or(word, shl(47, mload(add(j, HELD))))
            word := or(word, shl(48, mload(add(j, ESCROW))))
            word := or(word, shl(112, mload(add(j, PAID))))
            word := or(word, shl(176, mload(add(j, FEE_TENTHS))))
            word := or(word, shl(183, mload(add(j, FIRM))))
            word := or(word, shl(184, mload(add(j, DISCOUNT_PERCENT))))
            word := or(word, shl(191, mload(add(j, SUCCEEDED))))
            word := or(word, shl(192, mload(add(j, FLAGS))))
            word := or(word, shl(200, mload(add(j, PROVIDER_ID))))
            word := or(word, shl(232, mload(add(j, UNITS))))
        }
    }

    // ---- what acknowledging and starting need, on the word of progress itself ----

    function sinceOf(uint256 word) internal pure returns (uint256) {
        return uint40(word);
    }

    function stateOf(uint256 word) internal pure returns (IJobMarketTypes.State) {
        return IJobMarketTypes.State((word >> 40) & 7);
    }

    function providerOf(uint256 word) internal pure returns (uint256) {
        return uint32(word >> 200);
    }

    function withState(uint256 word, IJobMarketTypes.State state) internal pure returns (uint256) {
        return word & ~(uint256(7) << 40) | uint256(state) << 40;
    }

    function started(uint256 word, uint256 at) internal pure returns (uint256) {
        return withState(word & ~uint256(type(uint40).max) | at, IJobMarketTypes.State.Running);
    }

    /// @notice As packProgress, where only since, state, escrow, paid and succeeded have changed since the record was read.
    function repackProgress(JobRecord memory j) internal pure returns (uint256 word) {
        uint256 kept = KEPT;
        assembly ("memory-safe") {
            word := or(and(mload(add(j, STORED)), kept), mload(j))
            word := or(word, shl(40, mload(add(j, STATE))))
            word := or(word, shl(48, mload(add(j, ESCROW))))
            word := or(word, shl(112, mload(add(j, PAID))))
            word := or(word, shl(191, mload(add(j, SUCCEEDED))))
        }
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
