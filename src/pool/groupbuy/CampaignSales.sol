// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyCore } from "../../interfaces/IGroupBuyCore.sol";
import { CampaignPledges } from "./CampaignPledges.sol";

/// @title Vouchers once they exist: resale, refund, redemption
abstract contract CampaignSales is CampaignPledges {
    /// @inheritdoc IGroupBuyCore
    function buy(uint256 campaignId, uint32 units, uint40 maxUnitPrice, address to)
        external
        override
        nonReentrant
        returns (uint256 tokenId, uint64 paid)
    {
        // Check
        Record storage c = _in(campaignId, State.Met);
        if (block.timestamp >= c.expiresAt) revert TooLate(campaignId, c.expiresAt - 1);
        if (!_sells(c.providerId) || !LISTINGS.listing(c.listingId).active) revert VendorCannotSell(c.providerId);
        if (to == address(0)) revert ZeroAddress();
        if (units == 0) revert ZeroUnits();
        if (units > c.stock) revert UnitsExceeded(c.stock, units);
        uint256 index = c.series - 1;
        Series storage s = _series[campaignId][index];
        if (s.price > maxUnitPrice) revert PriceAboveMaximum(s.price, maxUnitPrice);

        // Effect
        paid = uint64(uint256(units) * s.price);
        tokenId = _tokenId(campaignId, index);
        c.stock -= units;
        (s.sold, s.live) = (s.sold + units, s.live + units);
        Books storage b = _books[campaignId];
        (b.paidIn, b.cash) = (b.paidIn + paid, b.cash + paid);
        emit VouchersSold(tokenId, msg.sender, to, units, paid);

        // Interaction: the receiver's hook last of all
        _take(msg.sender, paid);
        VOUCHERS.mint(to, tokenId, units);
    }

    /// @inheritdoc IGroupBuyCore
    function refund(uint256 tokenId, uint32 units) external override nonReentrant returns (uint64 amount) {
        // Check
        (uint256 campaignId, uint256 index) = _split(tokenId);
        Record storage c = _bought(campaignId);
        if (units == 0) revert ZeroUnits();
        Series storage s = _series[campaignId][index];
        if (units > s.live) revert UnitsExceeded(s.live, units);
        uint256 funds;
        (amount, funds) = _refundOf(campaignId, c, s, units);
        if (amount > funds) revert RefundNotFunded(campaignId, funds, amount);

        // Effect
        s.live -= units;
        if (c.state == State.Met && block.timestamp < c.expiresAt) {
            s.sold -= units;
            c.stock += units;
            // Pledgers' vouchers come back to a campaign that had nothing to sell.
            if (c.series == 1) _openSeries(campaignId, c, _resalePrice(c, c.resaleBps));
        }
        Books storage b = _books[campaignId];
        (b.cash, b.refunded) = (b.cash - amount, b.refunded + amount);
        emit VouchersRefunded(tokenId, msg.sender, units, amount);

        // Interaction
        VOUCHERS.burn(msg.sender, tokenId, units);
        if (amount != 0) _give(msg.sender, amount);
    }

    /// @inheritdoc IGroupBuyCore
    function redeem(address holder, uint256 tokenId, uint32 units, address wallet)
        external
        override
        restricted
        nonReentrant
        returns (uint64 due)
    {
        // Check
        (uint256 campaignId, uint256 index) = _split(tokenId);
        Record storage c = _in(campaignId, State.Met);
        if (block.timestamp >= c.expiresAt) revert TooLate(campaignId, c.expiresAt - 1);
        if (units == 0) revert ZeroUnits();
        Series storage s = _series[campaignId][index];
        if (units > s.live) revert UnitsExceeded(s.live, units);

        // Effect
        due = uint64(units * _unitDue(c));
        (s.live, s.inJobs) = (s.live - units, s.inJobs + units);
        Books storage b = _books[campaignId];
        (b.cash, b.inJobs) = (b.cash - due, b.inJobs + due);
        emit VouchersRedeemed(tokenId, holder, units, due);

        // Interaction
        VOUCHERS.burn(holder, tokenId, units);
        _give(wallet, due);
    }

    /// @inheritdoc IGroupBuyCore
    function giveBack(address holder, uint256 tokenId, uint32 units, address wallet, uint64 paid)
        external
        override
        restricted
        nonReentrant
        returns (uint32 returned)
    {
        // Check, Effect
        (uint256 campaignId, uint256 index) = _split(tokenId);
        Record storage c = _bought(campaignId);
        uint256 unitDue = _unitDue(c);
        uint64 due = uint64(units * unitDue);
        uint32 used = uint32((paid + unitDue - 1) / unitDue);
        returned = units - used;
        Series storage s = _series[campaignId][index];
        (s.inJobs, s.live) = (s.inJobs - units, s.live + returned);
        _claimable[holder][tokenId] += returned;
        Books storage b = _books[campaignId];
        (b.inJobs, b.toVendor, b.cash) = (b.inJobs - due, b.toVendor + paid, b.cash + (due - paid));
        emit VouchersReturned(tokenId, holder, used, returned, paid);

        // Interaction
        if (due != paid) _take(wallet, due - paid);
    }
}
