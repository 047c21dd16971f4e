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
    using Headers for Headers.Counts;
    using Headers for IVotingEscrow.Lock;
    using History for History.List;
    using WeightLedger for WeightLedger.Ledger;

    /// @param header Headers.Header, packed; holds lock slot 0
    /// @param receivedCounts Headers.Counts of `received`, packed
    /// @param locks lock slots 1..31, packed
    struct Account {
        uint256 header;
        uint256 receivedCounts;
        WeightLedger.Ledger own;
        WeightLedger.Ledger received;
        History.List delegates;
        mapping(uint256 lockId => uint256) locks;
        mapping(address creator => bool) creators;
    }

    mapping(address account => Account) internal _accounts;
    WeightLedger.Ledger internal _total;
    /// @dev Headers.Counts of the total, packed.
    uint256 internal _totals;

    // ---- locks ----

    /// @dev All zero where the slot is free.
    function _lockAt(Account storage entry, Headers.Header memory header, uint256 lockId)
        internal
        view
        returns (IVotingEscrow.Lock memory)
    {
        return (lockId == 0 ? header.firstLock : entry.locks[lockId]).unpackLock();
    }

    /// @dev An amount of 0 frees the slot. The header must be stored afterwards.
    function _setLock(
        Account storage entry,
        Headers.Header memory header,
        uint256 lockId,
        IVotingEscrow.Lock memory lock
    ) internal {
        if (lock.amount == 0) header.slots &= ~(1 << lockId);
        else header.slots |= 1 << lockId;
        if (lockId == 0) header.firstLock = lock.packLock();
        else entry.locks[lockId] = lock.packLock();
    }

    // ---- changes ----

    /// @dev Applies `change` to every ledger concerned, stores `header` and counts `deposited` tokens.
    function _change(
        Account storage entry,
        address account,
        Headers.Header memory header,
        WeightLedger.Change memory change,
        uint256 deposited
    ) internal {
        if (change.amountIn | change.amountOut | change.permanentIn | change.permanentOut == 0) {
            entry.header = header.pack();
            return;
        }

        Headers.Counts memory totals = _totals.unpackCounts();
        totals.locked += deposited;
        (totals.points, totals.permanents,) = _total.apply_(totals.points, totals.permanents, change);
        _totals = totals.packCounts();

        address delegatee = _delegateOf(account, header);
        uint256 previous;
        if (delegatee == account) {
            previous = _rawReceivedAt(entry, header.received, block.timestamp);
        } else {
            previous = _rawVotesAt(delegatee, block.timestamp);
            _changeReceived(delegatee, change);
        }
        uint256 previousOwn;
        (header.points, header.permanents, previousOwn) = entry.own.apply_(header.points, header.permanents, change);
        entry.header = header.pack();

        if (delegatee == account) previous += previousOwn;
        emit IVotes.DelegateVotesChanged(
            delegatee, LockMath.toVotes(previous), LockMath.toVotes(_after(previous, change))
        );
    }

    /// @dev The flag in the delegate's header was set when the account delegated.
    function _changeReceived(address delegatee, WeightLedger.Change memory change) private {
        Account storage entry = _accounts[delegatee];
        Headers.Counts memory counts = entry.receivedCounts.unpackCounts();
        (counts.points, counts.permanents,) = entry.received.apply_(counts.points, counts.permanents, change);
        entry.receivedCounts = counts.packCounts();
    }

    /// @dev Raw weight after `change`, from the one before it.
    function _after(uint256 raw, WeightLedger.Change memory change) private view returns (uint256) {
        unchecked {
            raw += change.amountIn * (change.endIn - block.timestamp);
            raw -= change.amountOut * (change.endOut - block.timestamp);
            return raw + LockMath.MAX_DURATION * change.permanentIn - LockMath.MAX_DURATION * change.permanentOut;
        }
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
        if (header.points != 0 && _delegatesToItself(entry, account, header.delegations, timepoint)) {
            raw = entry.own.rawAt(header.points, header.permanents, timepoint);
        }
        raw += _rawReceivedAt(entry, header.received, timepoint);
    }

    function _rawTotalAt(uint256 timepoint) internal view returns (uint256) {
        Headers.Counts memory totals = _totals.unpackCounts();
        return _total.rawAt(totals.points, totals.permanents, timepoint);
    }

    function _rawReceivedAt(Account storage entry, uint256 received, uint256 timepoint) private view returns (uint256) {
        if (received == 0) return 0;
        Headers.Counts memory counts = entry.receivedCounts.unpackCounts();
        return entry.received.rawAt(counts.points, counts.permanents, timepoint);
    }

    function _delegatesToItself(Account storage entry, address account, uint256 delegations, uint256 timepoint)
        private
        view
        returns (bool)
    {
        if (delegations == 0) return true;
        uint256 delegatee = entry.delegates.lookup(delegations, timepoint);
        return delegatee == 0 || delegatee == uint160(account);
    }

    /// @dev The present second counts as known for views, not for `getPast*`.
    function _requireNotFuture(uint256 timepoint) internal view {
        if (timepoint > block.timestamp) revert IVotingEscrow.FutureLookup(timepoint, block.timestamp);
    }
}
