// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../src/interfaces/ICreditLines.sol";
import { IExitQueue } from "../../src/interfaces/IExitQueue.sol";
import { ILendingPool } from "../../src/interfaces/ILendingPool.sol";
import { BorrowerHandler } from "./handlers/BorrowerHandler.sol";
import { HolderHandler } from "./handlers/HolderHandler.sol";
import { PoolHouse } from "./utils/PoolHouse.sol";

/// @notice Law G through runs on the bank: holders by the thousand, defaults, donations, cancellations, receivers that refuse.
/// @dev The handlers hold every single act to two more of its parts: the price falls only by a loss, and none is priced ahead of one.
contract LawGTest is PoolHouse {
    uint256 private constant HOLDERS = 2000;

    HolderHandler private holders;
    BorrowerHandler private borrowers;

    function setUp() public override {
        super.setUp();
        holders = new HolderHandler(pool, lines, usdc, oracle);
        borrowers = new BorrowerHandler(pool, lines, usdc, oracle, fund);
        bytes4[] memory mine = new bytes4[](2);
        (mine[0], mine[1]) = (lines.openLine.selector, lines.writeOff.selector);
        manager.setTargetFunctionRole(address(lines), mine, 99);
        manager.grantRole(99, address(borrowers), 0);
        put(alice, 100_000e6);
        for (uint256 i; i < HOLDERS; ++i) {
            put(address(uint160(0x100000 + i)), 50e6 + i * 1e5);
        }
        for (uint256 i; i < 4; ++i) {
            vm.prank(address(borrowers));
            lines.openLine(address(borrowers), 50_000e6, uint16(500 + 300 * i), uint32(8 days + i * 10 days));
            borrowers.draw(i, uint64(8000e6 + i * 3000e6));
        }
        targetContract(address(holders));
        targetContract(address(borrowers));
    }

    /// @dev All of it after every act, in one campaign.
    function invariant_LawG() public view {
        assertLawG();
        _moneyIsWhatWentInLessWhatWentOut();
        _firstInFirstOut();
    }

    /// @dev What the campaign's acts can do, all of it once, in an order in which each finds something to do.
    function test_LawG_everyActOfTheCampaignIsReachable() public {
        holders.deposit(1, 500e6);
        holders.donate(1000e6);
        borrowers.insure(5000e6);
        borrowers.open(20_000e6, 900, 9 days);
        borrowers.draw(4, 3000e6);
        borrowers.repay(0, 100e6);
        holders.withdraw(7, 20e6);
        holders.run(100, 20);
        holders.request(3, type(uint256).max);
        holders.cancel(5, true);
        borrowers.pass(6 days);
        borrowers.pass(6 days);
        borrowers.keep(5);
        holders.claimRefused(0);
        holders.claim(0, true);
        for (uint256 i; i < 40 && borrowers.writtenOff() == 0; ++i) {
            borrowers.default_(0);
            borrowers.writeOff(i);
        }
        invariant_LawG();
        holders.assertAllDone();
        borrowers.assertAllDone();
        afterInvariant();
    }

    function _always(bytes32 a, bytes32 b, bytes32 c) private pure returns (bytes32[] memory acts) {
        acts = new bytes32[](3);
        (acts[0], acts[1], acts[2]) = (a, b, c);
    }

    function _moneyIsWhatWentInLessWhatWentOut() private view {
        (ILendingPool.Cash memory c,,) = pool.books();
        (, uint256 covered) = fund.spent();
        uint256 start = 100_000e6;
        for (uint256 i; i < HOLDERS; ++i) {
            start += 50e6 + i * 1e5;
        }
        assertEq(
            uint256(c.cash) + c.reserve + c.claimable + borrowers.lent() + holders.withdrawn() + holders.claimed()
                + borrowers.pushed(),
            start + holders.deposited() + borrowers.repaid() + covered
        );
        assertEq(usdc.balanceOf(address(pool)), uint256(c.cash) + c.reserve + c.claimable + holders.donated());
    }

    /// @dev Whoever comes after one that waits has nothing yet; what waits and what is to be fetched adds up.
    function _firstInFirstOut() private view {
        uint256 pending;
        uint256 claimable;
        for (uint256 id = 1; id <= pool.requestCount(); ++id) {
            IExitQueue.Request memory r = pool.redeemRequest(id);
            if (pending != 0) assertEq(r.claimable + holders.claimedOf(id), 0, "overtaken");
            pending += r.pending;
            claimable += r.claimable;
        }
        assertEq(pool.pendingShares(), pending);
        assertEq(pool.balanceOf(address(pool)), pending, "escrowed shares");
        (ILendingPool.Cash memory c,,) = pool.books();
        assertEq(c.claimable, claimable, "to the unit");
    }

    /// @dev Once everything is repaid or written off and notice is over, everybody gets out.
    function afterInvariant() public {
        holders.assertProgress(_always("run", "request", "donate"));
        borrowers.assertProgress(_always("insure", "keep", "pass"));
        for (uint256 id = 1; id <= lines.lotCount(); ++id) {
            ICreditLines.Lot memory lot = lines.lot(id);
            if (lines.line(lot.lineId).state != ICreditLines.LineState.Open) continue;
            if (lot.drawn != lot.repaid) pay(lot.lineId, id, type(uint64).max);
        }
        vm.warp(vm.getBlockTimestamp() + 30 days);
        for (uint256 i; i < 100 && pool.pendingShares() != 0; ++i) {
            pool.fillQueue(50);
        }
        assertEq(pool.pendingShares(), 0, "the run drains");
        assertLawG();
    }
}
