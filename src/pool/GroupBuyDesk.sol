// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyDesk } from "../interfaces/IGroupBuyDesk.sol";
import { IListings } from "../interfaces/IListings.sol";
import { CampaignMoney } from "./groupbuy/CampaignMoney.sol";
import { CampaignStorage } from "./groupbuy/CampaignStorage.sol";
import { CampaignTerms } from "./groupbuy/CampaignTerms.sol";

/// @title GroupBuyDesk
/// @notice GroupBuy's other half. The parts: CampaignMoney (vendor, pool, revenue, failure), here how a campaign begins, and what can be
/// seen. Documentation is in IGroupBuyDesk.
contract GroupBuyDesk is CampaignMoney {
    constructor(Peers memory peers) CampaignStorage(peers) {
        _disableInitializers();
    }

    /// @inheritdoc IGroupBuyDesk
    function create(Terms calldata terms) external override restricted returns (uint256 campaignId) {
        // Check
        IListings.Listing memory l = LISTINGS.listing(terms.listingId);
        CampaignTerms.check(terms, l);

        // Effect
        campaignId = ++_count;
        Record storage c = _campaigns[campaignId];
        (c.providerId, c.listingId, c.lineId) = (l.providerId, terms.listingId, terms.lineId);
        (c.closesAt, c.expiresAt, c.maxUnits, c.pack) = (terms.closesAt, terms.expiresAt, terms.maxUnits, terms.pack);
        c.state = State.Open;
        c.withdrawableUntil = uint40(terms.closesAt - _windows.withdrawalStop);
        (c.firstBps, c.prepaidBps, c.resaleBps) = (terms.firstBps, terms.prepaidBps, terms.resaleBps);
        (c.listPrice, c.topPrice) = (terms.listPrice, terms.tiers[0].price);
        for (uint256 i; i < terms.tiers.length; ++i) {
            _tiers[campaignId].push(terms.tiers[i]);
        }
        _enlist(terms.listingId, uint64(campaignId));
        if (!_delivers(terms.listingId)) revert InvalidTerms("maxUnits", terms.maxUnits);
        emit CampaignCreated(campaignId, l.providerId, terms.listingId, terms);
    }

    /// @inheritdoc IGroupBuyDesk
    function cancel(uint256 campaignId) external override restricted {
        _miss(campaignId, _in(campaignId, State.Open), MissReason.Cancelled);
    }

    /// @inheritdoc IGroupBuyDesk
    function setResaleDiscount(uint256 campaignId, uint16 resaleBps) external override restricted {
        Record storage c = _in(campaignId, State.Met);
        uint40 price = _resalePrice(c, resaleBps);
        if (!_within(resaleBps, MIN_DISCOUNT_BPS, MAX_DISCOUNT_BPS) || price < _unitDue(c)) {
            revert InvalidTerms("resaleBps", resaleBps);
        }
        if (c.series == MAX_SERIES) revert TooManySeries(campaignId);
        c.resaleBps = resaleBps;
        _openSeries(campaignId, c, price);
    }

    // ---- governance ----

    /// @inheritdoc IGroupBuyDesk
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IGroupBuyDesk
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "withdrawalStop") return _windows.withdrawalStop;
        if (name == "closeTerm") return _windows.closeTerm;
        if (name == "invoiceTerm") return _windows.invoiceTerm;
        if (name == "recoveryTerm") return _windows.recoveryTerm;
        revert InvalidParameter(name, 0);
    }

    // ---- views ----

    /// @inheritdoc IGroupBuyDesk
    function campaign(uint256 campaignId) external view override returns (Campaign memory v) {
        Record storage c = _existing(campaignId);
        (v.state, v.providerId, v.listingId, v.lineId, v.lotId) =
        (c.state, c.providerId, c.listingId, c.lineId, c.lotId);
        (v.closesAt, v.withdrawableUntil, v.expiresAt) = (c.closesAt, c.withdrawableUntil, c.expiresAt);
        (v.maxUnits, v.pack, v.pledged, v.settled, v.stock) = (c.maxUnits, c.pack, c.pledged, c.settled, c.stock);
        (v.firstBps, v.prepaidBps, v.resaleBps) = (c.firstBps, c.prepaidBps, c.resaleBps);
        (v.listPrice, v.price, v.unitCost, v.unitDue) = (c.listPrice, c.price, c.unitCost, uint40(_unitDue(c)));
        (v.series, v.invoicePaid, v.shared) = (c.series, c.invoicePaid, c.shared);
        (v.closedAt, v.failedAt) = (c.closedAt, c.failedAt);
    }

    /// @inheritdoc IGroupBuyDesk
    function tiersOf(uint256 campaignId) external view override returns (Tier[] memory) {
        _existing(campaignId);
        return _tiers[campaignId];
    }

    /// @inheritdoc IGroupBuyDesk
    function booksOf(uint256 campaignId) external view override returns (Books memory) {
        _existing(campaignId);
        return _books[campaignId];
    }

    /// @inheritdoc IGroupBuyDesk
    function seriesOf(uint256 campaignId, uint8 index) external view override returns (Series memory) {
        _existing(campaignId);
        return _series[campaignId][index];
    }

    /// @inheritdoc IGroupBuyDesk
    function campaignCount() external view override returns (uint256) {
        return _count;
    }

    /// @inheritdoc IGroupBuyDesk
    function pledgeOf(uint256 campaignId, address account) external view override returns (uint32 units) {
        return _pledges[campaignId][account];
    }

    /// @inheritdoc IGroupBuyDesk
    function claimableOf(address account, uint256 tokenId) external view override returns (uint32 units) {
        (uint256 campaignId, uint256 index) = _split(tokenId);
        units = _claimable[account][tokenId];
        Record storage c = _campaigns[campaignId];
        if (index != 0 || c.state != State.Met || block.timestamp >= c.expiresAt) return units;
        units += _pledges[campaignId][account];
    }

    /// @inheritdoc IGroupBuyDesk
    function freeCash(uint256 campaignId) external view override returns (uint256) {
        return _free(campaignId, _existing(campaignId));
    }

    /// @inheritdoc IGroupBuyDesk
    function debtOf(uint256 campaignId) external view override returns (uint256) {
        return _debt(_existing(campaignId));
    }

    /// @inheritdoc IGroupBuyDesk
    function resalePrice(uint256 campaignId) external view override returns (uint40) {
        Record storage c = _existing(campaignId);
        return _resalePrice(c, c.resaleBps);
    }

    /// @inheritdoc IGroupBuyDesk
    function tierAt(uint256 campaignId, uint32 units) external view override returns (uint40 price, uint40 unitCost) {
        _existing(campaignId);
        return _tierAt(campaignId, units);
    }

    /// @inheritdoc IGroupBuyDesk
    function refundOf(uint256 tokenId, uint32 units) external view override returns (uint64 amount) {
        (uint256 campaignId, uint256 index) = _split(tokenId);
        Record storage c = _existing(campaignId);
        Series storage s = _series[campaignId][index];
        if (c.state < State.Met || units > s.live || c.state == State.Failed && !c.shared) return 0;
        uint256 funds;
        (amount, funds) = _refundOf(campaignId, c, s, units);
        return amount > funds ? 0 : amount;
    }

    /// @inheritdoc IGroupBuyDesk
    function invoiceIdOf(uint256 campaignId) external pure override returns (uint256) {
        return INVOICE_BASE | campaignId;
    }

    /// @inheritdoc IGroupBuyDesk
    function tokenIdOf(uint256 campaignId, uint8 series) external pure override returns (uint256) {
        return _tokenId(campaignId, series);
    }

    // ---- internals ----

    /// @dev In place of one that is over, where there is one.
    function _enlist(uint32 listingId, uint64 campaignId) private {
        uint64[] storage ids = _ofListing[listingId];
        for (uint256 i; i < ids.length; ++i) {
            if (!_isOver(_campaigns[ids[i]])) continue;
            ids[i] = campaignId;
            return;
        }
        if (ids.length == MAX_LIVE) revert InvalidTerms("listingId", listingId);
        ids.push(campaignId);
    }
}
