// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { CostMath } from "../../../libraries/CostMath.sol";
import { BookCodec, ListingCopy, ProviderCopy } from "../BookCodec.sol";
import { JobFlags, JobRecord } from "../JobCodec.sol";
import { MarketStorage } from "../MarketStorage.sol";
import { PayerConsent } from "../PayerConsent.sol";

/// @title What anyone may ask the market
abstract contract DeskViews is IJobDesk, MarketStorage {
    /// @inheritdoc IJobDesk
    function job(uint256 jobId) external view override returns (Job memory result) {
        JobRecord memory j;
        _loadExisting(jobId, j);
        Checkpoint memory last = _checkpointOf(jobId, j);
        result.payer = j.payer;
        result.buyer = _buyerOf(jobId, j);
        result.listingId = uint32(j.listingId);
        result.providerId = uint32(j.providerId);
        result.state = j.state;
        result.since = uint40(j.since);
        result.units = uint24(j.units);
        result.duration = uint24(j.duration);
        result.unitPrice = uint40(j.unitPrice);
        result.escrow = uint64(j.escrow);
        result.paid = uint64(j.paid);
        if (j.state == State.Reported || j.state == State.Disputed) result.paidEarly = uint64(j.paid);
        result.feeBps = uint16(j.feeTenths * CostMath.BPS_PER_TENTH);
        result.discountBps = uint16(j.discountPercent * CostMath.BPS_PER_PERCENT);
        result.flags = uint8(j.flags);
        result.lastSequence = last.sequence;
        result.checkpointUsage = last.usage;
        if (j.hasTasks) result.tasksHash = _tasks[jobId];
        result.firm = j.firm;
        result.held = j.held;
        result.succeeded = j.succeeded;
        if (j.hasExtras) {
            Extras memory e = _extras[jobId];
            result.noticeEndsAt = e.noticeEndsAt;
            result.noticeByProvider = e.noticeByProvider;
            result.backupListing = e.backupListing;
        }
    }

    /// @inheritdoc IJobDesk
    function successorOf(uint256 jobId) external view override returns (uint256) {
        return _extras[jobId].successor;
    }

    /// @inheritdoc IJobDesk
    function jobCount() external view override returns (uint256) {
        return BookCodec.jobCountOf(_terms.status);
    }

    /// @inheritdoc IJobDesk
    function providerLoad(uint32 providerId) external view override returns (uint256 openJobs, uint256 atRisk) {
        ProviderCopy memory p = BookCodec.unpackProvider(_providers[providerId].load);
        return (p.openJobs, p.atRisk);
    }

    /// @inheritdoc IJobDesk
    function unitsInUse(uint32 listingId) external view override returns (uint256) {
        return BookCodec.unpackListing(_listings[listingId]).inUse;
    }

    /// @inheritdoc IJobDesk
    function heldUnits(uint32 listingId) external view override returns (uint256) {
        return _held[listingId];
    }

    /// @inheritdoc IJobDesk
    function due(uint256 jobId) external view override returns (Reason) {
        JobRecord memory j;
        _load(jobId, j);
        (Reason reason, uint256 until) = _deadline(jobId, j);
        return block.timestamp > until ? reason : Reason.None;
    }

    /// @inheritdoc IJobDesk
    function quote(uint32 listingId, uint24 units, uint24 duration) external view override returns (uint256 escrow) {
        ListingCopy memory l = BookCodec.unpackListing(_listings[listingId]);
        return CostMath.escrow(JobFlags.period(l.flags), units, duration, l.unitPrice, _terms.params.bufferBps);
    }

    /// @inheritdoc IJobDesk
    function hashOrder(Order calldata order) external view override returns (bytes32 digest) {
        return PayerConsent.hash(order);
    }
}
