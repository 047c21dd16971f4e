// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IReferrals } from "../interfaces/IReferrals.sol";
import { IVault } from "../interfaces/IVault.sol";
import { IVouchers } from "../interfaces/IVouchers.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Vouchers
/// @dev A module of the vault, for payments into and out of its own account only.
contract Vouchers is IVouchers, ERC1155Upgradeable, AccessManagedUpgradeable, ReentrancyGuardTransient {
    uint256 public constant VALUE_FACE = 100e6;
    uint256 public constant VALUE_PERIOD = 90 days;
    uint256 public constant VALUE_TERM = 365 days;

    uint256 private constant FIRST_RESOURCE_ID = 1 << 64;

    IVault private immutable VAULT;
    IReferrals private immutable REFERRALS;

    uint256 private _valueSupply;
    mapping(uint256 id => Kind) private _kinds;
    mapping(uint256 id => uint256) private _supply;

    constructor(address vault, address referrals) {
        VAULT = IVault(vault);
        REFERRALS = IReferrals(referrals);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __ERC1155_init("");
    }

    // ---- value vouchers ----

    /// @inheritdoc IVouchers
    function buyValue(uint256 count, address to) external override nonReentrant returns (uint256 id) {
        // Check
        if (count == 0) revert ZeroAmount();
        if (to == address(0)) revert ZeroAddress();
        id = currentValueId();
        uint256 paid = count * VALUE_FACE;

        // Effect
        _valueSupply += count;
        emit ValueSold(msg.sender, to, id, count, paid);

        // Interaction: the receiver's hook last of all
        VAULT.escrow(msg.sender, paid);
        _pay(msg.sender, address(this), paid);
        _mint(to, id, count, "");
    }

    /// @inheritdoc IVouchers
    function redeemValue(uint256 id, uint256 count) external override nonReentrant returns (address wallet) {
        // Check
        uint256 expiresAt = _valueExpiry(id);
        if (block.timestamp >= expiresAt) revert VoucherExpired(id, expiresAt);

        // Effect
        uint256 credit = _takeValue(id, count);

        // Interaction
        wallet = REFERRALS.createWallet(msg.sender);
        emit ValueRedeemed(msg.sender, wallet, id, count, credit);
        VAULT.escrow(address(this), credit);
        _pay(address(this), wallet, credit);
    }

    /// @inheritdoc IVouchers
    function refundValue(uint256 id, uint256 count) external override nonReentrant returns (uint256 amount) {
        // Check, Effect
        _valueExpiry(id);
        amount = _takeValue(id, count);
        emit ValueRefunded(msg.sender, id, count, amount);

        // Interaction
        VAULT.escrow(address(this), amount);
        _pay(address(this), msg.sender, amount);
    }

    // ---- issuer ----

    /// @inheritdoc IVouchers
    function open(uint256 id, uint64 price, uint40 expiresAt) external override restricted {
        if (id < FIRST_RESOURCE_ID || _kinds[id].expiresAt != 0 || expiresAt <= block.timestamp) {
            revert InvalidKind(id);
        }
        _kinds[id] = Kind({ price: price, expiresAt: expiresAt });
        emit KindOpened(id, price, expiresAt);
    }

    /// @inheritdoc IVouchers
    function mint(address to, uint256 id, uint256 count) external override restricted {
        _requireResource(id);
        _mint(to, id, count, "");
    }

    /// @inheritdoc IVouchers
    function burn(address from, uint256 id, uint256 count) external override restricted {
        _requireResource(id);
        _burn(from, id, count);
    }

    // ---- governance ----

    /// @inheritdoc IVouchers
    function setUri(string calldata uri_) external override restricted {
        _setURI(uri_);
    }

    // ---- views ----

    /// @inheritdoc IVouchers
    function kindOf(uint256 id) external view override returns (Kind memory kind) {
        if (id < FIRST_RESOURCE_ID) {
            return Kind({ price: uint64(VALUE_FACE), expiresAt: uint40(_valueExpiry(id)) });
        }
        kind = _kinds[id];
        if (kind.expiresAt == 0) revert UnknownVoucher(id);
    }

    /// @inheritdoc IVouchers
    function currentValueId() public view override returns (uint256 id) {
        return block.timestamp / VALUE_PERIOD;
    }

    /// @inheritdoc IVouchers
    function valueSupply() external view override returns (uint256) {
        return _valueSupply;
    }

    /// @inheritdoc IVouchers
    function totalSupply(uint256 id) external view override returns (uint256) {
        return _supply[id];
    }

    // ---- internals ----

    /// @dev Burns the caller's; ERC-1155 refuses what it does not have.
    function _takeValue(uint256 id, uint256 count) private returns (uint256 amount) {
        if (count == 0) revert ZeroAmount();
        _burn(msg.sender, id, count);
        _valueSupply -= count;
        return count * VALUE_FACE;
    }

    function _pay(address payer, address payee, uint256 amount) private {
        VAULT.release(
            IVault.Settlement({ payer: payer, payee: payee, toPayee: amount, fee: 0, refund: 0, volume: 0, source: 0 })
        );
    }

    function _requireResource(uint256 id) private view {
        if (_kinds[id].expiresAt == 0) revert UnknownVoucher(id);
    }

    function _valueExpiry(uint256 id) private pure returns (uint256 expiresAt) {
        if (id >= FIRST_RESOURCE_ID) revert NotAValueVoucher(id);
        uint256 soldUntil = (id + 1) * VALUE_PERIOD;
        if (soldUntil > type(uint40).max - VALUE_TERM) revert UnknownVoucher(id);
        return soldUntil + VALUE_TERM;
    }

    /// @inheritdoc ERC1155Upgradeable
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        super._update(from, to, ids, values);
        if (from != address(0) && to != address(0)) return;
        for (uint256 i; i < ids.length; ++i) {
            if (from == address(0)) _supply[ids[i]] += values[i];
            else _supply[ids[i]] -= values[i];
        }
    }
}
