// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../../src/interfaces/IListings.sol";
import { IReservations } from "../../../../src/interfaces/IReservations.sol";
import { Reservations } from "../../../../src/market/Reservations.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The market with reservations beside it and a reservable listing of 100 units, 60 of which are allotted.
abstract contract ReservationHouse is MarketHouse {
    uint24 internal constant CAPACITY = 100;
    uint24 internal constant ALLOTTED = 60;
    uint64 private constant MODULE_ROLE = 11;

    Reservations internal reservations;
    uint32 internal reservable;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    /// @dev The first full hour that is still to come, when a test begins.
    uint40 internal first;

    function setUp() public virtual override {
        super.setUp();
        IReservations.Peers memory peers = IReservations.Peers({
            vault: address(vault),
            registry: address(registry),
            listings: address(listings),
            jobMarket: address(market),
            oracle: address(oracle),
            priceHub: address(hub),
            perkWeights: address(perkStake)
        });
        reservations = Reservations(
            address(
                new TransparentUpgradeableProxy(
                    address(new Reservations(peers)),
                    address(manager),
                    abi.encodeCall(Reservations.initialize, (address(manager)))
                )
            )
        );
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (market.openFor.selector, market.setHeld.selector);
        manager.setTargetFunctionRole(address(market), selectors, MODULE_ROLE);
        manager.grantRole(MODULE_ROLE, address(reservations), 0);
        vault.setModule(address(reservations), true);

        reservable = list(reservableTerms());
        vm.prank(seller);
        reservations.allot(reservable, ALLOTTED);
        fund(alice, DEPOSIT);
        fund(bob, DEPOSIT);
        first = uint40((vm.getBlockTimestamp() / 1 hours + 1) * 1 hours);
    }

    function reservableTerms() internal view returns (IListings.Listing memory l) {
        l = terms();
        l.reservable = true;
        l.capacity = CAPACITY;
    }

    /// @dev Hours counted from the first one to come.
    function book(address payer, uint24 units, uint256 from, uint256 hours_) internal returns (uint256 id) {
        uint40 start = uint40(first + from * 1 hours);
        vm.prank(payer);
        return reservations.reserve(reservable, units, start, uint40(start + hours_ * 1 hours), PRICE);
    }

    function claim(address payer, uint256 id) internal returns (uint256 jobId) {
        IReservations.Claim memory c;
        c.specHash = keccak256("spec");
        vm.prank(payer);
        return reservations.claim(id, c);
    }

    function cancel(address payer, uint256 id) internal {
        vm.prank(payer);
        reservations.cancel(id);
    }

    function reservationState(uint256 id) internal view returns (IReservations.State) {
        return reservations.reservation(id).state;
    }

    function assertReservation(uint256 id, IReservations.State wanted) internal view {
        assertEq(uint256(reservationState(id)), uint256(wanted), "reservation");
    }

    function costOf(uint256 units, uint256 hours_) internal pure returns (uint256) {
        return units * hours_ * PRICE;
    }

    function escrowOf(uint256 units, uint256 hours_) internal pure returns (uint256) {
        return costOf(units, hours_) * 12 / 10;
    }
}
