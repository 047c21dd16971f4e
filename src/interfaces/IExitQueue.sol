// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title The pool's exit queue, in the shape of ERC-7540 (SPEC POOL 2; law G)
/// @notice Whoever wants out of the pool beyond what may leave at once hands over shares and waits, first in, first out. A request is
/// priced when it is filled, perhaps in parts, and bears gains and losses until then. Filled money waits for its controller,
/// who fetches it to any address: no receiver can hold up the queue. A cancelled request gives back what is not filled.
/// @dev Shares are laid end to end on one line; a request is a stretch of it, what has been filled is a point on it. A history of
/// (shares filled, USDC set aside for them) answers any stretch with two searches, however many fills it saw, and the answers
/// sum exactly to what was set aside. A cancelled stretch is skipped when the point reaches it.
/// Money that comes back (repayments, deposits) fills at once, and so does what could leave at once without a queue; other cash that
/// lay idle fills requests that have waited for notice.
/// Differences from ERC-7540 are listed in docs/erc4626.md: withdraw and redeem are the exits without a wait, so claims have a name
/// of their own, and every request has an id of its own. All of these calls work while the pool is paused.
interface IExitQueue {
    /// @param shares asked for
    /// @param pending of them, neither filled nor cancelled
    /// @param claimable USDC set aside for it and not fetched
    /// @param time when it was made
    struct Request {
        address controller;
        uint40 time;
        bool cancelled;
        uint128 shares;
        uint128 pending;
        uint128 claimable;
    }

    /// @dev As in ERC-7540.
    event RedeemRequest(
        address indexed controller, address indexed owner, uint256 indexed requestId, address sender, uint256 shares
    );
    /// @dev As in ERC-7540.
    event OperatorSet(address indexed controller, address indexed operator, bool approved);
    /// @param shares what was not filled and went back
    event RedeemRequestCancelled(uint256 indexed requestId, address indexed controller, address sender, uint256 shares);
    /// @param filledTo point on the line up to which everything is filled or cancelled
    event QueueFilled(uint256 shares, uint256 assets, uint256 filledTo);
    event RedeemClaimed(
        uint256 indexed requestId,
        address indexed controller,
        address indexed receiver,
        address sender,
        uint256 shares,
        uint256 assets
    );

    error UnknownRequest(uint256 requestId);
    error NotController(uint256 requestId, address caller);
    error NothingPending(uint256 requestId);
    error NothingClaimable(uint256 requestId);
    error NothingToFill();
    /// @dev A request must be worth at least the smallest deposit, or be all its owner has and worth 1 USDC.
    error RequestTooSmall(uint256 assets, uint256 min);

    /// @notice Takes shares of owner into the queue. Caller: owner, its operator, or one with its allowance of rUSDC.
    /// @param controller who may cancel and claim
    /// @dev Reverts with ZeroAmount, ZeroAddress, RequestTooSmall or the token's refusal.
    /// @return requestId ids start at 1
    function requestRedeem(uint256 shares, address controller, address owner) external returns (uint256 requestId);
    /// @notice Gives what is not filled back to the controller, which loses its place. Caller: the controller or its operator.
    /// @dev Reverts with UnknownRequest, NotController, NothingPending.
    function cancelRedeemRequest(uint256 requestId, address controller) external returns (uint256 shares);
    /// @notice Sends what is filled of a request. Caller: its controller or its operator.
    /// @dev Reverts with UnknownRequest, NotController, NothingClaimable, ZeroAddress or the token's refusal.
    function claimRedeem(uint256 requestId, address receiver, address controller) external returns (uint256 assets);
    /// @notice Fills from the front as far as money and notice go. Caller: anyone.
    /// @param maxGaps cancelled stretches to pass over at most
    /// @dev Reverts with NothingToFill.
    function fillQueue(uint256 maxGaps) external returns (uint256 shares, uint256 assets);
    /// @notice Lets another act for the caller's requests, or forbids it. Caller: anyone, for itself.
    function setOperator(address operator, bool approved) external returns (bool);

    // ---- views ----

    function isOperator(address controller, address operator) external view returns (bool);
    /// @notice Shares of a request that wait; 0 for a controller that is not its own.
    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
    /// @notice Shares of a request that are filled and not claimed; 0 for a controller that is not its own.
    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
    /// @notice Reverts with UnknownRequest.
    function redeemRequest(uint256 requestId) external view returns (Request memory);
    /// @notice Also the last id.
    function requestCount() external view returns (uint256);
    /// @notice Shares that wait in all.
    function pendingShares() external view returns (uint256);
    /// @notice What fillQueue could take of the pool's cash for the request at the front.
    function fillBudget() external view returns (uint256 assets);
    /// @notice How far everything is filled or cancelled, and where the last request ends, on the line of shares.
    function queueLine() external view returns (uint256 filledTo, uint256 end);
}
