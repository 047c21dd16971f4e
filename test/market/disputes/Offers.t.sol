// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";

/// @notice 250 USDC in dispute, 25 held back: a split of 40% is 100 USDC, 75 of them the provider's side's to pay.
contract DisputeOffersTest is DisputeHouse {
    function _offer(address by, uint256 jobId, uint16 split) private {
        vm.prank(by);
        disputes.offer(jobId, split, uint40(block.timestamp + 1 days));
    }

    function _accept(address by, uint256 jobId, uint16 split) private {
        vm.prank(by);
        disputes.accept(jobId, split);
    }

    function _assertAgreed(uint256 jobId) private view {
        assertDispute(jobId, IDisputes.State.Closed, IDisputes.Outcome.Agreed);
        assertState(jobId, IJobMarketTypes.State.Settled);
        assertEq(disputes.totalHeld(), 0);
        assertEq(vault.escrowOf(buyer) + vault.escrowOf(seller) + vault.escrowOf(operator), 0);
        assertEq(get(jobId).owed, 0, "an agreement owes nothing");
    }

    function test_thePayerAcceptsTheProvidersOffer() public {
        uint256 jobId = answered();
        uint256 sellers = vault.balanceOf(seller);
        _offer(seller, jobId, 4000);
        assertEq(sellers - vault.balanceOf(seller), 75e6, "escrowed while offering");
        assertEq(disputes.offerOf(jobId, false).escrowed, 75e6);
        uint256 buyers = vault.balanceOf(buyer);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeClosed(jobId, IDisputes.Outcome.Agreed, 4000, 100e6, 25e6);
        vm.expectEmit(address(disputes));
        emit IDisputes.OfferPaid(jobId, seller, buyer, 75e6);
        _accept(buyer, jobId, 4000);
        assertEq(vault.balanceOf(buyer) - buyers, 100e6 + 12.5e6);
        assertEq(sellers + 12.5e6 - vault.balanceOf(seller), 75e6);
        _assertAgreed(jobId);
    }

    function test_theProviderAcceptsThePayersOfferBeforeAnswering() public {
        uint256 jobId = opened();
        _offer(buyer, jobId, 4000);
        assertEq(disputes.offerOf(jobId, true).escrowed, 0);
        uint256 buyers = vault.balanceOf(buyer);
        uint256 operators = vault.balanceOf(operator);
        _accept(operator, jobId, 4000);
        assertEq(vault.balanceOf(buyer) - buyers, 100e6 + 12.5e6);
        assertEq(operators - vault.balanceOf(operator), 75e6);
        _assertAgreed(jobId);
    }

    function test_whatIsWithinTheHoldbackCostsNobodyMore() public {
        uint256 jobId = answered();
        _offer(seller, jobId, 400);
        assertEq(disputes.offerOf(jobId, false).escrowed, 0);
        uint256 payouts = vault.balanceOf(payout);
        _accept(buyer, jobId, 400);
        assertEq(vault.balanceOf(payout) - payouts, 15e6 - 0.6e6, "10 of the 25 go back, the rest settles");
        _assertAgreed(jobId);
    }

    function test_aNewOfferTakesTheOldOnesPlace() public {
        uint256 jobId = answered();
        _offer(seller, jobId, 10_000);
        uint256 sellers = vault.balanceOf(seller);
        // by the operator, from its own balance
        _offer(operator, jobId, 2000);
        assertEq(vault.balanceOf(seller) - sellers, 225e6);
        assertEq(disputes.totalHeld(), 25e6 + 25e6);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.OfferChanged.selector, jobId, 2000));
        _accept(buyer, jobId, 10_000);
        _accept(buyer, jobId, 2000);
        _assertAgreed(jobId);
    }

    function test_withdrawOffer() public {
        uint256 jobId = answered();
        _offer(seller, jobId, 10_000);
        uint256 sellers = vault.balanceOf(seller);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NoSettlementOffer.selector, jobId));
        vm.prank(buyer);
        disputes.withdrawOffer(jobId);
        vm.expectEmit(address(disputes));
        emit IDisputes.OfferWithdrawn(jobId, operator, false);
        vm.prank(operator);
        disputes.withdrawOffer(jobId);
        assertEq(vault.balanceOf(seller) - sellers, 225e6, "to whom it came from");
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NoSettlementOffer.selector, jobId));
        _accept(buyer, jobId, 10_000);
    }

    function test_anOfferRunsOut() public {
        uint256 jobId = answered();
        _offer(buyer, jobId, 4000);
        uint256 until = block.timestamp + 1 days;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.OfferExpired.selector, until));
        _accept(seller, jobId, 4000);
        vm.warp(until);
        _accept(seller, jobId, 4000);
    }

    function test_offersEndWithTheRuling() public {
        uint256 jobId = answered();
        _offer(seller, jobId, 4000);
        castAll(jobId, 10_000);
        // nobody has finalized yet, but the ruling stands
        vm.expectRevert(wrongState(jobId, IDisputes.State.Ruled));
        _accept(buyer, jobId, 4000);
        vm.expectRevert(wrongState(jobId, IDisputes.State.Ruled));
        _offer(seller, jobId, 5000);
        disputes.finalize(jobId);
        assertEq(vault.escrowOf(seller), 0, "the offer's escrow is back");
        assertEq(disputes.totalHeld(), 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NoSettlementOffer.selector, jobId));
        vm.prank(seller);
        disputes.withdrawOffer(jobId);
    }

    function test_nobodyAcceptsItsOwnOffer() public {
        uint256 jobId = answered();
        _offer(seller, jobId, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NoSettlementOffer.selector, jobId));
        _accept(operator, jobId, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotParty.selector, jobId, anyone));
        _accept(anyone, jobId, 0);
    }

    function test_RevertWhen_theOfferIsNone() public {
        uint256 jobId = answered();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.InvalidBps.selector, 10_001));
        _offer(seller, jobId, 10_001);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.OfferExpired.selector, block.timestamp - 1));
        vm.prank(seller);
        disputes.offer(jobId, 1, uint40(block.timestamp - 1));
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotParty.selector, jobId, anyone));
        _offer(anyone, jobId, 1);
        vm.prank(seller);
        vault.withdraw(type(uint256).max, seller);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, seller, 0, 75e6));
        _offer(seller, jobId, 4000);
    }

    /// @dev Whatever was offered and accepted: everything escrowed here is back or paid, and sums.
    function testFuzz_agreementsConserve(uint64 sum, uint16 first, uint16 second, bool byPayer) public {
        uint256 jobId = reported(100);
        dispute(jobId, uint64(bound(sum, 1, 250e6)));
        answer(jobId);
        (first, second) = (uint16(bound(first, 0, 10_000)), uint16(bound(second, 0, 10_000)));
        uint256 all = _everything();
        (address makes, address takes) = byPayer ? (buyer, seller) : (seller, buyer);
        _offer(makes, jobId, first);
        _offer(makes, jobId, second);
        _offer(takes, jobId, first);
        _accept(takes, jobId, second);
        assertEq(_everything(), all);
        _assertAgreed(jobId);
    }

    function _everything() private view returns (uint256 sum) {
        address[4] memory accounts = [buyer, seller, operator, payout];
        for (uint256 i; i < 4; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        sum += vault.totalUncollectedRevenue();
    }
}
