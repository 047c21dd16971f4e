// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @dev rUSDC as far as PerkStake knows it: 12 decimals, a price that the test sets, shares for whoever the test likes.
contract SharesDouble is ERC20, ERC20Permit {
    /// @dev USDC units for 1e12 shares.
    uint256 public price = 1e6;

    constructor() ERC20("CyberPlaza USDC", "rUSDC") ERC20Permit("CyberPlaza USDC") { }

    function mint(address to, uint256 shares) external {
        _mint(to, shares);
    }

    function setPrice(uint256 price_) external {
        price = price_;
    }

    function convertToAssets(uint256 shares) external view returns (uint256) {
        return shares * price / 1e12;
    }

    function decimals() public pure override returns (uint8) {
        return 12;
    }
}
