// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../interfaces/IBuybackBurner.sol";
import { PoolPrice } from "../../libraries/PoolPrice.sol";
import { BuybackStorage } from "./BuybackStorage.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What was spent and burned, quarter by quarter
abstract contract BuybackReports is BuybackStorage {
    /// @param next the oldest quarter that is not closed
    struct Closed {
        uint64 spent;
        uint128 burned;
        uint32 next;
    }

    struct Totals {
        uint64 spent;
        uint128 burned;
    }

    /// @dev 13 reward weeks; week boundaries are Thursdays 00:00 UTC, as everywhere.
    uint256 internal constant QUARTER = 13 weeks;

    Totals private _totals;
    Closed private _closed;
    mapping(uint256 quarter => Report) private _reports;

    constructor() {
        _closed.next = uint32(block.timestamp / QUARTER);
    }

    /// @inheritdoc IBuybackBurner
    function closeQuarter() external override returns (uint256 quarter) {
        // Check
        Closed memory closed = _closed;
        quarter = closed.next;
        if (quarter >= currentQuarter()) revert QuarterOpen(quarter, (quarter + 1) * QUARTER);

        // Effect
        Report memory r = _reports[quarter];
        uint256 spent = uint256(r.poolSpent) + r.auctionSpent;
        closed.spent += uint64(spent);
        closed.burned += r.burned;
        ++closed.next;
        _closed = closed;
        uint256 average = r.burned == 0 ? 0 : Math.mulDiv(spent, PoolPrice.SCALE, r.burned);
        emit QuarterClosed(
            quarter, r.poolSpent, r.auctionSpent, r.burned, average, closed.spent, closed.burned, _supply()
        );
    }

    /// @inheritdoc IBuybackBurner
    function burnStray() external override nonReentrant returns (uint256 amount) {
        amount = IERC20(address(CPT)).balanceOf(address(this));
        if (amount == 0) revert ZeroAmount();
        CPT.burn(amount);
        emit StrayBurned(amount, _supply());
    }

    /// @inheritdoc IBuybackBurner
    function report(uint256 quarter) external view override returns (Report memory) {
        return _reports[quarter];
    }

    /// @inheritdoc IBuybackBurner
    function currentQuarter() public view override returns (uint256) {
        return block.timestamp / QUARTER;
    }

    /// @inheritdoc IBuybackBurner
    function nextQuarter() external view override returns (uint256) {
        return _closed.next;
    }

    /// @inheritdoc IBuybackBurner
    function totals() external view override returns (uint256 spent, uint256 burned) {
        return (_totals.spent, _totals.burned);
    }

    /// @dev USDC spent and CPT burned for it; at most all of either, so they fit.
    function _record(uint256 poolSpent, uint256 auctionSpent, uint256 burned) internal returns (uint256 quarter) {
        quarter = currentQuarter();
        Report memory r = _reports[quarter];
        r.poolSpent += uint64(poolSpent);
        r.auctionSpent += uint64(auctionSpent);
        r.burned += uint128(burned);
        _reports[quarter] = r;
        Totals memory t = _totals;
        t.spent += uint64(poolSpent + auctionSpent);
        t.burned += uint128(burned);
        _totals = t;
    }
}
