// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { HostileToken } from "./HostileToken.sol";

/// @dev Keeps 1% of every transfer, so less arrives than was sent.
contract FeeToken is HostileToken {
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, value);
        uint256 fee = value / 100;
        super._update(from, address(this), fee);
        super._update(from, to, value - fee);
    }
}
