// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UniswapTwap } from "../../src/oracle/UniswapTwap.sol";
import { BuybackBurner } from "../../src/revenue/BuybackBurner.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { ChainConfig } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";

interface IRouterFactory {
    function factory() external view returns (address);
}

interface IPoolFactory {
    function createPool(address a, address b, uint24 fee) external returns (address);
    function getPool(address a, address b, uint24 fee) external view returns (address);
}

interface INewPool {
    function initialize(uint160 sqrtPriceX96) external;
    function slot0() external view returns (uint160, int24, uint16, uint16, uint16, uint8, bool);
}

/// @title The CPT/USDC pool, its TWAP and the BuybackBurner (SPEC TOK 5, REV 4)
/// @notice CPT is new in every deployment, so its pool is too: it is created here at the configured price, empty. Until the treasury
/// has seeded it, the TWAP is unfit and nothing is bought.
library Buyback {
    uint24 internal constant POOL_FEE = 3000;

    function deploy(Deployment memory d, ChainConfig memory c) internal {
        d.pool =
            _pool(IPoolFactory(IRouterFactory(d.swapRouter).factory()), address(d.cpt), address(d.usdc), c.cptPrice);
        address manager = address(d.manager);
        d.twap = new UniswapTwap(manager, d.pool, address(d.cpt), address(d.usdc), address(d.priceHub));
        d.buyback = new BuybackBurner(manager, address(d.usdc), address(d.cpt), address(d.priceHub), address(d.twap));
    }

    /// @param price USDC units per CPT
    function _pool(IPoolFactory factory, address cpt, address usdc, uint256 price) private returns (address pool) {
        // Whoever foresaw CPT's address may have been here first; an empty pool's price can be moved for nothing.
        pool = factory.getPool(cpt, usdc, POOL_FEE);
        if (pool == address(0)) pool = factory.createPool(cpt, usdc, POOL_FEE);
        (uint160 sqrtPriceX96,,,,,,) = INewPool(pool).slot0();
        if (sqrtPriceX96 != 0) return pool;
        (uint256 amount0, uint256 amount1) = cpt < usdc ? (uint256(1e18), price) : (price, uint256(1e18));
        INewPool(pool).initialize(uint160(Math.sqrt(Math.mulDiv(amount1, 1 << 192, amount0))));
    }
}
