// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { CostMath } from "../libraries/CostMath.sol";
import { BookCodec, ProviderCopy } from "./jobs/BookCodec.sol";
import { JobRecord } from "./jobs/JobCodec.sol";
import { JobOpening } from "./jobs/JobOpening.sol";
import { JobParams } from "./jobs/JobParams.sol";
import { JobReporting } from "./jobs/JobReporting.sol";
import { MarketStorage } from "./jobs/MarketStorage.sol";
import { ParamStore } from "./jobs/ParamStore.sol";

/// @title JobMarket: jobs from escrow to settlement (SPEC JOB 2-9, ideas 4-6, laws C and D)
/// @notice The parts, in a job's order: JobOpening, JobLifecycle, JobReporting, JobSettlement; beside them MarketBook (copies
/// of the peers) and JobParams (governance). Documentation is in IJobMarket.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract JobMarket is JobOpening, JobReporting, JobParams {
    constructor(Peers memory peers) MarketStorage(peers) {
        _disableInitializers();
    }

    function initialize(address authority, address meterQuorum) external initializer {
        __AccessManaged_init(authority);
        _setVerifier(0, meterQuorum);
        ParamStore.setDefaults(_terms);
    }

    /// @inheritdoc IJobMarket
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
        result.paidEarly = uint64(j.paidEarly);
        result.feeBps = uint16(j.feeTenths * CostMath.BPS_PER_TENTH);
        result.discountBps = uint16(j.discountPercent * CostMath.BPS_PER_PERCENT);
        result.flags = uint8(j.flags);
        result.lastSequence = last.sequence;
        result.checkpointUsage = last.usage;
        if (j.hasTasks) result.tasksRoot = _tasks[jobId];
    }

    /// @inheritdoc IJobMarket
    function jobCount() external view override returns (uint256) {
        return BookCodec.jobCountOf(_terms.status);
    }

    /// @inheritdoc IJobMarket
    function providerLoad(uint32 providerId) external view override returns (uint256 openJobs, uint256 atRisk) {
        ProviderCopy memory p = BookCodec.unpackProvider(_providers[providerId].load);
        return (p.openJobs, p.atRisk);
    }

    /// @inheritdoc IJobMarket
    function unitsInUse(uint32 listingId) external view override returns (uint256) {
        return BookCodec.unpackListing(_listings[listingId]).inUse;
    }
}
