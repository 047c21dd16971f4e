// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { NoncesUpgradeable } from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import { IERC5805 } from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import { IERC6372 } from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { Headers } from "./Headers.sol";
import { History } from "./History.sol";
import { LockMath } from "./LockMath.sol";
import { WeightBook } from "./WeightBook.sol";
import { WeightLedger } from "./WeightLedger.sol";

/// @title VoteDelegation: ERC-5805 votes of whole accounts on a timestamp clock (SPEC LOCK 4)
/// @dev An account's own weight counts for exactly one delegate at any second, itself unless it chose another, so votes
/// add up to the total. Delegation is not transitive: what an account received stays with it when it delegates its own.
abstract contract VoteDelegation is WeightBook, EIP712Upgradeable, NoncesUpgradeable, IERC5805 {
    using Headers for uint256;
    using Headers for Headers.Header;
    using Headers for Headers.Counts;
    using History for History.List;
    using WeightLedger for WeightLedger.Ledger;

    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

    // ---- clock ----

    /// @inheritdoc IERC6372
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    // ---- votes ----

    /// @inheritdoc IVotes
    function getVotes(address account) external view returns (uint256) {
        return LockMath.toVotes(_rawVotesAt(account, block.timestamp));
    }

    /// @inheritdoc IVotes
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return LockMath.toVotes(_rawVotesAt(account, timepoint));
    }

    /// @inheritdoc IVotes
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return LockMath.toVotes(_rawTotalAt(timepoint));
    }

    // ---- delegation ----

    /// @notice The delegate of `account`: itself until it chooses another.
    /// @inheritdoc IVotes
    function delegates(address account) external view returns (address) {
        return _delegateOf(account, _accounts[account].header.unpack());
    }

    /// @notice Gives the caller's whole weight, now and of every later lock, to `delegatee`; address(0) means oneself.
    /// @inheritdoc IVotes
    function delegate(address delegatee) external {
        _delegate(msg.sender, delegatee);
    }

    /// @notice As `delegate`, for the signer of an EIP-712 Delegation message (domain "CyberPlaza veCPT", version 1).
    /// @inheritdoc IVotes
    function delegateBySig(address delegatee, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external {
        if (block.timestamp > expiry) revert VotesExpiredSignature(expiry);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry)));
        address signer = ECDSA.recover(digest, v, r, s);
        _useCheckedNonce(signer, nonce);
        _delegate(signer, delegatee);
    }

    function _delegate(address account, address delegatee) private {
        if (delegatee == address(0)) delegatee = account;
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        address former = _delegateOf(account, header);
        emit DelegateChanged(account, former, delegatee);
        if (former == delegatee) return;

        uint256 formerRaw = _rawVotesAt(former, block.timestamp);
        uint256 delegateeRaw = _rawVotesAt(delegatee, block.timestamp);
        uint256 moved = _rawBalanceAt(account, block.timestamp);

        header.delegations = entry.delegates.push(header.delegations, uint160(delegatee));
        entry.header = header.pack();
        if (former != account) _moveReceived(entry, header, former, false);
        if (delegatee != account) _moveReceived(entry, header, delegatee, true);
        if (moved == 0) return;
        emit DelegateVotesChanged(former, LockMath.toVotes(formerRaw), LockMath.toVotes(formerRaw - moved));
        emit DelegateVotesChanged(delegatee, LockMath.toVotes(delegateeRaw), LockMath.toVotes(delegateeRaw + moved));
    }

    /// @dev Adds every live lock of `source` to what `delegatee` received, or takes it off; at most 32 locks.
    function _moveReceived(Account storage source, Headers.Header memory owner, address delegatee, bool adding)
        private
    {
        Account storage entry = _accounts[delegatee];
        WeightLedger.Ledger storage received = entry.received;
        Headers.Counts memory counts = entry.receivedCounts.unpackCounts();
        WeightLedger.Sums memory sums = received.current(counts.points);
        uint256 permanent;
        bool scheduled;
        for (uint256 lockId; owner.slots >> lockId != 0; ++lockId) {
            IVotingEscrow.Lock memory lock = _lockAt(source, owner, lockId);
            if (lock.autoRenew) {
                permanent += lock.amount;
            } else if (lock.end > block.timestamp) {
                scheduled = true;
                if (adding) received.add(sums, lock.amount, lock.end);
                else received.remove(sums, lock.amount, lock.end);
            }
        }
        if (scheduled) counts.points = received.save(counts.points, sums);
        if (permanent != 0) {
            uint256 latest = received.permanents.latest(counts.permanents);
            latest = adding ? latest + permanent : latest - permanent;
            counts.permanents = received.permanents.push(counts.permanents, latest);
        }
        entry.receivedCounts = counts.packCounts();
        if (adding) {
            Headers.Header memory header = entry.header.unpack();
            if (header.received == 0) {
                header.received = 1;
                entry.header = header.pack();
            }
        }
    }

    function _requirePast(uint256 timepoint) private view {
        if (timepoint >= block.timestamp) revert IVotingEscrow.FutureLookup(timepoint, block.timestamp);
    }
}
