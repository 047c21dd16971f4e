// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IWETH } from "../../src/interfaces/IWETH.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The chain's own coin as a token, for tests and local chains
/// @notice Behaves like WETH9 where Uniswap's router and position manager use it.
contract TestWETH is ERC20("Wrapped Ether", "WETH"), IWETH {
    receive() external payable {
        deposit();
    }

    function withdraw(uint256 amount) external {
        _burn(msg.sender, amount);
        (bool ok,) = msg.sender.call{ value: amount }("");
        require(ok, "refused");
    }

    function deposit() public payable override {
        _mint(msg.sender, msg.value);
    }
}
