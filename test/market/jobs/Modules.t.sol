// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Openings by modules of the market: a price of their own, for good, on units held back.
contract ModulesTest is MarketHouse {
    function test_aModuleOpensAtItsOwnPriceForThePayer() public {
        vm.expectEmit(true, true, false, true, address(market));
        emit IJobMarketTypes.ModuleOpened(1, address(this), true, false);
        uint256 id = market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(PRICE / 2, true, false, 0));
        IJobMarketTypes.Job memory j = market.job(id);
        assertEq(j.payer, buyer);
        assertEq(j.unitPrice, PRICE / 2);
        assertEq(j.escrow, 12e6);
        assertTrue(j.firm);
        assertEq(vault.escrowOf(buyer), 12e6);
        assertEq(market.unitsInUse(listingId), 4);
    }

    function test_withoutAPriceOfItsOwnTheListingsIsCheckedAsEver() public {
        skip(27 hours);
        vm.expectPartialRevert(IJobMarketTypes.PriceStale.selector);
        market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(0, false, false, 0));
    }

    /// @dev Bidding and walking away costs the cancellation fee from the first second.
    function test_aFirmJobHasNoFreeCancellation() public {
        uint256 id = market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(PRICE, true, false, 0));
        uint256 balance = vault.balanceOf(buyer);
        vm.prank(buyer);
        market.cancel(id);
        assertEq(vault.balanceOf(buyer) - balance, 24e6 - 1e6);
        assertEq(market.job(id).paid, 1e6);

        id = market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(PRICE, true, false, 0));
        skip(10 minutes + 1);
        balance = vault.balanceOf(buyer);
        vm.prank(buyer);
        market.cancel(id);
        assertEq(vault.balanceOf(buyer) - balance, 24e6, "a silent provider is never paid");
    }

    function test_heldUnitsAreSoldToNobodyElse() public {
        market.setHeld(listingId, 900);
        assertEq(market.heldUnits(listingId), 900);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 100, 101));
        market.open(order(101, 2 hours));
        openJob(100, 2 hours);

        uint256 id = market.openFor(buyer, order(900, 2 hours), IJobMarketTypes.ModuleTerms(0, true, true, 0));
        assertTrue(market.job(id).held);
        assertEq(market.unitsInUse(listingId), 1000);
        vm.prank(seller);
        market.fail(id, 1);
        assertEq(market.unitsInUse(listingId), 1000, "they go back to those held");

        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 0, 1));
        market.setHeld(listingId, 901);
        market.setHeld(listingId, 0);
        assertEq(market.unitsInUse(listingId), 100);
    }

    function test_RevertWhen_theCallerIsNoModule() public {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, anyone);
        vm.startPrank(anyone);
        vm.expectRevert(refused);
        market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(1, false, false, 0));
        vm.expectRevert(refused);
        market.setHeld(listingId, 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotMarket.selector, anyone));
        market.handOver(1, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_thePayerLacksTheMoney() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, anyone, 0, 24e6));
        market.openFor(anyone, order(4, 2 hours), IJobMarketTypes.ModuleTerms(0, false, false, 0));
    }
}
