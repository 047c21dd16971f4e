// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { IListings } from "../../../interfaces/IListings.sol";
import { IProviderRegistry } from "../../../interfaces/IProviderRegistry.sol";
import { CostMath } from "../../../libraries/CostMath.sol";
import { BookCodec, ListingCopy } from "../BookCodec.sol";
import { JobCodec, JobFlags, JobRecord } from "../JobCodec.sol";
import { MarketStorage } from "../MarketStorage.sol";
import { PeerReader } from "../PeerReader.sol";

/// @title What may still change about a job that has not ended: money, time, notice, backup (SPEC JOB 4)
abstract contract DeskChanges is IJobDesk, MarketStorage {
    /// @inheritdoc IJobDesk
    function topUp(uint256 jobId, uint64 amount) external override {
        JobRecord memory j;
        _loadChangeable(jobId, j);
        if (amount == 0) revert ZeroAmount();
        _addEscrow(jobId, j, amount);
        emit JobToppedUp(jobId, amount, uint64(j.escrow));
    }

    /// @inheritdoc IJobDesk
    function extend(uint256 jobId, uint24 extraDuration) external override {
        // Check
        JobRecord memory j;
        _loadChangeable(jobId, j);
        if (extraDuration == 0) revert ZeroAmount();
        ListingCopy memory l = BookCodec.unpackListing(_listings[j.listingId]);
        uint256 provider = _providers[j.providerId].load;
        bool sells = BookCodec.tierOf(provider) != IProviderRegistry.Status.None
            && block.timestamp < BookCodec.validUntilOf(provider);
        // Held units are promised to others after the job.
        if (j.held || !l.active || !sells || l.unitPrice > j.unitPrice) revert ExtensionRefused(jobId);
        uint256 duration = j.duration + extraDuration;
        if (duration > l.maxDuration) revert DurationOutOfRange(duration, l.minDuration, l.maxDuration);

        // Effect and interaction
        j.duration = duration;
        _jobs[jobId].terms = JobCodec.packTerms(j);
        uint256 amount = _extensionCost(j, extraDuration);
        if (amount != 0) _addEscrow(jobId, j, amount);
        emit JobExtended(jobId, uint24(duration), uint64(amount), uint64(j.escrow));
    }

    /// @inheritdoc IJobDesk
    function giveNotice(uint256 jobId) external override returns (uint40 endsAt) {
        // Check
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requireState(jobId, j, State.Running);
        _requireInTime(jobId, j);
        bool byProvider = REGISTRY.mayOperate(uint32(j.providerId), msg.sender);
        if (!byProvider) _requirePayerOrBuyer(jobId, j);
        endsAt = uint40(block.timestamp + PeerReader.noticeOf(LISTINGS, uint32(j.listingId), byProvider));
        Extras storage e = _extras[jobId];
        if (e.noticeEndsAt != 0 && e.noticeEndsAt <= endsAt) revert AlreadyNoticed(jobId, e.noticeEndsAt);

        // Effect
        e.noticeEndsAt = endsAt;
        e.noticeByProvider = byProvider;
        _markExtras(jobId, j);
        emit JobNoticed(jobId, byProvider, endsAt);
    }

    /// @inheritdoc IJobDesk
    function setBackup(uint256 jobId, uint32 listingId, uint40 maxUnitPrice) external override {
        JobRecord memory j;
        _loadChangeable(jobId, j);
        if (listingId == j.listingId) revert InvalidBackup(listingId);
        Extras storage e = _extras[jobId];
        e.backupListing = listingId;
        e.backupMaxPrice = maxUnitPrice;
        _markExtras(jobId, j);
        emit BackupSet(jobId, listingId, maxUnitPrice);
    }

    /// @dev Only its payer, and only while it waits or runs.
    function _loadChangeable(uint256 jobId, JobRecord memory j) private view {
        _loadExisting(jobId, j);
        if (msg.sender != j.payer) revert NotPayer(jobId, msg.sender);
        if (j.state == State.None || j.state > State.Running) revert WrongState(jobId, j.state);
        _requireInTime(jobId, j);
    }

    function _addEscrow(uint256 jobId, JobRecord memory j, uint256 amount) private {
        uint256 escrow = j.escrow + amount;
        if (escrow > type(uint64).max) revert EscrowTooLarge(escrow);
        j.escrow = escrow;
        _storeProgress(jobId, j);
        // Counts towards the month as an opening does; nothing while no KYC is asked of who trades (SPEC PROV 8).
        RECORDS.onTrade(j.payer, amount);
        VAULT.escrow(j.payer, amount);
    }

    function _markExtras(uint256 jobId, JobRecord memory j) private {
        if (j.hasExtras) return;
        j.hasExtras = true;
        _storeProgress(jobId, j);
    }

    function _extensionCost(JobRecord memory j, uint256 extra) private view returns (uint256) {
        IListings.Period period = JobFlags.period(j.flags);
        if (period == IListings.Period.Unit) return 0;
        return CostMath.escrow(period, j.units, extra, j.unitPrice, _terms.params.bufferBps);
    }
}
