// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../../src/interfaces/IBuybackBurner.sol";
import { IUniswapV3Pool } from "../../../src/interfaces/IUniswapV3Pool.sol";
import { PriceHub } from "../../../src/oracle/PriceHub.sol";
import { UniswapTwap } from "../../../src/oracle/UniswapTwap.sol";
import { BuybackBurner } from "../../../src/revenue/BuybackBurner.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { SettableFeed } from "../../oracle/utils/Feeds.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { UniswapPools } from "../../utils/UniswapPools.sol";
import { PoolTrader } from "./PoolTrader.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A real Uniswap v3 pool of 1.75M CPT and 875,000 USDC (0.50 USDC) over the whole range, fee 0.3%; oracles that say 0.50 USD;
/// an hour of observations; 100,000 USDC to spend. CPT is token0, or token1 with `flipped`.
abstract contract BuybackHouse is Test {
    string private constant CORE = "node_modules/@uniswap/v3-core/artifacts/contracts/";
    uint256 internal constant T0 = 1_800_000_000;
    uint256 internal constant PRICE = 0.5e8;
    uint256 internal constant SEED_CPT = 1_750_000e18;
    uint256 internal constant SEED_USDC = 875_000e6;
    uint256 internal constant BUDGET = 100_000e6;
    uint24 internal constant FEE = 3000;
    bytes32 internal constant USDC_USD = "USDC/USD";
    bytes32 internal constant CPT_USD = "CPT/USD";

    AccessManager internal manager;
    TestUSDC internal usdc;
    CPT internal cpt;
    PriceHub internal hub;
    SettableFeed internal usdcFeed;
    SettableFeed internal cptFeed;
    SettableFeed internal sequencer;
    UniswapPools internal pools;
    IUniswapV3Pool internal pool;
    UniswapTwap internal twap;
    BuybackBurner internal burner;
    PoolTrader internal trader;
    address internal keeper = makeAddr("keeper");
    address internal bidder = makeAddr("bidder");

    function setUp() public virtual {
        _build(false);
    }

    function _build(bool flipped) internal {
        vm.warp(T0);
        manager = new AccessManager(address(this));
        cpt = _cpt();
        // The order of the pool's tokens is that of their addresses.
        do {
            usdc = new TestUSDC(address(this));
        } while (address(usdc) < address(cpt) != flipped);
        hub = new PriceHub(address(manager));
        usdcFeed = new SettableFeed(8, 1e8);
        cptFeed = new SettableFeed(8, int256(PRICE));
        sequencer = new SettableFeed(0, 0);
        sequencer.set(0, T0 - 1 days);
        hub.setFeed(USDC_USD, address(usdcFeed), address(0), 7 days);
        hub.setFeed(CPT_USD, address(cptFeed), address(0), 7 days);
        hub.setSequencerFeed(address(sequencer), 1 hours);

        pools = new UniswapPools(deployCode(string.concat(CORE, "UniswapV3Factory.sol/UniswapV3Factory.json")));
        cpt.transfer(address(pools), SEED_CPT);
        usdc.mint(address(pools), SEED_USDC);
        pool = IUniswapV3Pool(pools.create(address(cpt), address(usdc), FEE, SEED_CPT, SEED_USDC));
        twap = new UniswapTwap(address(manager), address(pool), address(cpt), address(usdc), address(hub));
        burner = new BuybackBurner(address(manager), address(usdc), address(cpt), address(hub), address(twap));
        trader = new PoolTrader(address(pool));
        usdc.mint(address(burner), BUDGET);
        pokeFor(1 hours);
    }

    function _cpt() private returns (CPT) {
        address[] memory to = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (to[0], amounts[0]) = (address(this), 100_000_000e18);
        bytes memory init = abi.encodeCall(CPT.initialize, (address(manager), to, amounts));
        return CPT(address(new TransparentUpgradeableProxy(address(new CPT()), address(this), init)));
    }

    // ---- time ----

    /// @dev So many seconds pass, with a keeper at work.
    function pokeFor(uint256 time) internal {
        uint256 end = vm.getBlockTimestamp() + time;
        twap.poke();
        while (vm.getBlockTimestamp() + 10 minutes <= end) {
            skip(10 minutes);
            twap.poke();
        }
        vm.warp(end);
    }

    // ---- the market ----

    function setOracle(uint256 price) internal {
        cptFeed.set(int256(price), vm.getBlockTimestamp());
    }

    /// @dev Somebody buys or sells CPT for so much in the pool.
    function buyCpt(uint256 usdcIn) internal returns (uint256) {
        usdc.mint(address(trader), usdcIn);
        return trader.sell(address(usdc), usdcIn);
    }

    function sellCpt(uint256 cptIn) internal returns (uint256) {
        cpt.transfer(address(trader), cptIn);
        return trader.sell(address(cpt), cptIn);
    }

    function execute() internal returns (uint256 spent, uint256 burned) {
        vm.prank(keeper);
        return burner.execute(vm.getBlockTimestamp() + 1 minutes, 0);
    }

    // ---- auctions ----

    /// @dev Notes the price, lets the oracle die and a day pass, and starts.
    function startAuction() internal returns (uint256 id) {
        burner.notePrice();
        cptFeed.set(0, vm.getBlockTimestamp());
        skip(1 days);
        return burner.startAuction();
    }

    function bid(uint256 amount) internal returns (uint256 filled, uint256 cost) {
        (, cost) = burner.quoteBid(amount);
        cpt.transfer(bidder, cost);
        vm.startPrank(bidder);
        cpt.approve(address(burner), cost);
        (filled, cost) = burner.bid(amount, cost, bidder);
        vm.stopPrank();
    }

    /// @dev What must hold after everything: no CPT kept, no allowance open, the books are the burns.
    function assertClean() internal view {
        assertEq(cpt.balanceOf(address(burner)), 0, "CPT left over");
        assertEq(usdc.allowance(address(burner), address(pool)), 0, "allowance");
        (uint256 spent, uint256 burned) = burner.totals();
        assertEq(cpt.totalBurned(), burned, "law H: burned = bought");
        assertEq(usdc.balanceOf(address(burner)) + spent, BUDGET, "every unit spent is in the books");
        IBuybackBurner.Auction memory a = burner.auction();
        assertLe(a.left, usdc.balanceOf(address(burner)), "an auction sells what is here");
    }
}
