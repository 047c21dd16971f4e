// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { IStakingRewards } from "../interfaces/IStakingRewards.sol";
import { IVault } from "../interfaces/IVault.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title RevenueRouter
contract RevenueRouter is IRevenueRouter, AccessManagedUpgradeable, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    struct Credit {
        uint128 distributed;
        uint128 owed;
    }

    uint256 public constant MAX_DESTINATIONS = 16;
    uint256 public constant MAX_STAKERS_BPS = 4500;

    uint256 private constant BPS = 10_000;
    uint256 private constant EPOCH = 1 weeks;

    IERC20 private immutable USDC;
    IVault private immutable VAULT;

    uint128 private _undistributed;
    uint128 private _totalOwed;
    Destination[] private _destinations;
    mapping(address account => Credit) private _credits;
    mapping(address account => bytes32) private _names;
    mapping(Source source => uint256) private _received;
    mapping(Source source => mapping(uint256 epoch => uint256)) private _receivedIn;

    constructor(address usdc_, address vault_) {
        USDC = IERC20(usdc_);
        VAULT = IVault(vault_);
        _disableInitializers();
    }

    function initialize(address authority, Destination[] calldata destinations_) external initializer {
        __AccessManaged_init(authority);
        _setSplit(destinations_);
    }

    // ---- inflow ----

    /// @inheritdoc IRevenueRouter
    function notify(Source source, uint256 amount) external override nonReentrant {
        if (amount == 0) revert ZeroAmount();
        _account(source, msg.sender, amount);
    }

    /// @inheritdoc IRevenueRouter
    function collect(Source source) external override nonReentrant returns (uint256 amount) {
        amount = VAULT.collectRevenue(uint8(source));
        if (amount != 0) _account(source, address(VAULT), amount);
    }

    // ---- outflow ----

    /// @inheritdoc IRevenueRouter
    function distribute() external override nonReentrant returns (uint256 amount) {
        amount = _creditAll();
        if (amount == 0) revert NothingToDistribute();

        uint256 count = _destinations.length;
        for (uint256 i; i < count; ++i) {
            _tryPay(_destinations[i].account, i == 0);
        }
    }

    /// @inheritdoc IRevenueRouter
    function pay(uint256 index) external override nonReentrant returns (uint256 amount) {
        if (index >= _destinations.length) revert UnknownDestination(index);
        amount = _pay(_destinations[index].account);
    }

    /// @inheritdoc IRevenueRouter
    function payAccount(address account) external override nonReentrant returns (uint256 amount) {
        amount = _pay(account);
    }

    // ---- governance ----

    /// @inheritdoc IRevenueRouter
    function setSplit(Destination[] calldata destinations_) external override nonReentrant restricted {
        _creditAll();
        _setSplit(destinations_);
    }

    // ---- views ----

    /// @inheritdoc IRevenueRouter
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc IRevenueRouter
    function vault() external view override returns (address) {
        return address(VAULT);
    }

    /// @inheritdoc IRevenueRouter
    function received(Source source) external view override returns (uint256) {
        return _received[source];
    }

    /// @inheritdoc IRevenueRouter
    function receivedIn(Source source, uint256 epoch) external view override returns (uint256) {
        return _receivedIn[source][epoch];
    }

    /// @inheritdoc IRevenueRouter
    function totalReceived() external view override returns (uint256 total) {
        for (uint256 i; i <= uint256(type(Source).max); ++i) {
            total += _received[Source(i)];
        }
    }

    /// @inheritdoc IRevenueRouter
    function distributed(address account) external view override returns (uint256) {
        return _credits[account].distributed;
    }

    /// @inheritdoc IRevenueRouter
    function owed(address account) external view override returns (uint256) {
        return _credits[account].owed;
    }

    /// @inheritdoc IRevenueRouter
    function totalOwed() external view override returns (uint256) {
        return _totalOwed;
    }

    /// @inheritdoc IRevenueRouter
    function undistributed() external view override returns (uint256) {
        return _undistributed;
    }

    /// @inheritdoc IRevenueRouter
    function destinations() external view override returns (Destination[] memory) {
        return _destinations;
    }

    // ---- internals ----

    /// @dev Only what lies here beyond the books can become revenue.
    function _account(Source source, address from, uint256 amount) private {
        uint256 arrived = USDC.balanceOf(address(this)) - _undistributed - _totalOwed;
        if (amount > arrived) revert NotReceived(arrived, amount);

        uint256 epoch = block.timestamp / EPOCH;
        _undistributed += amount.toUint128();
        _received[source] += amount;
        _receivedIn[source][epoch] += amount;
        emit RevenueReceived(source, epoch, from, amount);
    }

    /// @dev Turns what is undistributed into credits; what flooring leaves over stays.
    function _creditAll() private returns (uint256 amount) {
        uint256 available = _undistributed;
        uint256 count = _destinations.length;
        for (uint256 i; i < count; ++i) {
            Destination memory destination = _destinations[i];
            uint256 share = available * destination.bps / BPS;
            if (share == 0) continue;
            Credit storage credit = _credits[destination.account];
            credit.distributed += share.toUint128();
            credit.owed += share.toUint128();
            amount += share;
            emit DestinationCredited(destination.name, destination.account, share);
        }
        if (amount == 0) return 0;
        _undistributed = (available - amount).toUint128();
        _totalOwed += amount.toUint128();
        emit RevenueDistributed(block.timestamp / EPOCH, amount, available - amount);
    }

    /// @dev A refused payment leaves the credit as it was.
    function _tryPay(address account, bool syncs) private {
        uint256 amount = _debit(account);
        if (amount == 0) return;
        if (USDC.trySafeTransfer(account, amount)) {
            _paid(account, amount, syncs);
        } else {
            _credits[account].owed = amount.toUint128();
            _totalOwed += amount.toUint128();
        }
    }

    function _pay(address account) private returns (uint256 amount) {
        amount = _debit(account);
        if (amount == 0) return 0;
        USDC.safeTransfer(account, amount);
        _paid(account, amount, account == _destinations[0].account);
    }

    function _debit(address account) private returns (uint256 amount) {
        amount = _credits[account].owed;
        if (amount == 0) return 0;
        _credits[account].owed = 0;
        _totalOwed -= amount.toUint128();
    }

    /// @dev A failing sync() must not undo the payment: anyone can call it later.
    function _paid(address account, uint256 amount, bool syncs) private {
        emit DestinationPaid(_names[account], account, amount);
        if (syncs) LowLevelCall.callNoReturn(account, abi.encodeCall(IStakingRewards.sync, ()));
    }

    function _setSplit(Destination[] calldata destinations_) private {
        uint256 count = destinations_.length;
        if (count == 0 || count > MAX_DESTINATIONS) revert InvalidSplit();
        if (destinations_[0].account.code.length == 0 || destinations_[0].bps > MAX_STAKERS_BPS) revert InvalidSplit();

        delete _destinations;
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            Destination calldata destination = destinations_[i];
            address account = destination.account;
            if (account == address(0) || account == address(this)) revert InvalidSplit();
            for (uint256 j; j < i; ++j) {
                if (destinations_[j].account == account) revert InvalidSplit();
            }
            sum += destination.bps;
            _names[account] = destination.name;
            _destinations.push(destination);
        }
        if (sum != BPS) revert InvalidSplit();
        emit SplitSet(destinations_);

        // Proves that it can be called; reverts otherwise.
        IStakingRewards(destinations_[0].account).sync();
    }
}
