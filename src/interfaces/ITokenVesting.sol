// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title TokenVesting: CPT of foundation, private sale and team over time (SPEC TOK 5, 6)
/// @notice Holds three pots, granted out by governance under their own terms: foundation linear over 24 months (its tenth at TGE
/// seeds the pool instead), private sale nothing for 6 months, then linear over 18, team nothing for 12, then linear over 36. Any
/// other grant has its own terms, and its CPT is sent here first. A month is a twelfth of 365 days.
/// @dev CPT held >= committed + what the pots have not granted. Nothing here can be locked or vote before it is released, nor be
/// paused. Not proxied: replaced, not upgraded.
interface ITokenVesting {
    enum Pot {
        /// no pot: of CPT that was sent here before
        Other,
        Foundation,
        PrivateSale,
        Team
    }

    /// @param amount CPT wei
    /// @param start seconds; at most a day before this contract was created, at most 365 days from now
    /// @param cliff seconds from start in which only the part at start is vested; at most 4 years
    /// @param duration seconds after the cliff over which the rest vests linearly; at most 10 years
    /// @param startBps part vested at start, basis points
    /// @param boughtUsd what the buyer paid, USD with 6 decimals; PrivateSale only
    struct Grant {
        address beneficiary;
        uint96 amount;
        uint40 start;
        uint32 cliff;
        uint32 duration;
        uint16 startBps;
        Pot pot;
        bool revocable;
        uint64 boughtUsd;
    }

    /// @param amount CPT wei; after a revocation what had vested by then
    /// @param released of it
    /// @param revoked nothing vests any more: all of amount is vested
    struct Schedule {
        address beneficiary;
        uint96 amount;
        uint96 released;
        uint40 start;
        uint32 cliff;
        uint32 duration;
        uint16 startBps;
        Pot pot;
        bool revocable;
        bool revoked;
    }

    event ScheduleCreated(uint256 indexed id, address indexed beneficiary, Grant grant);
    event Released(uint256 indexed id, address indexed recipient, uint256 amount);
    /// @param vested what stays the beneficiary's, released or not
    event Revoked(uint256 indexed id, address indexed to, uint256 unvested, uint256 vested);
    event BeneficiaryProposed(uint256 indexed id, address indexed beneficiary, address indexed proposed);
    event BeneficiaryChanged(uint256 indexed id, address indexed from, address indexed to);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownSchedule(uint256 id);
    /// @dev name: start, cliff, duration, startBps, boughtUsd.
    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev Grants out of a pot have the pot's terms.
    error NotThePotsTerms(Pot pot);
    error PotExceeded(Pot pot, uint256 left, uint256 amount);
    error NotFunded(uint256 held, uint256 committed);
    error BuyerLimitExceeded(address buyer, uint256 boughtUsd);
    error NothingToRelease(uint256 id);
    error NotBeneficiary(uint256 id, address caller);
    error NotProposed(uint256 id, address caller);
    error NotRevocable(uint256 id);

    /// @notice Commits CPT that is held here to a beneficiary. Caller: TREASURY role.
    /// @dev Reverts with any of the errors above that has no id.
    /// @return id from 1
    function create(Grant calldata grant) external returns (uint256 id);

    /// @notice As create, for many; all or none. Caller: TREASURY role.
    function createBatch(Grant[] calldata grants) external returns (uint256 firstId);

    /// @notice Ends a revocable schedule now: what has vested stays the beneficiary's, the rest goes to `to`. Caller: TREASURY role.
    /// @dev Reverts with UnknownSchedule, NotRevocable, ZeroAddress.
    function revoke(uint256 id, address to) external returns (uint256 unvested);

    /// @notice Pays what is releasable to the beneficiary. Anyone. Of private sale at most 5% of the grant in a day (UTC).
    /// @dev Reverts with UnknownSchedule or NothingToRelease.
    function release(uint256 id) external returns (uint256 amount);

    /// @notice As release, to any address. Caller: the beneficiary. Also reverts with ZeroAddress or NotBeneficiary.
    function releaseTo(uint256 id, address recipient) external returns (uint256 amount);

    /// @notice First step of giving a schedule to another; address(0) takes it back. Caller: the beneficiary. Reverts with
    /// UnknownSchedule or NotBeneficiary.
    function proposeBeneficiary(uint256 id, address proposed) external;

    /// @notice Second step. Caller: the proposed. Reverts with UnknownSchedule or NotProposed.
    function acceptBeneficiary(uint256 id) external;

    // ---- views ----

    /// @notice Reverts with UnknownSchedule, as the views below that take an id.
    function scheduleOf(uint256 id) external view returns (Schedule memory);
    /// @notice CPT wei vested at a second, released or not; of a revoked schedule what had vested by then, at any second.
    function vestedAt(uint256 id, uint256 timestamp) external view returns (uint256 amount);
    /// @notice What release would pay now.
    function releasable(uint256 id) external view returns (uint256 amount);
    function proposedBeneficiary(uint256 id) external view returns (address);
    function scheduleCount() external view returns (uint256);
    /// @notice CPT wei granted and not released.
    function committed() external view returns (uint256);
    /// @notice CPT wei a pot has not granted; 0 for Other.
    function potLeft(Pot pot) external view returns (uint256);
    /// @notice USD with 6 decimals a buyer has bought for in all; at most 100,000.
    function boughtUsd(address buyer) external view returns (uint256);
    function cpt() external view returns (address);
}
