// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../interfaces/IVault.sol";
import { MarketStats } from "./MarketStats.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Vault
contract Vault is IVault, MarketStats, AccessManagedUpgradeable, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    IERC20 private immutable USDC;

    mapping(address account => Account) private _accounts;
    mapping(address module => bool) private _modules;
    address private _revenueRouter;

    modifier onlyModule() {
        if (!_modules[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    constructor(address usdc_) {
        if (usdc_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    // ---- anyone ----

    /// @inheritdoc IVault
    function deposit(uint256 amount) external override nonReentrant {
        _deposit(msg.sender, amount);
    }

    /// @inheritdoc IVault
    function depositFor(address account, uint256 amount) external override nonReentrant {
        _deposit(account, amount);
    }

    /// @inheritdoc IVault
    function depositWithPermit(address account, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
        nonReentrant
    {
        // Someone may have used the permit first; the allowance decides.
        try IERC20Permit(address(USDC)).permit(msg.sender, address(this), amount, deadline, v, r, s) { } catch { }
        _deposit(account, amount);
    }

    /// @inheritdoc IVault
    function withdraw(uint256 amount, address to) external override nonReentrant returns (uint256 withdrawn) {
        // Check
        if (to == address(0)) revert ZeroAddress();
        if (to == address(this)) revert InvalidRecipient(to);
        Account storage account = _accounts[msg.sender];
        uint256 available = account.available;
        withdrawn = amount == type(uint256).max ? available : amount;
        if (withdrawn == 0) revert ZeroAmount();
        if (withdrawn > available) revert InsufficientBalance(msg.sender, available, withdrawn);

        // Effect
        account.available = uint128(available - withdrawn);
        emit Withdrawn(msg.sender, to, withdrawn);

        // Interaction
        USDC.safeTransfer(to, withdrawn);
    }

    // ---- modules ----

    /// @inheritdoc IVault
    function escrow(address payer, uint256 amount) external override onlyModule {
        if (amount == 0) revert ZeroAmount();
        Account memory account = _accounts[payer];
        if (amount > account.available) revert InsufficientBalance(payer, account.available, amount);
        account.available -= uint128(amount);
        account.escrowed += uint128(amount);
        _accounts[payer] = account;
        emit Escrowed(payer, msg.sender, amount);
    }

    /// @inheritdoc IVault
    function escrowFrom(address payer, uint256 amount) external override onlyModule nonReentrant {
        _receive(payer, amount);
        _accounts[payer].escrowed += amount.toUint128();
        emit Deposited(payer, payer, amount);
        emit Escrowed(payer, msg.sender, amount);
    }

    /// @inheritdoc IVault
    function release(Settlement calldata settlement) external override onlyModule {
        // Check
        uint256 total = settlement.toPayee + settlement.fee + settlement.refund;
        if (settlement.volume > total) revert InvalidVolume(settlement.volume, total);
        if (settlement.source >= SOURCES) revert InvalidSource(settlement.source);
        Account memory account = _accounts[settlement.payer];
        if (total > account.escrowed) revert InsufficientEscrow(settlement.payer, account.escrowed, total);

        // Effect: the payer is stored before the payee is read, for they may be the same
        account.escrowed -= uint128(total);
        account.available += uint128(settlement.refund);
        _accounts[settlement.payer] = account;
        if (settlement.toPayee != 0) {
            if (settlement.payee == address(0)) revert ZeroAddress();
            _accounts[settlement.payee].available += uint128(settlement.toPayee);
        }
        if (settlement.fee != 0 || settlement.volume != 0) {
            _record(settlement.source, settlement.fee, settlement.volume);
        }
        _emitReleased(settlement);
    }

    /// @inheritdoc IVault
    function collectRevenue(uint8 source) external override nonReentrant returns (uint256 amount) {
        // Check
        if (msg.sender != _revenueRouter) revert NotRevenueRouter(msg.sender);
        if (source >= SOURCES) revert InvalidSource(source);

        // Effect
        amount = _takeRevenue(source);
        if (amount == 0) return 0;
        emit RevenueCollected(source, msg.sender, amount);

        // Interaction
        USDC.safeTransfer(msg.sender, amount);
    }

    // ---- governance ----

    /// @inheritdoc IVault
    function setModule(address module, bool allowed) external override restricted {
        if (module == address(0)) revert ZeroAddress();
        _modules[module] = allowed;
        emit ModuleSet(module, allowed);
    }

    /// @inheritdoc IVault
    function setRevenueRouter(address router) external override restricted {
        if (router == address(0)) revert ZeroAddress();
        _revenueRouter = router;
        emit RevenueRouterSet(router);
    }

    // ---- views ----

    /// @inheritdoc IVault
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc IVault
    function revenueRouter() external view override returns (address) {
        return _revenueRouter;
    }

    /// @inheritdoc IVault
    function isModule(address module) external view override returns (bool) {
        return _modules[module];
    }

    /// @inheritdoc IVault
    function accountOf(address account) external view override returns (Account memory) {
        return _accounts[account];
    }

    /// @inheritdoc IVault
    function balanceOf(address account) external view override returns (uint256 available) {
        return _accounts[account].available;
    }

    /// @inheritdoc IVault
    function escrowOf(address account) external view override returns (uint256 escrowed) {
        return _accounts[account].escrowed;
    }

    /// @inheritdoc IVault
    function uncollectedRevenue(uint8 source) external view override returns (uint256) {
        return _revenueOf(source);
    }

    /// @inheritdoc IVault
    function totalUncollectedRevenue() external view override returns (uint256 total) {
        for (uint256 source; source < SOURCES; ++source) {
            total += _revenueOf(source);
        }
    }

    // ---- internals ----

    function _deposit(address account, uint256 amount) private {
        if (account == address(0)) revert ZeroAddress();
        _receive(msg.sender, amount);
        _accounts[account].available += amount.toUint128();
        emit Deposited(account, msg.sender, amount);
    }

    /// @dev Only what arrived may enter the books. Guarded by the callers against coming back in between.
    function _receive(address from, uint256 amount) private {
        if (amount == 0) revert ZeroAmount();
        uint256 before = USDC.balanceOf(address(this));
        USDC.safeTransferFrom(from, address(this), amount);
        uint256 present = USDC.balanceOf(address(this));
        uint256 received = present > before ? present - before : 0;
        if (received != amount) revert TransferMismatch(amount, received);
    }

    function _emitReleased(Settlement calldata settlement) private {
        emit Released(
            settlement.payer,
            settlement.payee,
            msg.sender,
            settlement.toPayee,
            settlement.fee,
            settlement.refund,
            settlement.volume,
            settlement.source
        );
    }
}
