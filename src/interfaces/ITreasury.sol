// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Treasury: the platform's own money, by budget (SPEC REV 2, GOV 2)
/// @notice Receives operations (35), team (5), foundation (5) and emergency reserve (5) of every 100 USDC of revenue as one share, and
/// divides it among its budgets. Four of nine signers pay up to dailyLimit in any 24 hours, however it is split; above it
/// five of nine sign. The emergency reserve is governance's alone (SPEC JOB 10).
/// @notice A stream pays a budget out by the second: its whole amount is set aside at once and counts in full against the daily limit.
/// What has accrued is the recipient's, whatever happens; nothing pauses a withdrawal.
/// @dev USDC.balanceOf(this) >= Σ budgets' balances + Σ streams' amounts not withdrawn yet, equal once allocate has booked what came.
/// Amounts are USDC units (6 decimals) but for payToken. A quarter is 13 weeks from Thursday, 1 January 1970.
interface ITreasury {
    enum Budget {
        Engineering,
        Marketing,
        Infrastructure,
        Unassigned,
        Team,
        Foundation,
        EmergencyReserve
    }

    /// @param received allocated, moved in or returned from streams
    /// @param paid paid to others, not by streams
    /// @param streamed set aside for streams
    /// @param movedOut moved to other budgets
    struct Quarter {
        uint64 received;
        uint64 paid;
        uint64 streamed;
        uint64 movedOut;
    }

    /// @param amount all it will have paid; what had accrued, once it is cancelled
    /// @param end when it will have paid all; the time of cancellation, once it is cancelled
    struct Stream {
        address recipient;
        Budget budget;
        uint40 start;
        uint40 end;
        uint64 amount;
        uint64 withdrawn;
    }

    event Allocated(Budget indexed budget, uint256 amount);
    /// @param daily whether it counts against the daily limit
    event Paid(Budget indexed budget, address indexed to, uint256 amount, bool daily, string reason);
    event TokenPaid(address indexed token, address indexed to, uint256 amount, string reason);
    event ReserveContributed(address indexed fund, uint256 amount, string reason);
    event Moved(Budget indexed from, Budget indexed to, uint256 amount, string reason);
    event StreamOpened(
        uint256 indexed streamId,
        Budget indexed budget,
        address indexed recipient,
        uint256 amount,
        uint256 start,
        uint256 end,
        bool daily,
        string reason
    );
    event StreamWithdrawn(uint256 indexed streamId, address indexed to, uint256 amount);
    event StreamCancelled(uint256 indexed streamId, uint256 accrued, uint256 returned, string reason);
    event SharesSet(uint16[7] shares);
    event DailyLimitSet(uint256 limit);

    /// @notice What is paid to the treasury itself would be divided among all budgets: that is `move`, governance's.
    error RecipientIsTreasury();
    error ZeroAddress();
    error ZeroAmount();
    error ReasonMissing();
    error NothingToAllocate();
    error InsufficientBudget(Budget budget, uint256 balance, uint256 wanted);
    /// @param left what may still be paid in the 24 hours that end now
    error DailyLimitExceeded(uint256 left, uint256 wanted);
    /// @notice The emergency reserve is governance's.
    error ReserveIsGovernances();
    /// @notice USDC leaves by budgets only.
    error UsdcIsBudgeted();
    error SameBudget(Budget budget);
    error InvalidShares();
    error InvalidStream(uint256 start, uint256 duration);
    error UnknownStream(uint256 streamId);
    error NotRecipient(uint256 streamId, address caller);
    error StreamOver(uint256 streamId);
    error OutOfBounds(uint256 value, uint256 least, uint256 most);

    // ---- anyone ----

    /// @notice Books USDC that has arrived, to each budget its share, rounded down; the rest waits for the next time. Caller: anyone.
    /// @dev Reverts with NothingToAllocate where no budget would get a unit.
    /// @return amount booked
    function allocate() external returns (uint256 amount);

    /// @notice Pays what a stream has accrued to any address. Caller: its recipient.
    /// @dev Reverts with UnknownStream, NotRecipient, ZeroAddress, ZeroAmount (nothing accrued) or the token's refusal.
    function withdrawStream(uint256 streamId, address to) external returns (uint256 amount);

    // ---- signers ----

    /// @notice Pays from a budget, within the daily limit. Caller: TREASURY_DAILY role (4 of 9).
    /// @dev Reverts with ZeroAddress, ZeroAmount, ReasonMissing, ReserveIsGovernances, DailyLimitExceeded, InsufficientBudget or the
    /// token's refusal. What has arrived is allocated first.
    function pay(Budget budget, address to, uint64 amount, string calldata reason) external;
    /// @notice As pay, of any amount and without counting towards the limit. Caller: TREASURY_LARGE role (5 of 9).
    function payLarge(Budget budget, address to, uint64 amount, string calldata reason) external;
    /// @notice Sets an amount aside and pays it evenly by the second. Caller: TREASURY_DAILY role.
    /// @dev Errors as pay, and InvalidStream.
    /// @param start not past, at most a year ahead
    /// @param duration 1 day to 4 years, in seconds
    function openStream(
        Budget budget,
        address recipient,
        uint64 amount,
        uint40 start,
        uint40 duration,
        string calldata reason
    ) external returns (uint256 streamId);
    /// @notice As openStream, without limit. Caller: TREASURY_LARGE role.
    function openStreamLarge(
        Budget budget,
        address recipient,
        uint64 amount,
        uint40 start,
        uint40 duration,
        string calldata reason
    ) external returns (uint256 streamId);
    /// @notice Ends a stream now; what has accrued stays the recipient's, the rest returns to the budget. It gives back nothing of
    /// the daily limit. Caller: TREASURY_DAILY role.
    /// @dev Reverts with UnknownStream, StreamOver, ReasonMissing.
    function cancelStream(uint256 streamId, string calldata reason) external returns (uint256 returned);
    /// @notice Pays any other token held here. Caller: TREASURY_LARGE role.
    /// @dev Reverts with UsdcIsBudgeted, ZeroAddress, ZeroAmount, ReasonMissing or the token's refusal.
    function payToken(address token, address to, uint256 amount, string calldata reason) external;

    // ---- governance ----

    /// @notice Pays from the emergency reserve. Caller: GOVERNANCE role. Errors as payLarge.
    function payReserve(address to, uint64 amount, string calldata reason) external;
    /// @notice Gives of the emergency reserve to the insurance fund. Caller: GOVERNANCE role. Errors as payLarge.
    function contributeReserve(uint64 amount, string calldata reason) external;
    /// @notice Moves money between budgets. Caller: GOVERNANCE role.
    /// @dev Reverts with SameBudget, ZeroAmount, ReasonMissing, InsufficientBudget.
    function move(Budget from, Budget to, uint64 amount, string calldata reason) external;
    /// @notice How inflows divide from now on; what has arrived is allocated by the old shares. Caller: GOVERNANCE role.
    /// @param shares_ relative to their sum, by budget; the sum is 1 .. 10,000
    function setShares(uint16[7] calldata shares_) external;
    /// @notice Caller: GOVERNANCE role.
    /// @param limit 1,000 .. 1,000,000 USDC in 24 hours
    function setDailyLimit(uint64 limit) external;

    // ---- views ----

    function balanceOf(Budget budget) external view returns (uint256);
    /// @notice Arrived and not allocated yet.
    function unallocated() external view returns (uint256);
    /// @notice Set aside for streams and not withdrawn yet.
    function streaming() external view returns (uint256);
    function shares() external view returns (uint16[7] memory);
    function dailyLimit() external view returns (uint256);
    /// @notice What TREASURY_DAILY may still pay now.
    function dailyLeft() external view returns (uint256);
    /// @notice Reverts with UnknownStream.
    function stream(uint256 streamId) external view returns (Stream memory);
    /// @notice Also the last id; ids start at 1.
    function streamCount() external view returns (uint256);
    /// @notice What a stream has accrued and its recipient has not withdrawn. Reverts with UnknownStream.
    function withdrawable(uint256 streamId) external view returns (uint256);
    /// @notice Number of the present quarter: floor(timestamp / 13 weeks).
    function currentQuarter() external view returns (uint256);
    /// @notice The quarterly report: what each budget received and spent; final once the quarter is over.
    function report(uint256 quarter) external view returns (Quarter[7] memory lines);
    function usdc() external view returns (address);
    function insuranceFund() external view returns (address);
}
