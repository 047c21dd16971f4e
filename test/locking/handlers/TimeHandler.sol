// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { Actors } from "./Actors.sol";

/// @dev Moves time, often onto a boundary, and writes down what had become the past.
contract TimeHandler is Test {
    uint256 private constant WEEK = 1 weeks;

    struct Memory {
        uint256 timepoint;
        uint256 totalRaw;
        bytes32 weights;
    }

    Actors private immutable actors;
    VotingEscrow private immutable escrow;
    uint256 public immutable start;
    Memory[] private _memories;

    constructor(Actors actors_) {
        actors = actors_;
        escrow = actors_.escrow();
        start = block.timestamp;
    }

    function wait(uint256 time) external {
        _pass(bound(time, 1, 3 * WEEK), time);
    }

    function waitForTheBoundary() external {
        _pass(WEEK - block.timestamp % WEEK, 0);
    }

    function waitLong(uint256 time) external {
        _pass(bound(time, WEEK, 60 * WEEK), time);
    }

    function memories() external view returns (Memory[] memory) {
        return _memories;
    }

    /// @dev Balances and votes of all actors at `timepoint`, as one hash.
    function weightsAt(uint256 timepoint) public view returns (bytes32 weights) {
        for (uint256 i; i < actors.count(); ++i) {
            address account = actors.at(i);
            weights = keccak256(
                abi.encode(weights, escrow.rawBalanceOfAt(account, timepoint), escrow.rawVotesAt(account, timepoint))
            );
        }
    }

    function _pass(uint256 time, uint256 seed) private {
        uint256 before = block.timestamp;
        skip(time);
        _remember(before);
        _remember(before + seed % time);
    }

    function _remember(uint256 timepoint) private {
        _memories.push(Memory(timepoint, escrow.rawTotalSupplyAt(timepoint), weightsAt(timepoint)));
    }
}
