// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Between a Uniswap v3 pool's square roots and the price of CPT in USDC with 8 decimals
/// @dev CPT has 18 decimals, USDC 6: x units of USDC at price p are x × SCALE / p units of CPT.
library PoolPrice {
    /// @dev 10^18 units of a CPT × 10^2 from USDC's 6 decimals to 8.
    uint256 internal constant SCALE = 1e20;

    /// @notice USDC per CPT, 8 decimals, rounded down.
    /// @param sqrtPriceX96 as in slot0, not 0
    /// @param cptFirst whether CPT is token0
    function ofSqrt(uint160 sqrtPriceX96, bool cptFirst) internal pure returns (uint256) {
        uint256 ratioX128 = Math.mulDiv(sqrtPriceX96, sqrtPriceX96, 1 << 64);
        return cptFirst ? Math.mulDiv(ratioX128, SCALE, 1 << 128) : Math.mulDiv(SCALE, 1 << 128, ratioX128);
    }

    /// @notice The square root at a price, rounded so that who buys CPT up to it pays no more.
    /// @param price USDC per CPT, 8 decimals, 8 to 2^64
    function toSqrt(uint256 price, bool cptFirst) internal pure returns (uint160) {
        if (cptFirst) return uint160(Math.sqrt(Math.mulDiv(price, 1 << 192, SCALE)));
        return uint160(Math.sqrt(Math.mulDiv(SCALE, 1 << 192, price, Math.Rounding.Ceil), Math.Rounding.Ceil));
    }

    /// @notice USDC units the pool would hold if this liquidity were spread over all prices, rounded down.
    function depth(uint128 liquidity, uint160 sqrtPriceX96, bool cptFirst) internal pure returns (uint256) {
        if (cptFirst) return Math.mulDiv(liquidity, sqrtPriceX96, 1 << 96);
        return Math.mulDiv(liquidity, 1 << 96, sqrtPriceX96);
    }

    /// @notice Units of CPT for so many units of USDC at a price.
    function cptFor(uint256 usdc, uint256 price, Math.Rounding rounding) internal pure returns (uint256) {
        return Math.mulDiv(usdc, SCALE, price, rounding);
    }
}
