// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TickPrice } from "../../src/libraries/TickPrice.sol";
import { IUniswapV3FactoryLike, IUniswapV3PoolLike } from "../utils/UniswapPools.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Against the real factory's pools: a pool initialised at a square root says in which tick that is, by Uniswap's own arithmetic.
contract TickPriceTest is Test {
    string private constant FACTORY =
        "node_modules/@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json";
    int256 private constant MAX_TICK = 887_272;
    int256 private constant USUAL_TICK = 500_000;

    IUniswapV3FactoryLike private factory;
    uint160 private tokens;

    function setUp() public {
        factory = IUniswapV3FactoryLike(deployCode(FACTORY));
    }

    function _tickOfPoolAt(uint256 root) private returns (int24 tick) {
        tokens += 2;
        IUniswapV3PoolLike pool = IUniswapV3PoolLike(factory.createPool(address(tokens), address(tokens + 1), 3000));
        pool.initialize(uint160(root));
        (, tick,,,,,) = pool.slot0();
    }

    /// @dev The pool's own boundary lies within the tolerance of ours, whatever it rounds.
    function _assertBoundary(int256 tick, uint256 parts) private {
        uint256 root = TickPrice.sqrtPriceAt(int24(tick));
        uint256 tolerance = root / parts + 1;
        assertEq(_tickOfPoolAt(root + tolerance), tick, "at and above");
        assertEq(_tickOfPoolAt(root - tolerance), tick - 1, "below");
    }

    function testFuzz_theRealPoolHasItsTicksThere(int256 tick) public {
        _assertBoundary(bound(tick, -USUAL_TICK, USUAL_TICK), 1e26);
    }

    function testFuzz_theRealPoolHasItsOutermostTicksThere(int256 tick) public {
        _assertBoundary(bound(tick, -MAX_TICK + 1, MAX_TICK - 1), 1e19);
    }

    function test_everyBitOfATick() public {
        for (int256 tick = 1; tick < MAX_TICK; tick *= 2) {
            uint256 parts = tick < USUAL_TICK ? 1e26 : 1e19;
            _assertBoundary(tick, parts);
            _assertBoundary(-tick, parts);
        }
    }

    /// @dev By definition: tick 0 is a price of one, each further tick a factor of 1.0001, two powers multiply.
    function testFuzz_aTickIsAFactor(int256 tick, int256 other) public pure {
        tick = bound(tick, -MAX_TICK / 2, MAX_TICK / 2 - 1);
        other = bound(other, -MAX_TICK / 2, MAX_TICK / 2);
        assertEq(TickPrice.sqrtPriceAt(0), 1 << 96);
        uint256 root = TickPrice.sqrtPriceAt(int24(tick));
        uint256 next = TickPrice.sqrtPriceAt(int24(tick + 1));
        assertApproxEqRel(Math.mulDiv(next, next, root), Math.mulDiv(root, 10_001, 10_000), 1e9);
        uint256 product = Math.mulDiv(root, TickPrice.sqrtPriceAt(int24(other)), 1 << 96);
        assertApproxEqRel(TickPrice.sqrtPriceAt(int24(tick + other)), product, 1e9);
    }

    function sqrtPriceAt(int24 tick) external pure returns (uint160) {
        return TickPrice.sqrtPriceAt(tick);
    }

    function test_RevertWhen_thereIsNoSuchTick() public {
        TickPrice.sqrtPriceAt(887_272);
        TickPrice.sqrtPriceAt(-887_272);
        vm.expectRevert(abi.encodeWithSelector(TickPrice.InvalidTick.selector, 887_273));
        this.sqrtPriceAt(887_273);
        vm.expectRevert(abi.encodeWithSelector(TickPrice.InvalidTick.selector, -887_273));
        this.sqrtPriceAt(-887_273);
    }
}
