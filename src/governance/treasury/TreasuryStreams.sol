// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITreasury } from "../../interfaces/ITreasury.sol";
import { TreasuryBooks } from "./TreasuryBooks.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Budgets that are paid by the second
/// @dev A stream's money leaves its budget at the opening, so no later payment can starve it.
abstract contract TreasuryStreams is TreasuryBooks {
    using SafeERC20 for IERC20;

    uint256 private constant LEAST_DURATION = 1 days;
    uint256 private constant MOST_DURATION = 4 * 365 days;
    uint256 private constant MOST_AHEAD = 365 days;

    uint64 private _streaming;
    uint64 private _streamCount;
    /// @dev Two slots each.
    mapping(uint256 streamId => Stream) private _streams;
    uint256[20] private __gap;

    constructor(address usdc_) TreasuryBooks(usdc_) { }

    /// @inheritdoc ITreasury
    function openStream(
        Budget budget,
        address recipient,
        uint64 amount,
        uint40 start,
        uint40 duration,
        string calldata reason
    ) external override restricted nonReentrant returns (uint256 streamId) {
        _countDaily(amount);
        return _open(budget, recipient, amount, start, duration, true, reason);
    }

    /// @inheritdoc ITreasury
    function openStreamLarge(
        Budget budget,
        address recipient,
        uint64 amount,
        uint40 start,
        uint40 duration,
        string calldata reason
    ) external override restricted nonReentrant returns (uint256 streamId) {
        return _open(budget, recipient, amount, start, duration, false, reason);
    }

    /// @inheritdoc ITreasury
    function withdrawStream(uint256 streamId, address to) external override nonReentrant returns (uint256 amount) {
        // Check
        Stream storage s = _require(streamId);
        if (msg.sender != s.recipient) revert NotRecipient(streamId, msg.sender);
        if (to == address(0)) revert ZeroAddress();
        amount = _accrued(s) - s.withdrawn;
        if (amount == 0) revert ZeroAmount();

        // Effect
        s.withdrawn += uint64(amount);
        _streaming -= uint64(amount);
        emit StreamWithdrawn(streamId, to, amount);

        // Interaction
        USDC.safeTransfer(to, amount);
    }

    /// @inheritdoc ITreasury
    function cancelStream(uint256 streamId, string calldata reason)
        external
        override
        restricted
        nonReentrant
        returns (uint256 returned)
    {
        // Check
        Stream storage s = _require(streamId);
        if (block.timestamp >= s.end) revert StreamOver(streamId);
        if (bytes(reason).length == 0) revert ReasonMissing();

        // Effect
        uint256 accrued = _accrued(s);
        returned = s.amount - accrued;
        s.amount = uint64(accrued);
        s.end = uint40(block.timestamp);
        if (s.start > s.end) s.start = s.end;
        _streaming -= uint64(returned);
        _give(s.budget, uint64(returned));
        emit StreamCancelled(streamId, accrued, returned, reason);
    }

    /// @inheritdoc ITreasury
    function streaming() public view override returns (uint256) {
        return _streaming;
    }

    /// @inheritdoc ITreasury
    function stream(uint256 streamId) external view override returns (Stream memory) {
        return _require(streamId);
    }

    /// @inheritdoc ITreasury
    function streamCount() external view override returns (uint256) {
        return _streamCount;
    }

    /// @inheritdoc ITreasury
    function withdrawable(uint256 streamId) external view override returns (uint256) {
        Stream storage s = _require(streamId);
        return _accrued(s) - s.withdrawn;
    }

    function _open(
        Budget budget,
        address recipient,
        uint64 amount,
        uint40 start,
        uint40 duration,
        bool daily,
        string calldata reason
    ) private returns (uint256 streamId) {
        // Check
        _requireNotReserve(budget);
        _requirePayment(recipient, amount, reason);
        _requireOutside(recipient);
        if (
            start < block.timestamp || start > block.timestamp + MOST_AHEAD || duration < LEAST_DURATION
                || duration > MOST_DURATION
        ) revert InvalidStream(start, duration);

        // Effect
        _allocate();
        _take(budget, amount).streamed += amount;
        _streaming += amount;
        streamId = ++_streamCount;
        _streams[streamId] = Stream({
            recipient: recipient, budget: budget, start: start, end: start + duration, amount: amount, withdrawn: 0
        });
        emit StreamOpened(streamId, budget, recipient, amount, start, start + duration, daily, reason);
    }

    function _require(uint256 streamId) private view returns (Stream storage s) {
        s = _streams[streamId];
        if (s.recipient == address(0)) revert UnknownStream(streamId);
    }

    /// @dev Rounded down. One that was cancelled before its start has no length and no amount.
    function _accrued(Stream storage s) private view returns (uint256) {
        (uint256 start, uint256 end, uint256 amount) = (s.start, s.end, s.amount);
        if (block.timestamp >= end) return amount;
        if (block.timestamp <= start) return 0;
        return amount * (block.timestamp - start) / (end - start);
    }
}
