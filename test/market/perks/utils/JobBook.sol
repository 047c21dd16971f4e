// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";

/// @notice Stands for the market where only the record of ended jobs matters.
contract JobBook {
    uint256 public jobCount;
    mapping(uint256 jobId => IJobMarketTypes.Job) private _jobs;

    function add(IJobMarketTypes.Job memory j) public returns (uint256 jobId) {
        jobId = ++jobCount;
        _jobs[jobId] = j;
    }

    function settle(address payer, uint32 providerId, uint64 paid, uint16 feeBps, uint16 discountBps, uint40 since)
        external
        returns (uint256 jobId)
    {
        IJobMarketTypes.Job memory j;
        (j.payer, j.providerId, j.listingId) = (payer, providerId, 1);
        (j.state, j.since) = (IJobMarketTypes.State.Settled, since);
        (j.paid, j.feeBps, j.discountBps) = (paid, feeBps, discountBps);
        return add(j);
    }

    function set(uint256 jobId, IJobMarketTypes.State state, uint64 paid) external {
        _jobs[jobId].state = state;
        _jobs[jobId].paid = paid;
    }

    function job(uint256 jobId) external view returns (IJobMarketTypes.Job memory) {
        if (jobId == 0 || jobId > jobCount) revert IJobMarketTypes.UnknownJob(jobId);
        return _jobs[jobId];
    }
}
