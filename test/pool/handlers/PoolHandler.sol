// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { CreditLines } from "../../../src/pool/CreditLines.sol";
import { LendingPool } from "../../../src/pool/LendingPool.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestOracle } from "../utils/TestOracle.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdAssertions } from "forge-std/StdAssertions.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @dev What all actors share: the pool, the watch that every act is held to, and a tally of what came of it.
abstract contract PoolHandler is CommonBase, StdUtils, StdAssertions {
    uint256 internal constant HOLDERS = 3000;
    /// @dev An act that was called so often must have done once what it is for.
    uint256 private constant ENOUGH_CALLS = 6;

    /// @dev How the pool stands before an act.
    struct Sight {
        uint256 price;
        uint256 loss;
        uint256 setAside;
        uint256 filledTo;
    }

    LendingPool internal immutable POOL;
    CreditLines internal immutable LINES;
    TestUSDC internal immutable USDC;
    TestOracle internal immutable ORACLE;
    address internal immutable ISSUER;

    bytes32[] private _acts;
    mapping(bytes32 act => uint256) private _calls;
    /// @notice How often an act did what it is for.
    mapping(bytes32 act => uint256) public done;

    constructor(LendingPool pool, CreditLines lines, TestUSDC usdc, TestOracle oracle) {
        (POOL, LINES, USDC, ORACLE, ISSUER) = (pool, lines, usdc, oracle, msg.sender);
    }

    /// @dev The price of a share falls only by a loss that the books show, and never by more than it; whoever was paid, at once or in
    /// the queue, was paid behind every mark that was due, and at the price that those who stay have as well.
    modifier watched(bytes32 act) {
        Sight memory before = _look(act);
        _;
        _judge(before);
    }

    /// @notice Acts that were called again and again and never did anything would show nothing.
    /// @param acts those for which there is always something to do
    function assertProgress(bytes32[] calldata acts) external view {
        for (uint256 i; i < acts.length; ++i) {
            if (_calls[acts[i]] >= ENOUGH_CALLS) _assertDone(acts[i]);
        }
    }

    /// @notice Every act that was ever called has done something.
    function assertAllDone() external view {
        for (uint256 i; i < _acts.length; ++i) {
            _assertDone(_acts[i]);
        }
    }

    function _did(bytes32 act) internal {
        ++done[act];
    }

    function _assertDone(bytes32 act) private view {
        assertGt(done[act], 0, string.concat("idle: ", string(abi.encodePacked(act))));
    }

    /// @dev Held to by every exit that happened: no overdue line is left unmarked when it is priced.
    function _checkPriced() internal view {
        (, ICreditLines.Book memory b,) = POOL.books();
        assertEq(b.impaired, LINES.book().impaired, "priced ahead of a loss");
    }

    function _look(bytes32 act) private returns (Sight memory) {
        if (_calls[act]++ == 0) _acts.push(act);
        return Sight({ price: _price(), loss: _loss(), setAside: _setAside(), filledTo: _filledTo() });
    }

    function _judge(Sight memory before) private view {
        uint256 grown = _loss() > before.loss ? _loss() - before.loss : 0;
        // Two units of all assets for roundings.
        uint256 slack = (grown + 2) * 1e24 / POOL.totalSupply() + 1;
        assertGe(_price() + slack, before.price, "the price fell by more than a loss");
        if (_setAside() > before.setAside) _checkFill(_setAside() - before.setAside, before.filledTo);
    }

    /// @dev What was set aside is the fill's shares at the price of who stays; it may have passed cancelled stretches for nothing.
    function _checkFill(uint256 assets, uint256 from) private view {
        _checkPriced();
        uint256 shares = _filledTo() - from;
        assertLe(assets, POOL.convertToAssets(shares) + 3 + shares / 1e18, "filled above the price of who stays");
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

    /// @dev For requests, ever; without what was fetched in the same act, which no act does beside a fill.
    function _setAside() private view returns (uint256) {
        (ILendingPool.Cash memory c,,) = POOL.books();
        return c.claimable;
    }

    function _filledTo() private view returns (uint256 filledTo) {
        (filledTo,) = POOL.queueLine();
    }
}
