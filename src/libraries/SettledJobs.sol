// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { CostMath } from "./CostMath.sol";

/// @title What reviews, loyalty and referrals build on: jobs that were settled and paid (SPEC PROV 10, USER 1, 3)
/// @dev A settled job never changes again, so it may be counted at any later time, once.
library SettledJobs {
    /// @return whether the job was delivered, paid for and is over for good
    function isPaid(IJobMarketTypes.Job memory job) internal pure returns (bool) {
        return job.state == IJobMarketTypes.State.Settled && job.paid != 0;
    }

    /// @notice The platform's fee on what was paid, after the payer's discount, USDC units.
    /// @dev Up to two units below what the market took where it paid in two parts, for each was rounded up.
    function netFee(IJobMarketTypes.Job memory job) internal pure returns (uint256 fee) {
        (, fee,) = CostMath.split(job.paid, job.feeBps, job.discountBps / CostMath.BPS_PER_PERCENT);
    }
}
