// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { HostileToken } from "./HostileToken.sol";

/// @dev Answers true, but moves numerator/denominator of what it was asked to.
contract LyingToken is HostileToken {
    uint256 public numerator = 1;
    uint256 public denominator = 1;

    function lie(uint256 numerator_, uint256 denominator_) external {
        (numerator, denominator) = (numerator_, denominator_);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0)) super._update(from, to, value);
        else super._update(from, to, value * numerator / denominator);
    }
}
