// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { CreditLines } from "../../../src/pool/CreditLines.sol";
import { LendingPool } from "../../../src/pool/LendingPool.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestOracle } from "../utils/TestOracle.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdAssertions } from "forge-std/StdAssertions.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @dev What all actors share: the pool, and the watch that every act is held to.
abstract contract PoolHandler is CommonBase, StdUtils, StdAssertions {
    uint256 private constant HOLDERS = 3000;

    LendingPool internal immutable POOL;
    CreditLines internal immutable LINES;
    TestUSDC internal immutable USDC;
    TestOracle internal immutable ORACLE;
    address internal immutable ISSUER;

    constructor(LendingPool pool, CreditLines lines, TestUSDC usdc, TestOracle oracle) {
        (POOL, LINES, USDC, ORACLE, ISSUER) = (pool, lines, usdc, oracle, msg.sender);
    }

    /// @dev The price of a share falls only by a loss that the books show, and never by more than it.
    modifier watched() {
        uint256 before = _price();
        uint256 loss = _loss();
        _;
        uint256 grown = _loss() > loss ? _loss() - loss : 0;
        // Two units of all assets for roundings.
        assertGe(_price() + (grown + 2) * 1e24 / POOL.totalSupply() + 1, before, "the price fell by more than a loss");
    }

    /// @dev Held to by every exit that happened: no overdue line is left unmarked when it is priced.
    function _checkPriced() internal view {
        (, ICreditLines.Book memory b,) = POOL.books();
        assertEq(b.impaired, LINES.book().impaired, "priced ahead of a loss");
    }

    function _holder(uint256 seed) internal pure returns (address) {
        return address(uint160(0x100000 + seed % HOLDERS));
    }

    function _mint(address to, uint256 amount) internal {
        vm.prank(ISSUER);
        USDC.mint(to, amount);
    }

    function _price() internal view returns (uint256) {
        return POOL.convertToAssets(1e24);
    }

    /// @dev What marks have taken and the fund has not given, as if all were marked now.
    function _loss() internal view returns (uint256) {
        return LINES.book().impaired;
    }
}
