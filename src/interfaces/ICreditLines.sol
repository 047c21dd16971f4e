// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Credit lines: what the pool lends, to whom, for what (SPEC POOL 3)
/// @notice A line is opened by governance for one borrower with a cap, a rate and a term. The borrower draws against lots: each lot says
/// what the money buys and draws at most 70% of the oracle's value of the units that are neither sold nor pledged. Anyone may
/// repay. All amounts are USDC units (6 decimals), rates basis points a year, simple interest on the principal, by the second.
/// @dev The money never passes here: it moves between the pool and the borrower or payer. A line's interest is kept as an integer
/// Σ principal × rate × seconds and divided once, so the lines' interest sums exactly to the pool's. From its due date on a line
/// earns no interest; it is late, and marked by time alone: 25% from 7 days on, 50% from 30, 100% from 90. At most MAX_LINES
/// live at once, so that all of them can be brought up to date in one bounded call: settle.
/// Warning: the terms of a lot are the borrower's word. What bounds them is the line's cap and that governance chose the borrower.
interface ICreditLines {
    enum LineState {
        None,
        Open,
        /// repaid, and past its due date or closed before
        Closed,
        /// wholly marked down and given up by governance; what is still repaid is the holders' gain
        WrittenOff
    }

    /// @param interest owed and not yet paid, rounded up
    /// @param appliedBps rate since the last settlement: the higher of the curve's and the line's own
    /// @param due second from which it is late if it owes anything
    /// @param reservePct part of its interest that goes to the insurance fund, percent, fixed when it was opened
    /// @param markBps part of what it owes that the pool has given up for now
    struct Line {
        address borrower;
        uint64 cap;
        uint64 principal;
        uint64 interest;
        uint16 rateBps;
        uint16 appliedBps;
        uint40 due;
        uint8 reservePct;
        LineState state;
        uint16 markBps;
    }

    /// @param descriptionHash content hash of what is bought, from whom, under which contract
    /// @param feedId feed of ComputePriceOracle that values one unit
    /// @param units what the lot buys, in the feed's unit and period (a GPU-hour, a TB-month)
    /// @param pledged of them, spoken for: they secure nothing
    /// @param cost what the vendor asks for all of them
    /// @param expiry last second at which the units can be used; nothing is drawn after it
    /// @param marginBps what the borrower means to sell above cost, for the record
    struct LotTerms {
        bytes32 descriptionHash;
        uint32 feedId;
        uint64 units;
        uint64 pledged;
        uint64 cost;
        uint40 expiry;
        uint16 marginBps;
    }

    /// @param drawn, repaid principal only; drawn - repaid is what the lot owes
    /// @param unsold units not sold yet, the pledged ones among them
    struct Lot {
        uint32 lineId;
        uint32 feedId;
        uint64 drawn;
        uint64 repaid;
        uint64 cost;
        uint64 units;
        uint64 unsold;
        uint64 pledged;
        uint40 expiry;
        uint16 marginBps;
    }

    /// @notice What the pool knows of all live lines.
    /// @param principal outstanding, late lines included
    /// @param impaired what marks take off principal and interest
    /// @param nextEvent first second at which a line falls due or reaches a mark; the largest number if there is none
    /// @param late lines past due that owe something
    /// @param raw interest owed, less the reserve's part, in units / INTEREST_SCALE, as of at
    /// @param flow what raw grows by each second until nextEvent
    struct Book {
        uint64 principal;
        uint64 impaired;
        uint40 nextEvent;
        uint8 late;
        uint120 raw;
        uint96 flow;
        uint40 at;
    }

    event LineOpened(
        uint256 indexed lineId, address indexed borrower, uint64 cap, uint16 rateBps, uint40 due, uint8 reservePct
    );
    event LotOpened(uint256 indexed lotId, uint256 indexed lineId, LotTerms terms);
    event Drawn(uint256 indexed lineId, uint256 indexed lotId, address indexed borrower, uint64 amount);
    /// @param interest, principal parts of what was paid
    /// @param toReserve part of interest that goes to the insurance fund
    event Repaid(
        uint256 indexed lineId,
        uint256 indexed lotId,
        address indexed payer,
        uint64 interest,
        uint64 principal,
        uint64 toReserve
    );
    event LotUpdated(uint256 indexed lotId, uint64 unsold, uint64 pledged);
    /// @param markBps new part given up, 0 when it has just become late
    /// @param owed to the holders: principal and interest less the reserve's part
    /// @param impaired of it, given up
    event LineMarked(uint256 indexed lineId, uint16 markBps, uint64 owed, uint64 impaired);
    event LineClosed(uint256 indexed lineId);
    event LineWrittenOff(uint256 indexed lineId, uint64 loss);
    /// @param curveBps what the curve asks at this utilisation
    event RateSet(uint16 curveBps, uint256 utilisationBps);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownLine(uint256 lineId);
    error UnknownLot(uint256 lotId);
    error NotBorrower(uint256 lineId, address caller);
    error NotPool(address caller);
    error LineNotOpen(uint256 lineId, LineState state);
    error TooManyLines(uint256 max);
    error InvalidRate(uint256 rateBps, uint256 max);
    error InvalidTerm(uint256 term, uint256 min, uint256 max);
    error LinePastDue(uint256 lineId, uint40 due);
    error AboveCap(uint256 lineId, uint256 principal, uint256 cap);
    /// @dev One line may owe at most maxLineBps of the pool's assets.
    error AboveLineLimit(uint256 lineId, uint256 principal, uint256 limit);
    /// @dev A lot may draw no more than its cost, and maxDrawBps of the oracle's value of what is free.
    error AboveLotLimit(uint256 lotId, uint256 drawn, uint256 limit);
    error StalePrice(uint32 feedId, uint40 observedAt);
    error InvalidLot(uint256 lotId);
    error NothingOwed(uint256 lineId, uint256 lotId);
    /// @dev A line with a debt cannot be closed, one that is not wholly marked cannot be written off.
    error StillOwed(uint256 lineId, uint256 owed);
    error NotMarkable(uint256 lineId, uint256 from);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- lines ----

    /// @notice Opens a line. Caller: GOVERNANCE role.
    /// @param rateBps lowest rate, at most 5,000
    /// @param term seconds from now until it is due, 7 days to 2 years
    /// @dev Limits of the whole (one line 20%, all 85% of the pool's assets) are checked where money moves, in draw.
    /// Reverts with ZeroAddress, ZeroAmount, InvalidRate, InvalidTerm, TooManyLines.
    function openLine(address borrower, uint64 cap, uint16 rateBps, uint32 term) external returns (uint256 lineId);
    /// @notice Closes a line that owes nothing. Caller: its borrower, or anyone once it is due.
    /// @dev Reverts with UnknownLine, LineNotOpen, NotBorrower, StillOwed.
    function closeLine(uint256 lineId) external;
    /// @notice Gives up what a wholly marked line owes, which frees its place. Caller: GOVERNANCE role. The debt stays on record.
    /// @dev Reverts with UnknownLine, LineNotOpen, StillOwed.
    function writeOff(uint256 lineId) external;
    /// @notice Applies the mark that time has brought to a line; the first exit or deposit would do the same. Caller: anyone.
    /// @dev Reverts with UnknownLine, LineNotOpen, NotMarkable (not due, or the next mark's time has not come).
    function markDown(uint256 lineId) external;
    /// @notice Brings every live line up to date, sets the rates anew and reports to the pool. Caller: the pool; anyone else calls
    /// accrue of the pool.
    function settle() external;

    // ---- lots ----

    /// @notice Opens a lot and draws its first tranche to the borrower. Caller: the line's borrower.
    /// @dev Reverts with UnknownLine, NotBorrower, LineNotOpen, LinePastDue, InvalidLot (no units, more pledged than bought, no cost,
    /// expired), ZeroAmount, StalePrice, AboveLotLimit, AboveCap, AboveLineLimit, and with what the pool refuses: while it is
    /// paused, while anybody queues, above its liquid buffer.
    function draw(uint256 lineId, LotTerms calldata terms, uint64 amount) external returns (uint256 lotId);
    /// @notice Draws another tranche of a lot. Caller: the line's borrower. Reverts as draw, and with UnknownLot.
    function drawMore(uint256 lotId, uint64 amount) external;
    /// @notice Repays a line: its interest first, then the lot's principal. Takes the caller's USDC by its allowance to this contract.
    /// Caller: anyone.
    /// @param lotId a lot of the line
    /// @param amount at most; what is not owed is not taken, so the largest number pays everything
    /// @dev Reverts with UnknownLine, UnknownLot (also one of another line), LineNotOpen, ZeroAmount, NothingOwed or the token's refusal.
    function repay(uint256 lineId, uint256 lotId, uint64 amount) external returns (uint64 interest, uint64 principal);
    /// @notice Says what has been sold and pledged of a lot. Caller: the line's borrower.
    /// @param unsold at most what it was
    /// @param pledged at most unsold
    /// @dev Reverts with UnknownLot, NotBorrower, InvalidLot.
    function updateLot(uint256 lotId, uint64 unsold, uint64 pledged) external;

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds, basis points where nothing else is said: baseBps 200 (0 .. 2,000) at no utilisation;
    /// kinkRateBps 800 (base .. 5,000) at the kink; maxRateBps 2,500 (kinkRate .. 10,000) at full utilisation; kinkBps 8,000
    /// (5,000 .. 9,500); maxLineBps 2,000 (100 .. 2,000) of the assets for one line; maxDrawBps 7,000 (1,000 .. 7,000) of a
    /// lot's value; reservePct 10 (0 .. 50 percent) of lines opened from then on; maxPriceAge 26 hours (1 hour .. 3 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice A line as of now. Reverts with UnknownLine.
    function line(uint256 lineId) external view returns (Line memory);
    /// @notice Reverts with UnknownLot.
    function lot(uint256 lotId) external view returns (Lot memory);
    /// @notice Also the last id; ids start at 1.
    function lineCount() external view returns (uint256);
    /// @notice Also the last id; ids start at 1.
    function lotCount() external view returns (uint256);
    /// @notice Ids of the lines that are open.
    function liveLines() external view returns (uint256[] memory);
    /// @notice The oracle's value of what is free of a lot now, and what it may still draw by its own limits. Reverts with UnknownLot.
    function lotValue(uint256 lotId) external view returns (uint256 value, uint256 drawable);
    /// @notice What settle would report now.
    function book() external view returns (Book memory);
    /// @notice What the curve asks, basis points a year. Pure in its argument, see CreditMath.
    function curve(uint256 utilisationBps) external view returns (uint256 rateBps);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
    function pool() external view returns (address);
    function oracle() external view returns (address);
    function usdc() external view returns (address);
    /// @notice Units of raw interest in one USDC unit: 100 percent × 10,000 basis points × 365 days.
    function INTEREST_SCALE() external view returns (uint256);
    function MAX_LINES() external view returns (uint256);
}
