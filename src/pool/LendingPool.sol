// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ILendingPool } from "../interfaces/ILendingPool.sol";
import { PoolStorage } from "./lending/PoolStorage.sol";
import { PoolTerms } from "./lending/PoolTerms.sol";
import { ExitQueue } from "./queue/ExitQueue.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title LendingPool
/// @notice The parts: PoolStorage (parameters), PoolBooks (worth, losses, lines), ExitQueue, here the share. Documentation is in ILendingPool.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract LendingPool is ExitQueue {
    uint8 private constant DECIMALS_OFFSET = 6;
    uint256 private constant VE_PER_UNIT = 1e12;

    constructor(address usdc_, address creditLines_, address insuranceFund_)
        PoolStorage(usdc_, creditLines_, insuranceFund_)
    {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __ERC20_init("CyberPlaza USDC", "rUSDC");
        __ERC20Permit_init("CyberPlaza USDC");
        __ERC4626_init(USDC);
        __AccessManaged_init(authority);
        PoolTerms.setDefaults(_terms);
        _book.nextEvent = type(uint40).max;
    }

    // ---- in ----

    /// @inheritdoc ERC4626Upgradeable
    function deposit(uint256 assets, address receiver) public override nonReentrant returns (uint256) {
        _settle();
        return super.deposit(assets, receiver);
    }

    /// @inheritdoc ILendingPool
    function depositWithPermit(uint256 assets, address receiver, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
        nonReentrant
        returns (uint256)
    {
        // Someone may have used the permit first; the allowance decides.
        try IERC20Permit(address(USDC)).permit(msg.sender, address(this), assets, deadline, v, r, s) { } catch { }
        _settle();
        return super.deposit(assets, receiver);
    }

    /// @inheritdoc ERC4626Upgradeable
    function mint(uint256 shares, address receiver) public override nonReentrant returns (uint256) {
        _settle();
        return super.mint(shares, receiver);
    }

    // ---- out ----

    /// @inheritdoc ERC4626Upgradeable
    function withdraw(uint256 assets, address receiver, address owner) public override nonReentrant returns (uint256) {
        _beforeExit();
        return super.withdraw(assets, receiver, owner);
    }

    /// @inheritdoc ERC4626Upgradeable
    function redeem(uint256 shares, address receiver, address owner) public override nonReentrant returns (uint256) {
        _beforeExit();
        return super.redeem(shares, receiver, owner);
    }

    // ---- views ----

    /// @inheritdoc ILendingPool
    function instantLimit() external view override returns (uint256) {
        return _instantLimit();
    }

    /// @inheritdoc ILendingPool
    function perkWeight(address account) external view override returns (uint256) {
        return convertToAssets(balanceOf(account)) * VE_PER_UNIT;
    }

    /// @inheritdoc ERC4626Upgradeable
    function asset() public view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc ERC4626Upgradeable
    function maxDeposit(address) public view override returns (uint256) {
        return paused() ? 0 : Math.saturatingSub(_terms.depositCap, totalAssets());
    }

    /// @inheritdoc ERC4626Upgradeable
    function maxMint(address receiver) public view override returns (uint256) {
        return previewDeposit(maxDeposit(receiver));
    }

    /// @inheritdoc ERC4626Upgradeable
    function maxWithdraw(address owner) public view override returns (uint256) {
        return Math.min(convertToAssets(balanceOf(owner)), _instantLimit());
    }

    /// @inheritdoc ERC4626Upgradeable
    function maxRedeem(address owner) public view override returns (uint256) {
        uint256 limit = _instantLimit();
        uint256 balance = balanceOf(owner);
        return convertToAssets(balance) <= limit ? balance : convertToShares(limit);
    }

    /// @inheritdoc ERC4626Upgradeable
    function previewDeposit(uint256 assets) public view override returns (uint256) {
        return Math.mulDiv(assets, totalSupply() + VIRTUAL_SHARES, _entryAssets() + 1);
    }

    /// @inheritdoc ERC4626Upgradeable
    function previewMint(uint256 shares) public view override returns (uint256) {
        return Math.mulDiv(shares, _entryAssets() + 1, totalSupply() + VIRTUAL_SHARES, Math.Rounding.Ceil);
    }

    // ---- internals ----

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override {
        uint256 min = _terms.minDeposit;
        if (assets < min) revert BelowMinimum(assets, min);
        super._deposit(caller, receiver, assets, shares);
        Cash memory c = _cash;
        c.cash += uint64(assets);
        bool queued = _queue.line.pending != 0;
        if (queued) c.returned += uint64(assets);
        _cash = c;
        _checkSolvent(c, assets);
        if (queued) _fill(GAPS_BY_THE_WAY);
    }

    function _withdraw(address caller, address receiver, address owner, uint256 assets, uint256 shares)
        internal
        override
    {
        PoolTerms.use(_terms, assets, totalAssets());
        _cash.cash -= uint64(assets);
        super._withdraw(caller, receiver, owner, assets, shares);
    }

    /// @dev Who waits goes first.
    function _beforeExit() private {
        _settle();
        if (_queue.line.pending != 0) _fill(GAPS_BY_THE_WAY);
    }

    function _instantLimit() private view returns (uint256) {
        if (_queue.line.pending != 0) return 0;
        uint256 assets = totalAssets();
        uint256 buffer = assets * _terms.bufferBps / BPS;
        return Math.min(Math.min(_cash.cash, buffer), _instantRoom(assets));
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return DECIMALS_OFFSET;
    }
}
