// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ChainConfigLib } from "../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { IBuybackBurner } from "../../src/interfaces/IBuybackBurner.sol";
import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { DeploysSystem } from "../utils/SystemHost.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Test } from "forge-std/Test.sol";

interface IPositions {
    struct MintParams {
        address token0;
        address token1;
        uint24 fee;
        int24 tickLower;
        int24 tickUpper;
        uint256 amount0Desired;
        uint256 amount1Desired;
        uint256 amount0Min;
        uint256 amount1Min;
        address recipient;
        uint256 deadline;
    }

    function mint(MintParams calldata params)
        external
        returns (uint256 tokenId, uint128 liquidity, uint256 amount0, uint256 amount1);
}

/// @notice The deployed system: a fifth of all revenue buys CPT in the pool that the treasury seeded, and burns it.
contract BuybackDeploymentTest is Test, DeploysSystem {
    uint256 private constant CPT_SEED = 1_750_000e18;
    uint256 private constant USDC_SEED = 875_000e6;

    Deployment private d;

    function setUp() public {
        vm.warp(1_800_000_000);
        d = _deploySystem(ChainConfigLib.load("local"), address(this));
    }

    function _seed() private {
        deal(address(d.cpt), address(this), CPT_SEED);
        TestUSDC(address(d.usdc)).mint(address(this), USDC_SEED);
        d.cpt.approve(d.positionManager, CPT_SEED);
        d.usdc.approve(d.positionManager, USDC_SEED);
        bool first = d.twap.cptFirst();
        (uint256 amount0, uint256 amount1) = first ? (CPT_SEED, USDC_SEED) : (USDC_SEED, CPT_SEED);
        IPositions(d.positionManager)
            .mint(
                IPositions.MintParams({
                token0: first ? address(d.cpt) : address(d.usdc),
                token1: first ? address(d.usdc) : address(d.cpt),
                fee: 3000,
                tickLower: -887_220,
                tickUpper: 887_220,
                amount0Desired: amount0,
                amount1Desired: amount1,
                amount0Min: amount0 * 999 / 1000,
                amount1Min: amount1 * 999 / 1000,
                recipient: address(this),
                deadline: vm.getBlockTimestamp()
            })
            );
    }

    function _publish() private {
        (address primary, address secondary,) = d.priceHub.feedOf("CPT/USD");
        vm.mockCall(
            secondary,
            abi.encodeWithSignature("latestRoundData()"),
            abi.encode(1, 0.5e8, vm.getBlockTimestamp(), vm.getBlockTimestamp(), 1)
        );
        assertEq(primary, address(0));
        (primary,,) = d.priceHub.feedOf("USDC/USD");
        vm.mockCall(
            primary,
            abi.encodeWithSignature("latestRoundData()"),
            abi.encode(1, 1e8, vm.getBlockTimestamp(), vm.getBlockTimestamp(), 1)
        );
    }

    function test_aFifthOfRevenueIsBurned() public {
        assertFalse(d.twap.poke(), "an empty pool has no history");
        _publish();
        assertEq(uint8(d.buyback.plan().fitness), uint8(IBuybackBurner.Fitness.PoolUnfit));
        _seed();
        for (uint256 i; i < 5; ++i) {
            assertTrue(d.twap.poke());
            skip(10 minutes);
        }
        TestUSDC(address(d.usdc)).mint(address(d.router), 5000e6);
        d.router.notify(IRevenueRouter.Source.TransactionFees, 5000e6);
        d.router.distribute();
        assertEq(IERC20(address(d.usdc)).balanceOf(address(d.buyback)), 1000e6);
        _publish();
        uint256 supply = d.cpt.totalSupply();
        (uint256 spent, uint256 burned) = d.buyback.execute(vm.getBlockTimestamp(), 0);
        assertEq(spent, 1000e6);
        assertApproxEqRel(burned, 2000e18, 0.01e18);
        assertEq(d.cpt.totalSupply(), supply - burned);
    }

    /// @dev Governance makes the mean the second source once there is a market (SPEC ORC 2).
    function test_theMeanBecomesASourceOfPriceHub() public {
        _seed();
        for (uint256 i; i < 5; ++i) {
            d.twap.poke();
            skip(10 minutes);
        }
        _publish();
        (, address reports,) = d.priceHub.feedOf("CPT/USD");
        vm.startPrank(address(0xc0ffee));
        vm.mockCall(address(d.manager), abi.encodeWithSignature("canCall(address,address,bytes4)"), abi.encode(true, 0));
        d.priceHub.setFeed("CPT/USD", reports, address(d.twap), 93_600);
        (, uint256 price) = d.priceHub.cptUsd();
        assertEq(price, 0.5e8);
        (, uint256 low) = d.priceHub.cptUsdLow();
        assertApproxEqRel(low, 0.5e8, 0.001e18);
    }
}
