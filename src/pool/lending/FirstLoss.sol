// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title What the insurance fund has given to the pool, and in which 365 days (SPEC POOL 4)
/// @dev Linked, so that the history does not weigh on the pool's code size.
library FirstLoss {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;

    struct History {
        Checkpoints.Trace208 covers;
    }

    uint256 private constant WINDOW = 365 days;

    /// @notice Books what was given now.
    function note(History storage h, uint256 given) external {
        h.covers.push(uint48(block.timestamp), (h.covers.latest() + given).toUint208());
    }

    /// @notice What was given in the last 365 days; what was given exactly 365 days ago is out.
    function inWindow(History storage h) external view returns (uint256) {
        return h.covers.latest() - h.covers.upperLookupRecent(uint48(block.timestamp - WINDOW));
    }
}
