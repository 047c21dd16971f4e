// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Between CPT (18 decimals), its price (USD, 8 decimals) and USDC units (6 decimals)
/// @notice Rounding favours the protocol: a bond is worth less, a slash takes more. USDC counts as 1 USD.
/// @dev Callers keep cpt below 2^97, price below 2^128 and value below 2^96.
library BondMath {
    uint256 internal constant SCALE = 1e20;

    /// @notice What some CPT is worth, in USDC units, rounded down.
    function valueOf(uint256 cpt, uint256 price) internal pure returns (uint256) {
        return cpt * price / SCALE;
    }

    /// @notice The CPT that a value in USDC units buys, rounded up. price is not 0.
    function cptFor(uint256 value, uint256 price) internal pure returns (uint256) {
        return Math.ceilDiv(value * SCALE, price);
    }
}
