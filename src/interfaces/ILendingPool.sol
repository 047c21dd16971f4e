// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "./ICreditLines.sol";
import { IExitQueue } from "./IExitQueue.sol";

/// @title LendingPool: rUSDC, an ERC-4626 share of USDC that is lent out (SPEC POOL 1, 2, 4; law G)
/// @notice assets = cash + outstanding principal + interest owed to the holders - impairment, all from the pool's own books: USDC that
/// is sent here changes nothing. Shares have 12 decimals. The price of a share falls only by a recognised loss. All amounts are
/// USDC units (6 decimals).
/// @dev Interest needs no write: it grows by a known flow until the next event (a line falls due or reaches a mark), and every function
/// that prices a share brings the lines up to date first if that second has come. A mark takes the insurance fund's first loss with it.
/// Who enters while a line is marked pays for its recovery in full, so that nobody can buy into a recovery; who leaves gets the
/// price without it. Only deposits and draws can be paused.
interface ILendingPool is IExitQueue {
    /// @param cash free USDC
    /// @param reserve interest set aside for the insurance fund
    /// @param claimable set aside for requests that are filled
    /// @param returned of the cash, what came back since somebody queues
    struct Cash {
        uint64 cash;
        uint64 reserve;
        uint64 claimable;
        uint64 returned;
    }

    /// @notice What moved with a report of the credit lines.
    /// @param to who gets out
    /// @param paidIn USDC that has just arrived
    /// @param toReserve part of paidIn for the insurance fund
    /// @param writtenOff impairment that became final
    struct Movement {
        address to;
        uint64 out;
        uint64 paidIn;
        uint64 toReserve;
        uint64 writtenOff;
    }

    /// @param assets as totalAssets after it
    event BookReported(ICreditLines.Book book, uint256 cash, uint256 reserve, uint256 covered, uint256 assets);
    event Lent(address indexed to, uint256 amount);
    /// @param loss recognised
    /// @param covered of it, by the insurance fund, at once
    event LossRecognised(uint256 loss, uint256 covered);
    event LossCovered(uint256 amount);
    /// @dev The fund could not be asked; anyone may try again by coverLoss.
    event CoverFailed(uint256 amount);
    /// @dev A recovery beyond what the holders lost themselves.
    event CoverReturned(uint256 amount);
    event ReservePushed(uint256 amount);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error BelowMinimum(uint256 assets, uint256 min);
    error TransferMismatch(uint256 expected, uint256 received);
    error NotCreditLines(address caller);
    error QueueNotEmpty(uint256 pending);
    /// @dev All lines may owe at most what leaves the buffer, and no more than there is.
    error AboveLendable(uint256 amount, uint256 lendable);
    error NothingToCover();
    error NothingToPush();
    error InsufficientGas(uint256 given, uint256 needed);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- holders (beside ERC-4626, ERC-20, ERC-2612 and the queue) ----

    /// @notice deposit with a USDC permit of the caller in the same call; one that was used before does no harm.
    function depositWithPermit(uint256 assets, address receiver, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 shares);

    // ---- anyone ----

    /// @notice Brings all lines up to date: interest, marks with their cover, rates.
    function accrue() external;
    /// @notice Asks the insurance fund for what it did not cover of losses that still stand. Reverts with NothingToCover.
    function coverLoss() external returns (uint256 amount);
    /// @notice Sends the reserve to the insurance fund. Reverts with NothingToPush, or if the fund refuses, which blocks nothing else.
    function pushReserve() external returns (uint256 amount);

    // ---- the credit lines ----

    /// @notice Takes over the lines' figures and moves the money that goes with them. Caller: the credit lines.
    function report(ICreditLines.Book calldata book, Movement calldata movement) external;

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: depositCap 50,000,000e6 (0 .. 2^63) USDC units of assets; minDeposit 10e6 (1e6 .. 1,000e6);
    /// bufferBps 1,500 (1,500 .. 5,000) of the assets that are not lent and may leave at once; dailyBps 500 (100 .. 5,000) of the
    /// assets that may leave at once within a day; notice 1 day (0 .. 7 days) before idle cash fills a request
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice The pool's own books as they stand, without what time has added since: its money, what it knows of the lines, and what the
    /// fund has covered of losses that still stand.
    function books() external view returns (Cash memory money, ICreditLines.Book memory book, uint256 covered);
    /// @notice Free USDC.
    function cash() external view returns (uint256);
    /// @notice What may leave at once now, over all holders.
    function instantLimit() external view returns (uint256 assets);
    /// @notice What the lines may still draw now.
    function lendable() external view returns (uint256);
    /// @notice Principal per cash and principal, basis points.
    function utilisationBps() external view returns (uint256);
    /// @notice What the holders earn now on all assets, basis points a year, after the reserve's part. A figure of this second, no promise.
    function supplyRateBps() external view returns (uint256);
    /// @notice What the fund has covered in the last 365 days, and what it may cover still: 10% of the assets a year.
    function firstLoss() external view returns (uint256 covered, uint256 room);
    /// @notice What the fund holds for the pool per 10% of its assets, basis points; the largest number while there are no assets.
    function firstLossCoverageBps() external view returns (uint256);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
    function creditLines() external view returns (address);
    function insuranceFund() external view returns (address);
}
