// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title VotingEscrow: locked CPT with decaying, delegable votes (SPEC LOCK 1-5; laws A and B)
/// @notice An account holds up to 32 locks in slots 0..31; a slot is free again after withdrawal or merging. A lock of
/// `amount` weighs raw(t) = amount * (end - t) while end > t and nothing after; an auto-renewing one amount * 4 years
/// without decay. veCPT = floor(5 * raw / (2 * 4 years)), divided once, so raw weights add up exactly and veCPT does up to
/// that division. A year is 365 days; ends lie on week boundaries (Thursday 00:00 UTC).
/// @notice The implementation also declares IERC5805 (getVotes, getPastVotes, getPastTotalSupply, delegates, delegate,
/// delegateBySig, clock, CLOCK_MODE = "mode=timestamp"), EIP-712 (domain "CyberPlaza veCPT", version "1"), `nonces`,
/// `name`, `symbol` and `decimals`. Delegation is of the whole account and not transitive. An account that never
/// delegated is its own delegate: its votes count without a transaction; delegating to address(0) returns to oneself.
/// `getPast*` need a time strictly past (`FutureLookup`), so their answers are final.
/// @dev Warning: what is read for the present second may still change within it; nothing earlier ever changes.
/// Warning: anyone may add to a lock, hence append points to its account's history; a read stays logarithmic in them.
/// The token must be CPT: it moves exactly what is asked and calls nobody.
interface IVotingEscrow {
    /// @param amount CPT wei
    /// @param end week boundary, in seconds; 0 while auto-renewing
    /// @param autoRenew whether it weighs 4 years without decay
    struct Lock {
        uint128 amount;
        uint40 end;
        bool autoRenew;
    }

    event LockCreated(
        address indexed account, uint256 indexed lockId, address indexed payer, uint256 amount, uint256 end
    );
    /// @param amount the lock's amount after the addition
    event LockIncreased(
        address indexed account, uint256 indexed lockId, address indexed payer, uint256 added, uint256 amount
    );
    event LockExtended(address indexed account, uint256 indexed lockId, uint256 oldEnd, uint256 newEnd);
    /// @dev An expired lock entered the sums again as new.
    event LockRelocked(address indexed account, uint256 indexed lockId, uint256 amount, uint256 end);
    /// @param amount of the merged lock
    /// @param end of the merged lock, 0 while auto-renewing
    event LocksMerged(
        address indexed account, uint256 indexed fromId, uint256 indexed intoId, uint256 amount, uint256 end
    );
    event LockWithdrawn(address indexed account, uint256 indexed lockId, address indexed to, uint256 amount);
    /// @param end the lock's end after the change (0 while auto-renewing)
    event AutoRenewSet(address indexed account, uint256 indexed lockId, bool enabled, uint256 end);
    /// @param creator who may create locks for account; address(0) stands for anyone
    event CreatorConsentSet(address indexed account, address indexed creator, bool allowed);

    /// @notice The token, or the receiver of a withdrawal, is address(0).
    error ZeroAddress();
    error AmountTooSmall(uint256 amount, uint256 minimum);
    /// @notice More than CPT's supply would be locked.
    error AmountTooLarge(uint256 amount);
    /// @notice Outside 1 week to 4 years.
    error DurationOutOfRange(uint256 duration);
    /// @notice All 32 slots are in use, expired locks included.
    error TooManyLocks(address account);
    error UnknownLock(address account, uint256 lockId);
    error LockNotExpired(uint256 lockId, uint256 end);
    error LockExpired(uint256 lockId, uint256 end);
    error EndNotLater(uint256 oldEnd, uint256 newEnd);
    error NoConsent(address account, address creator);
    /// @notice Not possible while the lock renews itself; turn that off first.
    error AutoRenewing(uint256 lockId);
    error AlreadySet();
    error SameLock(uint256 lockId);
    error FutureLookup(uint256 timepoint, uint256 clock);
    error TimepointsNotAscending(uint256 previous, uint256 timepoint);

    // ---- locking ----

    /// @notice Locks CPT of the caller, who must have approved it, in the lowest free slot (SPEC LOCK 1, 2).
    /// @dev Reverts with AmountTooSmall, DurationOutOfRange, TooManyLocks, AmountTooLarge, or the token's refusal.
    /// @param amount CPT wei, at least MIN_AMOUNT
    /// @param duration seconds, 1 week to 4 years; see lockEnd for the rounding
    /// @return lockId the slot, 0..31
    function createLock(uint256 amount, uint256 duration) external returns (uint256 lockId);

    /// @notice As createLock, using an ERC-2612 permit of exactly `amount`. A permit that was already used, or does not
    /// fit, is ignored: the allowance then decides. Errors as createLock.
    function createLockWithPermit(uint256 amount, uint256 duration, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 lockId);

    /// @notice The caller pays; `account` must have given the caller (or anyone) standing consent, or be the caller.
    /// @dev Errors as createLock, and NoConsent.
    function createLockFor(address account, uint256 amount, uint256 duration) external returns (uint256 lockId);

    /// @notice Anyone may add to a live or auto-renewing lock and pays for it; its end does not change.
    /// @dev Reverts with AmountTooSmall, UnknownLock, LockExpired, AmountTooLarge, or the token's refusal.
    /// @param amount CPT wei, not 0
    function increaseAmount(address account, uint256 lockId, uint256 amount) external;

    /// @notice As increaseAmount, with the caller's permit (see createLockWithPermit). Errors as increaseAmount.
    function increaseAmountWithPermit(
        address account,
        uint256 lockId,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Moves the end of the caller's live lock to lockEnd(duration), which must be later.
    /// @dev Reverts with UnknownLock, AutoRenewing, LockExpired, DurationOutOfRange or EndNotLater.
    function extendLock(uint256 lockId, uint256 duration) external;

    /// @notice Lets the caller's expired lock count again as new, until lockEnd(duration). No token moves.
    /// @dev Reverts with UnknownLock, AutoRenewing, LockNotExpired or DurationOutOfRange.
    function relock(uint256 lockId, uint256 duration) external;

    /// @notice Merges two locks of the caller into slot `intoId`; slot `fromId` is free afterwards. The result has the
    /// later end; it renews itself if either did. An expired lock merged with a live one counts again from now on; two
    /// expired ones stay expired.
    /// @dev Reverts with SameLock or UnknownLock.
    function mergeLocks(uint256 fromId, uint256 intoId) external;

    /// @notice Pays the caller's expired lock out to `to`. Changes no weight, past or present; never pausable.
    /// @dev Reverts with ZeroAddress, UnknownLock, AutoRenewing, LockNotExpired, or the token's refusal.
    /// @return amount CPT wei
    function withdraw(uint256 lockId, address to) external returns (uint256 amount);

    /// @notice On: the caller's live lock weighs amount * 4 years without decay. Off: it ends at floor((now + 4 years) /
    /// week) and decays from there, a drop of at most 0.5% (SPEC LOCK 5).
    /// @dev Reverts with UnknownLock, AlreadySet, or LockExpired (on).
    function setAutoRenew(uint256 lockId, bool enabled) external;

    /// @notice Lets `creator` (address(0): anyone) create locks for the caller, or no longer.
    function setCreatorConsent(address creator, bool allowed) external;

    // ---- views ----

    /// @notice CPT.
    function token() external view returns (address);

    /// @notice Least amount of a new lock: 1 CPT.
    function MIN_AMOUNT() external view returns (uint256);

    /// @notice Slots of an account: 32.
    function MAX_LOCKS() external view returns (uint256);

    /// @notice Reverts with UnknownLock where the slot is free.
    function getLock(address account, uint256 lockId) external view returns (Lock memory);

    /// @notice Every lock of an account.
    /// @return ids and locks of every slot in use, expired ones included
    function getLocks(address account) external view returns (uint256[] memory ids, Lock[] memory locks);

    /// @notice Whether `creator` may create locks for `account`; an account always may for itself.
    function isCreatorAllowed(address account, address creator) external view returns (bool);

    /// @notice Sum of all locked amounts, expired ones included (law B).
    function totalLocked() external view returns (uint256 amount);

    /// @notice veCPT now, 18 decimals, rounded down; delegation does not change it.
    function balanceOf(address account) external view returns (uint256);

    /// @notice veCPT of all now, 18 decimals, rounded down.
    function totalSupply() external view returns (uint256);

    /// @notice veCPT at any past or present second; 0 before the first point. Reverts with FutureLookup, as does every view
    /// below that takes a timepoint.
    function balanceOfAt(address account, uint256 timepoint) external view returns (uint256);

    /// @notice Raw weights (CPT wei * seconds, below 2^114) at any past or present second; 0 before the first point.
    function rawBalanceOfAt(address account, uint256 timepoint) external view returns (uint256);

    /// @notice Raw weight that votes with `account`: its own unless delegated away, and what it received.
    function rawVotesAt(address account, uint256 timepoint) external view returns (uint256);

    /// @notice Equals the sum of rawBalanceOfAt, and of rawVotesAt, over all accounts (law A).
    function rawTotalSupplyAt(uint256 timepoint) external view returns (uint256);

    /// @notice Raw weights of one account at several ascending timepoints; cheaper than as many single reads. Reverts with
    /// TimepointsNotAscending, too.
    function rawBalancesAt(address account, uint256[] calldata timepoints) external view returns (uint256[] memory);

    /// @notice Second of the account's first point, 0 if it never locked.
    function firstPointOf(address account) external view returns (uint256 timestamp);

    /// @notice The week boundary a lock of `duration` made now would end on: ceil((now + duration) / week), at most
    /// floor((now + 4 years) / week). Reverts with DurationOutOfRange.
    function lockEnd(uint256 duration) external view returns (uint256 end);
}
