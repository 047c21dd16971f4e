// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardProgrammes } from "../interfaces/IRewardProgrammes.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The fixed figures of SPEC RWD 1-3, as pure functions of time and GMV
/// @dev Amounts in CPT wei, GMV and targets in USDC units. Each amount is divided once, rounded down.
library EmissionCurve {
    uint256 internal constant USERS_BUCKET = 24_900_000e18;
    uint256 internal constant AIRDROP = 100_000e18;
    uint256 internal constant PROVIDERS_BUCKET = 20_000_000e18;
    uint256 internal constant LIQUIDITY_BUCKET = 10_000_000e18;

    /// @dev What 60 months at their target come to: the airdrop shortens the last ones (docs/decisions/0080).
    uint256 private constant USERS_BASE = 25_000_000e18;
    uint256 private constant MONTHS = 60;
    uint256 private constant QUARTER_BASE = 1_000_000e18;
    uint256 private constant MONTHS_A_QUARTER = 3;
    uint256 private constant MONTHS_A_YEAR = 12;

    uint256 internal constant YEAR_DAYS = 365;
    uint256 private constant LAST_DAY = 5 * YEAR_DAYS;
    /// @dev Month 6 ends on day 182, month 24 on day 730.
    uint256 private constant PHASE_1_DAYS = 182;
    uint256 private constant PHASE_2_DAYS = 730;

    uint256 private constant BPS = 10_000;

    /// @notice Days from the start to the end of the n-th month.
    function monthEnd(uint256 month) internal pure returns (uint256 days_) {
        return month * YEAR_DAYS / MONTHS_A_YEAR;
    }

    /// @notice Days from the start to the end of the n-th quarter.
    function quarterEnd(uint256 quarter) internal pure returns (uint256 days_) {
        return monthEnd(quarter * MONTHS_A_QUARTER);
    }

    /// @notice A month's target by its year, month counted from 1.
    function monthTarget(uint256[3] memory targets, uint256 month) internal pure returns (uint256) {
        return targets[Math.min((month - 1) / MONTHS_A_YEAR, 2)];
    }

    /// @notice A quarter's target: its three months' targets, quarter counted from 1.
    function quarterTarget(uint256[3] memory targets, uint256 quarter) internal pure returns (uint256) {
        return MONTHS_A_QUARTER * monthTarget(targets, quarter * MONTHS_A_QUARTER);
    }

    /// @notice 25M / 60 * min(maxRatio, volume / target)
    function monthAmount(uint256 volume, uint256 target, uint256 maxRatioBps) internal pure returns (uint256) {
        return USERS_BASE * _counted(volume, target, maxRatioBps) / (MONTHS * target);
    }

    /// @notice 1M * min(maxRatio, volume / target)
    function quarterAmount(uint256 volume, uint256 target, uint256 maxRatioBps) internal pure returns (uint256) {
        return QUARTER_BASE * _counted(volume, target, maxRatioBps) / target;
    }

    /// @notice The liquidity bucket's 40, 30 and three times 10% within the first days.
    function liquidity(uint256 days_) internal pure returns (uint256) {
        uint256 shares = 40 * _within(days_, 0, YEAR_DAYS) + 30 * _within(days_, YEAR_DAYS, 2 * YEAR_DAYS) + 10
            * _within(days_, 2 * YEAR_DAYS, LAST_DAY);
        return LIQUIDITY_BUCKET * shares / (100 * YEAR_DAYS);
    }

    /// @notice Liquidity mining of one programme within the first days.
    function mining(IRewardProgrammes.Programme programme, uint256 days_) internal pure returns (uint256) {
        (uint256 first, uint256 second, uint256 third) = _miningADay(programme);
        uint256 whole = first * _within(days_, 0, PHASE_1_DAYS) + second * _within(days_, PHASE_1_DAYS, PHASE_2_DAYS)
            + third * _within(days_, PHASE_2_DAYS, LAST_DAY);
        return whole * 1e18;
    }

    /// @notice What a yield on the pool's value comes to in CPT over some weeks.
    /// @param value USDC units (6 decimals), counted at 1 USD
    /// @param price USD per CPT, 8 decimals
    function yieldOf(uint256 value, uint256 yieldBps, uint256 weeks_, uint256 price) internal pure returns (uint256) {
        // 1e20: from value's 6 decimals over price's 8 to CPT's 18
        return Math.mulDiv(value * yieldBps * weeks_ * 7, 1e20, BPS * YEAR_DAYS * price);
    }

    function _miningADay(IRewardProgrammes.Programme programme)
        private
        pure
        returns (uint256 first, uint256 second, uint256 third)
    {
        if (programme == IRewardProgrammes.Programme.LpPositions) return (2000, 800, 300);
        if (programme == IRewardProgrammes.Programme.LpStaking) return (1500, 500, 200);
        if (programme == IRewardProgrammes.Programme.LpPool) return (1000, 1200, 500);
    }

    /// @dev How many of the first days_ lie in [from, to).
    function _within(uint256 days_, uint256 from, uint256 to) private pure returns (uint256) {
        return days_ <= from ? 0 : Math.min(days_, to) - from;
    }

    function _counted(uint256 volume, uint256 target, uint256 maxRatioBps) private pure returns (uint256) {
        return Math.min(volume, target * maxRatioBps / BPS);
    }
}
