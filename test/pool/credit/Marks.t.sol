// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";

/// @notice Late lines: marks, the fund's first loss, recovery, and that nobody leaves or enters around them at others' cost.
contract MarksTest is PoolHouse {
    uint256 private id;
    uint256 private lotId;

    /// @dev 6,000 and 4,000 in, 1,000 lent at no interest of note.
    function setUp() public override {
        super.setUp();
        put(alice, 6000e6);
        put(bob, 4000e6);
        lines.setParameter("baseBps", 0);
        lines.setParameter("kinkRateBps", 0);
        id = lines.openLine(borrower, 2000e6, 0, 30 days);
        lotId = borrow(id, 1000e6);
        lines.setParameter("maxRateBps", 1);
        pool.accrue();
    }

    function test_marks() public {
        skipTime(30 days);
        assertEq(pool.totalAssets(), 10_000e6);
        pool.accrue();
        skipTime(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotMarkable.selector, id, vm.getBlockTimestamp() + 1));
        lines.markDown(id);
        skipTime(1);
        assertEq(pool.totalAssets(), 9750e6);
        vm.expectEmit(address(lines));
        emit ICreditLines.LineMarked(id, 2500, 1000e6, 250e6);
        lines.markDown(id);
        assertEq(pool.totalAssets(), 9750e6);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotMarkable.selector, id, vm.getBlockTimestamp() + 23 days));
        lines.markDown(id);
        skipTime(23 days);
        lines.markDown(id);
        assertEq(pool.totalAssets(), 9500e6);
        skipTime(60 days);
        lines.markDown(id);
        assertEq(pool.totalAssets(), 9000e6);
        assertEq(lines.line(id).markBps, 10_000);
        assertLawG();
    }

    /// @dev Whoever comes first after the mark's second is priced behind it, called by anyone or not.
    function test_PEERS_nobodyLeavesAheadOfALoss() public {
        uint256 a = request(alice, 1000e12);
        skipTime(37 days);
        pool.fillQueue(1);
        assertApproxEqAbs(claim(alice, a), 975e6, 1);
        uint256 b = request(bob, 1000e12);
        skipTime(23 days);
        pool.fillQueue(1);
        assertLt(claim(bob, b), 950e6);
        assertLawG();
    }

    function test_queuedAndStayingBearALossAlike() public {
        uint256 a = request(alice, 2000e12);
        skipTime(37 days);
        uint256 staying = pool.convertToAssets(2000e12);
        pool.fillQueue(1);
        assertApproxEqAbs(claim(alice, a), staying, 2);
        assertApproxEqAbs(pool.convertToAssets(2000e12), staying, 2);
    }

    function test_whatWasFilledBeforeBearsNothing() public {
        uint256 a = request(alice, 1000e12);
        skipTime(1 days);
        pool.fillQueue(1);
        skipTime(120 days);
        pool.accrue();
        assertEq(claim(alice, a), 1000e6);
    }

    function test_theFundPaysFirst_upToATenthAYear() public {
        insure(10_000e6);
        // 60% of the fund: the shared fifth and the pool's own two.
        assertEq(pool.firstLossCoverageBps(), 60_000);
        skipTime(37 days);
        assertEq(pool.totalAssets(), 10_000e6, "a view knows the cover");
        vm.expectEmit(address(pool));
        emit ILendingPool.LossRecognised(250e6, 250e6);
        pool.accrue();
        assertEq(pool.totalAssets(), 10_000e6);
        skipTime(83 days);
        pool.accrue();
        assertEq(pool.totalAssets(), 10_000e6);
        (uint256 covered, uint256 room) = pool.firstLoss();
        assertEq(covered, 1000e6);
        assertEq(room, 0);
        assertLawG();
        skipTime(365 days);
        (covered, room) = pool.firstLoss();
        assertEq(covered, 0);
        assertEq(room, 1000e6);
    }

    function test_theFundsFloorForClaimsIsSafe() public {
        insure(500e6);
        skipTime(120 days);
        pool.accrue();
        IInsuranceFund.Books memory b = fund.books();
        assertEq(b.claimsOnly, 200e6);
        assertEq(b.poolOnly + b.shared, 0);
        assertEq(pool.totalAssets(), 9300e6);
    }

    function test_laterMoneyOfTheFundCoversWhatStillStands() public {
        skipTime(37 days);
        pool.accrue();
        vm.expectRevert(ILendingPool.NothingToCover.selector);
        pool.coverLoss();
        insure(1000e6);
        assertEq(pool.coverLoss(), 250e6);
        assertEq(pool.totalAssets(), 10_000e6);
        assertLawG();
    }

    /// @dev A fund that fails stops nothing, and gas that is too little is no failure (63/64).
    function test_aFailingFundStopsNothing() public {
        insure(1000e6);
        manager.revokeRole(21, address(pool));
        skipTime(37 days);
        vm.expectEmit(address(pool));
        emit ILendingPool.CoverFailed(250e6);
        pool.accrue();
        assertEq(pool.totalAssets(), 9750e6);
        manager.grantRole(21, address(pool), 0);
        assertEq(pool.coverLoss(), 250e6);
    }

    function testFuzz_PEERS_tooLittleGasIsNoFailureOfTheFund(uint256 gas) public {
        insure(1000e6);
        skipTime(37 days);
        try pool.accrue{ gas: bound(gas, 50_000, 1_500_000) }() {
            assertEq(pool.totalAssets(), 10_000e6);
        } catch { }
    }

    function test_recovery_holdersFirstThenTheFund() public {
        insure(500e6);
        skipTime(37 days);
        pool.accrue();
        // 300 of the fund are the pool's: 250 covered, then 50 of the next 750.
        skipTime(83 days);
        pool.accrue();
        assertEq(pool.totalAssets(), 9300e6);
        pay(id, lotId, 400e6);
        assertEq(pool.totalAssets(), 9700e6);
        pay(id, lotId, 400e6);
        assertEq(pool.totalAssets(), 10_000e6);
        (ILendingPool.Cash memory c,, uint256 covered) = pool.books();
        assertEq(c.reserve, 100e6);
        assertEq(covered, 200e6);
        pay(id, lotId, type(uint64).max);
        assertEq(pool.totalAssets(), 10_000e6);
        assertEq(pool.pushReserve(), 300e6);
        assertEq(uint256(lines.line(id).state), uint256(ICreditLines.LineState.Closed));
        assertLawG();
    }

    /// @dev Idle cash needs its notice: only what stays of a repayment fills the queue at once.
    function test_recovery_whatGoesOnToTheFundDidNotComeBackForTheQueue() public {
        insure(10_000e6);
        skipTime(37 days);
        pool.accrue();
        uint256 a = request(bob, 2000e12);
        pay(id, lotId, 400e6);
        (ILendingPool.Cash memory c,,) = pool.books();
        assertEq(c.reserve, 100e6);
        assertApproxEqAbs(pool.redeemRequest(a).claimable, 300e6, 2);
        assertLe(c.returned, 2);
        assertLawG();
    }

    /// @dev Who buys in while a line is marked pays for its recovery: a borrower cannot buy its own debt's recovery back.
    function test_nobodyBuysIntoARecovery() public {
        skipTime(120 days);
        pool.accrue();
        assertEq(pool.totalAssets(), 9000e6);
        uint256 shares = put(carol, 10_000e6);
        assertEq(shares, 10_000e12);
        assertLe(pool.convertToAssets(shares), 9500e6);
        uint256 others = pool.convertToAssets(10_000e12);
        pay(id, lotId, type(uint64).max);
        assertApproxEqAbs(pool.convertToAssets(shares), 10_000e6, 1);
        assertGt(pool.convertToAssets(10_000e12), others);
    }

    function test_writeOff() public {
        skipTime(60 days);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.StillOwed.selector, id, 1000e6));
        lines.writeOff(id);
        skipTime(60 days);
        insure(500e6);
        lines.writeOff(id);
        assertEq(lines.liveLines().length, 0);
        (, ICreditLines.Book memory b, uint256 covered) = pool.books();
        assertEq(b.impaired + b.principal + covered, 0);
        assertEq(pool.totalAssets(), 9300e6);
        assertGt(pool.maxWithdraw(alice), 0);
        // What still comes is the holders'.
        pay(id, lotId, 200e6);
        assertEq(pool.totalAssets(), 9500e6);
        assertLawG();
    }

    function test_aLateLineDoesNotBlockOthers() public {
        skipTime(31 days);
        uint256 other = openLine(500e6);
        uint256 lot = borrow(other, 100e6);
        skipTime(10 days);
        pay(other, lot, 50e6);
        uint256 a = request(alice, 500e12);
        skipTime(1 days);
        pool.fillQueue(1);
        assertGt(claim(alice, a), 480e6);
        assertLawG();
    }
}
