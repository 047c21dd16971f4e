// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { Headers } from "./Headers.sol";
import { LockMath } from "./LockMath.sol";
import { VoteDelegation } from "./VoteDelegation.sol";
import { WeightLedger } from "./WeightLedger.sol";
import { WeightViews } from "./WeightViews.sol";

/// @title VotingEscrow: locks of CPT (SPEC LOCK 1-5; laws A and B)
/// @dev No restricted function, no pause, no owner: exits cannot be stopped. Behind a transparent proxy.
/// Assumption: the token is CPT, which moves exactly the amount asked for and calls nobody back. A token that returns
/// false or reverts is refused (SafeERC20); one that says true without paying is not, hence no other token may be used.
contract VotingEscrow is WeightViews, VoteDelegation, ReentrancyGuardTransient {
    using Headers for uint256;
    using Headers for Headers.Header;
    using Headers for Headers.Counts;
    using SafeERC20 for IERC20;

    string public constant name = "Vote-escrowed CyberPlaza Token";
    string public constant symbol = "veCPT";
    uint8 public constant decimals = 18;

    /// @inheritdoc IVotingEscrow
    uint256 public constant MIN_AMOUNT = 1e18;
    /// @inheritdoc IVotingEscrow
    uint256 public constant MAX_LOCKS = 32;
    /// @dev CPT's fixed supply. Keeps A below 2^87 and E below 2^120 for the next three centuries.
    uint256 private constant MAX_LOCKED = 100_000_000e18;

    IERC20 private immutable CPT;

    constructor(address cpt) {
        if (cpt == address(0)) revert ZeroAddress();
        CPT = IERC20(cpt);
        _disableInitializers();
    }

    function initialize() external initializer {
        __EIP712_init("CyberPlaza veCPT", "1");
    }

    // ---- creating and adding ----

    /// @inheritdoc IVotingEscrow
    function createLock(uint256 amount, uint256 duration) external nonReentrant returns (uint256 lockId) {
        return _create(msg.sender, amount, duration);
    }

    /// @inheritdoc IVotingEscrow
    function createLockWithPermit(uint256 amount, uint256 duration, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        nonReentrant
        returns (uint256 lockId)
    {
        _tryPermit(amount, deadline, v, r, s);
        return _create(msg.sender, amount, duration);
    }

    /// @inheritdoc IVotingEscrow
    function createLockFor(address account, uint256 amount, uint256 duration)
        external
        nonReentrant
        returns (uint256 lockId)
    {
        if (!isCreatorAllowed(account, msg.sender)) revert NoConsent(account, msg.sender);
        return _create(account, amount, duration);
    }

    /// @inheritdoc IVotingEscrow
    function increaseAmount(address account, uint256 lockId, uint256 amount) external nonReentrant {
        _increase(account, lockId, amount);
    }

    /// @inheritdoc IVotingEscrow
    function increaseAmountWithPermit(
        address account,
        uint256 lockId,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant {
        _tryPermit(amount, deadline, v, r, s);
        _increase(account, lockId, amount);
    }

    function _create(address account, uint256 amount, uint256 duration) private returns (uint256 lockId) {
        // Check
        if (amount < MIN_AMOUNT) revert AmountTooSmall(amount, MIN_AMOUNT);
        uint256 end = lockEnd(duration);
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        while (header.slots >> lockId & 1 != 0) ++lockId;
        if (lockId >= MAX_LOCKS) revert TooManyLocks(account);
        _requireFits(amount);

        // Effect
        Lock memory lock = Lock({ amount: uint128(amount), end: uint40(end), autoRenew: false });
        _setLock(entry, header, lockId, lock);
        WeightLedger.Change memory change;
        _enter(change, amount, lock);
        _change(entry, account, header, change, amount);
        emit LockCreated(account, lockId, msg.sender, amount, end);

        // Interaction
        CPT.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _increase(address account, uint256 lockId, uint256 amount) private {
        // Check
        if (amount == 0) revert AmountTooSmall(amount, 1);
        (Account storage entry, Headers.Header memory header, Lock memory lock) = _load(account, lockId);
        if (!lock.autoRenew) _requireLive(lockId, lock);
        _requireFits(amount);

        // Effect
        lock.amount += uint128(amount);
        _setLock(entry, header, lockId, lock);
        WeightLedger.Change memory change;
        _enter(change, amount, lock);
        _change(entry, account, header, change, amount);
        emit LockIncreased(account, lockId, msg.sender, amount, lock.amount);

        // Interaction
        CPT.safeTransferFrom(msg.sender, address(this), amount);
    }

    // ---- the owner's changes ----

    /// @inheritdoc IVotingEscrow
    function extendLock(uint256 lockId, uint256 duration) external {
        (Account storage entry, Headers.Header memory header, Lock memory lock) = _loadFixed(lockId);
        _requireLive(lockId, lock);
        uint256 end = lockEnd(duration);
        uint256 oldEnd = lock.end;
        if (end <= oldEnd) revert EndNotLater(oldEnd, end);
        _reschedule(entry, header, lockId, lock, end, false);
        emit LockExtended(msg.sender, lockId, oldEnd, end);
    }

    /// @inheritdoc IVotingEscrow
    function relock(uint256 lockId, uint256 duration) external {
        (Account storage entry, Headers.Header memory header, Lock memory lock) = _loadFixed(lockId);
        _requireExpired(lockId, lock);
        uint256 end = lockEnd(duration);
        _reschedule(entry, header, lockId, lock, end, false);
        emit LockRelocked(msg.sender, lockId, lock.amount, end);
    }

    /// @inheritdoc IVotingEscrow
    function setAutoRenew(uint256 lockId, bool enabled) external {
        (Account storage entry, Headers.Header memory header, Lock memory lock) = _load(msg.sender, lockId);
        if (lock.autoRenew == enabled) revert AlreadySet();
        if (enabled) _requireLive(lockId, lock);
        uint256 end = enabled ? 0 : LockMath.latestEnd();
        _reschedule(entry, header, lockId, lock, end, enabled);
        emit AutoRenewSet(msg.sender, lockId, enabled, end);
    }

    /// @inheritdoc IVotingEscrow
    function mergeLocks(uint256 fromId, uint256 intoId) external {
        // Check
        if (fromId == intoId) revert SameLock(fromId);
        (Account storage entry, Headers.Header memory header, Lock memory from) = _load(msg.sender, fromId);
        Lock memory into = _lockAt(entry, header, intoId);
        if (into.amount == 0) revert UnknownLock(msg.sender, intoId);

        // Effect: the amount with the earlier end moves; auto-renewing counts as later than any end.
        bool intoStays = into.autoRenew || (!from.autoRenew && into.end >= from.end);
        (Lock memory stays, Lock memory moves) = intoStays ? (into, from) : (from, into);
        WeightLedger.Change memory change;
        if (moves.end != stays.end) {
            _leave(change, moves);
            _enter(change, moves.amount, stays);
        }
        uint256 end = stays.end;
        uint256 amount = uint256(from.amount) + into.amount;
        _setLock(entry, header, intoId, Lock(uint128(amount), uint40(end), stays.autoRenew));
        _setLock(entry, header, fromId, Lock(0, 0, false));
        _change(entry, msg.sender, header, change, 0);
        emit LocksMerged(msg.sender, fromId, intoId, amount, end);
    }

    /// @inheritdoc IVotingEscrow
    function withdraw(uint256 lockId, address to) external nonReentrant returns (uint256 amount) {
        // Check
        if (to == address(0)) revert ZeroAddress();
        (Account storage entry, Headers.Header memory header, Lock memory lock) = _loadFixed(lockId);
        _requireExpired(lockId, lock);

        // Effect: its weight has already left every sum.
        amount = lock.amount;
        _setLock(entry, header, lockId, Lock(0, 0, false));
        entry.header = header.pack();
        Headers.Counts memory totals = _totals.unpackCounts();
        totals.locked -= amount;
        _totals = totals.packCounts();
        emit LockWithdrawn(msg.sender, lockId, to, amount);

        // Interaction
        CPT.safeTransfer(to, amount);
    }

    /// @inheritdoc IVotingEscrow
    function setCreatorConsent(address creator, bool allowed) external {
        _accounts[msg.sender].creators[creator] = allowed;
        emit CreatorConsentSet(msg.sender, creator, allowed);
    }

    // ---- views ----

    /// @inheritdoc IVotingEscrow
    function token() external view returns (address) {
        return address(CPT);
    }

    /// @inheritdoc IVotingEscrow
    function getLock(address account, uint256 lockId) external view returns (Lock memory lock) {
        (,, lock) = _load(account, lockId);
    }

    /// @inheritdoc IVotingEscrow
    function getLocks(address account) external view returns (uint256[] memory ids, Lock[] memory locks) {
        Account storage entry = _accounts[account];
        Headers.Header memory header = entry.header.unpack();
        uint256 count;
        for (uint256 rest = header.slots; rest != 0; rest &= rest - 1) {
            ++count;
        }
        ids = new uint256[](count);
        locks = new Lock[](count);
        uint256 i;
        for (uint256 lockId; header.slots >> lockId != 0; ++lockId) {
            if (header.slots >> lockId & 1 == 0) continue;
            ids[i] = lockId;
            locks[i++] = _lockAt(entry, header, lockId);
        }
    }

    /// @inheritdoc IVotingEscrow
    function isCreatorAllowed(address account, address creator) public view returns (bool) {
        mapping(address => bool) storage creators = _accounts[account].creators;
        return creator == account || creators[creator] || creators[address(0)];
    }

    /// @inheritdoc IVotingEscrow
    function lockEnd(uint256 duration) public view returns (uint256 end) {
        if (duration < LockMath.WEEK || duration > LockMath.MAX_DURATION) revert DurationOutOfRange(duration);
        return LockMath.endAfter(duration);
    }

    // ---- internals ----

    /// @dev A permit that a front-runner already used must not stop its owner: the allowance decides.
    function _tryPermit(uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) private {
        try IERC20Permit(address(CPT)).permit(msg.sender, address(this), amount, deadline, v, r, s) { } catch { }
    }

    function _requireFits(uint256 amount) private view {
        if (amount > MAX_LOCKED - _totals.unpackCounts().locked) revert AmountTooLarge(amount);
    }

    /// @dev Moves the caller's lock to another end, its amount unchanged.
    function _reschedule(
        Account storage entry,
        Headers.Header memory header,
        uint256 lockId,
        Lock memory lock,
        uint256 end,
        bool autoRenew
    ) private {
        WeightLedger.Change memory change;
        _leave(change, lock);
        lock.end = uint40(end);
        lock.autoRenew = autoRenew;
        _enter(change, lock.amount, lock);
        _setLock(entry, header, lockId, lock);
        _change(entry, msg.sender, header, change, 0);
    }

    /// @dev What `amount` adds under the schedule of `lock`: nothing if that is over.
    function _enter(WeightLedger.Change memory change, uint256 amount, Lock memory lock) private view {
        if (lock.autoRenew) {
            change.permanentIn = amount;
        } else if (lock.end > block.timestamp) {
            change.amountIn = amount;
            change.endIn = lock.end;
        }
    }

    /// @dev What the sums lose when `lock` leaves: nothing if it expired.
    function _leave(WeightLedger.Change memory change, Lock memory lock) private view {
        if (lock.autoRenew) {
            change.permanentOut = lock.amount;
        } else if (lock.end > block.timestamp) {
            change.amountOut = lock.amount;
            change.endOut = lock.end;
        }
    }

    function _load(address account, uint256 lockId)
        private
        view
        returns (Account storage entry, Headers.Header memory header, Lock memory lock)
    {
        entry = _accounts[account];
        header = entry.header.unpack();
        lock = _lockAt(entry, header, lockId);
        if (lock.amount == 0) revert UnknownLock(account, lockId);
    }

    /// @dev The caller's lock, which must have a fixed end.
    function _loadFixed(uint256 lockId)
        private
        view
        returns (Account storage entry, Headers.Header memory header, Lock memory lock)
    {
        (entry, header, lock) = _load(msg.sender, lockId);
        if (lock.autoRenew) revert AutoRenewing(lockId);
    }

    function _requireLive(uint256 lockId, Lock memory lock) private view {
        if (lock.end <= block.timestamp) revert LockExpired(lockId, lock.end);
    }

    function _requireExpired(uint256 lockId, Lock memory lock) private view {
        if (lock.end > block.timestamp) revert LockNotExpired(lockId, lock.end);
    }
}
