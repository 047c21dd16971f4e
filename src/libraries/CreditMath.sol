// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Rates, interest and marks of credit lines (SPEC POOL 1, 3)
/// @dev Raw interest is principal × basis points × seconds: exact, so sums over lines are too. The SDK has the same in creditMath.
library CreditMath {
    struct Curve {
        uint256 baseBps;
        uint256 kinkRateBps;
        uint256 maxRateBps;
        uint256 kinkBps;
    }

    uint256 internal constant BPS = 10_000;
    uint256 internal constant PERCENT = 100;
    /// @dev A borrower's raw interest in one unit.
    uint256 internal constant DEBT_SCALE = BPS * 365 days;
    /// @dev The holders' raw interest in one unit: the reserve's percents are taken off before the division.
    uint256 internal constant INTEREST_SCALE = PERCENT * DEBT_SCALE;

    uint256 internal constant FIRST_MARK = 7 days;
    uint256 internal constant SECOND_MARK = 30 days;
    uint256 internal constant LAST_MARK = 90 days;

    /// @return basis points a year, rounded up
    function rate(Curve memory c, uint256 utilisationBps) internal pure returns (uint256) {
        if (utilisationBps <= c.kinkBps) {
            return c.baseBps + Math.ceilDiv((c.kinkRateBps - c.baseBps) * utilisationBps, c.kinkBps);
        }
        uint256 above = Math.min(utilisationBps, BPS) - c.kinkBps;
        return c.kinkRateBps + Math.ceilDiv((c.maxRateBps - c.kinkRateBps) * above, BPS - c.kinkBps);
    }

    /// @return basis points, rounded up
    function utilisation(uint256 principal, uint256 cash) internal pure returns (uint256) {
        return principal == 0 ? 0 : Math.ceilDiv(principal * BPS, principal + cash);
    }

    /// @notice Part of a line that is given up by time alone.
    function markBps(uint256 due, uint256 time) internal pure returns (uint256) {
        if (time < due + FIRST_MARK) return 0;
        if (time < due + SECOND_MARK) return 2500;
        return time < due + LAST_MARK ? 5000 : BPS;
    }

    /// @notice First second after time at which the line falls due or reaches a mark.
    function nextEvent(uint256 due, uint256 time) internal pure returns (uint256) {
        if (time < due) return due;
        if (time < due + FIRST_MARK) return due + FIRST_MARK;
        if (time < due + SECOND_MARK) return due + SECOND_MARK;
        return time < due + LAST_MARK ? due + LAST_MARK : type(uint40).max;
    }

    /// @return what is owed to the holders, in units / INTEREST_SCALE
    function owedRaw(uint256 principal, uint256 raw, uint256 reservePct) internal pure returns (uint256) {
        return principal * INTEREST_SCALE + raw * (PERCENT - reservePct);
    }

    /// @return units, rounded down, so that impairments never sum to more than what is owed
    function impaired(uint256 owed, uint256 mark) internal pure returns (uint256) {
        return owed * mark / (BPS * INTEREST_SCALE);
    }
}
