// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @dev A plain token with permits; all of it is its maker's.
contract PermitToken is ERC20Permit {
    constructor() ERC20("Permit", "P") ERC20Permit("Permit") {
        _mint(msg.sender, 2e24);
    }
}
