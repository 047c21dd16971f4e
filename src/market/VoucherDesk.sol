// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuy } from "../interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../interfaces/IGroupBuyTypes.sol";
import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IListings } from "../interfaces/IListings.sol";
import { IVoucherDesk } from "../interfaces/IVoucherDesk.sol";
import { IVoucherWallet } from "../interfaces/IVoucherWallet.sol";
import { CostMath } from "../libraries/CostMath.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title VoucherDesk
/// @dev No restricted function, no pause, no parameter, and no money: it lies in the wallets' vault accounts.
contract VoucherDesk is IVoucherDesk, Initializable, ReentrancyGuardTransient {
    /// @dev One slot; a token id is campaign << 64 | series.
    struct Record {
        address holder;
        uint32 vouchers;
        uint56 campaignId;
        uint8 series;
    }

    uint256 private constant ID_SHIFT = 64;

    IGroupBuy private immutable GROUP_BUY;
    IJobMarket private immutable JOB_MARKET;
    IListings private immutable LISTINGS;
    /// @dev Warning: wallets' addresses follow from it. An upgrade must keep it, or jobs' refunds are left where nobody gets at them.
    address private immutable WALLET;

    mapping(uint256 jobId => Record) private _redemptions;
    mapping(address holder => uint256) private _open;

    constructor(Peers memory peers, address wallet) {
        GROUP_BUY = IGroupBuy(peers.groupBuy);
        JOB_MARKET = IJobMarket(peers.jobMarket);
        LISTINGS = IListings(peers.listings);
        WALLET = wallet;
        _disableInitializers();
    }

    function initialize() external initializer { }

    /// @inheritdoc IVoucherDesk
    function redeem(Redemption calldata r) external override nonReentrant returns (uint256 jobId) {
        // Check
        uint256 campaignId = r.tokenId >> ID_SHIFT;
        IGroupBuyTypes.Campaign memory c = GROUP_BUY.campaign(campaignId);
        if (c.state != IGroupBuyTypes.State.Met) revert IGroupBuyTypes.WrongState(campaignId, c.state);
        uint32 vouchers = _vouchersFor(c, r.units, r.duration);
        if (vouchers > r.maxVouchers) revert TooManyVouchers(vouchers, r.maxVouchers);

        // Interaction: peers only, behind the guard; the job's id is known last
        address wallet = createWallet(msg.sender);
        GROUP_BUY.redeem(msg.sender, r.tokenId, vouchers, wallet);
        IJobMarketTypes.OpenParams memory p;
        (p.listingId, p.units, p.duration, p.maxUnitPrice) = (c.listingId, r.units, r.duration, c.unitDue);
        (p.buyer, p.taskCount, p.tasksRoot, p.specHash) = (msg.sender, r.taskCount, r.tasksRoot, r.specHash);
        IJobMarketTypes.ModuleTerms memory terms;
        terms.unitPrice = c.unitDue;
        jobId = JOB_MARKET.openFor(wallet, p, terms);

        // Effect
        _redemptions[jobId] = Record({
            holder: msg.sender, vouchers: vouchers, campaignId: uint56(campaignId), series: uint8(r.tokenId)
        });
        ++_open[msg.sender];
        emit RedemptionOpened(jobId, r.tokenId, msg.sender, wallet, vouchers);
    }

    /// @inheritdoc IVoucherDesk
    function close(uint256 jobId) external override nonReentrant returns (uint32 returned) {
        if (_redemptions[jobId].vouchers == 0) revert NotARedemption(jobId);
        IJobMarketTypes.Job memory j = JOB_MARKET.job(jobId);
        if (!_isOver(j)) revert JobNotOver(jobId);
        return _close(jobId, j);
    }

    /// @inheritdoc IVoucherDesk
    function closeBatch(uint256[] calldata jobIds) external override nonReentrant returns (uint256 done) {
        for (uint256 i; i < jobIds.length; ++i) {
            if (_redemptions[jobIds[i]].vouchers == 0) continue;
            IJobMarketTypes.Job memory j = JOB_MARKET.job(jobIds[i]);
            if (!_isOver(j)) continue;
            _close(jobIds[i], j);
            ++done;
        }
        if (done == 0) revert NothingDone();
    }

    /// @inheritdoc IVoucherDesk
    function emptyWallet(address to) external override nonReentrant returns (uint256 amount) {
        if (to == address(0)) revert ZeroAddress();
        if (_open[msg.sender] != 0) revert RedemptionsOpen(msg.sender, _open[msg.sender]);
        address wallet = walletOf(msg.sender);
        if (wallet.code.length == 0) revert NothingDone();
        amount = IVoucherWallet(wallet).withdraw(to);
        emit WalletEmptied(msg.sender, to, amount);
    }

    /// @inheritdoc IVoucherDesk
    function createWallet(address holder) public override returns (address wallet) {
        if (holder == address(0)) revert ZeroAddress();
        wallet = walletOf(holder);
        if (wallet.code.length != 0) return wallet;
        Clones.cloneDeterministicWithImmutableArgs(WALLET, abi.encode(holder, address(this)), 0);
        emit WalletCreated(holder, wallet);
    }

    // ---- views ----

    /// @inheritdoc IVoucherDesk
    function quote(uint256 tokenId, uint24 units, uint24 duration) external view override returns (uint32 vouchers) {
        IGroupBuyTypes.Campaign memory c = GROUP_BUY.campaign(tokenId >> ID_SHIFT);
        return c.unitDue == 0 ? 0 : _vouchersFor(c, units, duration);
    }

    /// @inheritdoc IVoucherDesk
    function redemption(uint256 jobId) external view override returns (OpenRedemption memory) {
        Record memory r = _redemptions[jobId];
        return OpenRedemption({ holder: r.holder, tokenId: _tokenId(r), vouchers: r.vouchers });
    }

    /// @inheritdoc IVoucherDesk
    function due(uint256 jobId) external view override returns (bool) {
        return _redemptions[jobId].vouchers != 0 && _isOver(JOB_MARKET.job(jobId));
    }

    /// @inheritdoc IVoucherDesk
    function openRedemptions(address holder) external view override returns (uint256) {
        return _open[holder];
    }

    /// @inheritdoc IVoucherDesk
    function walletOf(address holder) public view override returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(WALLET, abi.encode(holder, address(this)), 0);
    }

    // ---- internals ----

    /// @dev Reads no price, pause or provider: vouchers can always come back.
    function _close(uint256 jobId, IJobMarketTypes.Job memory j) private returns (uint32 returned) {
        // Effect
        Record memory r = _redemptions[jobId];
        delete _redemptions[jobId];
        --_open[r.holder];

        // Interaction
        returned = GROUP_BUY.giveBack(r.holder, _tokenId(r), r.vouchers, j.payer, j.paid);
        emit RedemptionClosed(jobId, r.holder, returned, j.paid);
    }

    /// @dev What the market will escrow for the job, in vouchers, rounded up.
    function _vouchersFor(IGroupBuyTypes.Campaign memory c, uint256 units, uint256 duration)
        private
        view
        returns (uint32)
    {
        IListings.Period period = LISTINGS.listing(c.listingId).period;
        uint256 escrow = CostMath.escrow(period, units, duration, c.unitDue, JOB_MARKET.params().bufferBps);
        // At most 2^24 units for 2^24 seconds and half as much again, by the hour: far below 2^40, and GroupBuy knows of 2^32.
        uint256 vouchers = CostMath.ceilDiv(escrow, c.unitDue);
        if (vouchers > type(uint32).max) revert TooManyVouchers(vouchers, type(uint32).max);
        return uint32(vouchers);
    }

    function _isOver(IJobMarketTypes.Job memory j) private pure returns (bool) {
        return j.state == IJobMarketTypes.State.Settled || j.state == IJobMarketTypes.State.Refunded;
    }

    function _tokenId(Record memory r) private pure returns (uint256) {
        return uint256(r.campaignId) << ID_SHIFT | r.series;
    }
}
