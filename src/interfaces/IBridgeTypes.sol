// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What both sides of the bridge are made of (SPEC BRG)
/// @dev Amounts are CPT with 18 decimals unless they say otherwise. What crosses has 6 decimals (LayerZero's shared decimals): the
/// bridge never takes the dust below 1e12, it stays with its sender. A chain is named by its LayerZero endpoint id (eid).
interface IBridgeTypes {
    /// @notice A direction as seen from this chain.
    enum Direction {
        Out,
        In
    }

    /// @notice Where a transfer that did not pass at once stands.
    enum Status {
        None,
        /// Out: releasable from readyAt on. In: deliverable from readyAt on, as far as the limit has room.
        Waiting,
        /// In only: governance may rule until readyAt, then it is delivered like any other.
        Vetoed,
        /// Sent on its way, or delivered to the last unit.
        Done,
        /// Out only: back with its sender.
        Refunded,
        /// In only: governance let nobody have it.
        Refused
    }

    /// @notice A transfer that waits or waited.
    struct Waiting {
        /// Out: who sent it, and who a refund goes to. In: zero.
        address sender;
        /// what is left of it; 6 decimals
        uint48 amount;
        /// first second at which anyone may release or deliver it
        uint40 readyAt;
        /// who receives it
        address to;
        /// the chain on the other end
        uint32 eid;
        Direction direction;
        Status status;
    }

    /// @notice A path's limits and use, one slot.
    struct Path {
        /// home only: CPT locked here for that chain, on its way in either direction included; 6 decimals
        uint48 locked;
        /// number of the 12-hour window that the first lane of outDay and inDay belongs to
        uint16 window;
        /// whole CPT sent in this 12-hour window (lowest 24 bits) and the two before it
        uint72 outDay;
        /// the same for what was received
        uint72 inDay;
        /// most that may go out in a rolling day; basis points of the supply
        uint16 outLimit;
        /// most that may come in in a rolling day without waiting; basis points of the supply
        uint16 inLimit;
        /// what a rolling day may carry before further transfers wait; basis points of the supply
        uint8 hold;
        /// a direction's bit is set while its pause has to be looked up
        uint8 pauses;
    }

    /// @notice Who vouches for what crosses a path, the same in both directions.
    struct Security {
        /// LayerZero's message libraries, pinned so that a change of its defaults changes nothing here
        address sendLibrary;
        address receiveLibrary;
        /// blocks to wait on the sending chain: what this side asks for what it sends, and for what it receives
        uint64 sendConfirmations;
        uint64 receiveConfirmations;
        /// gas that delivery on the other side gets
        uint128 receiveGas;
        /// blocks for which a receive library that is being replaced still delivers what was already verified
        uint256 gracePeriod;
        /// all of them must sign; at least MIN_DVNS, ascending, no duplicates
        address[] dvns;
    }
}
