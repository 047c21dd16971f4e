// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";

/// @dev A job in memory; two storage words hold all of it (idea 4). Numbers are full words here: JobCodec narrows them, and
/// all that is stored comes from inputs already that narrow, or only falls.
/// @param hasBuyer, hasTasks, hasCheckpoint whether a side mapping has anything to say about the job
/// @param feeTenths platform fee in tenths of a percent
/// @param flags see JobFlags
struct JobRecord {
    address payer;
    IJobMarket.State state;
    bool hasBuyer;
    bool hasTasks;
    bool hasCheckpoint;
    uint256 listingId;
    uint256 since;
    uint256 feeTenths;
    uint256 discountPercent;
    uint256 providerId;
    uint256 units;
    uint256 duration;
    uint256 unitPrice;
    uint256 escrow;
    uint256 paidEarly;
    uint256 flags;
}

/// @title One storage word <-> memory for jobs
/// @dev head: payer 160 | listingId 32 | since 40 | state 3, hasBuyer 1, hasTasks 1, hasCheckpoint 1, - 2 | feeTenths 8 | discount 8
///      body: providerId 32 | units 24 | duration 24 | unitPrice 40 | escrow 64 | paidEarly 64 | flags 8 (lowest bits first)
library JobCodec {
    uint256 private constant STATE_MASK = 7;
    uint256 private constant BUYER_BIT = 1 << 3;
    uint256 private constant TASKS_BIT = 1 << 4;
    uint256 private constant CHECKPOINT_BIT = 1 << 5;

    function unpack(uint256 head, uint256 body) internal pure returns (JobRecord memory j) {
        uint256 bits = head >> 232;
        j.payer = address(uint160(head));
        j.listingId = uint32(head >> 160);
        j.since = uint40(head >> 192);
        j.state = IJobMarket.State(bits & STATE_MASK);
        j.hasBuyer = bits & BUYER_BIT != 0;
        j.hasTasks = bits & TASKS_BIT != 0;
        j.hasCheckpoint = bits & CHECKPOINT_BIT != 0;
        j.feeTenths = uint8(head >> 240);
        j.discountPercent = uint8(head >> 248);
        j.providerId = uint32(body);
        j.units = uint24(body >> 32);
        j.duration = uint24(body >> 56);
        j.unitPrice = uint40(body >> 80);
        j.escrow = uint64(body >> 120);
        j.paidEarly = uint64(body >> 184);
        j.flags = uint8(body >> 248);
    }

    function packHead(JobRecord memory j) internal pure returns (uint256) {
        uint256 bits = uint256(j.state);
        if (j.hasBuyer) bits |= BUYER_BIT;
        if (j.hasTasks) bits |= TASKS_BIT;
        if (j.hasCheckpoint) bits |= CHECKPOINT_BIT;
        return uint256(uint160(j.payer)) | j.listingId << 160 | j.since << 192 | bits << 232 | j.feeTenths << 240
            | j.discountPercent << 248;
    }

    function packBody(JobRecord memory j) internal pure returns (uint256) {
        return j.providerId | j.units << 32 | j.duration << 56 | j.unitPrice << 80 | j.escrow << 120 | j.paidEarly
            << 184 | j.flags << 248;
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
