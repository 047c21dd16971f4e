// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IWorkflows } from "../../interfaces/IWorkflows.sol";
import { CostMath } from "../../libraries/CostMath.sol";

/// @title Which stages a workflow may have, and what is reserved for one (SPEC JOB 3, 4)
library StageTerms {
    uint256 internal constant MAX_STAGES = 32;
    uint256 internal constant MAX_WAIT = 400 days;

    function checkCount(uint256 count) internal pure {
        if (count == 0 || count > MAX_STAGES) revert IWorkflows.InvalidStageCount(count);
    }

    /// @notice Reverts with the first term of a stage that could never be launched.
    function check(IWorkflows.Stage[] calldata stages, uint256 i) internal view {
        IWorkflows.Stage calldata s = stages[i];
        if (s.parents >> i != 0) revert IWorkflows.InvalidParents(i, s.parents);
        if (s.maxUnitPrice == 0) revert IWorkflows.MaximumMissing(i);
        if (s.units == 0) revert IJobMarketTypes.ZeroUnits();
        if ((s.taskCount == 0) != (s.tasksRoot == 0)) revert IJobMarketTypes.InvalidSweep();
        uint256 latest = block.timestamp + MAX_WAIT;
        if (s.parents != 0 && (s.launchBy <= block.timestamp || s.launchBy > latest)) {
            revert IWorkflows.InvalidLaunchBy(i, s.launchBy, latest);
        }
        if (s.bundled && !_fitsThePrevious(stages, i)) revert IWorkflows.InvalidBundle(i);
    }

    /// @notice The most its job can take into escrow. Rounded as the market does, so that a lower price never needs more.
    function reserve(IWorkflows.Stage calldata s, IListings.Listing memory l, uint256 bufferBps)
        internal
        pure
        returns (uint256 amount)
    {
        if (s.duration < l.minDuration || s.duration > l.maxDuration) {
            revert IJobMarketTypes.DurationOutOfRange(s.duration, l.minDuration, l.maxDuration);
        }
        amount = CostMath.escrow(l.period, s.units, s.duration, s.maxUnitPrice, bufferBps);
        if (amount > type(uint64).max) revert IJobMarketTypes.EscrowTooLarge(amount);
    }

    function _fitsThePrevious(IWorkflows.Stage[] calldata stages, uint256 i) private pure returns (bool) {
        if (i == 0) return false;
        IWorkflows.Stage calldata a = stages[i - 1];
        IWorkflows.Stage calldata b = stages[i];
        return !a.bundled && a.parents == b.parents && a.launchBy == b.launchBy;
    }
}
