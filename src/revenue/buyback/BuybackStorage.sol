// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../interfaces/IBuybackBurner.sol";
import { ICPT } from "../../interfaces/ICPT.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IUniswapTwap } from "../../interfaces/IUniswapTwap.sol";
import { IUniswapV3Pool } from "../../interfaces/IUniswapV3Pool.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Peers, parameters and what both engines read of the market
abstract contract BuybackStorage is IBuybackBurner, AccessManaged, ReentrancyGuardTransient {
    /// @dev What setParameter sets, in two slots.
    struct Params {
        uint64 maxSpend;
        uint32 interval;
        uint16 slippageBps;
        uint16 spotTicks;
        uint16 depthBps;
        uint64 auctionLot;
        uint32 auctionDelay;
        uint32 auctionDuration;
        uint16 auctionStartBps;
        uint16 auctionFloorBps;
        uint32 priceMaxAge;
    }

    struct Noted {
        uint64 price;
        uint40 at;
        /// first second of the next purchase in the pool
        uint40 nextAt;
    }

    struct Market {
        Fitness fitness;
        uint256 price;
        uint256 depth;
        int24 tick;
    }

    uint256 internal constant BPS = 10_000;
    /// @dev Less is not worth a transaction, and cannot be made to look like a purchase.
    uint256 internal constant MIN_SPEND = 1e6;
    uint256 private constant ONE = 1e8;

    IERC20 internal immutable USDC;
    ICPT internal immutable CPT;
    IPriceHub internal immutable HUB;
    IUniswapTwap internal immutable TWAP;
    IUniswapV3Pool internal immutable POOL;
    bool internal immutable CPT_FIRST;
    /// @dev In hundredths of a basis point.
    uint256 internal immutable POOL_FEE;

    Params internal _params;
    Noted internal _noted;
    Auction internal _auction;

    constructor(address usdc, address cpt, address priceHub, address twap_) {
        USDC = IERC20(usdc);
        CPT = ICPT(cpt);
        HUB = IPriceHub(priceHub);
        TWAP = IUniswapTwap(twap_);
        POOL = IUniswapV3Pool(TWAP.pool());
        CPT_FIRST = TWAP.cptFirst();
        POOL_FEE = POOL.fee();
    }

    /// @inheritdoc IBuybackBurner
    function notePrice() external override nonReentrant returns (uint256 price) {
        Market memory market = _requireFit();
        _note(market.price);
        return market.price;
    }

    /// @inheritdoc IBuybackBurner
    function lastFitPrice() external view override returns (uint256 price, uint256 notedAt) {
        return (_noted.price, _noted.at);
    }

    /// @inheritdoc IBuybackBurner
    function twap() external view override returns (address) {
        return address(TWAP);
    }

    /// @inheritdoc IBuybackBurner
    function pool() external view override returns (address) {
        return address(POOL);
    }

    function _note(uint256 price) internal {
        _noted.price = uint64(price);
        _noted.at = uint40(block.timestamp);
        emit PriceNoted(price);
    }

    function _requireFit() internal view returns (Market memory market) {
        market = _market();
        if (market.fitness != Fitness.Fit) revert Unfit(market.fitness);
    }

    /// @dev None of these reads can be made to fail by too little gas without reverting as a whole.
    function _market() internal view returns (Market memory market) {
        (IPriceHub.Status cptStatus, uint256 cptUsd) = HUB.cptUsd();
        if (cptStatus == IPriceHub.Status.SequencerDown) {
            market.fitness = Fitness.SequencerDown;
            return market;
        }
        (IPriceHub.Status usdcStatus, uint256 usdcUsd) = HUB.usdcUsd();
        if (cptStatus != IPriceHub.Status.Fit || usdcStatus != IPriceHub.Status.Fit) {
            market.fitness = Fitness.OracleUnfit;
            return market;
        }
        uint256 oracle = cptUsd * ONE / usdcUsd;
        uint256 mean;
        IUniswapTwap.Fitness poolFitness;
        (poolFitness, mean, market.depth, market.tick) = TWAP.latest();
        if (poolFitness != IUniswapTwap.Fitness.Fit || mean == 0) {
            market.fitness = Fitness.PoolUnfit;
            return market;
        }
        (uint256 low, uint256 high) = (Math.min(oracle, mean), Math.max(oracle, mean));
        if (low == 0 || high > type(uint64).max || (high - low) * BPS > low * HUB.maxDeviation()) {
            market.fitness = Fitness.Disagree;
            return market;
        }
        market.price = low;
    }

    function _heldUsdc() internal view returns (uint256) {
        return USDC.balanceOf(address(this));
    }

    function _requireNoAuction() internal view {
        if (_auction.left != 0) revert AuctionRunning(_auction.id);
    }

    /// @dev CPT's total supply after what was burned.
    function _supply() internal view returns (uint256) {
        return IERC20(address(CPT)).totalSupply();
    }
}
