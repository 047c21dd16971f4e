// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../src/interfaces/IBuybackBurner.sol";
import { IUniswapTwap } from "../../src/interfaces/IUniswapTwap.sol";
import { PoolPrice } from "../../src/libraries/PoolPrice.sol";
import { BuybackHouse } from "./utils/BuybackHouse.sol";
import { PoolTrader } from "./utils/PoolTrader.sol";
import { console2 } from "forge-std/console2.sol";

/// @notice Somebody who tries to gain from the buyback, on the real pool, at parameters as deployed. The figures are those of docs/buyback.md:
/// forge test --match-path test/revenue/BuybackAttacks.t.sol -vv prints them.
/// @dev The pool is 1.75M CPT and 875,000 USDC over the whole range, as SPEC TOK 5 seeds it, and the true price is 0.50 USDC throughout: what
/// the attacker holds is worth its USDC plus its CPT at that price. Other traders bring the price back where a test says so.
contract BuybackAttacks is BuybackHouse {
    uint256 private constant PURSE_USDC = 5_000_000e6;
    uint256 private constant PURSE_CPT = 10_000_000e18;
    int24 private constant EDGE = 887_220;

    PoolTrader private attacker;
    PoolTrader private arbitrageur;

    function setUp() public override {
        super.setUp();
        attacker = _trader();
        arbitrageur = _trader();
    }

    function _trader() private returns (PoolTrader t) {
        t = new PoolTrader(address(pool));
        usdc.mint(address(t), PURSE_USDC);
        cpt.transfer(address(t), PURSE_CPT);
    }

    /// @dev In USDC units.
    function _worth(address who) private view returns (int256) {
        return int256(usdc.balanceOf(who) + cpt.balanceOf(who) / 2e12);
    }

    function _gain(int256 before) private view returns (int256) {
        return _worth(address(attacker)) - before;
    }

    /// @dev The arbitrageur trades the pool back to 0.50.
    function _restore() private {
        uint160 fair = PoolPrice.toSqrt(PRICE, true);
        (uint160 now_,,,,,,) = pool.slot0();
        if (now_ < fair) arbitrageur.sellTo(address(usdc), fair);
        else if (now_ > fair) arbitrageur.sellTo(address(cpt), fair);
    }

    function _try() private returns (bool done, uint256 spent, uint256 burned) {
        vm.prank(address(attacker));
        try burner.execute(vm.getBlockTimestamp(), 0) returns (uint256 s, uint256 b) {
            return (true, s, b);
        } catch {
            return (false, 0, 0);
        }
    }

    /// @dev Buys, has the purchase made, sells, in one transaction.
    function _sandwich(uint256 push) private returns (int256 gain, uint256 spent, uint256 burned) {
        int256 before = _worth(address(attacker));
        uint256 got = push == 0 ? 0 : attacker.sell(address(usdc), push);
        (, spent, burned) = _try();
        if (got != 0) attacker.sell(address(cpt), got);
        gain = _gain(before);
    }

    // ---- sandwich ----

    function test_sandwichLoses() public {
        console2.log("push USDC | spent USDC | price paid | attacker gains USDC");
        uint256[8] memory pushes = [uint256(0), 100e6, 500e6, 1000e6, 2000e6, 3000e6, 10_000e6, 100_000e6];
        for (uint256 i; i < pushes.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            (int256 gain, uint256 spent, uint256 burned) = _sandwich(pushes[i]);
            _row(pushes[i], spent, burned, gain);
            if (pushes[i] != 0) assertLt(gain, 0, "a sandwich must lose");
            if (spent != 0) assertLe(spent * 1e20 / burned, PRICE * 10_000 / 9900 + 1, "within the slippage bound");
            vm.revertToState(snapshot);
        }
    }

    function testFuzz_sandwichLoses(uint256 push) public {
        push = bound(push, 1e6, 4_000_000e6);
        (int256 gain,,) = _sandwich(push);
        assertLt(gain, 0);
    }

    /// @dev Half of all liquidity is the attacker's, so half of every fee comes back.
    function testFuzz_sandwichLosesWithHalfOfTheLiquidity(uint256 push) public {
        push = bound(push, 100e6, 100_000e6);
        _provide(1, 1);
        uint128 mine = pool.liquidity() / 2;
        uint256 snapshot = vm.snapshotState();
        (int256 honest,) = _sandwichAsProvider(0, mine);
        vm.revertToState(snapshot);
        (int256 gain,) = _sandwichAsProvider(push, mine);
        // No more than any provider earns by the purchase, to the cent.
        assertLe(gain, honest + 10_000);
    }

    /// @dev The limit that remains: who owns nearly all liquidity pays the fees to himself. What he can take is bounded by the slippage bound.
    function test_ownerOfNearlyAllLiquidityGetsAtMostTheSlippageBound() public {
        console2.log("push USDC | spent USDC | price paid | attacker gains USDC (owning 90% of the liquidity)");
        _provide(9, 1);
        uint256[5] memory pushes = [uint256(0), 1000e6, 10_000e6, 25_000e6, 35_000e6];
        for (uint256 i; i < pushes.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            int256 before = _worth(address(attacker));
            uint128 mine = pool.liquidity() / 10 * 9;
            before += _withdrawn(mine);
            uint256 got = pushes[i] == 0 ? 0 : attacker.sell(address(usdc), pushes[i]);
            (, uint256 spent, uint256 burned) = _try();
            if (got != 0) attacker.sell(address(cpt), got);
            attacker.removeLiquidity(-EDGE, EDGE, mine);
            int256 gain = _gain(before);
            _row(pushes[i], spent, burned, gain);
            assertLe(gain, int256(spent / 100) + 1e6, "at most 1% of the purchase");
            vm.revertToState(snapshot);
        }
    }

    /// @dev What the position is worth before anything happens.
    function _withdrawn(uint128 mine) private returns (int256 worth) {
        uint256 snapshot = vm.snapshotState();
        int256 before = _worth(address(attacker));
        attacker.removeLiquidity(-EDGE, EDGE, mine);
        worth = _worth(address(attacker)) - before;
        vm.revertToState(snapshot);
    }

    function _sandwichAsProvider(uint256 push, uint128 mine) private returns (int256 gain, uint256 spent) {
        int256 before = _worth(address(attacker)) + _withdrawn(mine);
        uint256 got = push == 0 ? 0 : attacker.sell(address(usdc), push);
        (, spent,) = _try();
        if (got != 0) attacker.sell(address(cpt), got);
        attacker.removeLiquidity(-EDGE, EDGE, mine);
        gain = _gain(before);
    }

    /// @dev The attacker adds so many times the liquidity there is, an hour before.
    function _provide(uint128 numerator, uint128 denominator) private {
        usdc.mint(address(attacker), 10_000_000e6);
        cpt.transfer(address(attacker), 20_000_000e18);
        attacker.addLiquidity(-EDGE, EDGE, pool.liquidity() * numerator / denominator);
        pokeFor(1 hours);
    }

    // ---- pushing the mean ----

    /// @dev Held up for half an hour, in spite of others who sell into it every other minute. The oracle's price still rules.
    function test_pushingTheMeanUpBuysNothing() public {
        console2.log("mean pushed to | minutes held | purchase | cost of holding USDC");
        int256 before = _worth(address(attacker));
        uint160 high = PoolPrice.toSqrt(0.52e8, true);
        for (uint256 minute; minute < 60; minute += 2) {
            attacker.sellTo(address(usdc), high);
            skip(2 minutes);
            if (minute % 10 == 8) twap.poke();
            if (minute < 58) _restore();
        }
        (, uint256 mean,,) = twap.latest();
        assertGt(mean, 0.505e8);
        (bool done,,) = _try();
        assertFalse(done, "above what the oracle allows");
        _restore();
        int256 gain = _gain(before);
        console2.log(mean, "| 60 |", done ? "made" : "refused", vm.toString(-gain / 1e6));
        assertLt(gain, -1000e6);
    }

    /// @dev A mean pushed down asks for more CPT, and a spot pushed away from it is refused.
    function test_pushingTheMeanDownBuysNothing() public {
        int256 before = _worth(address(attacker));
        uint160 low = PoolPrice.toSqrt(0.48e8, true);
        for (uint256 minute; minute < 60; minute += 10) {
            attacker.sellTo(address(cpt), low);
            skip(10 minutes);
            twap.poke();
            if (minute < 50) _restore();
        }
        uint256 price = burner.plan().price;
        assertLt(price, 0.49e8);
        _restore();
        // The spot is back at 0.50: above the limit that the mean now sets.
        (bool done,,) = _try();
        assertFalse(done);
        int256 gain = _gain(before);
        console2.log("mean pushed down: purchase refused, holding cost USDC", vm.toString(-gain / 1e6));
        assertLt(gain, -1000e6);
    }

    // ---- liquidity ----

    /// @dev Nearly all liquidity goes: the purchase shrinks with what is there at once, and the mean calls the pool thin half an hour later.
    function test_aPoolMadeThinBuysLittleAndThenNothing() public {
        // The attacker owns 90%.
        _provide(9, 1);
        uint256 whole = burner.plan().amount;
        uint128 mine = pool.liquidity() / 10 * 9;
        attacker.removeLiquidity(-EDGE, EDGE, mine);
        uint256 less = burner.plan().amount;
        // A tenth of the depth; the whole was at maxSpend, three quarters of what so deep a pool allows.
        assertEq(whole, burner.parameter("maxSpend"));
        assertApproxEqRel(less, 1312.5e6, 0.01e18);
        (int256 gain, uint256 spent,) = _sandwich(1000e6);
        console2.log("90% of the liquidity withdrawn: purchase USDC", spent / 1e6, "attacker", vm.toString(gain / 1e6));
        assertLt(gain, 0);

        twap.setParameter("minDepth", 1_000_000e6);
        pokeFor(1 hours);
        (IUniswapTwap.Fitness fitness,,,) = twap.latest();
        assertEq(uint8(fitness), uint8(IUniswapTwap.Fitness.Thin));
        (bool done,,) = _try();
        assertFalse(done);
    }

    /// @dev Liquidity of the one second of the purchase, in the one tick of its price: it takes the fee from other providers, and makes the
    /// purchase cheaper.
    function test_justInTimeLiquidityCostsTheBurnerNothing() public {
        uint256 snapshot = vm.snapshotState();
        (, uint256 spent, uint256 burned) = _try();
        uint256 without = spent * 1e20 / burned;
        vm.revertToState(snapshot);

        int256 before = _worth(address(attacker));
        (, int24 tick,,,,,) = pool.slot0();
        int24 lower = tick / 60 * 60 - 60;
        uint128 mine = pool.liquidity() * 20;
        attacker.addLiquidity(lower, lower + 180, mine);
        (, spent, burned) = _try();
        attacker.removeLiquidity(lower, lower + 180, mine);
        uint256 with_ = spent * 1e20 / burned;
        int256 gain = _gain(before);
        console2.log("just-in-time liquidity: price without, with", without, with_);
        console2.log("attacker gains USDC units (a provider's fee)", vm.toString(gain));
        assertLe(with_, without, "no dearer for the burner");
        assertLe(gain, int256(spent * 3 / 1000), "at most the fee of 0.3% that any provider gets");
    }

    /// @dev Liquidity moved to one side, so that the price jumps: the limit stops the purchase, and what it did buy is within it.
    function test_aHoleInTheLiquidityStopsThePurchase() public {
        _provide(9, 1);
        uint128 mine = pool.liquidity() / 10 * 9;
        attacker.removeLiquidity(-EDGE, EDGE, mine);
        (, int24 tick,,,,,) = pool.slot0();
        int24 lower = tick / 60 * 60 + 120;
        // Deep only where the price is too high.
        attacker.addLiquidity(lower, lower + 60, mine);
        (bool done, uint256 spent, uint256 burned) = _try();
        if (done) assertLe(spent * 1e20 / burned, PRICE * 10_000 / 9900 + 1);
    }

    // ---- auctions ----

    /// @dev To have an auction at all the market must be unfit for a day. Holding the mean 6% away while others trade it back every ten minutes
    /// costs more than the fifth of the lot that the floor could give away, and others bid before the floor.
    function test_forcingAnAuctionCostsMoreThanItsFloorGives() public {
        burner.notePrice();
        int256 before = _worth(address(attacker));
        uint160 high = PoolPrice.toSqrt(0.53e8, true);
        for (uint256 i; i < 144; ++i) {
            attacker.sellTo(address(usdc), high);
            skip(10 minutes);
            twap.poke();
            setOracle(PRICE);
            usdcFeed.set(1e8, vm.getBlockTimestamp());
            if (i != 143) _restore();
        }
        assertEq(uint8(burner.plan().fitness), uint8(IBuybackBurner.Fitness.Disagree));
        burner.startAuction();
        _restore();
        int256 cost = -_gain(before);
        // The floor gives away 20% of the lot at the most, if nobody else comes.
        int256 prize = int256(burner.parameter("auctionLot")) * 2000 / 10_000;
        console2.log("forcing an auction for a day costs USDC", vm.toString(cost / 1e6));
        console2.log("the floor could give away at most USDC", vm.toString(prize / 1e6));
        assertGt(cost, prize);
        // And then the market is fit again within the hour, and anyone ends it.
        pokeFor(1 hours);
        burner.closeAuction();
    }

    /// @dev Somebody who bids as soon as it pays 1% leaves nothing for whoever waits for the floor.
    function test_waitingForTheFloorLosesToWhoBidsBefore() public {
        startAuction();
        uint256 lot = burner.auction().left;
        uint256 waited;
        uint256 cost;
        while (true) {
            (, cost) = burner.quoteBid(lot);
            // 2 CPT are worth a USDC.
            if (cost / 2e12 <= lot * 99 / 100) break;
            skip(1 minutes);
            waited += 1 minutes;
        }
        bid(lot);
        console2.log("a bidder content with 1% buys after minutes", waited / 60);
        console2.log("CPT burned per USDC sold, x1e4", cost * 1e4 / (lot * 1e12));
        assertGe(cost, lot * 1e12 * 2 * 989 / 1000);
        vm.expectRevert(IBuybackBurner.NoAuction.selector);
        burner.bid(1e6, type(uint256).max, address(attacker));
    }

    function _row(uint256 push, uint256 spent, uint256 burned, int256 gain) private pure {
        string memory price = burned == 0 ? "refused" : vm.toString(spent * 1e20 / burned);
        console2.log(
            string.concat(
                vm.toString(push / 1e6),
                " | ",
                vm.toString(spent / 1e6),
                " | ",
                price,
                " | ",
                gain < 0 ? "-" : "",
                vm.toString(uint256(gain < 0 ? -gain : gain) / 1e4),
                "e-2"
            )
        );
    }
}
