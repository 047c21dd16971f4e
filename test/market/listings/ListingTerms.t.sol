// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../src/interfaces/IListings.sol";
import { ProviderTest } from "../providers/utils/ProviderTest.sol";

/// @notice What a listing may say, field by field.
contract ListingTermsTest is ProviderTest {
    uint32 internal constant NO_FEED = 77;

    function setUp() public override {
        super.setUp();
        deposit(0, 1_000_000e6 - FEE);
    }

    function _expectInvalid(IListings.Listing memory l, bytes32 field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, field, value));
        create(l);
    }

    function test_create_keepsAndTellsTheTerms() public {
        IListings.Listing memory l = terms(id);
        l.preemptible = true;
        l.reservable = true;
        l.slaUptimeBps = 9950;
        l.slaCreditBps = 1000;
        l.extraSigners = 3;
        bytes32[] memory tags = new bytes32[](16);
        for (uint256 i; i < 16; ++i) {
            tags[i] = bytes32(i + 1);
        }
        vm.expectEmit(address(listings));
        emit IListings.ListingCreated(1, id, l, "H100", "eu", tags, URI);
        vm.expectCall(address(market), abi.encodeCall(market.refreshListing, (1)));
        vm.prank(owner);
        assertEq(listings.create(l, "H100", "eu", tags, URI), 1);
        assertEq(keccak256(abi.encode(listings.listing(1))), keccak256(abi.encode(l)));
        assertEq(listings.listingCount(), 1);

        tags = new bytes32[](17);
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("tags"), 17));
        vm.prank(owner);
        listings.create(l, "H100", "eu", tags, URI);
    }

    function test_create_byTheOperatorAndNobodyElse() public {
        IListings.Listing memory l = terms(id);
        vm.expectRevert(abi.encodeWithSelector(IListings.NotOperator.selector, id, operator));
        vm.prank(operator);
        listings.create(l, "H100", "eu", new bytes32[](0), URI);

        vm.prank(owner);
        registry.setOperator(id, operator, true);
        vm.prank(operator);
        assertEq(listings.create(l, "H100", "eu", new bytes32[](0), URI), 1);

        l.providerId = 9;
        vm.expectRevert(abi.encodeWithSelector(IListings.NotOperator.selector, 9, owner));
        vm.prank(owner);
        listings.create(l, "H100", "eu", new bytes32[](0), URI);
    }

    /// @dev Rows: resources. Columns: hour, month, unit.
    function test_periods_fitTheirResource() public {
        bool[3][9] memory fits = [
            [true, false, false],
            [true, false, false],
            [true, false, false],
            [false, true, false],
            [false, false, true],
            [true, false, false],
            [true, true, true],
            [true, true, true],
            [true, true, true]
        ];
        IListings.Listing memory l = terms(id);
        for (uint256 r; r < 9; ++r) {
            for (uint256 p; p < 3; ++p) {
                (l.resource, l.period) = (IListings.Resource(r), IListings.Period(p));
                if (fits[r][p]) create(l);
                else _expectInvalid(l, "period", p);
            }
        }
    }

    function test_price_andCapacity_areNotZero() public {
        IListings.Listing memory l = terms(id);
        l.unitPrice = 0;
        _expectInvalid(l, "unitPrice", 0);
        l = terms(id);
        l.capacity = 0;
        _expectInvalid(l, "capacity", 0);
    }

    function test_durations_liveBetweenAMinuteAndHalfAYear() public {
        IListings.Listing memory l = terms(id);
        l.minDuration = 59;
        _expectInvalid(l, "minDuration", 59);
        l.minDuration = 3600;
        l.maxDuration = 3599;
        _expectInvalid(l, "maxDuration", 3599);
        l.maxDuration = 180 days + 1;
        _expectInvalid(l, "maxDuration", 180 days + 1);
        l.maxDuration = 180 days;
        create(l);
        (l.minDuration, l.maxDuration) = (60, 60);
        create(l);
    }

    function test_startLimit_isTenMinutesToThirtyDays() public {
        IListings.Listing memory l = terms(id);
        l.startLimit = 9;
        _expectInvalid(l, "startLimit", 9);
        l.startLimit = 43_201;
        _expectInvalid(l, "startLimit", 43_201);
        l.startLimit = 10;
        create(l);
        l.startLimit = 43_200;
        create(l);
    }

    function test_cancelFee_isAtMostATenthInTenthsOfAPercent() public {
        IListings.Listing memory l = terms(id);
        l.cancelFeeBps = 1010;
        _expectInvalid(l, "cancelFeeBps", 1010);
        l.cancelFeeBps = 15;
        _expectInvalid(l, "cancelFeeBps", 15);
        l.cancelFeeBps = 0;
        create(l);
        l.cancelFeeBps = 1000;
        create(l);
    }

    function test_sla_needsAPromiseForACredit() public {
        IListings.Listing memory l = terms(id);
        l.slaUptimeBps = 10_001;
        _expectInvalid(l, "slaUptimeBps", 10_001);
        l.slaUptimeBps = 0;
        l.slaCreditBps = 1;
        _expectInvalid(l, "slaCreditBps", 1);
        l.slaUptimeBps = 10_000;
        l.slaCreditBps = 10_001;
        _expectInvalid(l, "slaCreditBps", 10_001);
        l.slaCreditBps = 10_000;
        create(l);
    }

    function test_signers_areAtMostThreeMore() public {
        IListings.Listing memory l = terms(id);
        l.extraSigners = 4;
        _expectInvalid(l, "extraSigners", 4);
    }

    function test_verifier_mustBeInTheMarketsTable() public {
        IListings.Listing memory l = terms(id);
        l.verifier = 8;
        _expectInvalid(l, "verifier", 8);
        l.verifier = 7;
        _expectInvalid(l, "verifier", 7);
        world.setVerifier(7, address(0x7ee));
        create(l);
    }

    function test_feed_mustExistAndBeInUsdcUnits() public {
        IListings.Listing memory l = terms(id);
        l.feedId = NO_FEED;
        _expectInvalid(l, "feedId", NO_FEED);
        l.feedId = world.dollarFeed();
        _expectInvalid(l, "feedId", l.feedId);
        l.feedId = 0;
        create(l);
    }

    function test_unknownListings_areRefused() public {
        bytes[] memory calls = new bytes[](5);
        calls[0] = abi.encodeCall(listings.setPrice, (5, 1));
        calls[1] = abi.encodeCall(listings.setCapacity, (5, 1));
        calls[2] = abi.encodeCall(listings.setActive, (5, true));
        calls[3] = abi.encodeCall(listings.listing, (5));
        calls[4] = abi.encodeCall(listings.monthlyValue, (5));
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory answer) = address(listings).call(calls[i]);
            assertFalse(ok);
            assertEq(answer, abi.encodeWithSelector(IListings.UnknownListing.selector, 5));
        }
    }
}
