// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { Headers } from "./Headers.sol";
import { History } from "./History.sol";
import { LockMath } from "./LockMath.sol";
import { WeightLedger } from "./WeightLedger.sol";

/// @title WeightBook: the ledgers of the whole, of each account and of what each account received (law A)
/// @dev Every change of a lock goes through `_change`, which applies it to the total, to the account's own ledger and,
/// where the account delegates to another, to that delegate's received ledger. votes(a) = received(a) + own(a) if a's
/// delegate is a; an account that never delegated is its own delegate and never writes a received ledger.
abstract contract WeightBook {
    using Headers for uint256;
    using Headers for Headers.Header;
    using Headers for Headers.Totals;
    using History for History.List;
    using WeightLedger for WeightLedger.Ledger;

    struct Account {
        uint256 header;
        WeightLedger.Ledger own;
        WeightLedger.Ledger received;
        History.List delegates;
        mapping(uint256 lockId => IVotingEscrow.Lock) locks;
        mapping(address creator => bool) creators;
    }

    mapping(address account => Account) internal _accounts;
    WeightLedger.Ledger internal _total;
    uint256 internal _totals;

    // ---- changes ----

    /// @dev Applies `change` to every ledger concerned and stores `header`; an empty change stores the header only.
    function _change(address account, Headers.Header memory header, WeightLedger.Change memory change) internal {
        Account storage entry = _accounts[account];
        if (change.amountIn | change.amountOut | change.permanentIn | change.permanentOut == 0) {
            entry.header = header.pack();
            return;
        }
        address delegatee = _delegateOf(account, header);
        uint256 previous = _rawVotesAt(delegatee, block.timestamp);

        Headers.Totals memory totals = _totals.unpackTotals();
        (totals.points, totals.permanents) = _total.apply_(totals.points, totals.permanents, change);
        _totals = totals.packTotals();

        (header.points, header.permanents) = entry.own.apply_(header.points, header.permanents, change);
        if (header.firstPoint == 0) header.firstPoint = block.timestamp;
        entry.header = header.pack();

        if (delegatee != account) _changeReceived(delegatee, change);
        emit IVotes.DelegateVotesChanged(
            delegatee, LockMath.toVotes(previous), LockMath.toVotes(previous + _gain(change) - _loss(change))
        );
    }

    function _changeReceived(address delegatee, WeightLedger.Change memory change) private {
        Account storage entry = _accounts[delegatee];
        Headers.Header memory header = entry.header.unpack();
        (header.receivedPoints, header.receivedPermanents) =
            entry.received.apply_(header.receivedPoints, header.receivedPermanents, change);
        entry.header = header.pack();
    }

    function _gain(WeightLedger.Change memory change) private view returns (uint256 raw) {
        if (change.amountIn != 0) raw = change.amountIn * (change.endIn - block.timestamp);
        raw += LockMath.MAX_DURATION * change.permanentIn;
    }

    function _loss(WeightLedger.Change memory change) private view returns (uint256 raw) {
        if (change.amountOut != 0) raw = change.amountOut * (change.endOut - block.timestamp);
        raw += LockMath.MAX_DURATION * change.permanentOut;
    }

    // ---- reads ----

    function _delegateOf(address account, Headers.Header memory header) internal view returns (address) {
        if (header.delegations == 0) return account;
        return address(uint160(_accounts[account].delegates.latest(header.delegations)));
    }

    function _rawBalanceAt(address account, uint256 timepoint) internal view returns (uint256) {
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        return entry.own.rawAt(header.points, header.permanents, timepoint);
    }

    function _rawVotesAt(address account, uint256 timepoint) internal view returns (uint256 raw) {
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        if (header.points != 0 && _delegatesToItself(account, header.delegations, timepoint)) {
            raw = entry.own.rawAt(header.points, header.permanents, timepoint);
        }
        if (header.receivedPoints | header.receivedPermanents != 0) {
            raw += entry.received.rawAt(header.receivedPoints, header.receivedPermanents, timepoint);
        }
    }

    function _rawTotalAt(uint256 timepoint) internal view returns (uint256) {
        Headers.Totals memory totals = _totals.unpackTotals();
        return _total.rawAt(totals.points, totals.permanents, timepoint);
    }

    function _delegatesToItself(address account, uint256 delegations, uint256 timepoint) private view returns (bool) {
        if (delegations == 0) return true;
        uint256 delegatee = _accounts[account].delegates.lookup(delegations, timepoint);
        return delegatee == 0 || delegatee == uint160(account);
    }

    /// @dev The present second counts as known for views, not for `getPast*`.
    function _requireNotFuture(uint256 timepoint) internal view {
        if (timepoint > block.timestamp) revert IVotingEscrow.FutureLookup(timepoint, block.timestamp);
    }
}
