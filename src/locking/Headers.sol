// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Headers: the counts of an account and of the whole, one slot each
library Headers {
    /// @param slots bit i is set while lock slot i is in use
    /// @param points and the next three: lengths of the account's lists
    /// @param delegations length of its history of delegates; 0 while it never delegated
    /// @param firstPoint second of its first own point
    struct Header {
        uint256 slots;
        uint256 points;
        uint256 permanents;
        uint256 receivedPoints;
        uint256 receivedPermanents;
        uint256 delegations;
        uint256 firstPoint;
    }

    /// @param locked sum of all locked amounts, expired ones included
    struct Totals {
        uint256 points;
        uint256 permanents;
        uint256 locked;
    }

    uint256 private constant MASK = type(uint32).max;

    function unpack(uint256 word) internal pure returns (Header memory header) {
        header.slots = word & MASK;
        header.points = word >> 32 & MASK;
        header.permanents = word >> 64 & MASK;
        header.receivedPoints = word >> 96 & MASK;
        header.receivedPermanents = word >> 128 & MASK;
        header.delegations = word >> 160 & MASK;
        header.firstPoint = word >> 192;
    }

    function pack(Header memory header) internal pure returns (uint256) {
        return header.slots | header.points << 32 | header.permanents << 64 | header.receivedPoints << 96
            | header.receivedPermanents << 128 | header.delegations << 160 | header.firstPoint << 192;
    }

    function unpackTotals(uint256 word) internal pure returns (Totals memory totals) {
        totals.points = word & MASK;
        totals.permanents = word >> 32 & MASK;
        totals.locked = word >> 64;
    }

    function packTotals(Totals memory totals) internal pure returns (uint256) {
        return totals.points | totals.permanents << 32 | totals.locked << 64;
    }
}
