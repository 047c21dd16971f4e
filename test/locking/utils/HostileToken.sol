// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev Says false, reverts, says nothing, or calls somebody back, on demand.
contract HostileToken is ERC20 {
    enum Mode {
        Honest,
        ReturnFalse,
        CallBack
    }

    Mode public mode;
    address public target;
    bytes public callback;

    constructor() ERC20("Hostile", "HOST") {
        _mint(msg.sender, 1_000_000e18);
    }

    function setMode(Mode mode_) external {
        mode = mode_;
    }

    function setCallback(address target_, bytes calldata callback_) external {
        (mode, target, callback) = (Mode.CallBack, target_, callback_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _act() && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return _act() && super.transferFrom(from, to, amount);
    }

    function _act() private returns (bool) {
        if (mode == Mode.CallBack) {
            (bool ok, bytes memory reason) = target.call(callback);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(reason, 32), mload(reason))
                }
            }
        }
        return mode != Mode.ReturnFalse;
    }
}
