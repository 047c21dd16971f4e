// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../interfaces/IVault.sol";
import { AccountWord } from "./AccountWord.sol";
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
    using AccountWord for IVault.Account;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    IERC20 private immutable USDC;
    /// @dev The module of almost every call, known without a cold read.
    address private immutable MARKET;

    mapping(address account => Account) private _accounts;
    mapping(address module => bool) private _modules;
    address private _revenueRouter;

    modifier onlyModule() {
        if (msg.sender != MARKET && !_modules[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    /// @param market_ the module that no call can take out, 0 for none
    constructor(address usdc_, address market_) {
        if (usdc_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
        MARKET = market_;
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
        Account storage account = _accounts[payer];
        (uint256 available, uint256 escrowed) = account.read();
        if (amount > available) revert InsufficientBalance(payer, available, amount);
        unchecked {
            account.write(available - amount, escrowed + amount);
        }
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
        (address payer, uint256 toPayee, uint256 fee) = (settlement.payer, settlement.toPayee, settlement.fee);
        (uint256 refund, uint256 volume, uint8 source) = (settlement.refund, settlement.volume, settlement.source);
        uint256 total = toPayee + fee + refund;
        if (volume > total) revert InvalidVolume(volume, total);
        if (source >= SOURCES) revert InvalidSource(source);
        Account storage account = _accounts[payer];
        (uint256 available, uint256 escrowed) = account.read();
        if (total > escrowed) revert InsufficientEscrow(payer, escrowed, total);

        // Effect: the payer is stored before the payee is read, for they may be the same
        unchecked {
            // The total is part of what was escrowed; an account checks its halves.
            account.write(available + refund, escrowed - total);
        }
        if (toPayee != 0) _credit(settlement.payee, toPayee);
        if (fee != 0 || volume != 0) _record(source, fee, volume);
        _emitReleased(payer, settlement);
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
        if (module == MARKET) revert FixedModule(module);
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
    function fixedModule() external view override returns (address) {
        return MARKET;
    }

    /// @inheritdoc IVault
    function revenueRouter() external view override returns (address) {
        return _revenueRouter;
    }

    /// @inheritdoc IVault
    function isModule(address module) external view override returns (bool) {
        return module == MARKET ? module != address(0) : _modules[module];
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

    function _credit(address payee, uint256 amount) private {
        if (payee == address(0)) revert ZeroAddress();
        Account storage account = _accounts[payee];
        (uint256 available, uint256 escrowed) = account.read();
        unchecked {
            account.write(available + amount, escrowed);
        }
    }

    /// @dev The event's data are the settlement's last five words as they came.
    function _emitReleased(address payer, Settlement calldata settlement) private {
        bytes32 topic = Released.selector;
        address payee = settlement.payee;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, add(settlement, 64), 160)
            log4(data, 160, topic, payer, payee, caller())
        }
    }
}
