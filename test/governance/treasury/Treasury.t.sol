// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { Treasury } from "../../../src/governance/Treasury.sol";
import { ITreasury } from "../../../src/interfaces/ITreasury.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { NoReturnToken } from "../../utils/hostile/NoReturnToken.sol";
import { ReenteringToken } from "../../utils/hostile/ReenteringToken.sol";
import { TreasuryWorld } from "../utils/TreasuryWorld.sol";

/// @dev Budgets, the daily limit, the reserve, the report (SPEC REV 2, GOV 2).
contract TreasuryTest is TreasuryWorld {
    ITreasury.Budget private constant ENGINEERING = ITreasury.Budget.Engineering;
    ITreasury.Budget private constant TEAM = ITreasury.Budget.Team;
    ITreasury.Budget private constant RESERVE = ITreasury.Budget.EmergencyReserve;

    function setUp() public override {
        super.setUp();
        usdc.mint(address(treasury), 10_000_000e6);
    }

    function test_InflowIsDividedByTheShares() public {
        assertEq(treasury.unallocated(), 10_000_000e6);
        assertEq(treasury.allocate(), 10_000_000e6);
        uint256[7] memory expected =
            [uint256(3_000_000e6), 2_000_000e6, 1_000_000e6, 1_000_000e6, 1_000_000e6, 1_000_000e6, 1_000_000e6];
        for (uint256 i; i < 7; ++i) {
            assertEq(treasury.balanceOf(ITreasury.Budget(i)), expected[i]);
        }
        vm.expectRevert(ITreasury.NothingToAllocate.selector);
        treasury.allocate();
    }

    /// @dev Every unit is in a budget or still waits; nothing is allocated twice.
    function testFuzz_AllocationIsExact(uint64[6] memory inflows) public {
        treasury.allocate();
        uint256 total = 10_000_000e6;
        for (uint256 i; i < inflows.length; ++i) {
            usdc.mint(address(treasury), inflows[i] % 1e13);
            total += inflows[i] % 1e13;
            try treasury.allocate() { } catch { }
            assertEq(budgets() + treasury.unallocated(), total);
            assertLt(treasury.unallocated(), 10);
        }
    }

    // ---- the daily limit ----

    function test_FourPayUpToTheLimitAndFiveAboveIt() public {
        vm.prank(four);
        vm.expectRevert(abi.encodeWithSelector(ITreasury.DailyLimitExceeded.selector, 100_000e6, 100_001e6));
        treasury.pay(ENGINEERING, alice, 100_001e6, "servers");
        vm.prank(five);
        treasury.payLarge(ENGINEERING, alice, 100_001e6, "servers");
        assertEq(usdc.balanceOf(alice), 100_001e6);
        // What five sign takes nothing of what four may pay.
        vm.prank(four);
        treasury.pay(ENGINEERING, bob, 100_000e6, "more servers");
        assertEq(usdc.balanceOf(bob), 100_000e6);
        assertEq(treasury.dailyLeft(), 0);
    }

    function test_SplittingDoesNotHelp() public {
        vm.startPrank(four);
        treasury.pay(ENGINEERING, alice, 40_000e6, "a");
        treasury.pay(TEAM, bob, 40_000e6, "b");
        vm.expectRevert(abi.encodeWithSelector(ITreasury.DailyLimitExceeded.selector, 20_000e6, 20_001e6));
        treasury.pay(ENGINEERING, alice, 20_001e6, "c");
        vm.expectRevert(abi.encodeWithSelector(ITreasury.DailyLimitExceeded.selector, 20_000e6, 20_001e6));
        treasury.openStream(
            ENGINEERING, alice, 20_001e6, uint40(vm.getBlockTimestamp()), 30 days, "as a stream instead"
        );
        treasury.openStream(ENGINEERING, alice, 20_000e6, uint40(vm.getBlockTimestamp()), 30 days, "what is left");
        // Taking the stream back gives nothing of the limit back.
        treasury.cancelStream(1, "another way round");
        assertEq(treasury.dailyLeft(), 0);
        vm.stopPrank();
    }

    function test_TheDayRolls() public {
        vm.startPrank(four);
        uint256 first = vm.getBlockTimestamp();
        treasury.pay(ENGINEERING, alice, 60_000e6, "a");
        skipTime(12 hours);
        treasury.pay(ENGINEERING, alice, 40_000e6, "b");
        vm.warp(first + 1 days - 1);
        assertEq(treasury.dailyLeft(), 0);
        vm.warp(first + 1 days);
        assertEq(treasury.dailyLeft(), 60_000e6);
        treasury.pay(ENGINEERING, alice, 60_000e6, "c");
        skipTime(1);
        assertEq(treasury.dailyLeft(), 0);
        vm.stopPrank();
    }

    /// @dev No 24 hours ever see more than the limit, whatever the order.
    function testFuzz_NoDayExceedsTheLimit(uint32[24] memory waits, uint64[24] memory wanted) public {
        uint256[24] memory times;
        uint256[24] memory paid;
        for (uint256 i; i < 24; ++i) {
            skipTime(waits[i] % 10 hours);
            uint64 amount = uint64(bound(wanted[i], 1, 60_000e6));
            times[i] = vm.getBlockTimestamp();
            vm.prank(four);
            try treasury.pay(ENGINEERING, alice, amount, "x") {
                paid[i] = amount;
            } catch { }
            uint256 sum;
            for (uint256 k; k <= i; ++k) {
                if (times[k] + 1 days > times[i]) sum += paid[k];
            }
            assertLe(sum, 100_000e6);
            assertEq(treasury.dailyLeft(), 100_000e6 - sum);
        }
    }

    /// @dev Somebody who knows the rule pays in parts around the ends of the days of what was paid before, to the second.
    function testFuzz_NoDayExceedsTheLimitAtItsEdges(uint256[24] memory turns, uint64[24] memory wanted) public {
        uint256[24] memory times;
        uint256[24] memory paid;
        for (uint256 i; i < 24; ++i) {
            if (i > 0) {
                uint256 edge = times[turns[i] % i] + 1 days - 1 + (turns[i] >> 8) % 3;
                if (edge > vm.getBlockTimestamp()) vm.warp(edge);
            }
            times[i] = vm.getBlockTimestamp();
            uint256 left = treasury.dailyLeft();
            // All that is left, one unit more, or something.
            uint256 amount = wanted[i] % 3 == 0 ? left : wanted[i] % 3 == 1 ? left + 1 : 1 + wanted[i] % 100_000e6;
            vm.prank(four);
            (bool done,) =
                address(treasury).call(abi.encodeCall(ITreasury.pay, (ENGINEERING, alice, uint64(amount), "in parts")));
            assertEq(done, amount > 0 && amount <= left);
            if (done) paid[i] = amount;
            uint256 sum;
            for (uint256 k; k <= i; ++k) {
                if (times[k] + 1 days > times[i]) sum += paid[k];
            }
            assertLe(sum, 100_000e6);
        }
    }

    // ---- refusals ----

    /// @dev It would be divided among all budgets, the reserve's share and all; streams to it could never be withdrawn.
    function test_RevertWhen_TheTreasuryPaysItself() public {
        address self = address(treasury);
        uint40 now_ = uint40(vm.getBlockTimestamp());
        vm.startPrank(four);
        vm.expectRevert(ITreasury.RecipientIsTreasury.selector);
        treasury.pay(ENGINEERING, self, 1, "round");
        vm.expectRevert(ITreasury.RecipientIsTreasury.selector);
        treasury.openStream(ENGINEERING, self, 1, now_, 1 days, "round");
        vm.stopPrank();
        vm.startPrank(five);
        vm.expectRevert(ITreasury.RecipientIsTreasury.selector);
        treasury.payLarge(ENGINEERING, self, 1, "round");
        vm.expectRevert(ITreasury.RecipientIsTreasury.selector);
        treasury.openStreamLarge(ENGINEERING, self, 1, now_, 1 days, "round");
        vm.stopPrank();
        vm.prank(governance);
        vm.expectRevert(ITreasury.RecipientIsTreasury.selector);
        treasury.payReserve(self, 1, "round");
    }

    function test_RevertWhen_ArgumentsAreBad() public {
        vm.startPrank(five);
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        treasury.payLarge(ENGINEERING, address(0), 1, "x");
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.payLarge(ENGINEERING, alice, 0, "x");
        vm.expectRevert(ITreasury.ReasonMissing.selector);
        treasury.payLarge(ENGINEERING, alice, 1, "");
        vm.expectRevert(
            abi.encodeWithSelector(ITreasury.InsufficientBudget.selector, ENGINEERING, 3_000_000e6, type(uint64).max)
        );
        treasury.payLarge(ENGINEERING, alice, type(uint64).max, "x");
        vm.stopPrank();
        vm.prank(four);
        vm.expectRevert(abi.encodeWithSelector(ITreasury.DailyLimitExceeded.selector, 100_000e6, type(uint64).max));
        treasury.pay(ENGINEERING, alice, type(uint64).max, "x");
    }

    function test_EachCallerReachesItsOwnFunctionsOnly() public {
        bytes memory pay = abi.encodeCall(ITreasury.pay, (ENGINEERING, alice, 1, "x"));
        bytes memory payLarge = abi.encodeCall(ITreasury.payLarge, (ENGINEERING, alice, 1, "x"));
        bytes memory payReserve = abi.encodeCall(ITreasury.payReserve, (alice, 1, "x"));
        assertCall(four, pay, true);
        assertCall(four, payLarge, false);
        assertCall(four, payReserve, false);
        assertCall(five, pay, false);
        assertCall(five, payLarge, true);
        assertCall(five, payReserve, false);
        assertCall(governance, pay, false);
        assertCall(governance, payLarge, false);
        assertCall(governance, payReserve, true);
        assertCall(alice, pay, false);
    }

    function assertCall(address caller, bytes memory data, bool expected) private {
        vm.prank(caller);
        (bool done, bytes memory answer) = address(treasury).call(data);
        assertEq(done, expected);
        if (!expected) assertEq(bytes4(answer), IAccessManaged.AccessManagedUnauthorized.selector);
    }

    function test_TheEmergencyReserveIsGovernances() public {
        vm.prank(four);
        vm.expectRevert(ITreasury.ReserveIsGovernances.selector);
        treasury.pay(RESERVE, alice, 1, "x");
        vm.startPrank(five);
        vm.expectRevert(ITreasury.ReserveIsGovernances.selector);
        treasury.payLarge(RESERVE, alice, 1, "x");
        vm.expectRevert(ITreasury.ReserveIsGovernances.selector);
        treasury.openStreamLarge(RESERVE, alice, 1, uint40(vm.getBlockTimestamp()), 1 days, "x");
        vm.stopPrank();
        vm.startPrank(governance);
        treasury.payReserve(alice, 7e6, "a ruling");
        treasury.contributeReserve(400_000e6, "the fund ran dry");
        vm.stopPrank();
        assertEq(usdc.balanceOf(alice), 7e6);
        assertEq(fund.contributed(), 400_000e6);
        assertEq(usdc.balanceOf(address(fund)), 400_000e6);
        assertEq(treasury.balanceOf(RESERVE), 1_000_000e6 - 400_007e6);
        assertEq(usdc.allowance(address(treasury), address(fund)), 0);
    }

    // ---- governance ----

    function test_SharesChangeForWhatComesLater() public {
        vm.startPrank(governance);
        treasury.setShares([uint16(0), 0, 0, 0, 0, 0, 1]);
        vm.stopPrank();
        assertEq(treasury.balanceOf(ENGINEERING), 3_000_000e6);
        usdc.mint(address(treasury), 5e6);
        treasury.allocate();
        assertEq(treasury.balanceOf(RESERVE), 1_000_005e6);
        vm.startPrank(governance);
        vm.expectRevert(ITreasury.InvalidShares.selector);
        treasury.setShares([uint16(0), 0, 0, 0, 0, 0, 0]);
        vm.expectRevert(ITreasury.InvalidShares.selector);
        treasury.setShares([uint16(10_000), 0, 0, 0, 0, 0, 1]);
        vm.stopPrank();
    }

    function test_DailyLimitHasBounds() public {
        vm.startPrank(governance);
        vm.expectPartialRevert(ITreasury.OutOfBounds.selector);
        treasury.setDailyLimit(1000e6 - 1);
        vm.expectPartialRevert(ITreasury.OutOfBounds.selector);
        treasury.setDailyLimit(1_000_000e6 + 1);
        treasury.setDailyLimit(1000e6);
        vm.stopPrank();
        assertEq(treasury.dailyLeft(), 1000e6);
    }

    /// @dev Lowering the limit below what was paid already leaves nothing, and breaks nothing.
    function test_ALowerLimitLeavesNothing() public {
        vm.prank(four);
        treasury.pay(ENGINEERING, alice, 50_000e6, "x");
        vm.prank(governance);
        treasury.setDailyLimit(1000e6);
        assertEq(treasury.dailyLeft(), 0);
        skipTime(1 days);
        assertEq(treasury.dailyLeft(), 1000e6);
    }

    function test_MoveBetweenBudgets() public {
        vm.startPrank(governance);
        treasury.move(ITreasury.Budget.Unassigned, ENGINEERING, 400_000e6, "fold");
        vm.expectRevert(abi.encodeWithSelector(ITreasury.SameBudget.selector, TEAM));
        treasury.move(TEAM, TEAM, 1, "x");
        vm.stopPrank();
        assertEq(treasury.balanceOf(ENGINEERING), 3_400_000e6);
        assertEq(budgets(), 10_000_000e6);
    }

    function test_TheReportOfAQuarterIsFinalOnceItIsOver() public {
        uint256 quarter = treasury.currentQuarter();
        assertEq(quarter, vm.getBlockTimestamp() / 13 weeks);
        vm.prank(five);
        treasury.payLarge(ENGINEERING, alice, 250_000e6, "x");
        vm.prank(governance);
        treasury.move(ENGINEERING, TEAM, 50_000e6, "x");
        vm.prank(five);
        treasury.openStreamLarge(TEAM, bob, 10_000e6, uint40(vm.getBlockTimestamp()), 30 days, "x");
        skipTime(13 weeks);
        vm.prank(five);
        treasury.payLarge(ENGINEERING, alice, 1, "next quarter");
        ITreasury.Quarter[7] memory lines = treasury.report(quarter);
        assertEq(lines[0].received, 3_000_000e6);
        assertEq(lines[0].paid, 250_000e6);
        assertEq(lines[0].movedOut, 50_000e6);
        assertEq(lines[4].received, 1_050_000e6);
        assertEq(lines[4].streamed, 10_000e6);
        assertEq(treasury.report(quarter + 1)[0].paid, 1);
    }

    // ---- other tokens ----

    function test_OtherTokensNeedFive() public {
        NoReturnToken token = new NoReturnToken();
        token.mint(address(treasury), 10);
        vm.startPrank(five);
        treasury.payToken(address(token), alice, 10, "grant");
        assertEq(token.balanceOf(alice), 10);
        vm.expectRevert(ITreasury.UsdcIsBudgeted.selector);
        treasury.payToken(address(usdc), alice, 1, "way round");
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        treasury.payToken(address(0), alice, 1, "x");
        vm.stopPrank();
    }

    function test_AFrozenReceiverHoldsNothingUp() public {
        usdc.blacklist(alice);
        vm.startPrank(five);
        vm.expectRevert(abi.encodeWithSelector(TestUSDC.AccountBlacklisted.selector, alice));
        treasury.payLarge(ENGINEERING, alice, 1e6, "x");
        treasury.payLarge(ENGINEERING, bob, 1e6, "x");
        vm.stopPrank();
        assertEq(usdc.balanceOf(bob), 1e6);
    }

    function test_ATokenThatComesBackInFindsTheDoorShut() public {
        ReenteringToken token = new ReenteringToken();
        treasury = deploy(address(token));
        token.mint(address(treasury), 1000e6);
        token.arm(address(treasury), abi.encodeCall(ITreasury.allocate, ()), false);
        vm.prank(five);
        treasury.payLarge(ENGINEERING, alice, 100e6, "x");
        assertTrue(token.called());
        assertFalse(token.succeeded());
        assertEq(token.balanceOf(alice), 100e6);
        assertEq(budgets() + treasury.unallocated(), 900e6);
    }

    function test_ATokenThatLosesMoneyDoesNotStopTheViews() public {
        treasury.allocate();
        vm.prank(address(treasury));
        usdc.transfer(bob, 1e6);
        assertEq(treasury.unallocated(), 0);
        vm.prank(five);
        treasury.payLarge(ENGINEERING, alice, 1e6, "x");
    }

    function test_RevertWhen_BuiltWithoutPeersOrInitialisedTwice() public {
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        new Treasury(address(0), address(fund));
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        new Treasury(address(usdc), address(0));
        vm.expectRevert();
        treasury.initialize(address(manager), standardShares());
    }
}
