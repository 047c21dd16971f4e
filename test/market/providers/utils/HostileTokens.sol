// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Keeps a part of what it moves.
contract FeeToken is ERC20 {
    constructor(address holder) ERC20("Fee", "FEE") {
        _mint(holder, 1e30);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && to != address(0)) super._update(to, address(0xfee), value / 100);
    }
}

/// @notice Calls back on every transfer, as its holder wishes, and moves on whatever comes of it.
contract CallbackToken is ERC20 {
    address private _target;
    bytes private _data;
    bytes public answer;

    constructor(address holder) ERC20("Callback", "BACK") {
        _mint(holder, 1e30);
    }

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (_target == address(0)) return;
        (bool ok, bytes memory returned) = _target.call(_data);
        answer = ok ? bytes("done") : returned;
    }
}
