// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

interface IUniswapV3FactoryLike {
    function createPool(address a, address b, uint24 fee) external returns (address pool);
}

interface IUniswapV3PoolLike {
    function initialize(uint160 sqrtPriceX96) external;
    function token0() external view returns (address);
    function token1() external view returns (address);
    function slot0() external view returns (uint160, int24, uint16, uint16, uint16, uint8, bool);
    function tickSpacing() external view returns (int24);
    function mint(address recipient, int24 lower, int24 upper, uint128 amount, bytes calldata data)
        external
        returns (uint256 amount0, uint256 amount1);
}

interface ITransferable {
    function transfer(address to, uint256 amount) external;
}

/// @notice Makes real Uniswap v3 pools and gives them liquidity out of what this contract was sent.
contract UniswapPools {
    int24 private constant MAX_TICK = 887_272;

    IUniswapV3FactoryLike private immutable FACTORY;

    /// @dev Percent paid on top, for tokens that keep some.
    uint256 private _margin;

    constructor(address factory) {
        FACTORY = IUniswapV3FactoryLike(factory);
    }

    function setMargin(uint256 percent) external {
        _margin = percent;
    }

    /// @notice A pool over the whole range at the price of amountA for amountB, holding about that much of each.
    function create(address a, address b, uint24 fee, uint256 amountA, uint256 amountB)
        external
        returns (address pool)
    {
        IUniswapV3PoolLike p;
        uint256 liquidity;
        (p, liquidity) = _initialize(a, b, fee, amountA, amountB);
        int24 edge = MAX_TICK / p.tickSpacing() * p.tickSpacing();
        p.mint(address(this), -edge, edge, uint128(liquidity), "");
        return address(p);
    }

    /// @notice The same within 1% of the price, so that a large swap runs it dry.
    function createNarrow(address a, address b, uint24 fee, uint256 amountA, uint256 amountB)
        external
        returns (address pool)
    {
        IUniswapV3PoolLike p;
        uint256 liquidity;
        (p, liquidity) = _initialize(a, b, fee, amountA, amountB);
        (, int24 tick,,,,,) = p.slot0();
        int24 middle = tick / p.tickSpacing() * p.tickSpacing();
        p.mint(address(this), middle - 2 * p.tickSpacing(), middle + 2 * p.tickSpacing(), uint128(liquidity * 100), "");
        return address(p);
    }

    function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external {
        _pay(IUniswapV3PoolLike(msg.sender).token0(), amount0);
        _pay(IUniswapV3PoolLike(msg.sender).token1(), amount1);
    }

    /// @dev The liquidity is a hair less than the amounts allow, because the pool rounds what it asks for up.
    function _initialize(address a, address b, uint24 fee, uint256 amountA, uint256 amountB)
        private
        returns (IUniswapV3PoolLike pool, uint256 liquidity)
    {
        (uint256 amount0, uint256 amount1) = a < b ? (amountA, amountB) : (amountB, amountA);
        pool = IUniswapV3PoolLike(FACTORY.createPool(a, b, fee));
        pool.initialize(uint160(Math.sqrt(Math.mulDiv(amount1, 1 << 192, amount0))));
        liquidity = Math.sqrt(amount0 * amount1) * 999 / 1000;
    }

    /// @dev No return value is asked for, so that tokens without one can have pools too.
    function _pay(address token, uint256 amount) private {
        if (amount != 0) ITransferable(token).transfer(msg.sender, amount + amount * _margin / 100);
    }
}
