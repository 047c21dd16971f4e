// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title Jobs opened for somebody: by modules of the market, and at a backup (SPEC JOB 4)
interface IJobModules is IJobMarketTypes {
    /// @notice Opens a job for a payer from its vault balance, which the module must have its consent for. Caller: MARKET_MODULE role.
    /// @dev Errors as IJobMarketCore.open, but for those of the price where the terms name one.
    function openFor(address payer, OpenParams calldata params, ModuleTerms calldata terms)
        external
        returns (uint256 jobId);
    /// @notice Keeps units of a listing out of free sale, for jobs opened as held. Caller: MARKET_MODULE role.
    /// @dev Reverts with CapacityExceeded where more would be held than is free.
    function setHeld(uint32 listingId, uint24 units) external;
    /// @notice Takes the rest of a job that failed its payer to its backup. Caller: the market itself, as the last step of
    /// the call that ended the job.
    /// @param refunded what that call gave back to the payer
    function handOver(uint256 jobId, uint64 refunded) external returns (uint256 newJobId);
}
