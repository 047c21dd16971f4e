// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IExitQueue } from "../../../src/interfaces/IExitQueue.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";

contract QueueTest is PoolHouse {
    uint256 private lineId;
    uint256[] private lots;

    /// @dev 2,000 in, 1,600 lent in four lines' lots; the daily room is used up.
    function setUp() public override {
        super.setUp();
        put(alice, 1000e6);
        put(bob, 900e6);
        put(carol, 100e6);
        for (uint256 i; i < 4; ++i) {
            lineId = openLine(400e6);
            lots.push(borrow(lineId, 400e6));
        }
        vm.prank(carol);
        pool.withdraw(100e6, carol, carol);
    }

    function test_request_escrowsTheShares() public {
        vm.expectEmit(address(pool));
        emit IExitQueue.RedeemRequest(alice, alice, 1, alice, 300e12);
        uint256 id = request(alice, 300e12);
        assertEq(pool.balanceOf(alice), 700e12);
        assertEq(pool.balanceOf(address(pool)), 300e12);
        assertEq(pool.pendingRedeemRequest(id, alice), 300e12);
        assertEq(pool.pendingRedeemRequest(id, bob), 0);
        assertEq(pool.claimableRedeemRequest(id, alice), 0);
        assertEq(pool.pendingShares(), 300e12);
        assertEq(pool.totalSupply(), 1900e12);
    }

    function test_idleCashWaitsForNotice_returnedMoneyDoesNot() public {
        uint256 id = request(alice, 600e12);
        vm.expectRevert(IExitQueue.NothingToFill.selector);
        pool.fillQueue(10);
        assertEq(pool.fillBudget(), 0);
        pay(4, lots[3], 50e6);
        assertApproxEqAbs(pool.pendingRedeemRequest(id, alice), 550e12, 1e6);
        skipTime(1 days);
        pay(4, lots[3], 1e6);
        // Now the cash that lay idle too.
        uint256 left = pool.pendingRedeemRequest(id, alice);
        assertLt(left, 250e12);
        assertGt(claim(alice, id), 350e6);
        assertLawG();
    }

    function test_firstInFirstOut_inParts() public {
        uint256 a = request(alice, 600e12);
        uint256 b = request(bob, 600e12);
        skipTime(1 days);
        pool.fillQueue(10);
        // 300 of cash: all for the first.
        assertGt(pool.claimableRedeemRequest(a, alice), 0);
        assertEq(pool.claimableRedeemRequest(b, bob), 0);
        uint256 first = claim(alice, a);
        assertApproxEqAbs(first, 300e6, 1e6);
        pay(4, lots[3], 400e6);
        assertEq(pool.pendingRedeemRequest(a, alice), 0);
        assertGt(pool.claimableRedeemRequest(b, bob), 0);
        assertGe(first + claim(alice, a), 600e6);
        pay(3, lots[2], 400e6);
        pay(2, lots[1], 400e6);
        assertEq(pool.pendingShares(), 0);
        assertGe(claim(bob, b), 600e6);
        assertLawG();
    }

    function test_cancel_losesThePlaceOnly() public {
        uint256 a = request(alice, 300e12);
        uint256 b = request(bob, 300e12);
        uint256 c = request(alice, 300e12);
        vm.expectEmit(address(pool));
        emit IExitQueue.RedeemRequestCancelled(b, bob, bob, 300e12);
        vm.prank(bob);
        assertEq(pool.cancelRedeemRequest(b, bob), 300e12);
        assertEq(pool.balanceOf(bob), 900e12);
        assertEq(pool.pendingShares(), 600e12);
        uint256 again = request(bob, 300e12);
        pay(4, lots[3], 400e6);
        assertEq(pool.pendingRedeemRequest(a, alice), 0);
        assertGt(pool.claimableRedeemRequest(c, alice), 0);
        assertEq(pool.claimableRedeemRequest(b, bob), 0);
        assertEq(pool.claimableRedeemRequest(again, bob), 0);
        pay(3, lots[2], 400e6);
        pay(2, lots[1], 400e6);
        assertApproxEqAbs(claim(alice, a), 300e6, 3e5);
        assertApproxEqAbs(claim(alice, c), 300e6, 3e5);
        assertApproxEqAbs(claim(bob, again), 300e6, 3e5);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NothingClaimable.selector, b));
        claim(bob, b);
        assertEq(pool.pendingShares(), 0);
        (uint256 filledTo, uint256 end) = pool.queueLine();
        assertEq(filledTo, end);
        assertLawG();
    }

    function test_cancel_whatIsFilledStays() public {
        uint256 a = request(alice, 600e12);
        uint256 b = request(bob, 200e12);
        pay(4, lots[3], 100e6);
        uint256 filled = pool.claimableRedeemRequest(a, alice);
        vm.prank(alice);
        uint256 back = pool.cancelRedeemRequest(a, alice);
        assertEq(back + filled, 600e12);
        assertEq(pool.claimableRedeemRequest(a, alice), filled);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NothingPending.selector, a));
        pool.cancelRedeemRequest(a, alice);
        pay(4, lots[3], 250e6);
        assertEq(pool.pendingRedeemRequest(b, bob), 0);
        assertApproxEqAbs(claim(alice, a), 100e6, 1e5);
        assertApproxEqAbs(claim(bob, b), 200e6, 2e5);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NothingClaimable.selector, a));
        claim(alice, a);
        assertEq(pool.pendingShares(), 0);
        assertLawG();
    }

    /// @dev A thousand cancelled requests at the front cost those who come after a few calls, not their turn.
    function test_cancelledStretchesCannotBlock() public {
        pool.setParameter("notice", 0);
        put(carol, 100e6);
        uint256[] memory ids = new uint256[](300);
        uint256 first = request(bob, 10e12);
        for (uint256 i; i < 300; ++i) {
            ids[i] = request(carol, 10e12);
            vm.prank(carol);
            pool.cancelRedeemRequest(ids[i], carol);
        }
        uint256 last = request(alice, 200e12);
        assertEq(pool.pendingShares(), 210e12);
        uint256 gas = gasleft();
        pool.fillQueue(1000);
        assertLt(gas - gasleft(), 10_000_000);
        assertEq(pool.pendingShares(), 0);
        assertApproxEqAbs(claim(bob, first), 10e6, 1e5);
        assertApproxEqAbs(claim(alice, last), 200e6, 2e5);
        assertLawG();
    }

    function test_gapsArePassedInSteps() public {
        pool.setParameter("notice", 0);
        put(carol, 100e6);
        request(bob, 10e12);
        for (uint256 i; i < 5; ++i) {
            uint256 id = request(carol, 10e12);
            vm.prank(carol);
            pool.cancelRedeemRequest(id, carol);
        }
        uint256 last = request(alice, 20e12);
        pool.fillQueue(3);
        assertEq(pool.claimableRedeemRequest(last, alice), 0);
        pool.fillQueue(3);
        assertEq(pool.claimableRedeemRequest(last, alice), 20e12);
    }

    /// @dev Gas to fill does not grow with the number of requests.
    /// @dev In one transaction each, on warm storage alike: what is left to differ is the length.
    function test_constantGasForAnyLength() public {
        pool.setParameter("minDeposit", 1e6);
        put(alice, 50_000e6);
        uint256 state = vm.snapshotState();
        uint256 ten = _gasToFill(10);
        vm.revertToState(state);
        assertApproxEqAbs(_gasToFill(1000), ten, 500, "a thousand");
        vm.revertToState(state);
        assertApproxEqAbs(_gasToFill(5000), ten, 500, "five thousand");
    }

    function _gasToFill(uint256 count) private returns (uint256 used) {
        for (uint256 i; i < count; ++i) {
            request(alice, 20_000e12 / count);
        }
        skipTime(1 days);
        pool.accrue();
        used = gasleft();
        pool.fillQueue(0);
        used -= gasleft();
        assertEq(pool.pendingShares(), 0);
    }

    function test_controllersAndOperators() public {
        vm.prank(alice);
        uint256 id = pool.requestRedeem(300e12, carol, alice);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NotController.selector, id, alice));
        pool.cancelRedeemRequest(id, carol);
        vm.prank(carol);
        pool.setOperator(bob, true);
        assertTrue(pool.isOperator(carol, bob));
        pay(4, lots[3], 100e6);
        vm.prank(bob);
        pool.claimRedeem(id, bob, carol);
        vm.prank(bob);
        pool.cancelRedeemRequest(id, carol);
        assertGt(pool.balanceOf(carol), 199e12);
        vm.prank(carol);
        pool.setOperator(bob, false);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NotController.selector, id, bob));
        pool.claimRedeem(id, bob, carol);
        // An operator of the owner may ask for it; so may who has its allowance.
        vm.prank(alice);
        pool.setOperator(bob, true);
        vm.prank(bob);
        pool.requestRedeem(20e12, bob, alice);
        vm.prank(alice);
        pool.approve(carol, 30e12);
        vm.prank(carol);
        pool.requestRedeem(30e12, carol, alice);
    }

    function test_RevertWhen_badInput() public {
        vm.startPrank(alice);
        vm.expectRevert(ILendingPool.ZeroAmount.selector);
        pool.requestRedeem(0, alice, alice);
        vm.expectRevert(ILendingPool.ZeroAddress.selector);
        pool.requestRedeem(10e12, address(0), alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.RequestTooSmall.selector, 9e6, 10e6));
        pool.requestRedeem(9e12, alice, alice);
        vm.expectRevert();
        pool.requestRedeem(type(uint128).max, alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.UnknownRequest.selector, 1));
        pool.claimRedeem(1, alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.UnknownRequest.selector, 0));
        pool.redeemRequest(0);
        vm.expectRevert(IExitQueue.NothingToFill.selector);
        pool.fillQueue(10);
        uint256 id = pool.requestRedeem(10e12, alice, alice);
        vm.expectRevert(ILendingPool.ZeroAddress.selector);
        pool.claimRedeem(id, address(0), alice);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.NothingClaimable.selector, id));
        pool.claimRedeem(id, alice, alice);
        vm.stopPrank();
    }

    /// @dev Less than a deposit may leave if it is all there is, down to 1 USDC; less than that could stick in the line.
    function test_dustStaysOut() public {
        vm.prank(alice);
        pool.transfer(makeAddr("dust"), 3e12);
        vm.prank(makeAddr("dust"));
        pool.requestRedeem(3e12, alice, makeAddr("dust"));
        vm.prank(alice);
        pool.transfer(carol, 1e11);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IExitQueue.RequestTooSmall.selector, 1e5, 1e6));
        pool.requestRedeem(1e11, carol, carol);
    }

    function test_PEERS_aHeadThatCannotReceiveBlocksNobody() public {
        uint256 a = request(alice, 300e12);
        uint256 b = request(bob, 300e12);
        usdc.blacklist(alice);
        for (uint256 i = 3; i > 0; --i) {
            pay(i + 1, lots[i], 400e6);
        }
        assertApproxEqAbs(claim(bob, b), 300e6, 3e5);
        vm.expectRevert();
        claim(alice, a);
        vm.prank(alice);
        pool.claimRedeem(a, carol, alice);
        assertLawG();
    }

    function test_PEERS_requestingAgainGainsNothing() public {
        uint256 a = request(alice, 300e12);
        uint256 b = request(bob, 300e12);
        vm.prank(alice);
        pool.cancelRedeemRequest(a, alice);
        uint256 again = request(alice, 300e12);
        pay(4, lots[3], 350e6);
        assertEq(pool.pendingRedeemRequest(b, bob), 0);
        assertGt(pool.pendingRedeemRequest(again, alice), 0);
    }

    function test_depositsServeWhoWaits() public {
        uint256 id = request(alice, 300e12);
        put(carol, 200e6);
        // And with it what the larger pool lets out at once: 5% of 2,100, of which 100 had left.
        assertApproxEqAbs(pool.claimableRedeemRequest(id, alice), 205e12, 1e6);
        uint256 shares = pool.balanceOf(carol);
        assertApproxEqAbs(pool.convertToAssets(shares), 200e6, 1);
    }

    function test_nobodyBorrowsWhileSomebodyWaits() public {
        pay(4, lots[3], 400e6);
        request(alice, 900e12);
        assertEq(pool.lendable(), 0);
        vm.prank(borrower);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.QueueNotEmpty.selector, 900e12));
        lines.draw(lineId, terms(1000), 50e6);
    }
}
