// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../interfaces/ICreditLines.sol";
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
        return _enter(assets, receiver);
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
        return _enter(assets, receiver);
    }

    /// @inheritdoc ERC4626Upgradeable
    function mint(uint256 shares, address receiver) public override nonReentrant returns (uint256 assets) {
        (uint256 max, uint256 worth) = _beforeEntry();
        uint256 supply = totalSupply() + VIRTUAL_SHARES;
        max = Math.mulDiv(max, supply, worth);
        if (shares > max) revert ERC4626ExceededMaxMint(receiver, shares, max);
        assets = Math.mulDiv(shares, worth, supply, Math.Rounding.Ceil);
        _deposit(msg.sender, receiver, assets, shares);
    }

    // ---- out ----

    /// @inheritdoc ERC4626Upgradeable
    function withdraw(uint256 assets, address receiver, address owner)
        public
        override
        nonReentrant
        returns (uint256 shares)
    {
        (uint256 net, uint256 max) = _beforeExit();
        uint256 supply = totalSupply() + VIRTUAL_SHARES;
        max = Math.min(balanceOf(owner) * (net + 1) / supply, max);
        if (assets > max) revert ERC4626ExceededMaxWithdraw(owner, assets, max);
        shares = Math.ceilDiv(assets * supply, net + 1);
        _leave(receiver, owner, assets, shares, net);
    }

    /// @inheritdoc ERC4626Upgradeable
    function redeem(uint256 shares, address receiver, address owner)
        public
        override
        nonReentrant
        returns (uint256 assets)
    {
        (uint256 net, uint256 limit) = _beforeExit();
        uint256 supply = totalSupply() + VIRTUAL_SHARES;
        uint256 max = balanceOf(owner);
        if (max * (net + 1) / supply > limit) max = limit * supply / (net + 1);
        if (shares > max) revert ERC4626ExceededMaxRedeem(owner, shares, max);
        assets = shares * (net + 1) / supply;
        _leave(receiver, owner, assets, shares, net);
    }

    // ---- views ----

    /// @inheritdoc ILendingPool
    function instantLimit() external view override returns (uint256) {
        return _instantLimit(totalAssets());
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
        return Math.min(convertToAssets(balanceOf(owner)), _instantLimit(totalAssets()));
    }

    /// @inheritdoc ERC4626Upgradeable
    function maxRedeem(address owner) public view override returns (uint256) {
        uint256 limit = _instantLimit(totalAssets());
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

    function _enter(uint256 assets, address receiver) private returns (uint256 shares) {
        (uint256 max, uint256 worth) = _beforeEntry();
        if (assets > max) revert ERC4626ExceededMaxDeposit(receiver, assets, max);
        shares = Math.mulDiv(assets, totalSupply() + VIRTUAL_SHARES, worth);
        _deposit(msg.sender, receiver, assets, shares);
    }

    /// @dev Everything is priced by what is read here: nothing of it moves before the call's own effect.
    /// @return max as maxDeposit
    /// @return worth of all shares to who enters, the virtual ones' among it
    function _beforeEntry() private returns (uint256 max, uint256 worth) {
        _settle();
        ICreditLines.Book memory b = _reported();
        worth = _assetsOf(b);
        max = paused() ? 0 : Math.saturatingSub(_terms.depositCap, worth);
        worth = (b.impaired == 0 ? worth : worth + b.impaired - _covered) + 1;
    }

    /// @dev Who waits goes first.
    /// @return net assets of the pool
    /// @return limit on what may leave at once
    function _beforeExit() private returns (uint256 net, uint256 limit) {
        _settle();
        if (_queue.line.pending != 0) _fill(GAPS_BY_THE_WAY);
        net = _assetsOf(_reported());
        limit = _instantLimit(net);
    }

    function _leave(address receiver, address owner, uint256 assets, uint256 shares, uint256 net) private {
        PoolTerms.use(_terms, assets, net);
        _cash.cash -= uint64(assets);
        _withdraw(msg.sender, receiver, owner, assets, shares);
    }

    function _instantLimit(uint256 assets) private view returns (uint256) {
        if (_queue.line.pending != 0) return 0;
        uint256 buffer = assets * _terms.bufferBps / BPS;
        return Math.min(Math.min(_cash.cash, buffer), _instantRoom(assets));
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return DECIMALS_OFFSET;
    }
}
