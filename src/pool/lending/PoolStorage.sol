// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { IInsuranceFund } from "../../interfaces/IInsuranceFund.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { GuardianPausable } from "../../libraries/GuardianPausable.sol";
import { QueueLogic } from "../queue/QueueLogic.sol";
import { ERC20Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title The lending pool's peers, storage and parameters
abstract contract PoolStorage is
    ILendingPool,
    ERC4626Upgradeable,
    ERC20PermitUpgradeable,
    GuardianPausable,
    ReentrancyGuardTransient
{
    /// @dev One slot.
    /// @param used what has left at once, falling by the daily limit within a day, as of usedAt
    struct Terms {
        uint64 depositCap;
        uint32 minDeposit;
        uint16 bufferBps;
        uint16 dailyBps;
        uint24 notice;
        uint64 used;
        uint40 usedAt;
    }

    uint256 internal constant BPS = 10_000;
    uint256 internal constant VIRTUAL_SHARES = 1e6;
    /// @dev Rates are set anew at least this often while something is lent.
    uint256 internal constant SETTLE_AFTER = 1 days;
    uint256 internal constant FIRST_LOSS_BPS = 1000;
    uint256 internal constant FIRST_LOSS_WINDOW = 365 days;
    IERC20 internal immutable USDC;
    ICreditLines internal immutable LINES;
    IInsuranceFund internal immutable FUND;

    Cash internal _cash;
    ICreditLines.Book internal _book;
    Terms internal _terms;
    /// @dev What the fund has given for losses that still stand: at most the impairment.
    uint256 internal _covered;
    Checkpoints.Trace208 internal _covers;
    QueueLogic.Queue internal _queue;

    uint256[38] private __gap;

    constructor(address usdc_, address creditLines_, address insuranceFund_) {
        if (usdc_ == address(0) || creditLines_ == address(0) || insuranceFund_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
        LINES = ICreditLines(creditLines_);
        FUND = IInsuranceFund(insuranceFund_);
    }

    /// @inheritdoc ILendingPool
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc ILendingPool
    function parameter(bytes32 name) external view override returns (uint256) {
        Terms memory t = _terms;
        if (name == "depositCap") return t.depositCap;
        if (name == "minDeposit") return t.minDeposit;
        if (name == "bufferBps") return t.bufferBps;
        if (name == "dailyBps") return t.dailyBps;
        if (name == "notice") return t.notice;
        revert InvalidParameter(name, 0);
    }

    /// @inheritdoc ILendingPool
    function creditLines() external view override returns (address) {
        return address(LINES);
    }

    /// @inheritdoc ILendingPool
    function insuranceFund() external view override returns (address) {
        return address(FUND);
    }

    /// @dev USDC's 6 and 6 more: a share's rounding is a millionth of a unit, which is what keeps its price from being inflated.
    function decimals() public pure override(ERC20Upgradeable, ERC4626Upgradeable) returns (uint8) {
        return 12;
    }

    function _setDefaults() internal {
        _setParameter("depositCap", 50_000_000e6);
        _setParameter("minDeposit", 10e6);
        _setParameter("bufferBps", 1500);
        _setParameter("dailyBps", 500);
        _setParameter("notice", 1 days);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        Terms storage t = _terms;
        if (name == "depositCap" && value <= 1 << 63) {
            t.depositCap = uint64(value);
        } else if (name == "minDeposit" && _within(value, 1e6, 1000e6)) {
            t.minDeposit = uint32(value);
        } else if (name == "bufferBps" && _within(value, 1500, 5000)) {
            t.bufferBps = uint16(value);
        } else if (name == "dailyBps" && _within(value, 100, 5000)) {
            t.dailyBps = uint16(value);
        } else if (name == "notice" && value <= 7 days) {
            t.notice = uint24(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }
}
