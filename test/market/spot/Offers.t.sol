// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../src/interfaces/IListings.sol";
import { ISpotMarket } from "../../../src/interfaces/ISpotMarket.sol";
import { SpotHouse } from "./utils/SpotHouse.sol";

contract SpotOffersTest is SpotHouse {
    function _offerOf(uint32 id) private view returns (ISpotMarket.Offer memory o) {
        ISpotMarket.Offer[] memory all = spot.offers(sku);
        for (uint256 i; i < all.length; ++i) {
            if (all[i].listingId == id) return all[i];
        }
    }

    function test_anSkuIsSkuRegionResourceAndPeriod() public view {
        assertEq(
            sku, keccak256(abi.encode(bytes32("GPU"), bytes32("EU"), IListings.Resource.GpuHour, IListings.Period.Hour))
        );
        assertEq(listings.skuOf(lots[1]), sku);
        assertEq(listings.skuOf(999), 0);
    }

    function test_anOfferCountsFromTheNextRoundOn() public {
        offer(0, 10, RESERVE);
        uint40 now_ = place(alice, 5, 2_000_000);
        nextRound();
        clearAll(now_);
        assertEq(priceOf(now_), 0, "the round in which it was made does not know it");

        uint40 next = place(alice, 5, 2_000_000);
        nextRound();
        clearAll(next);
        assertEq(priceOf(next), RESERVE);
    }

    function test_aWithdrawnOfferStandsToTheEndOfItsRound() public {
        offer(0, 10, RESERVE);
        nextRound();
        skip(1 hours + 1);
        vm.prank(seller);
        spot.withdrawOffer(lots[0]);
        uint40 running = place(alice, 5, 2_000_000);
        nextRound();
        uint40 after_ = place(alice, 5, 2_000_000);
        clearAll(running);
        assertEq(spot.round(sku, running).sold, 5);
        nextRound();
        clearAll(after_);
        assertEq(spot.round(sku, after_).sold, 0);
    }

    function test_aPendingChangeMayBeChanged() public {
        offer(0, 10, RESERVE);
        offer(0, 20, RESERVE + 1);
        ISpotMarket.Offer memory o = _offerOf(lots[0]);
        assertEq(o.units, 0);
        assertEq(o.nextUnits, 20);
        assertEq(o.nextReserve, RESERVE + 1);
        assertEq(spot.offers(sku).length, 1);
    }

    function test_RevertWhen_anEarlierRoundMayStillNeedTheFormerTerms() public {
        offer(0, 10, RESERVE);
        uint256 from = spot.currentRound() + 1 hours + 1;
        nextRound();
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.OfferSettling.selector, lots[0], from));
        offer(0, 20, RESERVE);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.OfferSettling.selector, lots[0], from));
        vm.prank(seller);
        spot.withdrawOffer(lots[0]);
        vm.warp(from);
        offer(0, 20, RESERVE);
        ISpotMarket.Offer memory o = _offerOf(lots[0]);
        assertEq(o.units, 10);
        assertEq(o.nextUnits, 20);
    }

    function test_aWithdrawnPlaceIsTakenAgain() public {
        offer(0, 10, RESERVE);
        vm.prank(seller);
        spot.withdrawOffer(lots[0]);
        skip(2 hours);
        offer(1, 10, RESERVE);
        assertEq(spot.offers(sku).length, 1);
        assertEq(spot.offers(sku)[0].listingId, lots[1]);
    }

    function test_oneProviderHasFourPlaces() public {
        for (uint256 i; i < 3; ++i) {
            offer(i, 1, RESERVE);
        }
        uint32 fourth = list(spotTerms());
        uint32 fifth = list(spotTerms());
        vm.startPrank(seller);
        spot.offer(fourth, 1, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.OfferBookFull.selector, sku));
        spot.offer(fifth, 1, RESERVE);
        vm.stopPrank();
    }

    /// @dev Anyone may register and list. Who may not sell must not name a price at which nobody is served, nor take the places.
    function test_RevertWhen_theProviderMayNotSell() public {
        address owner = makeAddr("unvetted");
        usdc.mint(owner, 1000e6);
        IListings.Listing memory l = spotTerms();
        (l.unitPrice, l.capacity) = (2, 1000);
        vm.startPrank(owner);
        l.providerId = registry.register(owner, "");
        usdc.approve(address(registry), type(uint256).max);
        registry.depositBond(l.providerId, 0, 1e6);
        uint32 id = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOfferable.selector, id, bytes32("provider")));
        spot.offer(id, 1000, 1);
        vm.stopPrank();
    }

    /// @dev Its certificate has run out, though its status still says certified: its reserve names no price.
    function test_anOfferOfWhoMayNoLongerSellDoesNotCount() public {
        offer(0, 10, 750_000);
        _offerOfNewcomer("other");
        vm.warp(registry.provider(PROVIDER).statusUntil);
        refreshPrices();
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOfferable.selector, lots[1], bytes32("provider")));
        offer(1, 10, RESERVE);
        uint40 end = place(alice, 4, 2_000_000);
        nextRound();
        clearAll(end);
        assertEq(priceOf(end), RESERVE);
        assertEq(spot.round(sku, end).sold, 4);

        registry.renew(PROVIDER, 0, "");
        market.refreshProvider(PROVIDER);
        end = place(alice, 4, 2_000_000);
        nextRound();
        clearAll(end);
        assertEq(priceOf(end), 750_000);
    }

    function test_aPlaceOfWhoMayNoLongerSellIsTakenByAnother() public {
        for (uint256 i; i < 4; ++i) {
            string memory name = string.concat("other", vm.toString(i));
            for (uint256 k; k < 4; ++k) {
                _offerOfNewcomer(name);
            }
        }
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.OfferBookFull.selector, sku));
        offer(0, 10, RESERVE);
        registry.suspend(registry.providerOf(makeAddr("other2")), 0, "");
        offer(0, 10, RESERVE);
        assertEq(_offerOf(lots[0]).nextUnits, 10);
        assertEq(spot.offers(sku).length, spot.MAX_OFFERS());
    }

    /// @dev One more offer of its own, 5 units.
    function _offerOfNewcomer(string memory name) private {
        address owner = makeAddr(name);
        if (registry.providerOf(owner) == 0) newcomer(name);
        IListings.Listing memory l = spotTerms();
        (l.providerId, l.capacity) = (registry.providerOf(owner), 5);
        vm.startPrank(owner);
        spot.offer(listings.create(l, "GPU", "EU", new bytes32[](0), ""), 5, RESERVE);
        vm.stopPrank();
    }

    function test_RevertWhen_theReserveIsNotFiftyToSeventyPercentBelowTheList() public {
        vm.startPrank(seller);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.ReserveOutOfRange.selector, 749_999, 750_000, 1_250_000));
        spot.offer(lots[0], 1, 749_999);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.ReserveOutOfRange.selector, 1_250_001, 750_000, 1_250_000));
        spot.offer(lots[0], 1, 1_250_001);
        spot.offer(lots[0], 1, 750_000);
        spot.offer(lots[1], 1, 1_250_000);
        vm.stopPrank();
    }

    function test_RevertWhen_unitsAreNoneOrAboveCapacity() public {
        vm.startPrank(seller);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.UnitsOutOfRange.selector, 0, CAPACITY));
        spot.offer(lots[0], 0, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.UnitsOutOfRange.selector, CAPACITY + 1, CAPACITY));
        spot.offer(lots[0], CAPACITY + 1, RESERVE);
        vm.stopPrank();
    }

    function test_RevertWhen_theListingDoesNotFit() public {
        _refused("preemptible", 0);
        _refused("cancelFeeBps", 1);
        _refused("minDuration", 2);
        _refused("maxDuration", 3);
        _refused("period", 4);
        vm.startPrank(seller);
        listings.setActive(lots[0], false);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOfferable.selector, lots[0], bytes32("active")));
        spot.offer(lots[0], 1, RESERVE);
        vm.stopPrank();
    }

    function _refused(bytes32 field, uint256 kind) private {
        IListings.Listing memory l = spotTerms();
        if (kind == 0) l.preemptible = false;
        if (kind == 1) l.cancelFeeBps = 490;
        if (kind == 2) l.minDuration = 601;
        if (kind == 3) l.maxDuration = 1 days - 1;
        if (kind == 4) {
            (l.resource, l.period, l.feedId) = (IListings.Resource.Service, IListings.Period.Unit, 0);
        }
        uint32 id = list(l);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOfferable.selector, id, field));
        vm.prank(seller);
        spot.offer(id, 1, RESERVE);
    }

    function test_RevertWhen_theCallerDoesNotOperateTheProvider() public {
        vm.startPrank(anyone);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOperator.selector, PROVIDER, anyone));
        spot.offer(lots[0], 1, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NotOperator.selector, PROVIDER, anyone));
        spot.withdrawOffer(lots[0]);
        vm.stopPrank();
    }

    function test_RevertWhen_thereIsNothingToWithdraw() public {
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NoOffer.selector, lots[0]));
        vm.prank(seller);
        spot.withdrawOffer(lots[0]);
    }

    function test_parametersAreBounded() public {
        bytes32[6] memory names =
            [bytes32("roundLength"), "minReserveBps", "maxReserveBps", "minDuration", "maxDuration", "minBid"];
        uint256[6] memory low = [uint256(300), 1000, 3000, 60, 3600, 1e4];
        uint256[6] memory high = [uint256(3600), 5000, 8000, 3600, 7 days, 1000e6];
        for (uint256 i; i < 6; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISpotMarket.InvalidParameter.selector, names[i], low[i] - 1));
            spot.setParameter(names[i], low[i] - 1);
            vm.expectRevert(abi.encodeWithSelector(ISpotMarket.InvalidParameter.selector, names[i], high[i] + 1));
            spot.setParameter(names[i], high[i] + 1);
            spot.setParameter(names[i], high[i]);
            assertEq(spot.parameter(names[i]), high[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.InvalidParameter.selector, bytes32("maxReserveBps"), 4999));
        spot.setParameter("maxReserveBps", 4999);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.InvalidParameter.selector, bytes32("nothing"), 0));
        spot.parameter("nothing");
    }
}
