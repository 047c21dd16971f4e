// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../interfaces/IPriceHub.sol";
import { IUniswapTwap } from "../interfaces/IUniswapTwap.sol";
import { IUniswapV3Pool } from "../interfaces/IUniswapV3Pool.sol";
import { PoolPrice } from "../libraries/PoolPrice.sol";
import { TickPrice } from "../libraries/TickPrice.sol";
import { SafeAggregator } from "./SafeAggregator.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title UniswapTwap
contract UniswapTwap is IUniswapTwap, AggregatorV3Interface, AccessManaged {
    /// @param count of observations ever kept
    /// @param first that counts
    struct Header {
        uint40 count;
        uint40 first;
        uint32 window;
        uint64 minDepth;
    }

    /// @param covered seconds; 0: there is none
    struct Mean {
        uint32 covered;
        int24 tick;
        uint128 liquidity;
    }

    uint256 public constant SPACING = 10 minutes;
    uint256 public constant RING = 8192;
    uint256 public constant MAX_WINDOW = 45 days;
    uint256 public constant override version = 1;
    uint8 public constant override decimals = SafeAggregator.PRICE_DECIMALS;

    /// @dev Means over more than so many windows are no means over the window.
    uint256 private constant MAX_STRETCH = 2;
    uint256 private constant ONE = 10 ** SafeAggregator.PRICE_DECIMALS;
    bytes32 private constant USDC_USD = "USDC/USD";

    IUniswapV3Pool private immutable POOL;
    IPriceHub private immutable HUB;
    bool private immutable CPT_FIRST;

    Header private _header;
    Observation[RING] private _ring;

    constructor(address authority, address pool_, address cpt, address usdc, address priceHub)
        AccessManaged(authority)
    {
        (address token0, address token1) = (IUniswapV3Pool(pool_).token0(), IUniswapV3Pool(pool_).token1());
        bool first = token0 == cpt;
        if ((first ? token1 : token0) != usdc || (first ? token0 : token1) != cpt) revert InvalidPool(pool_);
        POOL = IUniswapV3Pool(pool_);
        HUB = IPriceHub(priceHub);
        CPT_FIRST = first;
        _setParameter("window", 30 minutes);
        _setParameter("minDepth", 100_000e6);
    }

    /// @inheritdoc IUniswapTwap
    function poke() external override returns (bool recorded) {
        // Check
        Header memory h = _header;
        if (h.count != h.first) {
            if (block.timestamp < _ring[(h.count - 1) % RING].at + SPACING) return false;
        } else if (_depthNow() < h.minDepth) {
            return false;
        }

        // Effect
        Observation memory o = _observe();
        _ring[h.count % RING] = o;
        emit Observed(h.count, o.tickCumulative, o.liquidityCumulative);
        _header.count = h.count + 1;
        return true;
    }

    // ---- governance ----

    /// @inheritdoc IUniswapTwap
    function forget() external override restricted {
        _header.first = _header.count;
        emit Forgotten(_header.first);
    }

    /// @inheritdoc IUniswapTwap
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    // ---- means ----

    /// @inheritdoc IUniswapTwap
    function latest() public view override returns (Fitness fitness, uint256 price, uint256 depth, int24 tick) {
        Header memory h = _header;
        Mean memory m;
        (fitness, m) = _mean(h, h.window);
        if (m.covered == 0) return (fitness, 0, 0, 0);
        (price, depth) = _valueOf(m);
        if (fitness == Fitness.Fit && depth < h.minDepth) fitness = Fitness.Thin;
        tick = m.tick;
    }

    /// @inheritdoc IUniswapTwap
    function twap(uint32 window)
        external
        view
        override
        returns (Fitness fitness, uint256 price, uint32 covered, uint256 depth)
    {
        if (window < SPACING || window > MAX_WINDOW) revert MeanWindowInvalid(window);
        Mean memory m;
        (fitness, m) = _mean(_header, window);
        covered = m.covered;
        if (covered != 0) (price, depth) = _valueOf(m);
    }

    /// @inheritdoc IUniswapTwap
    function spot() external view override returns (uint256 price) {
        (uint160 sqrtPriceX96,,,,,,) = POOL.slot0();
        return sqrtPriceX96 == 0 ? 0 : PoolPrice.ofSqrt(sqrtPriceX96, CPT_FIRST);
    }

    // ---- Chainlink's interface ----

    /// @notice CPT/USD: the mean in USDC times PriceHub's USDC/USD feed. startedAt is the window's start, updatedAt that feed's;
    /// every second is a round.
    /// @dev Costs a fixed number of reads whatever the pool keeps, so that nobody can make it outgrow PriceHub's allowance.
    function latestRoundData() public view override returns (uint80, int256, uint256, uint256, uint80) {
        (Fitness fitness, uint256 price,,) = latest();
        if (fitness != Fitness.Fit) revert Unfit(fitness);
        (address feed, address second,) = HUB.feedOf(USDC_USD);
        if (feed == address(0)) feed = second;
        if (feed == address(0)) revert NoUsdcFeed();
        (, int256 answer,, uint256 updatedAt,) = AggregatorV3Interface(feed).latestRoundData();
        if (answer <= 0) revert NoUsdcFeed();
        uint256 usd = SafeAggregator.normalise(uint256(answer), AggregatorV3Interface(feed).decimals());
        uint80 round = uint80(block.timestamp);
        return (round, int256(price * usd / ONE), block.timestamp - _header.window, updatedAt, round);
    }

    function getRoundData(uint80 roundId)
        external
        view
        override
        returns (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
    {
        (round, answer, startedAt, updatedAt, answeredInRound) = latestRoundData();
        if (roundId != round) revert RoundNotKept(roundId, round);
    }

    function description() external pure override returns (string memory) {
        return "CPT / USD, Uniswap v3 TWAP";
    }

    // ---- views ----

    /// @inheritdoc IUniswapTwap
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "window") return _header.window;
        if (name == "minDepth") return _header.minDepth;
        revert InvalidParameter(name, 0);
    }

    /// @inheritdoc IUniswapTwap
    function observationCount() external view override returns (uint256) {
        return _header.count;
    }

    /// @inheritdoc IUniswapTwap
    function firstObservation() external view override returns (uint256) {
        Header memory h = _header;
        return h.count > RING && h.count - RING > h.first ? h.count - RING : h.first;
    }

    /// @inheritdoc IUniswapTwap
    function observation(uint256 index) external view override returns (Observation memory) {
        return _ring[index % RING];
    }

    /// @inheritdoc IUniswapTwap
    function pool() external view override returns (address) {
        return address(POOL);
    }

    /// @inheritdoc IUniswapTwap
    function cptFirst() external view override returns (bool) {
        return CPT_FIRST;
    }

    // ---- internals ----

    /// @dev From the youngest observation that is at least the window old to now.
    function _mean(Header memory h, uint256 window) private view returns (Fitness fitness, Mean memory m) {
        uint256 kept = h.count - h.first;
        if (kept == 0) return (Fitness.NoMarket, m);
        if (kept > RING) kept = RING;
        Observation memory from;
        (fitness, from) = _before(h.count, kept, window);
        if (fitness == Fitness.Gap || block.timestamp == from.at) {
            return (fitness == Fitness.Gap ? fitness : Fitness.NoMarket, m);
        }

        Observation memory to = _observe();
        uint256 covered = to.at - from.at;
        m.covered = uint32(covered);
        unchecked {
            // The pool's accumulators may wrap; their differences do not.
            int256 ticks = to.tickCumulative - from.tickCumulative;
            m.tick = int24(ticks / int256(covered));
            if (ticks < 0 && ticks % int256(covered) != 0) --m.tick;
            uint256 perLiquidity = uint160(to.liquidityCumulative - from.liquidityCumulative);
            uint256 liquidity =
                perLiquidity == 0 ? type(uint128).max : covered * type(uint160).max / (perLiquidity << 32);
            m.liquidity = liquidity > type(uint128).max ? type(uint128).max : uint128(liquidity);
        }
    }

    /// @dev Strides back from the youngest, twice as far each time, then halves: short windows cost few reads.
    /// @return fitness Fit, Young (then the oldest kept) or Gap
    function _before(uint256 count, uint256 kept, uint256 window)
        private
        view
        returns (Fitness fitness, Observation memory found)
    {
        uint256 target = block.timestamp - window;
        // Ages: 1 is the youngest, kept the oldest; `tooYoung` is younger than the window, `age` is where to look.
        uint256 tooYoung;
        uint256 age = 1;
        while (true) {
            found = _ring[(count - age) % RING];
            if (found.at <= target) break;
            if (age == kept) return (Fitness.Young, found);
            tooYoung = age;
            age = age * 2 < kept ? age * 2 : kept;
        }
        while (age - tooYoung > 1) {
            uint256 middle = (age + tooYoung) / 2;
            Observation memory probe = _ring[(count - middle) % RING];
            if (probe.at <= target) (age, found) = (middle, probe);
            else tooYoung = middle;
        }
        if (block.timestamp - found.at > MAX_STRETCH * window) fitness = Fitness.Gap;
    }

    function _observe() private view returns (Observation memory) {
        (int56[] memory ticks, uint160[] memory perLiquidity) = POOL.observe(new uint32[](1));
        return Observation(uint40(block.timestamp), ticks[0], perLiquidity[0]);
    }

    function _valueOf(Mean memory m) private view returns (uint256 price, uint256 depth) {
        uint160 sqrtPriceX96 = TickPrice.sqrtPriceAt(m.tick);
        return (PoolPrice.ofSqrt(sqrtPriceX96, CPT_FIRST), PoolPrice.depth(m.liquidity, sqrtPriceX96, CPT_FIRST));
    }

    function _depthNow() private view returns (uint256) {
        (uint160 sqrtPriceX96,,,,,,) = POOL.slot0();
        return sqrtPriceX96 == 0 ? 0 : PoolPrice.depth(POOL.liquidity(), sqrtPriceX96, CPT_FIRST);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "window") {
            _bound(name, value, 20 minutes, 6 hours);
            _header.window = uint32(value);
        } else if (name == "minDepth") {
            _bound(name, value, 1000e6, 10_000_000e6);
            _header.minDepth = uint64(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert InvalidParameter(name, value);
    }
}
