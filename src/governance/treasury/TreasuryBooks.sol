// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITreasury } from "../../interfaces/ITreasury.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title The treasury's books: budgets, quarters and the daily limit
abstract contract TreasuryBooks is ITreasury, AccessManagedUpgradeable, ReentrancyGuardTransient {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;

    uint256 internal constant BUDGETS = 7;

    uint256 private constant WINDOW = 1 days;
    uint256 private constant QUARTER = 13 weeks;
    uint256 private constant LEAST_LIMIT = 1000e6;
    uint256 private constant MOST_LIMIT = 1_000_000e6;
    uint256 private constant MOST_SHARES = 10_000;

    IERC20 internal immutable USDC;

    /// @dev 7 × 16 bits, the limit and the sum of all balances share a slot.
    uint16[BUDGETS] private _shares;
    uint64 private _dailyLimit;
    uint64 private _booked;
    uint64[BUDGETS] private _balances;
    mapping(uint256 quarter => Quarter[BUDGETS]) private _quarters;
    /// @dev All that was ever paid under the daily limit, by time: what lies between two seconds is a difference.
    Checkpoints.Trace208 private _dailyPaid;
    uint256[20] private __gap;

    constructor(address usdc_) {
        if (usdc_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
    }

    // ---- views ----

    /// @inheritdoc ITreasury
    function balanceOf(Budget budget) external view override returns (uint256) {
        return _balances[uint256(budget)];
    }

    /// @inheritdoc ITreasury
    function unallocated() public view override returns (uint256) {
        uint256 held = USDC.balanceOf(address(this));
        uint256 known = _booked + streaming();
        // Less only where the token takes away what it once paid.
        return held > known ? held - known : 0;
    }

    /// @inheritdoc ITreasury
    function streaming() public view virtual override returns (uint256);

    /// @inheritdoc ITreasury
    function shares() external view override returns (uint16[BUDGETS] memory) {
        return _shares;
    }

    /// @inheritdoc ITreasury
    function dailyLimit() external view override returns (uint256) {
        return _dailyLimit;
    }

    /// @inheritdoc ITreasury
    function dailyLeft() public view override returns (uint256) {
        uint256 before = _dailyPaid.upperLookupRecent(uint48(block.timestamp - WINDOW));
        uint256 paid = _dailyPaid.latest() - before;
        return paid < _dailyLimit ? _dailyLimit - paid : 0;
    }

    /// @inheritdoc ITreasury
    function currentQuarter() public view override returns (uint256) {
        return block.timestamp / QUARTER;
    }

    /// @inheritdoc ITreasury
    function report(uint256 quarter) external view override returns (Quarter[BUDGETS] memory lines) {
        return _quarters[quarter];
    }

    /// @inheritdoc ITreasury
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    // ---- books ----

    /// @dev Floors each share; what is left over stays unallocated.
    function _allocate() internal returns (uint256 amount) {
        uint256 arrived = unallocated();
        if (arrived == 0) return 0;
        uint16[BUDGETS] memory parts = _shares;
        uint256 sum = _sum(parts);
        for (uint256 i; i < BUDGETS; ++i) {
            uint256 part = arrived * parts[i] / sum;
            if (part == 0) continue;
            amount += part;
            _give(Budget(i), part.toUint64());
            emit Allocated(Budget(i), part);
        }
    }

    function _give(Budget budget, uint64 amount) internal {
        _balances[uint256(budget)] += amount;
        _booked += amount;
        _line(budget).received += amount;
    }

    /// @return line where the caller says what the money was taken for
    function _take(Budget budget, uint64 amount) internal returns (Quarter storage line) {
        uint64 balance = _balances[uint256(budget)];
        if (amount > balance) revert InsufficientBudget(budget, balance, amount);
        _balances[uint256(budget)] = balance - amount;
        _booked -= amount;
        return _line(budget);
    }

    /// @dev Any 24 hours: what was paid in the second exactly a day ago is out of it.
    function _countDaily(uint64 amount) internal {
        uint256 left = dailyLeft();
        if (amount > left) revert DailyLimitExceeded(left, amount);
        _dailyPaid.push(uint48(block.timestamp), uint208(_dailyPaid.latest() + amount));
    }

    function _requireNotReserve(Budget budget) internal pure {
        if (budget == Budget.EmergencyReserve) revert ReserveIsGovernances();
    }

    /// @dev Otherwise four signers could move money between budgets: what the treasury pays itself is divided anew.
    function _requireOutside(address to) internal view {
        if (to == address(this)) revert RecipientIsTreasury();
    }

    function _requirePayment(address to, uint256 amount, string calldata reason) internal pure {
        if (to == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        if (bytes(reason).length == 0) revert ReasonMissing();
    }

    function _setShares(uint16[BUDGETS] calldata shares_) internal {
        uint256 sum = _sum(shares_);
        if (sum == 0 || sum > MOST_SHARES) revert InvalidShares();
        _shares = shares_;
        emit SharesSet(shares_);
    }

    function _setDailyLimit(uint64 limit) internal {
        if (limit < LEAST_LIMIT || limit > MOST_LIMIT) revert OutOfBounds(limit, LEAST_LIMIT, MOST_LIMIT);
        _dailyLimit = limit;
        emit DailyLimitSet(limit);
    }

    function _line(Budget budget) private view returns (Quarter storage) {
        return _quarters[currentQuarter()][uint256(budget)];
    }

    function _sum(uint16[BUDGETS] memory parts) private pure returns (uint256 sum) {
        for (uint256 i; i < BUDGETS; ++i) {
            sum += parts[i];
        }
    }
}
