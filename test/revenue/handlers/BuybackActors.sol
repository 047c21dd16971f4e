// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../../src/interfaces/IBuybackBurner.sol";
import { UniswapTwap } from "../../../src/oracle/UniswapTwap.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { SettableFeed } from "../../oracle/utils/Feeds.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { PoolTrader } from "../utils/PoolTrader.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Who calls what is due, whether it is or not.
contract Keeper is Test {
    IBuybackBurner private immutable burner;
    UniswapTwap private immutable twap;
    uint256 public purchases;
    uint256 public starts;
    uint256 public closes;
    uint256 public quarters;

    constructor(IBuybackBurner burner_, UniswapTwap twap_) {
        (burner, twap) = (burner_, twap_);
    }

    function poke() external {
        twap.poke();
    }

    function execute(uint256 minimum) external {
        IBuybackBurner.Plan memory plan = burner.plan();
        uint256 slippage = burner.parameter("slippageBps");
        try burner.execute(vm.getBlockTimestamp(), bound(minimum, 0, 1000e18)) returns (uint256 spent, uint256 burned) {
            ++purchases;
            assertLe(spent, plan.amount, "never more than planned");
            assertGe(burned, spent * 1e20 / plan.price * (10_000 - slippage) / 10_000, "never dearer than the bound");
        } catch { }
    }

    function notePrice() external {
        try burner.notePrice() { } catch { }
    }

    function startAuction() external {
        try burner.startAuction() {
            ++starts;
        } catch { }
    }

    function closeAuction() external {
        try burner.closeAuction() {
            ++closes;
        } catch { }
    }

    function closeQuarter() external {
        try burner.closeQuarter() {
            ++quarters;
        } catch { }
    }

    function burnStray() external {
        try burner.burnStray() { } catch { }
    }
}

/// @notice Brings CPT to auctions.
contract Bidder is Test {
    IBuybackBurner private immutable burner;
    CPT private immutable cpt;
    uint256 public bids;

    constructor(IBuybackBurner burner_, CPT cpt_) {
        (burner, cpt) = (burner_, cpt_);
        cpt.approve(address(burner), type(uint256).max);
    }

    function bid(uint256 amount, uint256 maxCost) external {
        amount = bound(amount, 1, 100_000e6);
        IBuybackBurner.Auction memory a = burner.auction();
        try burner.bid(amount, bound(maxCost, 0, 2 * cpt.balanceOf(address(this))), address(this)) returns (
            uint256 filled, uint256 cost
        ) {
            ++bids;
            assertGe(cost, filled * 1e20 / a.price * a.floorBps / 10_000, "never below the floor");
        } catch { }
    }
}

/// @notice The rest of the world: traders, oracles, the sequencer, revenue, gifts and time.
contract World is Test {
    PoolTrader private immutable trader;
    TestUSDC private immutable usdc;
    CPT private immutable cpt;
    SettableFeed private immutable cptFeed;
    SettableFeed private immutable sequencer;
    address private immutable burner;
    uint256 public funded;
    uint256 public gifts;

    constructor(PoolTrader trader_, TestUSDC usdc_, CPT cpt_, SettableFeed feed, SettableFeed seq, address burner_) {
        (trader, usdc, cpt, cptFeed, sequencer, burner) = (trader_, usdc_, cpt_, feed, seq, burner_);
    }

    function buy(uint256 amount) external {
        amount = bound(amount, 1e6, 20_000e6);
        if (usdc.balanceOf(address(trader)) >= amount) trader.sell(address(usdc), amount);
    }

    function sell(uint256 amount) external {
        amount = bound(amount, 1e18, 40_000e18);
        if (cpt.balanceOf(address(trader)) >= amount) trader.sell(address(cpt), amount);
    }

    function setOracle(uint256 price) external {
        cptFeed.set(price % 5 == 0 ? int256(0) : int256(bound(price, 0.48e8, 0.52e8)), vm.getBlockTimestamp());
    }

    function setSequencer(uint256 dice) external {
        sequencer.set(dice % 3 == 0 ? int256(1) : int256(0), vm.getBlockTimestamp() - (dice % 2) * 2 hours);
    }

    function fund(uint256 amount) external {
        amount = bound(amount, 1, 20_000e6);
        if (usdc.balanceOf(address(this)) < amount) return;
        usdc.transfer(burner, amount);
        funded += amount;
    }

    function gift(uint256 amount) external {
        amount = bound(amount, 1, 10e18);
        cpt.transfer(burner, amount);
        gifts += amount;
    }

    function wait(uint256 time) external {
        skip(bound(time, 1, 2 days));
    }

    function waitLittle(uint256 time) external {
        skip(bound(time, 1, 20 minutes));
    }
}

/// @notice Takes whatever is offered for nothing.
contract Thief is Test {
    IBuybackBurner private immutable burner;
    TestUSDC private immutable usdc;

    constructor(IBuybackBurner burner_, TestUSDC usdc_) {
        (burner, usdc) = (burner_, usdc_);
    }

    function steal(uint256 amount) external {
        amount = bound(amount, 1, type(uint128).max);
        (bool ok,) = address(burner)
            .call(
                abi.encodeWithSignature(
                    "uniswapV3SwapCallback(int256,int256,bytes)", int256(amount), int256(amount), bytes("")
                )
            );
        assertFalse(ok);
        (ok,) = address(burner).call(abi.encodeCall(burner.bid, (amount, type(uint256).max, address(this))));
        assertFalse(ok, "without CPT there is no USDC");
        (ok,) = address(burner).call(abi.encodeCall(burner.setParameter, ("auctionFloorBps", 8000)));
        assertFalse(ok);
        assertEq(usdc.balanceOf(address(this)), 0);
    }
}
