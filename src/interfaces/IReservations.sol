// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Reservations: future capacity by the hour (SPEC JOB 1, 4, USER 2)
/// @notice A provider allots units of a reservable listing; the job market keeps them out of ordinary openings (heldUnits). Buyers book them for whole
/// hours at the listing's price of now. Amounts are USDC units, times seconds, unit prices per unit and period.
/// @dev In every hour the booked units never exceed the allotment, so nothing is sold twice. From the start on the payer claims, which opens a job of
/// the held units at the reserved price that lasts until the end of the window. The escrow is what the market would take for the whole window; it is the
/// payer's in the vault until claimed, and every reservation ends: claimed, cancelled, or by expire once the time to claim is over.
/// A job pays for what was used, not for the window.
interface IReservations {
    enum State {
        None,
        Booked,
        /// a job was opened
        Claimed,
        /// claimed, and what its job left of the window may be booked again
        Vacated,
        /// ended without a job
        Closed
    }

    /// @notice Why a reservation ended without a job.
    enum Closing {
        None,
        /// in the free period, long before the start
        CancelledFree,
        /// before or at its time, for the cancellation fee
        CancelledFee,
        /// not claimed in time: as CancelledFee
        NoShow,
        /// the provider cannot sell, or the market would not open the job, for another reason than the payer's trading limit (SPEC PROV
        /// 8): nothing is due
        Unable
    }

    /// @notice Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address vault;
        address registry;
        address listings;
        address jobMarket;
        address oracle;
        address priceHub;
        address perkWeights;
    }

    /// @param stopped whether new reservations are refused
    /// @param lastEnd end of the latest hour that was ever booked
    struct Allotment {
        uint24 units;
        bool stopped;
        uint40 lastEnd;
    }

    /// @param feeBps, discountBps as a job opened at the booking would have had; for the cancellation fee
    /// @param jobId 0 unless claimed
    struct Reservation {
        address payer;
        uint32 listingId;
        uint24 units;
        State state;
        uint40 start;
        uint40 end;
        uint40 bookedAt;
        uint40 unitPrice;
        uint64 escrow;
        uint16 feeBps;
        uint16 discountBps;
        uint64 jobId;
    }

    /// @notice What a claim adds to what was reserved; as in IJobMarket.OpenParams.
    struct Claim {
        address buyer;
        uint32 taskCount;
        bytes32 tasksRoot;
        bytes32 specHash;
    }

    event AllotmentSet(uint32 indexed listingId, uint32 indexed providerId, uint24 units);
    event TakingSet(uint32 indexed listingId, bool taking);
    event Reserved(
        uint256 indexed reservationId,
        address indexed payer,
        uint32 indexed listingId,
        uint24 units,
        uint40 start,
        uint40 end,
        uint40 unitPrice,
        uint64 escrow,
        uint16 feeBps,
        uint16 discountBps
    );
    /// @notice The escrow is in the payer's available balance, from which the job took its own.
    event ReservationClaimed(uint256 indexed reservationId, uint256 indexed jobId, uint24 duration, uint64 released);
    event ReservationVacated(uint256 indexed reservationId, uint40 from);
    /// @dev paid + fee + refunded = escrow
    event ReservationClosed(
        uint256 indexed reservationId, Closing indexed reason, uint64 paid, uint64 fee, uint64 refunded
    );
    event ParameterSet(bytes32 indexed name, uint256 value);

    error NotOperator(uint32 providerId, address caller);
    error NotReservable(uint32 listingId);
    error ListingInactive(uint32 listingId);
    error NotTaking(uint32 listingId);
    error ProviderCannotSell(uint32 providerId);
    error UnitsOutOfRange(uint256 units, uint256 max);
    /// @dev What is booked stays booked.
    error BelowBooked(uint256 units, uint256 booked);
    error SlotFull(uint256 hourStart, uint256 available, uint256 wanted);
    /// @dev Whole hours, the first one still to come.
    error InvalidWindow(uint256 start, uint256 end);
    error WindowOutOfRange(uint256 duration, uint256 min, uint256 max);
    /// @param until how far ahead the account may book now
    error TooFarAhead(uint256 end, uint256 until);
    error PriceAboveMaximum(uint256 unitPrice, uint256 maximum);
    error PriceAboveOracle(uint256 unitPrice, uint256 limit);
    error PriceStale(uint32 feedId, uint256 observedAt);
    error UsdcUnfit();
    error OpeningsPaused();
    error EscrowTooLarge(uint256 escrow);
    error UnknownReservation(uint256 reservationId);
    error WrongState(uint256 reservationId, State state);
    error NotPayer(uint256 reservationId, address caller);
    error TooEarly(uint256 reservationId, uint256 from);
    error TooLate(uint256 reservationId, uint256 until);
    error JobRunning(uint256 jobId);
    /// @dev A failing opening could not be told from a starved one.
    error InsufficientGas(uint256 given, uint256 needed);
    error OnlySelf();
    /// @dev How an attempt says that the opening would succeed; it never leaves this contract.
    error OpeningPossible();
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- providers ----

    /// @notice Sets how many units of a listing can be reserved; the market holds them back from ordinary openings. Caller: the
    /// provider's owner or operator.
    /// @dev Never below what is booked in any hour from now on. Reverts with NotOperator, NotReservable, UnitsOutOfRange (above the
    /// listing's capacity), BelowBooked, UnknownListing, or the market's refusal where units are not free.
    function allot(uint32 listingId, uint24 units) external;
    /// @notice Stops or resumes new reservations of a listing; what is booked stays. Caller: as allot. Reverts with
    /// NotOperator, UnknownListing.
    function setTaking(uint32 listingId, bool taking) external;

    // ---- payers ----

    /// @notice Books units for the hours from start to end, from the caller's vault balance.
    /// @dev The price is checked as the market does: with a maximum of 0 it must be within 25% above a fresh oracle price. How far ahead
    /// one may book follows the payer's veCPT tier. Reverts with NotReservable, ListingInactive, NotTaking, InvalidWindow, WindowOutOfRange,
    /// TooFarAhead, OpeningsPaused, UsdcUnfit, PriceAboveMaximum, PriceAboveOracle, PriceStale, ProviderCannotSell, UnitsOutOfRange (0), SlotFull,
    /// EscrowTooLarge, or the vault's InsufficientBalance.
    /// @param start, end multiples of 3,600; start lies in the future
    function reserve(uint32 listingId, uint24 units, uint40 start, uint40 end, uint40 maxUnitPrice)
        external
        returns (uint256 reservationId);
    /// @notice Opens the reserved job, from start to the claim deadline. It lasts until the window's end, or as long as the listing
    /// allows. Caller: the payer.
    /// @dev Reverts with UnknownReservation, NotPayer, WrongState, TooEarly, TooLate, or whatever keeps the market from
    /// opening the job; then cancel gives everything back.
    function claim(uint256 reservationId, Claim calldata terms) external returns (uint256 jobId);
    /// @notice Ends a reservation that was not claimed. Free within the free period after booking if the start is at least 24 h away, and
    /// whenever the provider cannot sell, the listing is off the market, or (from the start on) the market would not open the job;
    /// otherwise the listing's cancellation fee of the price of the whole window (rounded up) goes to the provider, less the
    /// platform's fee. Caller: the payer.
    /// @dev Reverts with UnknownReservation, NotPayer, WrongState, InsufficientGas.
    function cancel(uint256 reservationId) external;

    // ---- anyone ----

    /// @notice Ends a reservation that was not claimed by its deadline: for the cancellation fee, or for nothing where cancel would be free.
    /// Caller: anyone.
    /// @dev Reverts with UnknownReservation, WrongState, TooEarly, InsufficientGas.
    function expire(uint256 reservationId) external;
    /// @notice Lets the rest of a claimed window be booked again once its job has been reported or is over. Caller: anyone.
    /// @dev Reverts with UnknownReservation, WrongState, JobRunning, TooLate.
    function vacate(uint256 reservationId) external;
    /// @notice Always reverts, with OpeningPossible if the market would open the job now. Caller: this contract, or OnlySelf.
    function attempt(uint256 reservationId) external;

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: claimWindow 3,600 (600 .. 21,600 s), freePeriod 600 (0 .. 3,600 s), maxLength 2,592,000
    /// (86,400 .. 5,184,000 s), horizon 7,776,000 (2,678,400 .. 15,552,000 s), tierStep 604,800 (0 .. 864,000 s: each veCPT tier below the highest sees
    /// so much less of the horizon)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice Reverts with UnknownReservation.
    function reservation(uint256 reservationId) external view returns (Reservation memory);
    /// @notice Also the last id; ids start at 1.
    function reservationCount() external view returns (uint256);
    /// @notice The last second at which it can be claimed. Reverts with UnknownReservation.
    function claimDeadline(uint256 reservationId) external view returns (uint256);
    /// @return due whether expire would end it now
    function due(uint256 reservationId) external view returns (bool);
    /// @return can whether vacate would succeed now
    function vacant(uint256 reservationId) external view returns (bool can);
    function allotment(uint32 listingId) external view returns (Allotment memory);
    /// @notice Units booked in the hour that holds a second.
    function bookedAt(uint32 listingId, uint256 timestamp) external view returns (uint256 units);
    /// @notice Units that can be booked in every hour of a window: of the allotment, or of the listing's capacity if that is less by now.
    function availableUnits(uint32 listingId, uint40 start, uint40 end) external view returns (uint256 units);
    /// @notice The escrow that reserving would take now, before checks.
    function quote(uint32 listingId, uint24 units, uint40 start, uint40 end) external view returns (uint256 escrow);
    /// @notice The latest end that an account may book now.
    function horizonOf(address account) external view returns (uint256 until);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
