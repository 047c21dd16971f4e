// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../../src/interfaces/IListings.sol";
import { ISpotMarket } from "../../../../src/interfaces/ISpotMarket.sol";
import { SpotMarket } from "../../../../src/market/SpotMarket.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The market with a spot market beside it and three pre-emptible listings of one SKU, none of them offered yet.
abstract contract SpotHouse is MarketHouse {
    /// @dev 40% of the list price.
    uint40 internal constant RESERVE = 1_000_000;
    uint24 internal constant CAPACITY = 100;
    uint64 private constant MODULE_ROLE = 11;

    SpotMarket internal spot;
    bytes32 internal sku;
    uint32[3] internal lots;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");

    function setUp() public virtual override {
        super.setUp();
        ISpotMarket.Peers memory peers = ISpotMarket.Peers({
            vault: address(vault),
            registry: address(registry),
            listings: address(listings),
            jobMarket: address(market),
            perkWeights: address(perkStake)
        });
        spot = SpotMarket(
            address(
                new TransparentUpgradeableProxy(
                    address(new SpotMarket(peers)),
                    address(manager),
                    abi.encodeCall(SpotMarket.initialize, (address(manager)))
                )
            )
        );
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = market.openFor.selector;
        manager.setTargetFunctionRole(address(market), selectors, MODULE_ROLE);
        manager.grantRole(MODULE_ROLE, address(spot), 0);
        vault.setModule(address(spot), true);

        for (uint256 i; i < 3; ++i) {
            lots[i] = list(spotTerms());
        }
        sku = listings.skuOf(lots[0]);
        fund(alice, DEPOSIT);
        fund(bob, DEPOSIT);
        fund(carol, DEPOSIT);
    }

    function spotTerms() internal view returns (IListings.Listing memory l) {
        l = terms();
        l.preemptible = true;
        l.capacity = CAPACITY;
    }

    function offer(uint256 lot, uint24 units, uint40 reserve) internal {
        vm.prank(seller);
        spot.offer(lots[lot], units, reserve);
    }

    /// @dev The first second of the next round.
    function nextRound() internal {
        vm.warp(spot.currentRound());
    }

    function place(address bidder, uint24 units, uint40 price) internal returns (uint40 roundEnd) {
        vm.prank(bidder);
        (, roundEnd) = spot.bid(sku, units, 1 hours, price, keccak256("spec"));
    }

    function clearAll(uint40 roundEnd) internal returns (uint256 left) {
        vm.prank(anyone);
        return spot.clear(sku, roundEnd, 64);
    }

    function priceOf(uint40 roundEnd) internal view returns (uint256) {
        return spot.round(sku, roundEnd).price;
    }
}
