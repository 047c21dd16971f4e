// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { IExitQueue } from "../../interfaces/IExitQueue.sol";
import { IGroupBuyCore } from "../../interfaces/IGroupBuyCore.sol";
import { CampaignStorage } from "./CampaignStorage.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Pledges, the close, and what becomes of each pledge
abstract contract CampaignPledges is IGroupBuyCore, CampaignStorage {
    using SafeERC20 for IERC20;

    uint256 private constant MAX_GAPS = 20;

    /// @inheritdoc IGroupBuyCore
    function pledge(uint256 campaignId, uint32 units) external override nonReentrant returns (uint64 escrow) {
        // Check
        Record storage c = _in(campaignId, State.Open);
        if (block.timestamp >= c.closesAt) revert TooLate(campaignId, c.closesAt - 1);
        _requirePacks(c, units);
        uint256 left = c.maxUnits - c.pledged;
        if (units > left) revert UnitsExceeded(left, units);

        // Effect
        escrow = uint64(uint256(units) * c.topPrice);
        c.pledged += units;
        _pledges[campaignId][msg.sender] += units;
        emit Pledged(campaignId, msg.sender, units, escrow);

        // Interaction
        VAULT.escrow(msg.sender, escrow);
    }

    /// @inheritdoc IGroupBuyCore
    function withdrawPledge(uint256 campaignId, uint32 units) external override nonReentrant returns (uint64 refund_) {
        // Check
        Record storage c = _in(campaignId, State.Open);
        if (block.timestamp > c.withdrawableUntil) revert TooLate(campaignId, c.withdrawableUntil);
        _requirePacks(c, units);
        uint32 held = _pledges[campaignId][msg.sender];
        if (units > held) revert UnitsExceeded(held, units);

        // Effect
        refund_ = uint64(uint256(units) * c.topPrice);
        c.pledged -= units;
        _pledges[campaignId][msg.sender] = held - units;
        emit PledgeWithdrawn(campaignId, msg.sender, units, refund_);

        // Interaction
        _release(msg.sender, address(0), 0, refund_);
    }

    /// @inheritdoc IGroupBuyCore
    function close(uint256 campaignId) external override nonReentrant returns (State state) {
        Record storage c = _in(campaignId, State.Open);
        if (block.timestamp < c.closesAt) revert TooEarly(campaignId, c.closesAt);
        (uint40 price, uint40 unitCost) = _tierAt(campaignId, c.pledged);
        if (price == 0) return _miss(campaignId, c, MissReason.BelowMinimum);
        if (block.timestamp > uint256(c.closesAt) + _windows.closeTerm) {
            return _miss(campaignId, c, MissReason.NotClosedInTime);
        }
        // Asked again, for a listing may have changed since the campaign began.
        if (!_sells(c.providerId) || !_delivers(c.listingId)) {
            return _miss(campaignId, c, MissReason.VendorCannotSell);
        }

        // Effect
        (c.state, c.price, c.unitCost, c.closedAt) = (State.Met, price, unitCost, uint40(block.timestamp));
        c.invoicePaid = c.firstBps == c.prepaidBps || !RECORDS.invoiceMissing(c.providerId, INVOICE_BASE | campaignId);
        uint32 stock = c.lineId == 0 ? 0 : c.maxUnits - c.pledged;
        (c.stock, c.paidUnits) = (stock, stock);
        emit CampaignMet(campaignId, c.pledged, stock, price, unitCost, uint40(_unitDue(c)));

        // Interaction
        _openSeries(campaignId, c, price);
        if (stock != 0) {
            _openSeries(campaignId, c, _resalePrice(c, c.resaleBps));
            _finance(campaignId, c, stock);
            _payVendor(campaignId, c, stock * (c.invoicePaid ? _prepaidPart(c) : _firstPart(c)), false);
        }
        return State.Met;
    }

    /// @inheritdoc IGroupBuyCore
    function settle(uint256 campaignId, address[] calldata accounts)
        external
        override
        nonReentrant
        returns (uint256 done)
    {
        Record storage c = _existing(campaignId);
        if (c.state == State.Open) revert WrongState(campaignId, State.Open);
        for (uint256 i; i < accounts.length; ++i) {
            if (_settle(campaignId, c, accounts[i]) != 0) ++done;
        }
        if (done == 0) revert NothingDone();
    }

    /// @inheritdoc IGroupBuyCore
    function claim(uint256 tokenId, address to) external override nonReentrant returns (uint32 units) {
        // Check, Effect
        if (to == address(0)) revert ZeroAddress();
        (uint256 campaignId, uint256 index) = _split(tokenId);
        Record storage c = _bought(campaignId);
        if (index == 0) _settle(campaignId, c, msg.sender);
        units = _claimable[msg.sender][tokenId];
        if (units == 0) revert NothingDone();
        delete _claimable[msg.sender][tokenId];
        emit VouchersClaimed(tokenId, msg.sender, to, units);

        // Interaction
        VOUCHERS.mint(to, tokenId, units);
    }

    /// @dev Moves no token and calls no receiver, so anyone may do it for anyone.
    function _settle(uint256 campaignId, Record storage c, address account) private returns (uint32 units) {
        units = _pledges[campaignId][account];
        if (units == 0) return 0;
        delete _pledges[campaignId][account];
        uint256 escrow = uint256(units) * c.topPrice;
        // Nobody is charged for a voucher that has expired.
        if (c.state != State.Met || block.timestamp >= c.expiresAt) {
            emit PledgeSettled(campaignId, account, units, 0, uint64(escrow));
            _release(account, address(0), 0, escrow);
            return units;
        }
        uint256 charged = uint256(units) * c.price;
        Series storage s = _series[campaignId][0];
        (s.sold, s.live) = (s.sold + units, s.live + units);
        (c.settled, c.paidUnits) = (c.settled + units, c.paidUnits + units);
        _claimable[account][_tokenId(campaignId, 0)] += units;
        Books storage b = _books[campaignId];
        (b.paidIn, b.cash) = (b.paidIn + uint64(charged), b.cash + uint64(charged));
        emit PledgeSettled(campaignId, account, units, uint64(charged), uint64(escrow - charged));

        _release(account, address(this), charged, escrow - charged);
        _payVendor(campaignId, c, units * (c.invoicePaid ? _prepaidPart(c) : _firstPart(c)), false);
    }

    /// @dev All that is paid in advance for the stock; what waits for the invoice stays in the campaign's cash.
    function _finance(uint256 campaignId, Record storage c, uint256 stock) private {
        // A small exit asked for in time would keep the pool from lending: who can be paid at once is paid first.
        try IExitQueue(CREDIT_LINES.pool()).fillQueue(MAX_GAPS) { } catch { }
        ICreditLines.Line memory line = CREDIT_LINES.line(c.lineId);
        if (line.principal != 0) revert LineInUse(c.lineId, line.principal);
        uint64 amount = uint64(stock * _prepaidPart(c));
        uint256 before = USDC.balanceOf(address(this));
        uint256 lotId = CREDIT_LINES.draw(
            c.lineId,
            ICreditLines.LotTerms({
                descriptionHash: keccak256(abi.encode(block.chainid, address(this), campaignId)),
                feedId: LISTINGS.listing(c.listingId).feedId,
                units: c.maxUnits,
                pledged: c.pledged,
                cost: uint64(uint256(c.maxUnits) * c.unitCost),
                expiry: c.expiresAt,
                marginBps: uint16(uint256(c.price - c.unitCost) * BPS / c.price)
            }),
            amount
        );
        uint256 received = USDC.balanceOf(address(this)) - before;
        if (received != amount) revert DrawMismatch(amount, received);
        c.lotId = uint64(lotId);
        Books storage b = _books[campaignId];
        (b.drawn, b.cash) = (b.drawn + amount, b.cash + amount);
        emit LotFinanced(campaignId, c.lineId, lotId, amount);

        USDC.forceApprove(address(VAULT), amount);
        VAULT.deposit(amount);
    }

    function _requirePacks(Record storage c, uint256 units) private view {
        if (units == 0) revert ZeroUnits();
        if (units % c.pack != 0) revert NotAPack(units, c.pack);
    }
}
