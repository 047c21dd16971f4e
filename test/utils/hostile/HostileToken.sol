// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev What the hostile tokens share: 6 decimals, and anyone mints.
abstract contract HostileToken is ERC20 {
    constructor() ERC20("Hostile", "HOST") { }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
