// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { CreditMath } from "../../libraries/CreditMath.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The credit lines' peers, storage and parameters
abstract contract LineStorage is ICreditLines, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev One slot.
    struct Terms {
        uint40 settledAt;
        uint16 curveBps;
        uint16 baseBps;
        uint16 kinkRateBps;
        uint16 maxRateBps;
        uint16 kinkBps;
        uint16 maxLineBps;
        uint16 maxDrawBps;
        uint8 reservePct;
        uint24 maxPriceAge;
        uint32 lineCount;
        uint40 lotCount;
    }

    /// @dev What a settlement reads and writes of a line: one slot.
    /// @param raw interest owed, principal × basis points × seconds, as of the last settlement
    struct Debt {
        uint64 principal;
        uint112 raw;
        uint16 appliedBps;
        uint16 rateBps;
        uint40 due;
        uint8 reservePct;
    }

    struct Borrower {
        address account;
        uint64 cap;
        LineState state;
    }

    uint256 public constant override MAX_LINES = 16;
    uint256 public constant override INTEREST_SCALE = CreditMath.INTEREST_SCALE;

    uint256 internal constant BPS = 10_000;
    uint256 internal constant MAX_RATE_BPS = 5000;
    uint256 internal constant MIN_TERM = 7 days;
    uint256 internal constant MAX_TERM = 730 days;

    IERC20 internal immutable USDC;
    ILendingPool internal immutable POOL;
    IComputePriceOracle internal immutable ORACLE;

    Terms internal _terms;
    uint32[] internal _live;
    mapping(uint256 lineId => Debt) internal _debts;
    mapping(uint256 lineId => Borrower) internal _borrowers;
    mapping(uint256 lotId => Lot) internal _lots;

    uint256[45] private __gap;

    constructor(address usdc_, address pool_, address oracle_) {
        if (usdc_ == address(0) || pool_ == address(0) || oracle_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
        POOL = ILendingPool(pool_);
        ORACLE = IComputePriceOracle(oracle_);
    }

    /// @inheritdoc ICreditLines
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc ICreditLines
    function parameter(bytes32 name) external view override returns (uint256) {
        Terms memory t = _terms;
        if (name == "baseBps") return t.baseBps;
        if (name == "kinkRateBps") return t.kinkRateBps;
        if (name == "maxRateBps") return t.maxRateBps;
        if (name == "kinkBps") return t.kinkBps;
        if (name == "maxLineBps") return t.maxLineBps;
        if (name == "maxDrawBps") return t.maxDrawBps;
        if (name == "reservePct") return t.reservePct;
        if (name == "maxPriceAge") return t.maxPriceAge;
        revert InvalidParameter(name, 0);
    }

    /// @inheritdoc ICreditLines
    function curve(uint256 utilisationBps) external view override returns (uint256 rateBps) {
        return _rate(_terms, utilisationBps);
    }

    /// @inheritdoc ICreditLines
    function pool() external view override returns (address) {
        return address(POOL);
    }

    /// @inheritdoc ICreditLines
    function oracle() external view override returns (address) {
        return address(ORACLE);
    }

    /// @inheritdoc ICreditLines
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    function _rate(Terms memory t, uint256 utilisationBps) internal pure returns (uint256) {
        return CreditMath.rate(CreditMath.Curve(t.baseBps, t.kinkRateBps, t.maxRateBps, t.kinkBps), utilisationBps);
    }

    /// @dev The curve never falls: each point is bounded by its neighbours. It counts from the next settlement on.
    function _setDefaults() internal {
        _setParameter("maxRateBps", 2500);
        _setParameter("kinkRateBps", 800);
        _setParameter("baseBps", 200);
        _setParameter("kinkBps", 8000);
        _setParameter("maxLineBps", 2000);
        _setParameter("maxDrawBps", 7000);
        _setParameter("reservePct", 10);
        _setParameter("maxPriceAge", 26 hours);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        Terms storage t = _terms;
        if (name == "baseBps" && value <= 2000 && value <= t.kinkRateBps) {
            t.baseBps = uint16(value);
        } else if (name == "kinkRateBps" && _within(value, t.baseBps, 5000) && value <= t.maxRateBps) {
            t.kinkRateBps = uint16(value);
        } else if (name == "maxRateBps" && _within(value, t.kinkRateBps, 10_000)) {
            t.maxRateBps = uint16(value);
        } else if (name == "kinkBps" && _within(value, 5000, 9500)) {
            t.kinkBps = uint16(value);
        } else if (name == "maxLineBps" && _within(value, 100, 2000)) {
            t.maxLineBps = uint16(value);
        } else if (name == "maxDrawBps" && _within(value, 1000, 7000)) {
            t.maxDrawBps = uint16(value);
        } else if (name == "reservePct" && value <= 50) {
            t.reservePct = uint8(value);
        } else if (name == "maxPriceAge" && _within(value, 1 hours, 3 days)) {
            t.maxPriceAge = uint24(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }
}
