// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { CreditMath } from "../../../src/libraries/CreditMath.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";
import { TestOracle } from "../utils/TestOracle.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract LinesTest is PoolHouse {
    function setUp() public override {
        super.setUp();
        put(alice, 10_000e6);
    }

    function test_openLine() public {
        vm.expectEmit(address(lines));
        emit ICreditLines.LineOpened(1, borrower, 2000e6, 1000, uint40(vm.getBlockTimestamp() + 90 days), 10);
        uint256 id = openLine(2000e6);
        ICreditLines.Line memory l = lines.line(id);
        assertEq(l.borrower, borrower);
        assertEq(l.cap, 2000e6);
        assertEq(uint256(l.state), uint256(ICreditLines.LineState.Open));
        assertEq(lines.liveLines().length, 1);
    }

    function test_RevertWhen_openingBadly() public {
        vm.expectRevert(ICreditLines.ZeroAddress.selector);
        lines.openLine(address(0), 1, 0, 7 days);
        vm.expectRevert(ICreditLines.ZeroAmount.selector);
        lines.openLine(borrower, 0, 0, 7 days);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidRate.selector, 5001, 5000));
        lines.openLine(borrower, 1, 5001, 7 days);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidTerm.selector, 7 days - 1, 7 days, 730 days));
        lines.openLine(borrower, 1, 0, 7 days - 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        lines.openLine(borrower, 1, 0, 7 days);
        for (uint256 i; i < 16; ++i) {
            openLine(1);
        }
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.TooManyLines.selector, 16));
        openLine(1);
        // Those that are due and owe nothing make room by themselves.
        skipTime(90 days);
        openLine(1);
        assertEq(lines.liveLines().length, 1);
        assertEq(uint256(lines.line(3).state), uint256(ICreditLines.LineState.Closed));
    }

    function test_draw_paysTheBorrowerAndKeepsTheLot() public {
        uint256 id = openLine(2000e6);
        vm.prank(borrower);
        uint256 lotId = lines.draw(id, terms(1000), 1000e6);
        assertEq(usdc.balanceOf(borrower), 1000e6);
        assertEq(pool.cash(), 9000e6);
        assertEq(pool.totalAssets(), 10_000e6);
        ICreditLines.Lot memory l = lines.lot(lotId);
        assertEq(l.drawn, 1000e6);
        assertEq(l.unsold, 1000);
        (uint256 value, uint256 drawable) = lines.lotValue(lotId);
        assertEq(value, 2000e6);
        assertEq(drawable, 400e6);
        vm.prank(borrower);
        lines.drawMore(lotId, 400e6);
        (, drawable) = lines.lotValue(lotId);
        assertEq(drawable, 0);
        vm.prank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.AboveLotLimit.selector, lotId, 1400e6 + 1, 1400e6));
        lines.drawMore(lotId, 1);
        assertLawG();
    }

    function test_draw_pledgedAndSoldUnitsSecureNothing() public {
        uint256 id = openLine(2000e6);
        ICreditLines.LotTerms memory t = terms(1000);
        t.pledged = 600;
        vm.startPrank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.AboveLotLimit.selector, 1, 560e6 + 1, 560e6));
        lines.draw(id, t, 560e6 + 1);
        uint256 lotId = lines.draw(id, t, 500e6);
        vm.expectEmit(address(lines));
        emit ICreditLines.LotUpdated(lotId, 700, 600);
        lines.updateLot(lotId, 700, 600);
        (uint256 value, uint256 drawable) = lines.lotValue(lotId);
        assertEq(value, 200e6);
        assertEq(drawable, 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidLot.selector, lotId));
        lines.updateLot(lotId, 701, 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidLot.selector, lotId));
        lines.updateLot(lotId, 500, 501);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotBorrower.selector, id, address(this)));
        lines.updateLot(lotId, 1, 0);
    }

    function test_draw_limits() public {
        uint256 id = openLine(1000e6);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotBorrower.selector, id, address(this)));
        lines.draw(id, terms(1000), 1);
        vm.startPrank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.UnknownLine.selector, 9));
        lines.draw(9, terms(1000), 1);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.UnknownLot.selector, 9));
        lines.drawMore(9, 1);
        vm.expectRevert(ICreditLines.ZeroAmount.selector);
        lines.draw(id, terms(1000), 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.AboveCap.selector, id, 1000e6 + 1, 1000e6));
        lines.draw(id, terms(10_000), 1000e6 + 1);
        ICreditLines.LotTerms memory t = terms(1000);
        t.units = 0;
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidLot.selector, 1));
        lines.draw(id, t, 1);
        t = terms(1000);
        t.pledged = 1001;
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidLot.selector, 1));
        lines.draw(id, t, 1);
        t = terms(1000);
        t.feedId = 8;
        vm.expectRevert(abi.encodeWithSelector(TestOracle.UnknownFeed.selector, 8));
        lines.draw(id, t, 1);
        t = terms(1000);
        t.cost = 10e6;
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.AboveLotLimit.selector, 1, 10e6 + 1, 10e6));
        lines.draw(id, t, 10e6 + 1);
        vm.warp(vm.getBlockTimestamp() + 26 hours + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ICreditLines.StalePrice.selector, 3, vm.getBlockTimestamp() - 26 hours - 1)
        );
        lines.draw(id, terms(1000), 1);
        oracle.refresh();
        lines.draw(id, terms(1000), 1);
        vm.stopPrank();
        skipTime(90 days);
        vm.prank(borrower);
        vm.expectRevert(
            abi.encodeWithSelector(ICreditLines.LinePastDue.selector, id, uint40(vm.getBlockTimestamp() - 26 hours - 1))
        );
        lines.draw(id, terms(1000), 1);
    }

    function test_draw_oneLineAFifthAllEightyFivePercent() public {
        uint256 id = openLine(9000e6);
        vm.prank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.AboveLineLimit.selector, id, 2000e6 + 1, 2000e6));
        lines.draw(id, terms(100_000), 2000e6 + 1);
        borrow(id, 2000e6);
        for (uint256 i; i < 3; ++i) {
            borrow(openLine(2000e6), 2000e6);
        }
        id = openLine(2000e6);
        vm.prank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.AboveLendable.selector, 500e6 + 1, 500e6));
        lines.draw(id, terms(100_000), 500e6 + 1);
        assertEq(pool.lendable(), 500e6);
        borrow(id, 500e6);
        assertEq(pool.lendable(), 0);
        assertLawG();
    }

    function test_interest_isWhatTheBorrowerOwes() public {
        uint256 id = openLine(2000e6);
        uint256 lotId = borrow(id, 1000e6);
        skipTime(73 days);
        // 10% a year, simple: the line's own rate, as the curve asks less.
        assertEq(lines.line(id).interest, 20e6);
        assertEq(pool.totalAssets(), 10_018e6);
        usdc.mint(anyone, 100e6);
        vm.startPrank(anyone);
        usdc.approve(address(lines), 100e6);
        vm.expectEmit(address(lines));
        emit ICreditLines.Repaid(id, lotId, anyone, 20e6, 80e6, 2e6);
        lines.repay(id, lotId, 100e6);
        vm.stopPrank();
        assertEq(pool.totalAssets(), 10_018e6);
        (ILendingPool.Cash memory c,,) = pool.books();
        assertEq(c.reserve, 2e6);
        assertEq(lines.line(id).principal, 920e6);
        assertEq(pool.pushReserve(), 2e6);
        assertEq(fund.received(IInsuranceFund.Source.ReserveFactor), 2e6);
        vm.expectRevert(ILendingPool.NothingToPush.selector);
        pool.pushReserve();
        pay(id, lotId, type(uint64).max);
        assertEq(lines.line(id).principal, 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NothingOwed.selector, id, lotId));
        lines.repay(id, lotId, 1);
        vm.prank(borrower);
        lines.closeLine(id);
        assertEq(lines.liveLines().length, 0);
        assertLawG();
    }

    /// @dev The higher of curve and line.
    function test_interest_followsTheCurveAboveTheLine() public {
        for (uint256 i; i < 4; ++i) {
            borrow(lines.openLine(borrower, 2000e6, 100, 90 days), 2000e6);
        }
        // At the kink now: 8%.
        assertEq(pool.utilisationBps(), 8000);
        assertEq(lines.line(1).appliedBps, 800);
        skipTime(365 days / 4 - 5 days);
        assertApproxEqAbs(lines.line(1).interest, 2000e6 * 800 / 10_000 * uint256(86 days + 6 hours) / 365 days, 1);
        assertEq(pool.supplyRateBps(), 568);
    }

    function test_interest_stopsAtTheDueDateHoweverLateItIsNoticed() public {
        uint256 id = openLine(2000e6);
        uint256 lotId = borrow(id, 1000e6);
        skipTime(90 days);
        uint256 interest = lines.line(id).interest;
        uint256 assets = pool.totalAssets();
        skipTime(6 days);
        assertEq(lines.line(id).interest, interest);
        assertEq(pool.totalAssets(), assets);
        pay(id, lotId, type(uint64).max);
        assertEq(uint256(lines.line(id).state), uint256(ICreditLines.LineState.Closed));
        assertLawG();
    }

    function testFuzz_interest_sumsOverLines(uint64[4] memory amounts, uint32[6] memory waits) public {
        uint256[4] memory lots;
        for (uint256 i; i < 4; ++i) {
            amounts[i] = uint64(bound(amounts[i], 1e6, 1900e6));
            lots[i] =
                borrow(lines.openLine(borrower, 2000e6, uint16(300 * i + 7), uint32(31 days + 9 days * i)), amounts[i]);
        }
        uint256 last = price();
        for (uint256 i; i < 6; ++i) {
            skipTime(bound(waits[i], 1, 5 days));
            if (i % 2 == 0) pay(i % 4 + 1, lots[i % 4], uint64(amounts[i % 4] / 5 + 1));
            else pool.accrue();
            assertLawG();
            assertGe(price(), last, "price");
            last = price();
        }
    }

    function test_RevertWhen_repayingBadly() public {
        uint256 id = openLine(2000e6);
        uint256 other = openLine(2000e6);
        uint256 lotId = borrow(id, 1000e6);
        vm.expectRevert(ICreditLines.ZeroAmount.selector);
        lines.repay(id, lotId, 0);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.UnknownLot.selector, lotId));
        lines.repay(other, lotId, 1);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.UnknownLot.selector, 7));
        lines.repay(id, 7, 1);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.UnknownLine.selector, 7));
        lines.repay(7, lotId, 1);
        vm.expectRevert();
        lines.repay(id, lotId, 1);
        vm.prank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.StillOwed.selector, id, 1000e6));
        lines.closeLine(id);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotBorrower.selector, id, address(this)));
        lines.closeLine(id);
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.NotPool.selector, address(this)));
        lines.settle();
    }

    function test_parametersHaveBounds() public {
        bytes32[8] memory names = [
            bytes32("baseBps"),
            "kinkRateBps",
            "maxRateBps",
            "kinkBps",
            "maxLineBps",
            "maxDrawBps",
            "reservePct",
            "maxPriceAge"
        ];
        uint256[8] memory defaults = [uint256(200), 800, 2500, 8000, 2000, 7000, 10, 26 hours];
        uint256[8] memory above = [uint256(801), 2501, 10_001, 9501, 2001, 7001, 51, 3 days + 1];
        for (uint256 i; i < 8; ++i) {
            assertEq(lines.parameter(names[i]), defaults[i]);
            vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidParameter.selector, names[i], above[i]));
            lines.setParameter(names[i], above[i]);
            lines.setParameter(names[i], defaults[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(ICreditLines.InvalidParameter.selector, bytes32("x"), 1));
        lines.setParameter("x", 1);
    }

    function testFuzz_theCurveRisesAndIsKinked(uint16 u) public view {
        u = uint16(bound(u, 0, 9999));
        assertLe(lines.curve(u), lines.curve(u + 1));
        assertEq(lines.curve(0), 200);
        assertEq(lines.curve(8000), 800);
        assertEq(lines.curve(10_000), 2500);
        assertEq(lines.curve(4000), 500);
    }

    function testFuzz_marksByTimeAlone(uint40 due, uint40 later) public pure {
        due = uint40(bound(due, 0, type(uint40).max - 20 * 365 days));
        later = uint40(bound(later, 0, 10 * 365 days));
        uint256 time = uint256(due) + later;
        uint256 mark = CreditMath.markBps(due, time);
        assertEq(mark, later < 7 days ? 0 : later < 30 days ? 2500 : later < 90 days ? 5000 : 10_000);
        uint256 next = CreditMath.nextEvent(due, time);
        assertGt(next, time);
        if (later < 90 days) assertTrue(CreditMath.markBps(due, next) != mark);
    }
}
