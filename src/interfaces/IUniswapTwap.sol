// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title CPT's time-weighted price from its Uniswap v3 pool (SPEC ORC 2, REV 4, USER 4)
/// @notice Keeps the pool's accumulators every 10 minutes for 56 days, so that averages do not depend on how many observations the
/// pool keeps, nor on who fills them. A mean runs from one kept observation to this second: over at least the window asked for, and
/// never over more than twice as much. Also an AggregatorV3 feed of CPT/USD, 8 decimals, to be a source of PriceHub; that view
/// reverts with Unfit where there is no fit mean, so that PriceHub sees no feed.
/// @dev Prices are in USDC, 8 decimals; depth in USDC units (6 decimals) is what the pool would hold in USDC if its liquidity in
/// range were spread over all prices: moving the price by 1% costs about 0.5% of it. Liquidity is its harmonic mean, so a moment's
/// liquidity counts for no more than its moment.
/// Warning: a mean follows a price that somebody holds long enough. It is one of two sources wherever it is used.
interface IUniswapTwap {
    /// @dev NoMarket: the pool has no price, or nothing has been observed. Young: observed for less than the window; the price is
    /// the mean since the first observation. Gap: the youngest observation that is old enough is older than twice the window. Thin:
    /// depth below the floor.
    enum Fitness {
        Fit,
        NoMarket,
        Young,
        Gap,
        Thin
    }

    /// @param at when
    /// @param tickCumulative the pool's Σ tick × seconds
    /// @param liquidityCumulative the pool's Σ seconds / liquidity, X128
    struct Observation {
        uint40 at;
        int56 tickCumulative;
        uint160 liquidityCumulative;
    }

    event Observed(uint256 indexed index, int56 tickCumulative, uint160 liquidityCumulative);
    /// @param first index of the first observation that counts from now on
    event Forgotten(uint256 first);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error Unfit(Fitness fitness);
    error NoUsdcFeed();
    error InvalidParameter(bytes32 name, uint256 value);
    error InvalidPool(address pool);
    error MeanWindowInvalid(uint256 window);
    error RoundNotKept(uint80 roundId, uint80 latest);

    /// @notice Keeps the pool's accumulators as of now, if the last kept are at least 10 minutes old. Anyone, any time.
    /// @dev The first observation needs a pool as deep as the floor.
    /// @return recorded false: too early, or no market yet; nothing happened
    function poke() external returns (bool recorded);

    /// @notice Starts history anew with the next poke, for when it began before there was a market. Caller: CRITICAL_PARAMETERS role.
    function forget() external;

    /// @notice Sets "window" (20 minutes to 6 hours, 30 minutes) or "minDepth" (1,000 to 10,000,000 USDC, 100,000). Caller:
    /// CRITICAL_PARAMETERS role. Reverts with InvalidParameter.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice The mean over the governed window, with the floor on depth. Never reverts.
    /// @return fitness Fit, or why not
    /// @return price USDC per CPT, 8 decimals, rounded down; 0 with NoMarket and Gap
    /// @return depth USDC units
    /// @return tick the arithmetic mean tick, rounded down
    function latest() external view returns (Fitness fitness, uint256 price, uint256 depth, int24 tick);

    /// @notice The mean over another window, such as the 7 and 30 days of SPEC USER 4. No floor on depth: one moment without
    /// liquidity would spoil it for as long as the window.
    /// @param window seconds, 10 minutes to 45 days; reverts with MeanWindowInvalid
    /// @return fitness Fit, NoMarket, Young or Gap
    /// @return price USDC per CPT, 8 decimals, rounded down; where Young, of the history there is
    /// @return covered seconds it was taken over
    /// @return depth USDC units
    function twap(uint32 window) external view returns (Fitness fitness, uint256 price, uint32 covered, uint256 depth);

    /// @notice The pool's price at this moment, which anyone may have moved: USDC per CPT, 8 decimals, 0 before there is one.
    function spot() external view returns (uint256 price);

    function parameter(bytes32 name) external view returns (uint256);
    /// @notice Index after the last observation ever kept.
    function observationCount() external view returns (uint256);
    /// @notice Index of the oldest observation that counts.
    function firstObservation() external view returns (uint256);
    /// @dev Of an index that is not kept any more, whatever took its place.
    function observation(uint256 index) external view returns (Observation memory);
    function pool() external view returns (address);
    /// @notice Whether CPT is the pool's token0.
    function cptFirst() external view returns (bool);
}
