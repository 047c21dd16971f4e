// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title VotingEscrow: locked CPT with decaying, delegable votes (SPEC LOCK 1-5; laws A and B)
/// @notice raw(t) = E - A*t (+ 4 years * P for auto-renewing locks); veCPT = floor(5*raw / (2*4 years)), divided once.
interface IVotingEscrow {
    struct Lock {
        uint128 amount;
        uint40 end;
        bool autoRenew;
    }

    event LockCreated(address indexed account, uint256 indexed lockId, address indexed payer, uint256 amount, uint256 end);
    event LockIncreased(address indexed account, uint256 indexed lockId, address indexed payer, uint256 added, uint256 amount);
    event LockExtended(address indexed account, uint256 indexed lockId, uint256 oldEnd, uint256 newEnd);
    /// @dev An expired lock entered the sums again as new.
    event LockRelocked(address indexed account, uint256 indexed lockId, uint256 amount, uint256 end);
    event LocksMerged(address indexed account, uint256 indexed fromId, uint256 indexed intoId, uint256 amount, uint256 end);
    event LockWithdrawn(address indexed account, uint256 indexed lockId, address indexed to, uint256 amount);
    /// @param end the lock's end after the change (0 while auto-renewing)
    event AutoRenewSet(address indexed account, uint256 indexed lockId, bool enabled, uint256 end);
    /// @param creator who may create locks for account; address(0) stands for anyone
    event CreatorConsentSet(address indexed account, address indexed creator, bool allowed);

    error ZeroAddress();
    error AmountTooSmall(uint256 amount, uint256 minimum);
    error AmountTooLarge(uint256 amount);
    error DurationOutOfRange(uint256 duration);
    error TooManyLocks(address account);
    error UnknownLock(address account, uint256 lockId);
    error LockNotExpired(uint256 lockId, uint256 end);
    error LockExpired(uint256 lockId, uint256 end);
    error EndNotLater(uint256 oldEnd, uint256 newEnd);
    error NoConsent(address account, address creator);
    error AutoRenewing(uint256 lockId);
    error AlreadySet();
    error SameLock(uint256 lockId);
    error FutureLookup(uint256 timepoint, uint256 clock);

    // ---- locking (exact signatures; permit variants take deadline, v, r, s last) ----
    function createLock(uint256 amount, uint256 duration) external returns (uint256 lockId);
    function createLockWithPermit(uint256 amount, uint256 duration, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 lockId);
    /// @notice The caller pays; account must have given the caller (or anyone) standing consent.
    function createLockFor(address account, uint256 amount, uint256 duration) external returns (uint256 lockId);
    /// @notice Anyone may add to a live lock; its end does not change.
    function increaseAmount(address account, uint256 lockId, uint256 amount) external;
    function increaseAmountWithPermit(address account, uint256 lockId, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;
    function extendLock(uint256 lockId, uint256 duration) external;
    function relock(uint256 lockId, uint256 duration) external;
    function mergeLocks(uint256 fromId, uint256 intoId) external;
    function withdraw(uint256 lockId, address to) external returns (uint256 amount);
    function setAutoRenew(uint256 lockId, bool enabled) external;
    function setCreatorConsent(address creator, bool allowed) external;

    // ---- ERC-5805 / ERC-6372 (delegate, delegateBySig, delegates, getVotes, getPastVotes, getPastTotalSupply, clock,
    //      CLOCK_MODE come from IERC5805, which the implementation also declares) ----

    // ---- views ----
    function token() external view returns (address);
    function getLock(address account, uint256 lockId) external view returns (Lock memory);
    /// @return ids and locks of every slot in use, expired ones included
    function getLocks(address account) external view returns (uint256[] memory ids, Lock[] memory locks);
    function isCreatorAllowed(address account, address creator) external view returns (bool);
    function totalLocked() external view returns (uint256 amount);
    /// @notice veCPT now, 18 decimals.
    function balanceOf(address account) external view returns (uint256);
    function totalSupply() external view returns (uint256);
    function balanceOfAt(address account, uint256 timepoint) external view returns (uint256);
    /// @notice Raw weights (CPT wei * seconds) at any past or present second.
    function rawBalanceOfAt(address account, uint256 timepoint) external view returns (uint256);
    function rawVotesAt(address account, uint256 timepoint) external view returns (uint256);
    function rawTotalSupplyAt(uint256 timepoint) external view returns (uint256);
    /// @notice Raw weights of one account at several ascending timepoints; cheaper than as many single reads.
    function rawBalancesAt(address account, uint256[] calldata timepoints) external view returns (uint256[] memory);
    /// @notice Second of the account's first point, 0 if it never locked.
    function firstPointOf(address account) external view returns (uint256 timestamp);
    /// @notice The week boundary a lock of duration made now would end on.
    function lockEnd(uint256 duration) external view returns (uint256 end);
}
