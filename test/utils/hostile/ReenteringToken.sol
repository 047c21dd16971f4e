// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { HostileToken } from "./HostileToken.sol";

/// @dev Makes one call in the middle of every transfer and remembers how it ended; may pass the failure on.
contract ReenteringToken is HostileToken {
    address public target;
    bytes public data;
    bool public passesOn;
    bool public called;
    bool public succeeded;
    bytes public answer;

    function arm(address target_, bytes calldata data_, bool passesOn_) external {
        (target, data, passesOn) = (target_, data_, passesOn_);
        called = false;
        succeeded = false;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (target != address(0) && from != address(0)) {
            called = true;
            (succeeded, answer) = target.call(data);
            if (!succeeded && passesOn) {
                bytes memory reason = answer;
                assembly {
                    revert(add(reason, 32), mload(reason))
                }
            }
        }
        super._update(from, to, value);
    }
}
