// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../interfaces/IBuybackBurner.sol";
import { PoolPrice } from "../../libraries/PoolPrice.sol";
import { BuybackReports } from "./BuybackReports.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The first engine: purchases in the pool
abstract contract BuybackPool is BuybackReports {
    using SafeERC20 for IERC20;

    /// @param amount USDC units to spend, at most
    /// @param limit square root of the price to stop at
    struct Order {
        Params params;
        uint256 price;
        uint256 amount;
        uint160 limit;
    }

    uint256 private constant MAX_DEADLINE = 1 hours;
    uint256 private constant FEE_ONE = 1e6;

    /// @inheritdoc IBuybackBurner
    function execute(uint256 deadline, uint256 minimumOut)
        external
        override
        nonReentrant
        returns (uint256 spent, uint256 burned)
    {
        // Check
        Order memory order = _order(deadline);

        // Effect
        _note(order.price);

        // Interaction
        (spent, burned) = _swap(order.amount, order.limit);
        minimumOut = Math.max(minimumOut, _minimumOut(order.params, spent, order.price));
        if (spent == 0 || burned < minimumOut) revert TooLittleReceived(burned, minimumOut);
        // What was not filled may be tried again so much sooner.
        uint256 wait = Math.mulDiv(order.params.interval, spent, order.amount, Math.Rounding.Ceil);
        _noted.nextAt = uint40(block.timestamp + wait);
        CPT.burn(burned);
        _prove(spent, burned, order.price, minimumOut);
    }

    /// @notice The pool's demand for what execute spends. Reverts with NotPool.
    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        if (msg.sender != address(POOL)) revert NotPool(msg.sender);
        USDC.safeTransfer(msg.sender, uint256(CPT_FIRST ? amount1 : amount0));
    }

    /// @inheritdoc IBuybackBurner
    function plan() external view override returns (Plan memory plan_) {
        Market memory market = _market();
        plan_.fitness = market.fitness;
        plan_.notBefore = _noted.nextAt;
        (uint160 sqrtPriceX96, int24 tick,,,,,) = POOL.slot0();
        if (sqrtPriceX96 == 0) return plan_;
        plan_.spot = PoolPrice.ofSqrt(sqrtPriceX96, CPT_FIRST);
        if (market.fitness != Fitness.Fit) return plan_;
        Params memory p = _params;
        plan_.spotFit = _isNear(tick, market.tick, p.spotTicks);
        plan_.price = market.price;
        plan_.limit = _limit(p, market.price);
        plan_.amount = _amount(p, market.depth, sqrtPriceX96);
        plan_.minimumOut = _minimumOut(p, plan_.amount, market.price);
    }

    function _order(uint256 deadline) private view returns (Order memory order) {
        uint256 latest = block.timestamp + MAX_DEADLINE;
        if (deadline < block.timestamp || deadline > latest) revert InvalidDeadline(deadline, latest);
        _requireNoAuction();
        if (block.timestamp < _noted.nextAt) revert Premature(_noted.nextAt);
        Market memory market = _requireFit();
        (uint160 sqrtPriceX96, int24 tick,,,,,) = POOL.slot0();
        order.params = _params;
        order.price = market.price;
        if (!_isNear(tick, market.tick, order.params.spotTicks)) revert SpotAwayFromMean(tick, market.tick);
        order.amount = _amount(order.params, market.depth, sqrtPriceX96);
        if (order.amount < MIN_SPEND) revert TooLittleToSpend(order.amount, MIN_SPEND);
        order.limit = _sqrtLimit(order.params, order.price, sqrtPriceX96);
    }

    function _prove(uint256 spent, uint256 burned, uint256 price, uint256 minimumOut) private {
        uint256 quarter = _record(spent, 0, burned);
        emit BoughtAndBurned(msg.sender, quarter, spent, burned, price, minimumOut, _supply());
    }

    function _swap(uint256 amount, uint160 limit) private returns (uint256 spent, uint256 bought) {
        uint256 usdcHeld = _heldUsdc();
        uint256 cptHeld = IERC20(address(CPT)).balanceOf(address(this));
        POOL.swap(address(this), !CPT_FIRST, int256(amount), limit, "");
        spent = usdcHeld - _heldUsdc();
        bought = IERC20(address(CPT)).balanceOf(address(this)) - cptHeld;
    }

    /// @dev Pushing the price with x before a purchase of a and back after it gains about x × 2a/depth and costs 2 × fee × x. So a purchase of
    /// fee × depth is worth nobody's push; depthBps of it leaves room for who gets part of the fees back. Depth is the lesser of its
    /// mean and what is there now.
    function _amount(Params memory p, uint256 meanDepth, uint160 sqrtPriceX96) private view returns (uint256) {
        uint256 depth = Math.min(meanDepth, PoolPrice.depth(POOL.liquidity(), sqrtPriceX96, CPT_FIRST));
        uint256 safe = Math.mulDiv(depth, POOL_FEE * p.depthBps, FEE_ONE * BPS);
        return Math.min(Math.min(_heldUsdc(), p.maxSpend), safe);
    }

    /// @dev The least CPT for what is spent: by the lower of the two prices, less the slippage bound.
    function _minimumOut(Params memory p, uint256 spent, uint256 price) private pure returns (uint256) {
        return Math.mulDiv(spent, PoolPrice.SCALE * (BPS - p.slippageBps), price * BPS, Math.Rounding.Ceil);
    }

    /// @dev Where the next unit would cost as much as the minimum allows on average, the fee included: so the average is never worse.
    function _limit(Params memory p, uint256 price) private view returns (uint256) {
        return price * BPS * (FEE_ONE - POOL_FEE) / ((BPS - p.slippageBps) * FEE_ONE);
    }

    function _sqrtLimit(Params memory p, uint256 price, uint160 sqrtPriceX96) private view returns (uint160 limit) {
        uint256 limitPrice = _limit(p, price);
        limit = PoolPrice.toSqrt(limitPrice, CPT_FIRST);
        bool beyond = CPT_FIRST ? sqrtPriceX96 >= limit : sqrtPriceX96 <= limit;
        if (beyond) revert SpotAboveLimit(PoolPrice.ofSqrt(sqrtPriceX96, CPT_FIRST), limitPrice);
    }

    /// @dev A tick is a basis point, nearly.
    function _isNear(int24 a, int24 b, uint256 ticks) private pure returns (bool) {
        int256 distance = int256(a) - b;
        return uint256(distance < 0 ? -distance : distance) <= ticks;
    }
}
