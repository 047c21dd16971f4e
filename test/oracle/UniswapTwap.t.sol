// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { IUniswapTwap } from "../../src/interfaces/IUniswapTwap.sol";
import { PoolPrice } from "../../src/libraries/PoolPrice.sol";
import { TickPrice } from "../../src/libraries/TickPrice.sol";
import { UniswapTwap } from "../../src/oracle/UniswapTwap.sol";
import { BuybackHouse } from "../revenue/utils/BuybackHouse.sol";
import { SettableFeed } from "./utils/Feeds.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

interface IObservingPool {
    function observe(uint32[] calldata secondsAgos) external view returns (int56[] memory, uint160[] memory);
    function increaseObservationCardinalityNext(uint16 next) external;
    function slot0() external view returns (uint160, int24, uint16, uint16, uint16, uint8, bool);
}

contract UniswapTwapTest is BuybackHouse {
    function _expect(IUniswapTwap.Fitness fitness) private view returns (uint256 price) {
        IUniswapTwap.Fitness got;
        (got, price,,) = twap.latest();
        assertEq(uint8(got), uint8(fitness));
    }

    function test_theMeanOfAQuietPoolIsItsPrice() public view {
        (IUniswapTwap.Fitness fitness, uint256 price, uint256 depth, int24 tick) = twap.latest();
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Fit));
        assertApproxEqRel(price, PRICE, 0.0002e18);
        assertApproxEqRel(depth, SEED_USDC, 0.002e18);
        (, int24 now_,,,,,) = IObservingPool(address(pool)).slot0();
        assertEq(tick, now_);
        assertApproxEqRel(twap.spot(), PRICE, 0.0002e18);
    }

    function test_theOtherOrderOfTokensGivesTheSamePrice() public {
        _build(true);
        (, uint256 price, uint256 depth,) = twap.latest();
        assertApproxEqRel(price, PRICE, 0.0002e18);
        assertApproxEqRel(depth, SEED_USDC, 0.002e18);
    }

    // ---- one moment's price counts for a moment ----

    function test_spotMovesAtOnceTheMeanByItsShareOfTheWindow() public {
        uint256 before = _expect(IUniswapTwap.Fitness.Fit);
        buyCpt(100_000e6);
        assertGt(twap.spot(), PRICE * 12 / 10);
        assertEq(_expect(IUniswapTwap.Fitness.Fit), before, "within the same second");
        skip(60);
        uint256 after_ = _expect(IUniswapTwap.Fitness.Fit);
        // ln(1.24) × 1 of 31 minutes at least, of 41 at most
        assertGt(after_, before * 1004 / 1000);
        assertLt(after_, before * 1008 / 1000);
    }

    /// @dev The same as the pool's own accumulators, where those reach back.
    function testFuzz_equalsThePoolsOwnMean(uint256 trades, uint256 seed) public {
        IObservingPool(address(pool)).increaseObservationCardinalityNext(60);
        trades = bound(trades, 1, 12);
        for (uint256 i; i < trades; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (random % 2 == 0) buyCpt(1e6 + random % 40_000e6);
            else sellCpt(1e18 + random % 80_000e18);
            pokeFor(60 + (random >> 128) % 10 minutes);
        }
        (IUniswapTwap.Fitness fitness, uint256 price, uint32 covered,) = twap.twap(30 minutes);
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Fit));
        assertGe(covered, 30 minutes);
        assertLe(covered, 60 minutes);
        uint32[] memory ago = new uint32[](2);
        ago[0] = covered;
        (int56[] memory ticks,) = IObservingPool(address(pool)).observe(ago);
        int256 sum = int256(ticks[1]) - ticks[0];
        int256 tick = sum / int256(uint256(covered));
        if (sum < 0 && sum % int256(uint256(covered)) != 0) --tick;
        assertEq(price, PoolPrice.ofSqrt(TickPrice.sqrtPriceAt(int24(tick)), true));
    }

    /// @dev 60 days of pokes with one trade in between, against hand-computed weights.
    function test_sevenAndThirtyDays() public {
        twap.forget();
        pokeFor(20 days);
        buyCpt(100_000e6);
        uint256 high = twap.spot();
        pokeFor(10 days);
        (IUniswapTwap.Fitness fitness, uint256 week, uint32 covered,) = twap.twap(7 days);
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Fit));
        assertEq(covered, 7 days);
        assertApproxEqRel(week, high, 0.0002e18);
        uint256 month;
        (fitness, month, covered,) = twap.twap(30 days);
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Fit));
        assertEq(covered, 30 days);
        // a third of the way, geometrically: 0.5 × (high / 0.5)^(1/3)
        assertApproxEqRel(month ** 3, PRICE * PRICE * high, 0.001e18);

        pokeFor(31 days);
        assertGe(twap.observationCount(), 8192);
        (fitness, month, covered,) = twap.twap(45 days);
        assertEq(covered, 45 days);
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Fit));
    }

    function test_aYoungHistorySaysHowMuchItCovers() public {
        (IUniswapTwap.Fitness fitness, uint256 price, uint32 covered, uint256 depth) = twap.twap(7 days);
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Young));
        assertEq(covered, 1 hours);
        assertApproxEqRel(price, PRICE, 0.0002e18);
        assertApproxEqRel(depth, SEED_USDC, 0.002e18);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.MeanWindowInvalid.selector, 599));
        twap.twap(599);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.MeanWindowInvalid.selector, 45 days + 1));
        twap.twap(45 days + 1);
    }

    // ---- unfit ----

    function test_noHistoryYoungAndGap() public {
        twap.forget();
        assertEq(_expect(IUniswapTwap.Fitness.NoMarket), 0);
        assertTrue(twap.poke());
        assertEq(_expect(IUniswapTwap.Fitness.NoMarket), 0);
        skip(30 minutes - 1);
        assertGt(_expect(IUniswapTwap.Fitness.Young), 0);
        skip(1);
        _expect(IUniswapTwap.Fitness.Fit);
        skip(30 minutes);
        _expect(IUniswapTwap.Fitness.Fit);
        skip(1);
        assertEq(_expect(IUniswapTwap.Fitness.Gap), 0);
        // A poke now helps half an hour later.
        twap.poke();
        _expect(IUniswapTwap.Fitness.Gap);
        skip(30 minutes);
        _expect(IUniswapTwap.Fitness.Fit);
    }

    function test_PEERS_AThinPoolIsUnfit() public {
        twap.setParameter("minDepth", 900_000e6);
        _expect(IUniswapTwap.Fitness.Thin);
        twap.setParameter("minDepth", 800_000e6);
        _expect(IUniswapTwap.Fitness.Fit);
        // A market that never was deep enough has no history at all.
        twap.setParameter("minDepth", 900_000e6);
        twap.forget();
        assertFalse(twap.poke());
        _expect(IUniswapTwap.Fitness.NoMarket);
    }

    /// @dev Liquidity of a moment, however much, counts for its moment in a harmonic mean.
    function test_PEERS_JustInTimeLiquidityMakesNoPoolDeep() public {
        twap.setParameter("minDepth", 900_000e6);
        usdc.mint(address(trader), 10_000_000e6);
        cpt.transfer(address(trader), 20_000_000e18);
        uint128 ten = pool.liquidity() * 10;
        trader.addLiquidity(-887_220, 887_220, ten);
        skip(30);
        (IUniswapTwap.Fitness fitness,, uint256 depth,) = twap.latest();
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Thin));
        assertLt(depth, SEED_USDC * 102 / 100);
        trader.removeLiquidity(-887_220, 887_220, ten);
    }

    function test_pokesKeepTheirSpacing() public {
        uint256 count = twap.observationCount();
        skip(10 minutes - 1);
        assertFalse(twap.poke());
        skip(1);
        assertTrue(twap.poke());
        assertFalse(twap.poke());
        assertEq(twap.observationCount(), count + 1);
        assertEq(twap.observation(count).at, vm.getBlockTimestamp());
    }

    // ---- as a source of PriceHub ----

    function test_priceHubReadsItAsAFeed() public {
        hub.setFeed(CPT_USD, address(cptFeed), address(twap), 7 days);
        (IPriceHub.Status status, uint256 price) = hub.cptUsd();
        assertEq(uint8(status), uint8(IPriceHub.Status.Fit));
        assertEq(price, PRICE);
        (, uint256 mean,,) = twap.latest();
        (, price) = hub.cptUsdLow();
        assertEq(price, mean);
        setOracle(0.53e8);
        (status,) = hub.cptUsd();
        assertEq(uint8(status), uint8(IPriceHub.Status.Disagree));

        // In USD, by the hub's own USDC feed, as old as that is.
        usdcFeed.set(0.996e8, vm.getBlockTimestamp() - 1 hours);
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answered) = twap.latestRoundData();
        assertEq(uint256(answer), mean * 0.996e8 / 1e8);
        assertEq(startedAt, vm.getBlockTimestamp() - 30 minutes);
        assertEq(updatedAt, vm.getBlockTimestamp() - 1 hours);
        assertEq(round, answered);
        (, int256 again,,,) = twap.getRoundData(round);
        assertEq(again, answer);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.RoundNotKept.selector, round - 1, round));
        twap.getRoundData(round - 1);
        assertEq(twap.description(), "CPT / USD, Uniswap v3 TWAP");
    }

    function test_unfitIsNoFeedToPriceHub() public {
        hub.setFeed(CPT_USD, address(twap), address(0), 7 days);
        twap.forget();
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.Unfit.selector, IUniswapTwap.Fitness.NoMarket));
        twap.latestRoundData();
        (IPriceHub.Status status,) = hub.cptUsd();
        assertEq(uint8(status), uint8(IPriceHub.Status.NoFeed));
        pokeFor(1 hours);
        (status,) = hub.cptUsd();
        assertEq(uint8(status), uint8(IPriceHub.Status.Fit));
        usdcFeed.set(0, vm.getBlockTimestamp());
        vm.expectRevert(IUniswapTwap.NoUsdcFeed.selector);
        twap.latestRoundData();
        hub.setFeed(USDC_USD, address(0), address(0), 7 days);
        vm.expectRevert(IUniswapTwap.NoUsdcFeed.selector);
        twap.latestRoundData();
    }

    /// @dev Whoever fills the pool's own observations to make searches long does not reach PriceHub's allowance of 100,000.
    function test_PEERS_NobodyCanMakeTheFeedOutgrowItsGas() public {
        IObservingPool(address(pool)).increaseObservationCardinalityNext(400);
        for (uint256 i; i < 350; ++i) {
            skip(7);
            if (i % 2 == 0) buyCpt(1e6);
            else sellCpt(2e18);
            twap.poke();
        }
        pokeFor(40 days);
        uint256 before = gasleft();
        twap.latestRoundData();
        assertLt(before - gasleft(), 75_000);
        // The worst of the hub's own: the youngest observation far too old, in a full ring.
        before = gasleft();
        twap.twap(30 days);
        assertLt(before - gasleft(), 150_000);
    }

    // ---- a third source (SPEC ORC 2) ----

    function _expectCpt(IPriceHub.Status status, uint256 price) private view {
        (IPriceHub.Status got, uint256 value) = hub.cptUsd();
        assertEq(uint8(got), uint8(status));
        assertEq(value, price);
    }

    function test_twoOfThreeSourcesThatAgreeSuffice() public {
        SettableFeed reports = new SettableFeed(8, 0.51e8);
        hub.setFeed(CPT_USD, address(cptFeed), address(twap), 7 days);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.SameFeed.selector, address(twap)));
        hub.setTieBreaker(CPT_USD, address(twap));
        hub.setTieBreaker(CPT_USD, address(reports));
        assertEq(hub.tieBreakerOf(CPT_USD), address(reports));
        (, uint256 mean,,) = twap.latest();
        _expectCpt(IPriceHub.Status.Fit, PRICE);
        // Feed and mean disagree: who is confirmed by the reports is right.
        setOracle(0.6e8);
        _expectCpt(IPriceHub.Status.Fit, mean);
        reports.set(0.62e8, vm.getBlockTimestamp());
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
        (, uint256 low) = hub.cptUsdLow();
        assertEq(low, 0.6e8);
        reports.set(0.55e8, vm.getBlockTimestamp());
        _expectCpt(IPriceHub.Status.Disagree, 0.6e8);
        // The feed is dead: mean and reports.
        cptFeed.set(0, T0);
        _expectCpt(IPriceHub.Status.NoFeed, 0);
        reports.set(0.51e8, vm.getBlockTimestamp());
        _expectCpt(IPriceHub.Status.Fit, mean);
        // The mean is gone: feed and reports.
        setOracle(PRICE);
        twap.forget();
        _expectCpt(IPriceHub.Status.Fit, PRICE);
        reports.set(0, T0);
        _expectCpt(IPriceHub.Status.NoFeed, PRICE);
    }

    /// @dev Never a price that only one source gives, while three are set.
    function testFuzz_AFitPriceIsAlwaysConfirmed(uint256 a, uint256 b, uint256 c, uint256 dead) public {
        SettableFeed second = new SettableFeed(8, int256(bound(b, 0.4e8, 0.6e8)));
        SettableFeed third = new SettableFeed(8, int256(bound(c, 0.4e8, 0.6e8)));
        setOracle(bound(a, 0.4e8, 0.6e8));
        hub.setFeed(CPT_USD, address(cptFeed), address(second), 7 days);
        hub.setTieBreaker(CPT_USD, address(third));
        if (dead % 4 == 1) cptFeed.set(0, T0);
        if (dead % 4 == 2) second.set(0, T0);
        if (dead % 4 == 3) third.set(0, T0);
        (IPriceHub.Status status, uint256 price) = hub.cptUsd();
        uint256[3] memory p = [uint256(cptFeed.answer()), uint256(second.answer()), uint256(third.answer())];
        uint256 near;
        bool pair;
        for (uint256 i; i < 3; ++i) {
            if (p[i] != 0 && _near(p[i], price)) ++near;
            for (uint256 j; j < i; ++j) {
                if (p[i] != 0 && p[j] != 0 && _near(p[i], p[j])) pair = true;
            }
        }
        if (status == IPriceHub.Status.Fit) assertGe(near, 2);
        assertEq(status == IPriceHub.Status.Fit, pair);
    }

    function _near(uint256 a, uint256 b) private pure returns (bool) {
        (uint256 low, uint256 high) = a < b ? (a, b) : (b, a);
        return (high - low) * 10_000 <= low * 500;
    }

    // ---- governance ----

    function test_parametersHaveBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidParameter.selector, bytes32("window"), 1199));
        twap.setParameter("window", 1199);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidParameter.selector, bytes32("minDepth"), 0));
        twap.setParameter("minDepth", 0);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidParameter.selector, bytes32("x"), 5));
        twap.setParameter("x", 5);
        twap.setParameter("window", 6 hours);
        assertEq(twap.parameter("window"), 6 hours);
        assertEq(twap.parameter("minDepth"), 100_000e6);
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidParameter.selector, bytes32("x"), 0));
        twap.parameter("x");
    }

    function test_onlyTheAuthorityGoverns() public {
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, keeper);
        vm.startPrank(keeper);
        vm.expectRevert(refusal);
        twap.setParameter("window", 1 hours);
        vm.expectRevert(refusal);
        twap.forget();
        vm.expectRevert(refusal);
        hub.setTieBreaker(CPT_USD, address(0));
    }

    function test_thePoolMustBeOfTheTwoTokens() public {
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidPool.selector, address(pool)));
        new UniswapTwap(address(manager), address(pool), address(usdc), address(keeper), address(hub));
        vm.expectRevert(abi.encodeWithSelector(IUniswapTwap.InvalidPool.selector, address(pool)));
        new UniswapTwap(address(manager), address(pool), address(cpt), address(keeper), address(hub));
    }

    // ---- maths ----

    function testFuzz_pricesAndRootsAgree(uint256 price, bool cptFirst) public pure {
        price = bound(price, 1e4, 1e13);
        uint160 root = PoolPrice.toSqrt(price, cptFirst);
        uint256 back = PoolPrice.ofSqrt(root, cptFirst);
        assertLe(back, price);
        assertApproxEqRel(back, price, 0.0002e18);
    }
}
