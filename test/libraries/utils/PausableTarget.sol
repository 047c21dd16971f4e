// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { GuardianPausable } from "../../../src/libraries/GuardianPausable.sol";

/// @dev The least that can be paused, and what it hears through the hook.
contract PausableTarget is GuardianPausable {
    uint256 public heard;
    uint256 public worked;

    constructor(address authority) initializer {
        __AccessManaged_init(authority);
    }

    function work() external whenNotPaused {
        ++worked;
    }

    function _onPauseChanged(uint40 until) internal override {
        heard = until;
    }
}
