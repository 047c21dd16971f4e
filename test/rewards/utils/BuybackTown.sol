// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IUniswapV3Pool } from "../../../src/interfaces/IUniswapV3Pool.sol";
import { PoolPrice } from "../../../src/libraries/PoolPrice.sol";
import { PriceHub } from "../../../src/oracle/PriceHub.sol";
import { UniswapTwap } from "../../../src/oracle/UniswapTwap.sol";
import { BuybackBurner } from "../../../src/revenue/BuybackBurner.sol";
import { SettableFeed } from "../../oracle/utils/Feeds.sol";
import { PoolTrader } from "../../revenue/utils/PoolTrader.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { UniswapPools } from "../../utils/UniswapPools.sol";
import { RewardsHouse } from "./RewardsHouse.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev The real buyback on a real Uniswap v3 pool of 1.75M CPT, nearly all of it between 0.15 and 0.45 USDC as LPs would have it, at parameters
/// as deployed. Others trade the pool to the price that is assumed.
abstract contract BuybackTown is RewardsHouse {
    string private constant FACTORY =
        "node_modules/@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json";
    uint256 private constant SEED = 1_750_000e18;
    uint256 private constant MIN_SPEND = 1e6;
    int24 private constant LOWER = -295_320;
    int24 private constant UPPER = -284_340;

    TestUSDC internal usdc;
    BuybackBurner internal burner;
    PoolTrader internal market;
    IUniswapV3Pool private _cptPool;
    UniswapTwap private _twap;
    SettableFeed private _cptFeed;
    SettableFeed private _usdcFeed;

    function _buildBuyback(uint256 price) internal {
        do {
            usdc = new TestUSDC(address(this));
        } while (address(usdc) < address(cpt));
        PriceHub hub = new PriceHub(address(manager));
        _usdcFeed = new SettableFeed(8, 1e8);
        _cptFeed = new SettableFeed(8, int256(price));
        SettableFeed sequencer = new SettableFeed(0, 0);
        sequencer.set(0, vm.getBlockTimestamp() - 1 days);
        hub.setFeed("USDC/USD", address(_usdcFeed), address(0), 7 days);
        hub.setFeed("CPT/USD", address(_cptFeed), address(0), 7 days);
        hub.setSequencerFeed(address(sequencer), 1 hours);
        UniswapPools pools = new UniswapPools(deployCode(FACTORY));
        uint256 seedUsdc = SEED * price / PoolPrice.SCALE;
        cpt.transfer(address(pools), SEED / 100);
        usdc.mint(address(pools), seedUsdc / 100);
        _cptPool = IUniswapV3Pool(pools.create(address(cpt), address(usdc), 3000, SEED / 100, seedUsdc / 100));
        market = new PoolTrader(address(_cptPool));
        usdc.mint(address(market), 1e18);
        cpt.transfer(address(market), SEED - SEED / 100);
        // Within these prices the CPT goes three times as far as over the whole range.
        market.addLiquidity(LOWER, UPPER, uint128(Math.sqrt(SEED * seedUsdc) * 29 / 10));
        _twap = new UniswapTwap(address(manager), address(_cptPool), address(cpt), address(usdc), address(hub));
        burner = new BuybackBurner(address(manager), address(usdc), address(cpt), address(hub), address(_twap));
    }

    /// @dev Spends what revenue brought, hour by hour as its cadence and the pool's depth allow. Takes hours of the month.
    function _buyBack(uint256 revenue, uint256 price) internal returns (uint256 burned) {
        usdc.mint(address(burner), revenue);
        _quote(price);
        _twap.poke();
        skip(31 minutes);
        _twap.poke();
        skip(31 minutes);
        while (usdc.balanceOf(address(burner)) >= MIN_SPEND) {
            _quote(price);
            (, uint256 part) = burner.execute(vm.getBlockTimestamp(), 0);
            burned += part;
            for (uint256 i; i < 2; ++i) {
                _twap.poke();
                skip(31 minutes);
            }
        }
    }

    /// @dev Oracle and pool at the price.
    function _quote(uint256 price) private {
        _usdcFeed.set(1e8, vm.getBlockTimestamp());
        _cptFeed.set(int256(price), vm.getBlockTimestamp());
        uint160 there = PoolPrice.toSqrt(price, true);
        (uint160 here,,,,,,) = _cptPool.slot0();
        if (here < there) market.sellTo(address(usdc), there);
        else if (here > there) market.sellTo(address(cpt), there);
    }
}
