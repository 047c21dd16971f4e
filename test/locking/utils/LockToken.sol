// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @dev A plain ERC-20 with permit to lock, where the pause and the proxy of CPT do not matter.
contract LockToken is ERC20Permit {
    constructor() ERC20("Lock Token", "LOCK") ERC20Permit("Lock Token") {
        _mint(msg.sender, 100_000_000e18);
    }
}
