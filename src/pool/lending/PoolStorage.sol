// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { IInsuranceFund } from "../../interfaces/IInsuranceFund.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { GuardianPausable } from "../../libraries/GuardianPausable.sol";
import { QueueLogic } from "../queue/QueueLogic.sol";
import { FirstLoss } from "./FirstLoss.sol";
import { PoolTerms } from "./PoolTerms.sol";
import { ERC20Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The lending pool's peers, storage and parameters
abstract contract PoolStorage is
    ILendingPool,
    ERC4626Upgradeable,
    ERC20PermitUpgradeable,
    GuardianPausable,
    ReentrancyGuardTransient
{
    uint256 internal constant BPS = 10_000;
    uint256 internal constant VIRTUAL_SHARES = 1e6;
    /// @dev Rates are set anew at least this often while something is lent.
    uint256 internal constant SETTLE_AFTER = 1 days;
    uint256 internal constant FIRST_LOSS_BPS = 1000;

    IERC20 internal immutable USDC;
    ICreditLines internal immutable LINES;
    IInsuranceFund internal immutable FUND;

    Cash internal _cash;
    ICreditLines.Book internal _book;
    PoolTerms.Terms internal _terms;
    /// @dev What the fund has given for losses that still stand: at most the impairment.
    uint256 internal _covered;
    FirstLoss.History internal _covers;
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
        PoolTerms.set(_terms, name, value);
    }

    /// @inheritdoc ILendingPool
    function parameter(bytes32 name) external view override returns (uint256) {
        return PoolTerms.get(_terms, name);
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
}
