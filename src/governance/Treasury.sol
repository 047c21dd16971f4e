// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IInsuranceFund } from "../interfaces/IInsuranceFund.sol";
import { ITreasury } from "../interfaces/ITreasury.sol";
import { TreasuryStreams } from "./treasury/TreasuryStreams.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Treasury
contract Treasury is TreasuryStreams {
    using SafeERC20 for IERC20;

    address private immutable FUND;

    constructor(address usdc_, address insuranceFund_) TreasuryStreams(usdc_) {
        if (insuranceFund_ == address(0)) revert ZeroAddress();
        FUND = insuranceFund_;
        _disableInitializers();
    }

    function initialize(address authority, uint16[7] calldata shares_) external initializer {
        __AccessManaged_init(authority);
        _setShares(shares_);
        _setDailyLimit(100_000e6);
    }

    // ---- anyone ----

    /// @inheritdoc ITreasury
    function allocate() external override nonReentrant returns (uint256 amount) {
        amount = _allocate();
        if (amount == 0) revert NothingToAllocate();
    }

    // ---- signers ----

    /// @inheritdoc ITreasury
    function pay(Budget budget, address to, uint64 amount, string calldata reason)
        external
        override
        restricted
        nonReentrant
    {
        _requireNotReserve(budget);
        _countDaily(amount);
        _pay(budget, to, amount, true, reason);
    }

    /// @inheritdoc ITreasury
    function payLarge(Budget budget, address to, uint64 amount, string calldata reason)
        external
        override
        restricted
        nonReentrant
    {
        _requireNotReserve(budget);
        _pay(budget, to, amount, false, reason);
    }

    /// @inheritdoc ITreasury
    function payToken(address token, address to, uint256 amount, string calldata reason)
        external
        override
        restricted
        nonReentrant
    {
        if (token == address(USDC)) revert UsdcIsBudgeted();
        if (token == address(0)) revert ZeroAddress();
        _requirePayment(to, amount, reason);
        emit TokenPaid(token, to, amount, reason);
        IERC20(token).safeTransfer(to, amount);
    }

    // ---- governance ----

    /// @inheritdoc ITreasury
    function payReserve(address to, uint64 amount, string calldata reason) external override restricted nonReentrant {
        _pay(Budget.EmergencyReserve, to, amount, false, reason);
    }

    /// @inheritdoc ITreasury
    function contributeReserve(uint64 amount, string calldata reason) external override restricted nonReentrant {
        // Check
        _requirePayment(FUND, amount, reason);

        // Effect
        _allocate();
        _take(Budget.EmergencyReserve, amount).paid += amount;
        emit ReserveContributed(FUND, amount, reason);

        // Interaction
        USDC.forceApprove(FUND, amount);
        IInsuranceFund(FUND).contribute(amount);
    }

    /// @inheritdoc ITreasury
    function move(Budget from, Budget to, uint64 amount, string calldata reason)
        external
        override
        restricted
        nonReentrant
    {
        if (from == to) revert SameBudget(from);
        _requirePayment(address(this), amount, reason);
        _allocate();
        _take(from, amount).movedOut += amount;
        _give(to, amount);
        emit Moved(from, to, amount, reason);
    }

    /// @inheritdoc ITreasury
    function setShares(uint16[7] calldata shares_) external override restricted nonReentrant {
        _allocate();
        _setShares(shares_);
    }

    /// @inheritdoc ITreasury
    function setDailyLimit(uint64 limit) external override restricted {
        _setDailyLimit(limit);
    }

    // ---- views ----

    /// @inheritdoc ITreasury
    function insuranceFund() external view override returns (address) {
        return FUND;
    }

    function _pay(Budget budget, address to, uint64 amount, bool daily, string calldata reason) private {
        // Check
        _requirePayment(to, amount, reason);
        _requireOutside(to);

        // Effect
        _allocate();
        _take(budget, amount).paid += amount;
        emit Paid(budget, to, amount, daily, reason);

        // Interaction
        USDC.safeTransfer(to, amount);
    }
}
