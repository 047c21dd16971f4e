// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev Refuses vouchers, or uses the moment of getting them for a call of its own.
contract HostileReceiver {
    address private _target;
    bytes private _call;
    bool public succeeded;
    bytes public reason;

    error Refused();

    function plan(address target, bytes calldata call_) external {
        (_target, _call) = (target, call_);
    }

    function execute(address target, bytes calldata call_) external returns (bytes memory result) {
        bool ok;
        (ok, result) = target.call(call_);
        if (ok) return result;
        assembly {
            revert(add(result, 32), mload(result))
        }
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        if (_target == address(0)) revert Refused();
        (succeeded, reason) = _target.call(_call);
        return this.onERC1155Received.selector;
    }
}
