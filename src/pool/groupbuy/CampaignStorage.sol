// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { IGroupBuyTypes } from "../../interfaces/IGroupBuyTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { IVouchers } from "../../interfaces/IVouchers.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Group buying's peers, storage and parameters, and what is kept for whom
abstract contract CampaignStorage is IGroupBuyTypes, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev Five slots. What belongs to one another in a call lies in one slot.
    struct Record {
        uint32 providerId;
        uint32 listingId;
        uint40 closesAt;
        uint40 expiresAt;
        uint32 maxUnits;
        uint32 pack;
        uint32 lineId;
        State state;
        // slot 2
        uint40 withdrawableUntil;
        uint16 firstBps;
        uint16 prepaidBps;
        uint16 resaleBps;
        uint40 listPrice;
        uint40 topPrice;
        uint40 price;
        uint40 unitCost;
        // slot 3
        uint32 pledged;
        uint32 settled;
        uint32 stock;
        /// units whose first part the vendor got
        uint32 paidUnits;
        uint40 closedAt;
        uint40 failedAt;
        uint8 series;
        bool invoicePaid;
        bool shared;
        // slot 4
        uint64 lotId;
        uint64 pot;
        uint64 claims;
    }

    struct Windows {
        uint32 withdrawalStop;
        uint32 closeTerm;
        uint32 invoiceTerm;
        uint32 recoveryTerm;
    }

    uint256 internal constant BPS = 10_000;
    uint256 internal constant ID_SHIFT = 64;
    uint256 internal constant MAX_SERIES = 16;
    /// @dev Campaigns of one listing that are not over.
    uint256 internal constant MAX_LIVE = 8;
    uint256 internal constant MIN_DISCOUNT_BPS = 1000;
    uint256 internal constant MAX_DISCOUNT_BPS = 3000;
    /// @dev Beyond every job's id.
    uint256 internal constant INVOICE_BASE = 1 << 128;
    /// @dev Parts of a listing's unit, so that small lots do not each take a whole one.
    uint256 private constant PARTS = 1e9;

    IVault internal immutable VAULT;
    IVouchers internal immutable VOUCHERS;
    IProviderRegistry internal immutable REGISTRY;
    IProviderRecords internal immutable RECORDS;
    IListings internal immutable LISTINGS;
    ICreditLines internal immutable CREDIT_LINES;
    IERC20 internal immutable USDC;

    Windows internal _windows;
    uint64 internal _count;
    mapping(uint256 campaignId => Record) internal _campaigns;
    mapping(uint256 campaignId => Books) internal _books;
    mapping(uint256 campaignId => Tier[]) internal _tiers;
    mapping(uint256 campaignId => mapping(uint256 index => Series)) internal _series;
    mapping(uint256 campaignId => mapping(address account => uint32)) internal _pledges;
    mapping(address account => mapping(uint256 tokenId => uint32)) internal _claimable;
    /// @dev Those that are over are dropped when the next one begins.
    mapping(uint32 listingId => uint64[]) internal _ofListing;

    uint256[41] private __gap;

    constructor(Peers memory peers) {
        VAULT = IVault(peers.vault);
        VOUCHERS = IVouchers(peers.vouchers);
        REGISTRY = IProviderRegistry(peers.registry);
        RECORDS = IProviderRecords(peers.records);
        LISTINGS = IListings(peers.listings);
        CREDIT_LINES = ICreditLines(peers.creditLines);
        USDC = IERC20(IVault(peers.vault).usdc());
    }

    function _setDefaults() internal {
        _setParameter("withdrawalStop", 24 hours);
        _setParameter("closeTerm", 3 days);
        _setParameter("invoiceTerm", 30 days);
        _setParameter("recoveryTerm", 60 days);
    }

    function _setParameter(bytes32 name, uint256 value) internal {
        Windows storage w = _windows;
        if (name == "withdrawalStop" && _within(value, 1 hours, 47 hours)) w.withdrawalStop = uint32(value);
        else if (name == "closeTerm" && _within(value, 1 days, 14 days)) w.closeTerm = uint32(value);
        else if (name == "invoiceTerm" && _within(value, 7 days, 90 days)) w.invoiceTerm = uint32(value);
        else if (name == "recoveryTerm" && _within(value, 30 days, 180 days)) w.recoveryTerm = uint32(value);
        else revert InvalidParameter(name, value);
        emit ParameterSet(name, value);
    }

    // ---- campaigns ----

    function _existing(uint256 campaignId) internal view returns (Record storage c) {
        c = _campaigns[campaignId];
        if (c.state == State.None) revert UnknownCampaign(campaignId);
    }

    function _in(uint256 campaignId, State state) internal view returns (Record storage c) {
        c = _existing(campaignId);
        if (c.state != state) revert WrongState(campaignId, c.state);
    }

    /// @dev Met or Failed: the vendor was paid.
    function _bought(uint256 campaignId) internal view returns (Record storage c) {
        c = _existing(campaignId);
        if (c.state < State.Met) revert WrongState(campaignId, c.state);
    }

    function _tokenId(uint256 campaignId, uint256 index) internal pure returns (uint256) {
        return campaignId << ID_SHIFT | index;
    }

    function _split(uint256 tokenId) internal pure returns (uint256 campaignId, uint256 index) {
        return (tokenId >> ID_SHIFT, uint64(tokenId));
    }

    function _sells(uint32 providerId) internal view returns (bool) {
        return REGISTRY.standing(providerId).tier != IProviderRegistry.Status.None;
    }

    /// @dev Whether the listing, as it stands, can deliver in time what all of its campaigns together promise.
    function _delivers(uint32 listingId) internal view returns (bool) {
        IListings.Listing memory l = LISTINGS.listing(listingId);
        if (!l.active) return false;
        uint64[] storage ids = _ofListing[listingId];
        uint256 needed;
        for (uint256 i; i < ids.length; ++i) {
            Record storage c = _campaigns[ids[i]];
            if (!_isOver(c)) needed += _partsFor(c, l.period);
        }
        return needed <= l.capacity * PARTS;
    }

    /// @dev Nothing of it is to be delivered any more.
    function _isOver(Record storage c) internal view returns (bool) {
        return c.state == State.Missed || c.state == State.Failed || block.timestamp >= c.expiresAt;
    }

    /// @dev Of the listing's units, if the lot is used evenly until it expires; for prices per unit, if it is used at once.
    function _partsFor(Record storage c, IListings.Period period) private view returns (uint256) {
        uint256 units = c.lineId == 0 && block.timestamp >= c.closesAt ? c.pledged : c.maxUnits;
        if (period == IListings.Period.Unit) return units * PARTS;
        uint256 length = period == IListings.Period.Hour ? 1 hours : 30 days;
        return Math.ceilDiv(units * length * PARTS, c.expiresAt - c.closesAt);
    }

    function _miss(uint256 campaignId, Record storage c, MissReason reason) internal returns (State) {
        c.state = State.Missed;
        emit CampaignMissed(campaignId, reason, c.pledged);
        return State.Missed;
    }

    function _openSeries(uint256 campaignId, Record storage c, uint40 price) internal returns (uint256 tokenId) {
        uint256 index = c.series++;
        _series[campaignId][index].price = price;
        tokenId = _tokenId(campaignId, index);
        emit SeriesOpened(campaignId, tokenId, index == 0 ? 0 : c.resaleBps, price);
        VOUCHERS.open(tokenId, price, c.expiresAt);
    }

    function _tierAt(uint256 campaignId, uint256 units) internal view returns (uint40 price, uint40 unitCost) {
        Tier[] storage tiers = _tiers[campaignId];
        for (uint256 i; i < tiers.length; ++i) {
            Tier memory tier = tiers[i];
            if (units < tier.from) break;
            (price, unitCost) = (tier.price, tier.unitCost);
        }
    }

    // ---- per unit, rounded so that the three parts sum to the cost ----

    function _firstPart(Record storage c) internal view returns (uint256) {
        return uint256(c.unitCost) * c.firstBps / BPS;
    }

    function _prepaidPart(Record storage c) internal view returns (uint256) {
        return uint256(c.unitCost) * c.prepaidBps / BPS;
    }

    function _unitDue(Record storage c) internal view returns (uint256) {
        return c.unitCost - _prepaidPart(c);
    }

    function _resalePrice(Record storage c, uint256 discountBps) internal view returns (uint40) {
        return uint40(uint256(c.listPrice) * (BPS - discountBps) / BPS);
    }

    // ---- what is kept for whom ----

    /// @dev Of the cash: for a live voucher what its job will cost, for a unit bought what waits for the invoice. Of a failed campaign
    /// everything until it is shared out, then the claims that are left, rounded up.
    function _kept(uint256 campaignId, Record storage c) internal view returns (uint256 kept) {
        bool failed = c.state == State.Failed;
        if (failed && !c.shared) return _books[campaignId].cash;
        uint256 live;
        for (uint256 i; i < c.series; ++i) {
            Series memory s = _series[campaignId][i];
            live += s.live;
            if (failed) kept += _claimUp(c, (uint256(s.live) + s.inJobs) * s.price);
        }
        if (failed) return kept;
        kept = live * _unitDue(c);
        if (!c.invoicePaid) kept += c.paidUnits * (_prepaidPart(c) - _firstPart(c));
    }

    function _free(uint256 campaignId, Record storage c) internal view returns (uint256) {
        uint256 cash = _books[campaignId].cash;
        uint256 kept = _kept(campaignId, c);
        return cash > kept ? cash - kept : 0;
    }

    /// @dev Principal of the lot and the interest of its line, which is no other campaign's.
    function _debt(Record storage c) internal view returns (uint256) {
        if (c.lotId == 0) return 0;
        ICreditLines.Lot memory lot = CREDIT_LINES.lot(c.lotId);
        if (lot.drawn == lot.repaid) return 0;
        return uint256(lot.drawn) - lot.repaid + CREDIT_LINES.line(c.lineId).interest;
    }

    function _claimDown(Record storage c, uint256 value) internal view returns (uint256) {
        return c.claims == 0 ? 0 : value * c.pot / c.claims;
    }

    function _claimUp(Record storage c, uint256 value) internal view returns (uint256) {
        return c.claims == 0 ? 0 : (value * c.pot + c.claims - 1) / c.claims;
    }

    /// @return amount what the holder gets
    /// @return funds what there is for it
    function _refundOf(uint256 campaignId, Record storage c, Series storage s, uint256 units)
        internal
        view
        returns (uint64 amount, uint256 funds)
    {
        uint256 kept = units * _unitDue(c);
        if (c.state == State.Failed) {
            if (!c.shared) revert TooEarly(campaignId, uint256(c.failedAt) + _windows.recoveryTerm + 1);
            amount = uint64(_claimDown(c, units * s.price));
            funds = _books[campaignId].cash;
        } else if (block.timestamp >= c.expiresAt) {
            amount = uint64(kept);
            funds = _books[campaignId].cash;
        } else {
            amount = uint64(units * s.price);
            // Or else who bought dear would change it for one of those that are resold for less, at the cost of the pool.
            bool waits = s.price > _resalePrice(c, c.resaleBps) && _debt(c) != 0;
            funds = waits ? 0 : _free(campaignId, c) + kept;
        }
    }

    // ---- moves inside the vault ----

    function _take(address payer, uint256 amount) internal {
        VAULT.escrow(payer, amount);
        _release(payer, address(this), amount, 0);
    }

    function _give(address payee, uint256 amount) internal {
        VAULT.escrow(address(this), amount);
        _release(address(this), payee, amount, 0);
    }

    function _release(address payer, address payee, uint256 toPayee, uint256 toPayer) internal {
        IVault.Settlement memory s;
        (s.payer, s.payee, s.toPayee, s.refund) = (payer, payee, toPayee, toPayer);
        VAULT.release(s);
    }

    /// @dev To the provider's payout of the moment, out of the campaign's cash.
    function _payVendor(uint256 campaignId, Record storage c, uint256 amount, bool afterInvoice) internal {
        if (amount == 0) return;
        Books storage b = _books[campaignId];
        b.cash -= uint64(amount);
        b.toVendor += uint64(amount);
        address payout = REGISTRY.standing(c.providerId).payout;
        emit VendorPaid(campaignId, payout, uint64(amount), afterInvoice);
        _give(payout, amount);
    }

    function _within(uint256 value, uint256 min, uint256 max) internal pure returns (bool) {
        return value >= min && value <= max;
    }
}
