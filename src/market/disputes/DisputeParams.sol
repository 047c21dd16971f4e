// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../interfaces/IDisputes.sol";
import { DisputeStorage } from "./DisputeStorage.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What governance may set, within bounds
/// @dev The windows' maxima sum to 49 days: less than the market waits for a ruling, whatever is set there.
abstract contract DisputeParams is DisputeStorage {
    uint256 internal constant BOND_BPS = 0;
    uint256 internal constant MIN_BOND = 1;
    uint256 internal constant MAX_BOND = 2;
    uint256 internal constant APPEAL_ABOVE = 3;
    uint256 internal constant ANSWER_WINDOW = 4;
    uint256 internal constant PANEL_WINDOW = 5;
    uint256 internal constant APPEAL_WINDOW = 6;
    uint256 internal constant APPEAL_RULING_WINDOW = 7;

    /// @dev Where a parameter is kept, and what it may be.
    struct Bounds {
        uint256 index;
        uint256 min;
        uint256 max;
    }

    /// @inheritdoc IDisputes
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IDisputes
    function parameter(bytes32 name) external view override returns (uint256) {
        Bounds memory b = _boundsOf(name);
        if (b.max == 0) revert InvalidParameter(name, 0);
        return _params[b.index];
    }

    /// @inheritdoc IDisputes
    function bondFor(uint256 disputed) external view override returns (uint256) {
        return _bondFor(disputed);
    }

    function _bondFor(uint256 disputed) internal view returns (uint256) {
        uint256 bond = Math.mulDiv(disputed, _params[BOND_BPS], BPS, Math.Rounding.Ceil);
        return Math.min(Math.max(bond, _params[MIN_BOND]), _params[MAX_BOND]);
    }

    function _setDefaults() internal {
        _setParameter("bondBps", 500);
        _setParameter("minBond", 10e6);
        _setParameter("maxBond", 2000e6);
        _setParameter("appealAbove", 10_000e6);
        _setParameter("answerWindow", 48 hours);
        _setParameter("panelWindow", 14 days);
        _setParameter("appealWindow", 3 days);
        _setParameter("appealRulingWindow", 30 days);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        Bounds memory b = _boundsOf(name);
        if (value < b.min || value > b.max) revert InvalidParameter(name, value);
        // Every maximum fits.
        _params[b.index] = uint64(value);
        emit ParameterSet(name, value);
    }

    /// @dev Bounds that nothing meets for a name that is none.
    function _boundsOf(bytes32 name) private pure returns (Bounds memory) {
        if (name == "bondBps") return Bounds(BOND_BPS, 100, 2000);
        if (name == "minBond") return Bounds(MIN_BOND, 1e6, 100e6);
        if (name == "maxBond") return Bounds(MAX_BOND, 100e6, 100_000e6);
        if (name == "appealAbove") return Bounds(APPEAL_ABOVE, 1000e6, 1_000_000e6);
        if (name == "answerWindow") return Bounds(ANSWER_WINDOW, 24 hours, 48 hours);
        if (name == "panelWindow") return Bounds(PANEL_WINDOW, 3 days, 14 days);
        if (name == "appealWindow") return Bounds(APPEAL_WINDOW, 1 days, 3 days);
        if (name == "appealRulingWindow") return Bounds(APPEAL_RULING_WINDOW, 15 days, 30 days);
        return Bounds(0, 1, 0);
    }
}
