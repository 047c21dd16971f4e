// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IExitQueue } from "../../interfaces/IExitQueue.sol";
import { PoolBooks } from "../lending/PoolBooks.sol";
import { PoolTerms } from "../lending/PoolTerms.sol";
import { QueueLogic } from "./QueueLogic.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The exit queue's shares and money; its books are QueueLogic's
abstract contract ExitQueue is PoolBooks {
    using QueueLogic for QueueLogic.Queue;
    using SafeERC20 for IERC20;

    /// @inheritdoc IExitQueue
    function requestRedeem(uint256 shares, address controller, address owner)
        external
        override
        nonReentrant
        returns (uint256 requestId)
    {
        // Check
        if (shares == 0) revert ZeroAmount();
        if (controller == address(0)) revert ZeroAddress();
        _settle();
        uint256 worth = convertToAssets(shares);
        uint256 min = shares == balanceOf(owner) ? QueueLogic.MIN_FILL : _terms.minDeposit;
        if (worth < min) revert RequestTooSmall(worth, min);
        if (msg.sender != owner && !_queue.operators[owner][msg.sender]) _spendAllowance(owner, msg.sender, shares);

        // Effect
        requestId = _queue.request(shares, controller, owner);
        _transfer(owner, address(this), shares);
    }

    /// @inheritdoc IExitQueue
    function cancelRedeemRequest(uint256 requestId, address controller)
        external
        override
        nonReentrant
        returns (uint256 shares)
    {
        shares = _queue.cancel(_cash, requestId, controller);
        _transfer(address(this), controller, shares);
    }

    /// @inheritdoc IExitQueue
    function claimRedeem(uint256 requestId, address receiver, address controller)
        external
        override
        nonReentrant
        returns (uint256 assets)
    {
        assets = _queue.claim(_cash, requestId, receiver, controller);
        USDC.safeTransfer(receiver, assets);
    }

    /// @inheritdoc IExitQueue
    function fillQueue(uint256 maxGaps) external override nonReentrant returns (uint256 shares, uint256 assets) {
        _settle();
        uint256 before = _queue.line.filled;
        (shares, assets) = _fill(maxGaps);
        if (_queue.line.filled == before) revert NothingToFill();
    }

    /// @inheritdoc IExitQueue
    function setOperator(address operator, bool approved) external override returns (bool) {
        _queue.operators[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    // ---- views ----

    /// @inheritdoc IExitQueue
    function isOperator(address controller, address operator) external view override returns (bool) {
        return _queue.operators[controller][operator];
    }

    /// @inheritdoc IExitQueue
    function pendingRedeemRequest(uint256 requestId, address controller) external view override returns (uint256) {
        return _queue.pendingOf(requestId, controller);
    }

    /// @inheritdoc IExitQueue
    function claimableRedeemRequest(uint256 requestId, address controller) external view override returns (uint256) {
        return _queue.claimableOf(requestId, controller);
    }

    /// @inheritdoc IExitQueue
    function redeemRequest(uint256 requestId) external view override returns (Request memory) {
        return _queue.show(requestId);
    }

    /// @inheritdoc IExitQueue
    function requestCount() external view override returns (uint256) {
        return _queue.cursor.count;
    }

    /// @inheritdoc IExitQueue
    function pendingShares() external view override returns (uint256) {
        return _queue.line.pending;
    }

    /// @inheritdoc IExitQueue
    function fillBudget() external view override returns (uint256) {
        if (_queue.line.pending == 0) return 0;
        Cash memory c = _cash;
        if (_queue.isAnnounced(_terms.notice)) return c.cash;
        return Math.min(c.cash, c.returned + _instantRoom(totalAssets()));
    }

    /// @inheritdoc IExitQueue
    function queueLine() external view override returns (uint256 filledTo, uint256 end) {
        return (_queue.line.filled, _queue.tickets[_queue.cursor.count].end);
    }

    // ---- internals ----

    function _fill(uint256 maxGaps) internal override returns (uint256 shares, uint256 assets) {
        QueueLogic.Filling memory f;
        uint256 net = totalAssets();
        (f.supply, f.net, f.room) = (totalSupply() + VIRTUAL_SHARES, net, _instantRoom(net));
        (f.notice, f.maxGaps) = (_terms.notice, maxGaps);
        uint256 unannounced;
        (shares, assets, unannounced) = _queue.fill(_cash, f);
        if (unannounced != 0) PoolTerms.use(_terms, unannounced, net);
        if (shares == 0) return (0, 0);
        _burn(address(this), shares);
        emit QueueFilled(shares, assets, _queue.line.filled);
    }

    /// @dev What may still leave without notice: nothing while a line is late.
    function _instantRoom(uint256 assets) internal view returns (uint256) {
        if (_book.late != 0 || block.timestamp >= _book.nextEvent) return 0;
        return PoolTerms.room(_terms, assets);
    }
}
