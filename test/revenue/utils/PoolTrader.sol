// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IUniswapV3Pool } from "../../../src/interfaces/IUniswapV3Pool.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

interface IUniswapV3PoolPositions {
    function mint(address recipient, int24 lower, int24 upper, uint128 amount, bytes calldata data)
        external
        returns (uint256 amount0, uint256 amount1);
    function burn(int24 lower, int24 upper, uint128 amount) external returns (uint256 amount0, uint256 amount1);
    function collect(address recipient, int24 lower, int24 upper, uint128 amount0, uint128 amount1)
        external
        returns (uint128, uint128);
    function tickSpacing() external view returns (int24);
}

/// @notice Trades in a pool and gives it liquidity, out of what this contract holds.
contract PoolTrader {
    uint160 private constant MIN_SQRT = 4_295_128_739;
    uint160 private constant MAX_SQRT = 1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342;

    IUniswapV3Pool public immutable pool;

    constructor(address pool_) {
        pool = IUniswapV3Pool(pool_);
    }

    /// @notice Sells an amount of a token at any price.
    function sell(address token, uint256 amount) external returns (uint256 got) {
        return _swap(token, int256(amount), 0);
    }

    /// @notice Sells a token until the pool's square root is there.
    function sellTo(address token, uint160 sqrtPriceX96) external returns (uint256 got) {
        return _swap(token, type(int128).max, sqrtPriceX96);
    }

    function addLiquidity(int24 lower, int24 upper, uint128 amount) external {
        IUniswapV3PoolPositions(address(pool)).mint(address(this), lower, upper, amount, "");
    }

    function removeLiquidity(int24 lower, int24 upper, uint128 amount) external {
        IUniswapV3PoolPositions p = IUniswapV3PoolPositions(address(pool));
        p.burn(lower, upper, amount);
        p.collect(address(this), lower, upper, type(uint128).max, type(uint128).max);
    }

    function _swap(address token, int256 amount, uint160 limit) private returns (uint256) {
        bool zeroForOne = token == pool.token0();
        if (limit == 0) limit = zeroForOne ? MIN_SQRT + 1 : MAX_SQRT - 1;
        (int256 a0, int256 a1) = pool.swap(address(this), zeroForOne, amount, limit, "");
        return uint256(zeroForOne ? -a1 : -a0);
    }

    function uniswapV3SwapCallback(int256 a0, int256 a1, bytes calldata) external {
        if (a0 > 0) IERC20(pool.token0()).transfer(msg.sender, uint256(a0));
        if (a1 > 0) IERC20(pool.token1()).transfer(msg.sender, uint256(a1));
    }

    function uniswapV3MintCallback(uint256 a0, uint256 a1, bytes calldata) external {
        if (a0 != 0) IERC20(pool.token0()).transfer(msg.sender, a0);
        if (a1 != 0) IERC20(pool.token1()).transfer(msg.sender, a1);
    }
}
