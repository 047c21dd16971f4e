// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { LockMath } from "./LockMath.sol";

/// @title Headers: an account in one slot, the counts of a ledger in one slot, a lock in 104 bits
library Headers {
    /// @param slots bit i is set while lock slot i is in use
    /// @param points and permanents: lengths of the lists of the account's own ledger
    /// @param delegations length of its history of delegates; 0 while it never delegated
    /// @param received 1 once anybody delegated to the account
    /// @param firstLock lock slot 0, packed: most accounts have one lock only, which so costs no slot of its own
    struct Header {
        uint256 slots;
        uint256 points;
        uint256 permanents;
        uint256 delegations;
        uint256 received;
        uint256 firstLock;
    }

    /// @param points and permanents: lengths of the lists of a ledger
    /// @param locked only for the total: sum of all locked amounts, expired ones included
    struct Counts {
        uint256 points;
        uint256 permanents;
        uint256 locked;
    }

    uint256 private constant COUNT_MASK = type(uint32).max;
    uint256 private constant AMOUNT_BITS = 88;

    function unpack(uint256 word) internal pure returns (Header memory header) {
        header.slots = word & COUNT_MASK;
        header.points = word >> 32 & COUNT_MASK;
        header.permanents = word >> 64 & COUNT_MASK;
        header.delegations = word >> 96 & COUNT_MASK;
        header.received = word >> 128 & 1;
        header.firstLock = word >> 152;
    }

    function pack(Header memory header) internal pure returns (uint256) {
        return header.slots | header.points << 32 | header.permanents << 64 | header.delegations << 96 | header.received
            << 128 | header.firstLock << 152;
    }

    function unpackCounts(uint256 word) internal pure returns (Counts memory counts) {
        counts.points = word & COUNT_MASK;
        counts.permanents = word >> 32 & COUNT_MASK;
        counts.locked = word >> 64;
    }

    function packCounts(Counts memory counts) internal pure returns (uint256) {
        return counts.points | counts.permanents << 32 | counts.locked << 64;
    }

    /// @dev week of the end (16 bits, 0 while auto-renewing) | amount (88 bits)
    function packLock(IVotingEscrow.Lock memory lock) internal pure returns (uint256) {
        return lock.end / LockMath.WEEK << AMOUNT_BITS | lock.amount;
    }

    function unpackLock(uint256 word) internal pure returns (IVotingEscrow.Lock memory lock) {
        lock.amount = uint88(word);
        lock.end = uint40((word >> AMOUNT_BITS) * LockMath.WEEK);
        lock.autoRenew = word != 0 && lock.end == 0;
    }
}
