// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The price at a tick of a Uniswap v3 pool, by repeated squaring
/// @dev A tick is a factor of 1.0001 in the price, so of sqrt(1.0001) in what pools keep. Within one unit and a part in 10^19 of the true
/// root, up to tick ±500,000 within one unit and a part in 10^26; the pools' own are as near.
library TickPrice {
    int24 internal constant MAX_TICK = 887_272;

    /// @dev 2^256 / 1.0001, rounded down.
    uint256 private constant STEP_SQUARED = (2 ** 256 * 10_000 - 2 ** 256 * 10_000 % 10_001) / 10_001;
    uint256 private constant ONE = 1 << 128;
    uint256 private constant HALF = 1 << 127;

    error InvalidTick(int24 tick);

    /// @notice sqrt(1.0001^tick) × 2^96, rounded up.
    function sqrtPriceAt(int24 tick) internal pure returns (uint160) {
        uint256 steps = tick < 0 ? uint256(-int256(tick)) : uint256(int256(tick));
        if (steps > uint256(int256(MAX_TICK))) revert InvalidTick(tick);

        // Powers of the reciprocal: below one in 128 bits, no product outgrows a word.
        uint256 root = ONE;
        uint256 power = Math.sqrt(STEP_SQUARED);
        unchecked {
            for (; steps != 0; steps >>= 1) {
                if (steps & 1 != 0) root = root * power >> 128;
                power = (power * power + HALF) >> 128;
            }
            if (tick > 0) root = type(uint256).max / root;
        }
        return uint160(Math.ceilDiv(root, 1 << 32));
    }
}
