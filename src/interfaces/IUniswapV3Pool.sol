// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What is used of a Uniswap v3 pool
interface IUniswapV3Pool {
    function token0() external view returns (address);
    function token1() external view returns (address);
    /// @notice In hundredths of a basis point of what is paid in.
    function fee() external view returns (uint24);
    function liquidity() external view returns (uint128);

    /// @return sqrtPriceX96 root of token1 per token0, 0 before the pool is initialised
    function slot0()
        external
        view
        returns (
            uint160 sqrtPriceX96,
            int24 tick,
            uint16 observationIndex,
            uint16 observationCardinality,
            uint16 observationCardinalityNext,
            uint8 feeProtocol,
            bool unlocked
        );

    /// @notice The accumulators as of so many seconds ago; for 0 always to be had.
    function observe(uint32[] calldata secondsAgos)
        external
        view
        returns (int56[] memory tickCumulatives, uint160[] memory secondsPerLiquidityCumulativeX128s);

    /// @notice Swaps up to a price; the caller is asked for what it owes in uniswapV3SwapCallback.
    /// @param amountSpecified positive: what goes in, at most
    /// @return amount0 what the pool gained of token0, negative if it paid
    /// @return amount1 the same of token1
    function swap(
        address recipient,
        bool zeroForOne,
        int256 amountSpecified,
        uint160 sqrtPriceLimitX96,
        bytes calldata data
    ) external returns (int256 amount0, int256 amount1);
}
