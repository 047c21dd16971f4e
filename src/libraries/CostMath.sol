// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../interfaces/IListings.sol";

/// @title What a job costs and who gets it (SPEC JOB 3, 6, 7; law D)
/// @notice Rounding favours the protocol: the buyer's cost and the fee go up, payouts, credits and discounts go down.
/// @dev Nothing is checked for overflow: amounts and usage are below 2^128, units and seconds below 2^24, prices below 2^40,
/// basis points at most 15,000, a fee at most 10,000 of them and a discount at most 100 percent.
library CostMath {
    uint256 internal constant BPS = 10_000;

    /// @dev Fees are stored in tenths of a percent, discounts in percent.
    uint256 internal constant BPS_PER_TENTH = 10;
    uint256 internal constant BPS_PER_PERCENT = 100;

    /// @notice Seconds (or units) one unit price buys.
    function periodLength(IListings.Period period) internal pure returns (uint256) {
        if (period == IListings.Period.Hour) return 1 hours;
        if (period == IListings.Period.Month) return 30 days;
        return 1;
    }

    /// @notice What the buyer predicted, in the listing's measure: unit-seconds, or units where the price is per unit.
    function predictedUsage(IListings.Period period, uint256 units, uint256 duration) internal pure returns (uint256) {
        unchecked {
            return period == IListings.Period.Unit ? units : units * duration;
        }
    }

    /// @return USDC units, rounded up
    function cost(uint256 usage, uint256 unitPrice, IListings.Period period) internal pure returns (uint256) {
        unchecked {
            return ceilDiv(usage * unitPrice, periodLength(period));
        }
    }

    /// @notice The price of what the buyer predicted.
    /// @return USDC units, rounded up
    function predictedCost(IListings.Period period, uint256 units, uint256 duration, uint256 unitPrice)
        internal
        pure
        returns (uint256)
    {
        return cost(predictedUsage(period, units, duration), unitPrice, period);
    }

    /// @notice What an opening takes into escrow: the predicted cost with the buffer (SPEC JOB 3).
    /// @return USDC units, rounded up twice
    function escrow(IListings.Period period, uint256 units, uint256 duration, uint256 unitPrice, uint256 bufferBps)
        internal
        pure
        returns (uint256)
    {
        return shareUp(predictedCost(period, units, duration, unitPrice), BPS + bufferBps);
    }

    function ceilDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            return (a + b - 1) / b;
        }
    }

    /// @notice A part of an amount, rounded up.
    function shareUp(uint256 amount, uint256 bps) internal pure returns (uint256) {
        unchecked {
            return (amount * bps + BPS - 1) / BPS;
        }
    }

    /// @notice A part of an amount, rounded down.
    function shareDown(uint256 amount, uint256 bps) internal pure returns (uint256) {
        unchecked {
            return amount * bps / BPS;
        }
    }

    /// @notice What missed promises take off a cost, rounded down, at most all of it (see SlaMath).
    function slaCredit(uint256 cost_, uint256 creditBps) internal pure returns (uint256) {
        return shareDown(cost_, creditBps < BPS ? creditBps : BPS);
    }

    /// @notice Splits one paid amount. toProvider + fee + discount = amount.
    /// @param feeBps platform fee, rounded up
    /// @param discountPercent of that fee, back to the payer, rounded down
    function split(uint256 amount, uint256 feeBps, uint256 discountPercent)
        internal
        pure
        returns (uint256 toProvider, uint256 fee, uint256 discount)
    {
        unchecked {
            uint256 gross = shareUp(amount, feeBps);
            discount = gross * discountPercent / 100;
            fee = gross - discount;
            toProvider = amount - gross;
        }
    }
}
