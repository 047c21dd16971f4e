// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IPerkDesk } from "../../../src/interfaces/IPerkDesk.sol";
import { PerkDesk } from "../../../src/market/PerkDesk.sol";
import { Perks } from "../../../src/market/Perks.sol";
import { PerksHouse } from "./utils/PerksHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Staked rUSDC as veCPT: discount on jobs and plans, priority.
contract PerkDeskTest is PerksHouse {
    uint64 private constant MODULE_ROLE = 11;

    PerkDesk private desk;

    function setUp() public override {
        super.setUp();
        desk = new PerkDesk(address(market), address(perkStake));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = market.openFor.selector;
        manager.setTargetFunctionRole(address(market), selectors, MODULE_ROLE);
        manager.grantRole(MODULE_ROLE, address(desk), 0);
        manager.grantRole(MODULE_ROLE, address(this), 0);
    }

    function _orders(uint256 count) private view returns (IJobMarketTypes.OpenParams[] memory orders) {
        orders = new IJobMarketTypes.OpenParams[](count);
        for (uint256 i; i < count; ++i) {
            orders[i] = order(4, 2 hours);
        }
    }

    function _open(address who) private returns (IJobMarketTypes.Job memory) {
        vm.prank(who);
        return market.job(desk.open(_orders(1))[0]);
    }

    function test_aRipeStakeGivesTheDiscountOfItsTier() public {
        assertEq(_open(buyer).discountBps, 0);
        stakeFor(buyer, 1000e18);
        refreshPrices();
        assertEq(_open(buyer).discountBps, 500);
        stakeFor(buyer, 9000e18);
        refreshPrices();
        assertEq(_open(buyer).discountBps, 1000);
        stakeFor(buyer, 90_000e18);
        refreshPrices();
        assertEq(desk.discountPercent(buyer), 15);
        IJobMarketTypes.Job memory j = _open(buyer);
        assertEq(j.discountBps, 1500);
        assertEq(j.payer, buyer);
        assertEq(j.unitPrice, PRICE);
        assertFalse(j.firm);
    }

    /// @dev As any payer's: back out of the fee, to the payer.
    function test_theDiscountComesBackAtTheSettlement() public {
        stakeFor(buyer, 100_000e18);
        refreshPrices();
        vm.prank(buyer);
        uint256 id = desk.open(_orders(1))[0];
        uint256 balance = vault.balanceOf(buyer);
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        skip(2 hours);
        submit(completion(id, 4 * 2 hours));
        vm.prank(buyer);
        market.confirm(id);
        // Predicted 20 USDC of the 24 escrowed; of its 4% fee 15% come back.
        assertEq(vault.balanceOf(buyer) - balance, 4e6 + 20e6 * 4 / 100 * 15 / 100);
    }

    function test_whatWasBorrowedForTheOccasionGivesNothing() public {
        rusdc.mint(buyer, 100_000e12);
        vm.startPrank(buyer);
        rusdc.approve(address(perkStake), type(uint256).max);
        perkStake.stake(100_000e12);
        vm.stopPrank();
        assertEq(_open(buyer).discountBps, 0);
        skip(1 days);
        refreshPrices();
        assertEq(_open(buyer).discountBps, 0);
    }

    function test_veCPTMayGiveMore() public {
        lockFor(buyer, 20_000e18);
        stakeFor(buyer, 1000e18);
        refreshPrices();
        assertEq(_open(buyer).discountBps, 1000);
    }

    function test_severalAreOpenedOrNone() public {
        stakeFor(buyer, 1000e18);
        refreshPrices();
        vm.startPrank(buyer);
        uint256[] memory ids = desk.open(_orders(3));
        for (uint256 i; i < 3; ++i) {
            assertEq(market.job(ids[i]).discountBps, 500);
        }
        vm.expectRevert(IPerkDesk.NothingToOpen.selector);
        desk.open(_orders(0));
        IJobMarketTypes.OpenParams[] memory orders = _orders(2);
        orders[1].units = type(uint24).max;
        uint256 count = market.jobCount();
        vm.expectRevert();
        desk.open(orders);
        vm.stopPrank();
        assertEq(market.jobCount(), count);
    }

    /// @dev Nobody opens for somebody else, and nothing is checked less than at the market.
    function test_everyCheckOfTheMarketHolds() public {
        vm.prank(anyone);
        vm.expectRevert();
        desk.open(_orders(1));
        skip(27 hours);
        vm.prank(buyer);
        vm.expectPartialRevert(IJobMarketTypes.PriceStale.selector);
        desk.open(_orders(1));
        refreshPrices();
        manager.revokeRole(MODULE_ROLE, address(desk));
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(desk)));
        desk.open(_orders(1));
    }

    function test_noModuleGivesMoreThanTheHighestTier() public {
        uint256 id = market.openFor(buyer, order(4, 2 hours), IJobMarketTypes.ModuleTerms(0, false, false, 255));
        assertEq(market.job(id).discountBps, 1500);
    }

    function test_plansAndPriorityFollow() public {
        Perks p = perks;
        assertEq(p.perksOf(alice).priority, 0);
        stakeFor(alice, 10_000e18);
        assertEq(p.perksOf(alice).priority, 2);
        assertEq(p.perksOf(alice).discountBps, 1000);
    }
}
