// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { Headers } from "./Headers.sol";
import { History } from "./History.sol";
import { LockMath } from "./LockMath.sol";
import { WeightBook } from "./WeightBook.sol";
import { WeightLedger } from "./WeightLedger.sol";

/// @title WeightViews: balances and raw weights at any second up to now
abstract contract WeightViews is IVotingEscrow, WeightBook {
    using Headers for uint256;
    using History for History.List;
    using WeightLedger for WeightLedger.Ledger;

    /// @inheritdoc IVotingEscrow
    function balanceOf(address account) external view returns (uint256) {
        return LockMath.toVotes(_rawBalanceAt(account, block.timestamp));
    }

    /// @inheritdoc IVotingEscrow
    function totalSupply() external view returns (uint256) {
        return LockMath.toVotes(_rawTotalAt(block.timestamp));
    }

    /// @inheritdoc IVotingEscrow
    function balanceOfAt(address account, uint256 timepoint) external view returns (uint256) {
        return LockMath.toVotes(rawBalanceOfAt(account, timepoint));
    }

    /// @inheritdoc IVotingEscrow
    function rawBalanceOfAt(address account, uint256 timepoint) public view returns (uint256) {
        _requireNotFuture(timepoint);
        return _rawBalanceAt(account, timepoint);
    }

    /// @inheritdoc IVotingEscrow
    function rawVotesAt(address account, uint256 timepoint) external view returns (uint256) {
        _requireNotFuture(timepoint);
        return _rawVotesAt(account, timepoint);
    }

    /// @inheritdoc IVotingEscrow
    function rawTotalSupplyAt(uint256 timepoint) external view returns (uint256) {
        _requireNotFuture(timepoint);
        return _rawTotalAt(timepoint);
    }

    /// @inheritdoc IVotingEscrow
    function rawBalancesAt(address account, uint256[] calldata timepoints) external view returns (uint256[] memory) {
        if (timepoints.length != 0) _requireNotFuture(timepoints[timepoints.length - 1]);
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        return entry.own.rawsAt(header.points, header.permanents, timepoints);
    }

    /// @inheritdoc IVotingEscrow
    function firstPointOf(address account) external view returns (uint256 timestamp) {
        Account storage entry = _accounts[account];
        if (entry.header.unpack().points != 0) timestamp = entry.own.points.timestampAt(0);
    }

    /// @inheritdoc IVotingEscrow
    function totalLocked() external view returns (uint256 amount) {
        return _totals.unpackCounts().locked;
    }
}
