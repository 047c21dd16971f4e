// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { IGroupBuyDesk } from "../../interfaces/IGroupBuyDesk.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../interfaces/IRevenueRouter.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { CampaignStorage } from "./CampaignStorage.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Vendor, pool and revenue: who gets a campaign's money, and who loses if the vendor fails
abstract contract CampaignMoney is IGroupBuyDesk, CampaignStorage {
    using SafeERC20 for IERC20;

    /// @inheritdoc IGroupBuyDesk
    function payInvoice(uint256 campaignId) external override nonReentrant returns (uint64 amount) {
        // Check
        Record storage c = _in(campaignId, State.Met);
        if (c.invoicePaid) revert NothingDone();
        uint256 invoiceId = INVOICE_BASE | campaignId;
        if (RECORDS.invoiceMissing(c.providerId, invoiceId)) revert InvoiceUnproven(campaignId, invoiceId);

        // Effect, Interaction
        c.invoicePaid = true;
        amount = uint64(c.paidUnits * (_prepaidPart(c) - _firstPart(c)));
        _payVendor(campaignId, c, amount, true);
    }

    /// @inheritdoc IGroupBuyDesk
    function repay(uint256 campaignId) external override nonReentrant returns (uint64 amount) {
        // Check
        Record storage c = _bought(campaignId);
        uint256 free = _free(campaignId, c);
        uint256 debt = _debt(c);
        amount = uint64(free < debt ? free : debt);
        if (c.lotId == 0 || !_syncLot(c) && amount == 0) revert NothingDone();
        if (amount == 0) return 0;

        // Interaction: behind the guard; what the pool does not take goes back
        VAULT.withdraw(amount, address(this));
        USDC.forceApprove(address(CREDIT_LINES), amount);
        (uint64 interest, uint64 principal) = CREDIT_LINES.repay(c.lineId, c.lotId, amount);
        uint64 left = amount - interest - principal;
        if (left != 0) {
            USDC.forceApprove(address(VAULT), left);
            VAULT.deposit(left);
            amount -= left;
        }

        // Effect
        Books storage b = _books[campaignId];
        (b.cash, b.toPool) = (b.cash - amount, b.toPool + amount);
        emit PoolRepaid(campaignId, c.lotId, amount, c.stock);
    }

    /// @inheritdoc IGroupBuyDesk
    function takeMargin(uint256 campaignId) external override nonReentrant returns (uint64 amount) {
        // Check
        Record storage c = _bought(campaignId);
        if (c.state == State.Failed) {
            if (!c.shared) revert TooEarly(campaignId, uint256(c.failedAt) + _windows.recoveryTerm + 1);
        } else if (block.timestamp < c.expiresAt && !_usedUp(campaignId, c)) {
            revert TooEarly(campaignId, c.expiresAt);
        }
        uint256 debt = _debt(c);
        if (debt != 0) revert DebtOutstanding(campaignId, debt);
        amount = uint64(_free(campaignId, c));
        if (amount == 0) revert NothingDone();

        // Effect
        Books storage b = _books[campaignId];
        (b.cash, b.toRevenue) = (b.cash - amount, b.toRevenue + amount);
        emit MarginPaid(campaignId, amount);

        // Interaction
        VAULT.escrow(address(this), amount);
        IVault.Settlement memory s;
        (s.payer, s.fee, s.source) = (address(this), amount, uint8(IRevenueRouter.Source.GroupBuying));
        VAULT.release(s);
    }

    // ---- failure ----

    /// @inheritdoc IGroupBuyDesk
    function declareFailed(uint256 campaignId, bytes32 evidenceHash) external override restricted {
        _fail(campaignId, _in(campaignId, State.Met), FailReason.Declared, evidenceHash);
    }

    /// @inheritdoc IGroupBuyDesk
    function failByDefault(uint256 campaignId) external override {
        Record storage c = _in(campaignId, State.Met);
        if (REGISTRY.statusOf(c.providerId) == IProviderRegistry.Status.Revoked) {
            _fail(campaignId, c, FailReason.VendorRevoked, 0);
        } else if (!c.invoicePaid && block.timestamp > uint256(c.closedAt) + _windows.invoiceTerm) {
            // An invoice that lies there is paid by payInvoice, whenever it came.
            if (!RECORDS.invoiceMissing(c.providerId, INVOICE_BASE | campaignId)) revert NothingDone();
            _fail(campaignId, c, FailReason.InvoiceMissing, 0);
        } else {
            revert NothingDone();
        }
    }

    /// @inheritdoc IGroupBuyDesk
    function recover(uint256 campaignId, uint64 amount) external override nonReentrant {
        _bought(campaignId);
        if (amount == 0) revert ZeroUnits();
        Books storage b = _books[campaignId];
        (b.cash, b.paidIn) = (b.cash + amount, b.paidIn + amount);
        emit Recovered(campaignId, msg.sender, amount);
        _take(msg.sender, amount);
    }

    /// @inheritdoc IGroupBuyDesk
    /// @dev Vouchers in jobs count in full although their money is elsewhere: what the job spends of them comes free for the pool.
    function shareOut(uint256 campaignId) external override returns (uint64 pot, uint64 claims) {
        // Check
        Record storage c = _in(campaignId, State.Failed);
        if (c.shared) revert NothingDone();
        uint256 until = uint256(c.failedAt) + _windows.recoveryTerm;
        if (block.timestamp <= until) revert TooEarly(campaignId, until + 1);

        // Effect
        for (uint256 i; i < c.series; ++i) {
            Series memory s = _series[campaignId][i];
            claims += uint64((uint256(s.live) + s.inJobs) * s.price);
        }
        pot = _books[campaignId].cash;
        if (pot > claims) pot = claims;
        (c.shared, c.pot, c.claims) = (true, pot, claims);
        emit FailureShared(campaignId, pot, claims);
    }

    function _fail(uint256 campaignId, Record storage c, FailReason reason, bytes32 evidenceHash) private {
        c.state = State.Failed;
        c.failedAt = uint40(block.timestamp);
        emit CampaignFailed(campaignId, reason, evidenceHash);
    }

    /// @dev A refund puts units back on sale, but the pool's book only ever falls.
    function _syncLot(Record storage c) private returns (bool told) {
        ICreditLines.Lot memory lot = CREDIT_LINES.lot(c.lotId);
        uint256 unsettled = c.state == State.Met ? c.pledged - c.settled : 0;
        uint256 unsold = c.stock + unsettled;
        if (unsold > lot.unsold) unsold = lot.unsold;
        if (unsettled > unsold) unsettled = unsold;
        if (unsold == lot.unsold && unsettled == lot.pledged) return false;
        CREDIT_LINES.updateLot(c.lotId, uint64(unsold), uint64(unsettled));
        return true;
    }

    /// @dev Nothing to sell, nothing to settle, nothing left to redeem.
    function _usedUp(uint256 campaignId, Record storage c) private view returns (bool) {
        if (c.stock != 0 || c.settled != c.pledged) return false;
        for (uint256 i; i < c.series; ++i) {
            Series memory s = _series[campaignId][i];
            if (s.live != 0 || s.inJobs != 0) return false;
        }
        return true;
    }
}
