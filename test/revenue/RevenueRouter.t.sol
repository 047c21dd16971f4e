// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { RevenueRouter } from "../../src/revenue/RevenueRouter.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { FickleStaking } from "./utils/FickleStaking.sol";
import { RevenueHouse } from "./utils/RevenueHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Test } from "forge-std/Test.sol";

contract RevenueRouterTest is Test {
    uint256 internal constant WEEK_NUMBER = 2893;

    RevenueHouse internal house;
    RevenueRouter internal router;
    TestUSDC internal usdc;
    IRevenueRouter.Destination[] internal split;

    function setUp() public {
        vm.warp(WEEK_NUMBER * 1 weeks + 1 days);
        house = new RevenueHouse(address(this));
        router = house.router();
        usdc = house.usdc();
        IRevenueRouter.Destination[] memory destinations = house.split();
        for (uint256 i; i < destinations.length; ++i) {
            split.push(destinations[i]);
        }
    }

    // ---- inflow ----

    function test_NotifyCountsBySourceAndEpoch() public {
        house.give(address(router), 100e6);
        vm.expectEmit(address(router));
        emit IRevenueRouter.RevenueReceived(IRevenueRouter.Source.Certification, WEEK_NUMBER, address(this), 60e6);
        router.notify(IRevenueRouter.Source.Certification, 60e6);
        router.notify(IRevenueRouter.Source.SaaS, 30e6);
        router.notify(IRevenueRouter.Source.SaaS, 10e6);
        vm.warp(vm.getBlockTimestamp() + 1 weeks);
        house.pay(IRevenueRouter.Source.SaaS, 5e6);

        assertEq(router.received(IRevenueRouter.Source.Certification), 60e6);
        assertEq(router.received(IRevenueRouter.Source.SaaS), 45e6);
        assertEq(router.receivedIn(IRevenueRouter.Source.SaaS, WEEK_NUMBER), 40e6);
        assertEq(router.receivedIn(IRevenueRouter.Source.SaaS, WEEK_NUMBER + 1), 5e6);
        assertEq(router.totalReceived(), 105e6);
        assertEq(router.undistributed(), 105e6);
    }

    function test_RevertWhen_NotifyingWhatDidNotArrive() public {
        vm.expectRevert(IRevenueRouter.ZeroAmount.selector);
        router.notify(IRevenueRouter.Source.SaaS, 0);
        house.pay(IRevenueRouter.Source.SaaS, 10e6);
        house.give(address(router), 3e6);
        vm.expectRevert(abi.encodeWithSelector(IRevenueRouter.NotReceived.selector, 3e6, 3e6 + 1));
        router.notify(IRevenueRouter.Source.SaaS, 3e6 + 1);
        // Credits that wait for their owner have arrived once already.
        house.setFrozen(split[1].account, true);
        router.distribute();
        vm.expectRevert(abi.encodeWithSelector(IRevenueRouter.NotReceived.selector, 3e6, 3e6 + 1));
        router.notify(IRevenueRouter.Source.SaaS, 3e6 + 1);
    }

    function test_StrayTokensBreakNothingAndWaitForAName() public {
        house.give(address(router), 7e6);
        house.pay(IRevenueRouter.Source.ApiAndData, 10e6);
        assertEq(router.distribute(), 10e6);
        assertEq(usdc.balanceOf(address(router)), 7e6);
        vm.prank(address(0xdead));
        router.notify(IRevenueRouter.Source.GroupBuying, 7e6);
        assertEq(router.distribute(), 7e6);
        assertEq(usdc.balanceOf(address(router)), 0);
    }

    function test_CollectPullsFromTheVault() public {
        house.earn(IRevenueRouter.Source.TransactionFees, 12e6);
        house.earn(IRevenueRouter.Source.ApiAndData, 5e6);
        vm.expectEmit(address(router));
        emit IRevenueRouter.RevenueReceived(
            IRevenueRouter.Source.TransactionFees, WEEK_NUMBER, address(house.vault()), 12e6
        );
        assertEq(router.collect(IRevenueRouter.Source.TransactionFees), 12e6);
        assertEq(router.received(IRevenueRouter.Source.TransactionFees), 12e6);
        assertEq(router.received(IRevenueRouter.Source.ApiAndData), 0);
        assertEq(router.collect(IRevenueRouter.Source.TransactionFees), 0, "nothing is no failure");
        assertEq(router.collect(IRevenueRouter.Source.ApiAndData), 5e6);
    }

    // ---- split ----

    function test_DistributePaysTheSplitAndSyncsTheStakers() public {
        house.pay(IRevenueRouter.Source.SaaS, 1000e6);
        vm.expectEmit(address(router));
        emit IRevenueRouter.DestinationCredited("stakers", split[0].account, 300e6);
        vm.expectEmit(address(router));
        emit IRevenueRouter.DestinationPaid("stakers", split[0].account, 300e6);
        assertEq(router.distribute(), 1000e6);
        for (uint256 i; i < split.length; ++i) {
            assertEq(usdc.balanceOf(split[i].account), 1000e6 * uint256(split[i].bps) / 10_000);
            assertEq(router.distributed(split[i].account), usdc.balanceOf(split[i].account));
            assertEq(router.owed(split[i].account), 0);
        }
        assertEq(house.rewards().accounted(), 300e6, "synced");
        assertEq(house.rewards().epoch(1).revenue, 300e6);
    }

    function testFuzz_SharesAreFlooredAndTheRestStays(uint64 first, uint64 second) public {
        uint256 a = bound(first, 1, 1e15);
        uint256 b = bound(second, 1, 1e15);
        uint256 undistributed = _distributeAndCheck(a, 0);
        undistributed = _distributeAndCheck(b, undistributed);
        assertLt(undistributed, split.length);
        assertEq(usdc.balanceOf(address(router)), undistributed);
    }

    function _distributeAndCheck(uint256 amount, uint256 before) internal returns (uint256 undistributed) {
        house.pay(IRevenueRouter.Source.SaaS, amount);
        uint256 available = amount + before;
        uint256 credited;
        for (uint256 i; i < split.length; ++i) {
            credited += available * split[i].bps / 10_000;
        }
        if (credited == 0) {
            vm.expectRevert(IRevenueRouter.NothingToDistribute.selector);
            router.distribute();
            return available;
        }
        assertEq(router.distribute(), credited);
        undistributed = router.undistributed();
        assertEq(undistributed, available - credited);
    }

    function test_RevertWhen_ThereIsNothingToDistribute() public {
        vm.expectRevert(IRevenueRouter.NothingToDistribute.selector);
        router.distribute();
        house.pay(IRevenueRouter.Source.SaaS, 2);
        vm.expectRevert(IRevenueRouter.NothingToDistribute.selector);
        router.distribute();
        house.pay(IRevenueRouter.Source.SaaS, 1);
        assertEq(router.distribute(), 1, "35% of 3");
    }

    // ---- payments that fail ----

    function test_BlacklistedDestinationKeepsItsCreditAndBlocksNobody() public {
        address operations = split[1].account;
        house.setFrozen(operations, true);
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        assertEq(router.distribute(), 100e6);
        assertEq(router.owed(operations), 35e6);
        assertEq(router.totalOwed(), 35e6);
        assertEq(usdc.balanceOf(split[2].account), 20e6);

        vm.expectRevert(abi.encodeWithSelector(TestUSDC.AccountBlacklisted.selector, operations));
        router.pay(1);
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        router.distribute();
        assertEq(router.owed(operations), 70e6);
        house.setFrozen(operations, false);
        vm.expectEmit(address(router));
        emit IRevenueRouter.DestinationPaid("operations", operations, 70e6);
        assertEq(router.pay(1), 70e6);
        assertEq(router.pay(1), 0, "nothing owed is no failure");
        assertEq(router.totalOwed(), 0);
        vm.expectRevert(abi.encodeWithSelector(IRevenueRouter.UnknownDestination.selector, 6));
        router.pay(6);
    }

    function test_PausedTokenLosesNothing() public {
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        house.setPaused(true);
        assertEq(router.distribute(), 100e6);
        assertEq(router.totalOwed(), 100e6);
        house.setPaused(false);
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        router.distribute();
        assertEq(router.totalOwed(), 0);
        assertEq(house.rewards().accounted(), 60e6);
    }

    function test_PayingTheStakersLaterSyncsThemToo() public {
        house.setFrozen(split[0].account, true);
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        router.distribute();
        assertEq(house.rewards().accounted(), 0);
        house.setFrozen(split[0].account, false);
        router.pay(0);
        assertEq(house.rewards().accounted(), 30e6);
    }

    function test_FailingSyncDoesNotUndoThePayment() public {
        FickleStaking fickle = new FickleStaking(router);
        split[0].account = address(fickle);
        house.setSplit(split);
        uint256 paid;
        for (uint8 mood; mood <= uint8(type(FickleStaking.Mood).max); ++mood) {
            fickle.setMood(FickleStaking.Mood(mood));
            house.pay(IRevenueRouter.Source.SaaS, 10e6);
            router.distribute();
            paid += 3e6;
            assertEq(usdc.balanceOf(address(fickle)), paid);
            assertEq(router.totalOwed(), 0);
        }
        assertEq(fickle.syncs(), 2, "at acceptance and once in a good mood");
    }

    // ---- governance ----

    function test_SetSplitCreditsTheOldOneFirstAndOldCreditsStayPayable() public {
        address operations = split[1].account;
        house.setFrozen(operations, true);
        house.pay(IRevenueRouter.Source.SaaS, 100e6);
        split[1].account = address(0xABC);
        vm.expectEmit(address(router));
        emit IRevenueRouter.SplitSet(split);
        house.setSplit(split);
        assertEq(router.destinations()[1].account, address(0xABC));
        assertEq(router.owed(operations), 35e6, "earned under the old split");
        assertEq(router.owed(address(0xABC)), 0);
        assertEq(router.undistributed(), 0);

        house.setFrozen(operations, false);
        vm.expectEmit(address(router));
        emit IRevenueRouter.DestinationPaid("operations", operations, 35e6);
        assertEq(router.payAccount(operations), 35e6);
        assertEq(router.payAccount(split[2].account), 20e6);
        assertEq(router.payAccount(address(0x123)), 0, "owed nothing");
        assertEq(router.distributed(operations), 35e6);
    }

    function test_RevertWhen_SplitIsInvalid() public {
        IRevenueRouter.Destination[] memory wrong = new IRevenueRouter.Destination[](0);
        _refuse(wrong);
        wrong = new IRevenueRouter.Destination[](17);
        _refuse(wrong);
        wrong = house.split();
        wrong[1].bps -= 1;
        _refuse(wrong);
        wrong = house.split();
        wrong[1].bps += 1;
        _refuse(wrong);
        wrong = house.split();
        wrong[3].account = address(0);
        _refuse(wrong);
        wrong[3].account = wrong[5].account;
        _refuse(wrong);
        wrong[3].account = address(router);
        _refuse(wrong);
        wrong = house.split();
        wrong[0].account = address(0x999);
        _refuse(wrong);
        // Stakers' part and rewards together stay below the fees (law L).
        wrong = house.split();
        (wrong[0].bps, wrong[1].bps) = (4501, 1999);
        _refuse(wrong);
        (wrong[0].bps, wrong[1].bps) = (4500, 2000);
        house.setSplit(wrong);
        // Has code, but no sync().
        wrong[0].account = address(usdc);
        vm.expectRevert(bytes(""));
        house.setSplit(wrong);

        house.setSplit(house.split());
    }

    function _refuse(IRevenueRouter.Destination[] memory wrong) internal {
        vm.expectRevert(IRevenueRouter.InvalidSplit.selector);
        house.setSplit(wrong);
    }

    function test_OnlyTheAuthoritySetsTheSplit() public {
        IRevenueRouter.Destination[] memory destinations = house.split();
        vm.prank(address(0xbad));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(0xbad)));
        router.setSplit(destinations);
    }
}
