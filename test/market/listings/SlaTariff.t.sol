// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../src/interfaces/IListings.sol";
import { ProviderTest } from "../providers/utils/ProviderTest.sol";
import { Tariffs } from "./utils/Tariffs.sol";

/// @notice What a listing may promise, and what it says of it (SPEC JOB 1, 7).
contract SlaTariffTest is ProviderTest {
    function setUp() public override {
        super.setUp();
        deposit(0, 1_000_000e6 - FEE);
    }

    function _create(IListings.SlaTariff memory t) private returns (uint32) {
        vm.prank(owner);
        return listings.createWithSla(terms(id), "H100", "eu", new bytes32[](0), URI, t);
    }

    function _expectInvalid(IListings.SlaTariff memory t, bytes32 field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, field, value));
        _create(t);
    }

    function _expectTier(IListings.SlaTariff memory t, uint256 index) private {
        _expectInvalid(t, "uptime", index);
    }

    function test_createWithSla_keepsAndTellsTheTariff() public {
        IListings.SlaTariff memory t = Tariffs.usual();
        IListings.Listing memory l = terms(id);
        vm.expectEmit(address(listings));
        emit IListings.ListingCreated(1, id, l, "H100", "eu", new bytes32[](0), URI);
        vm.expectEmit(address(listings));
        emit IListings.TariffSet(1, t);
        vm.expectCall(address(market), abi.encodeCall(market.refreshListing, (1)));
        assertEq(_create(t), 1);
        assertEq(keccak256(abi.encode(listings.tariff(1))), keccak256(abi.encode(t)));
        assertEq(keccak256(abi.encode(listings.listing(1))), keccak256(abi.encode(l)));
        assertEq(listings.listedValue(id), 7200e6);
        assertTrue(listings.hasSla(1));
        (uint256 stop, uint256 preemption, uint256 exit) = listings.noticesOf(1);
        assertEq(stop, 10 minutes);
        assertEq(preemption, 5 minutes);
        assertEq(exit, 2 days);
    }

    function test_createWithSla_isCheckedAsCreate() public {
        IListings.SlaTariff memory t = Tariffs.usual();
        vm.expectRevert(abi.encodeWithSelector(IListings.NotOperator.selector, id, stranger));
        vm.prank(stranger);
        listings.createWithSla(terms(id), "H100", "eu", new bytes32[](0), URI, t);

        IListings.Listing memory l = terms(id);
        l.capacity = 0;
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("capacity"), 0));
        vm.prank(owner);
        listings.createWithSla(l, "H100", "eu", new bytes32[](0), URI, t);

        uint32 poor = join(stranger);
        vm.expectRevert(abi.encodeWithSelector(IListings.BondTooSmall.selector, 0, 720e6));
        vm.prank(stranger);
        listings.createWithSla(terms(poor), "H100", "eu", new bytes32[](0), URI, t);
    }

    function test_aTariffReplacesTheLinearCredit() public {
        IListings.Listing memory l = terms(id);
        l.slaUptimeBps = 9990;
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("slaUptimeBps"), 9990));
        vm.prank(owner);
        listings.createWithSla(l, "H100", "eu", new bytes32[](0), URI, Tariffs.usual());
    }

    function test_withoutATariff_theLinearCreditAndDefaultNotices() public {
        IListings.Listing memory l = terms(id);
        uint32 plain = create(l);
        assertFalse(listings.hasSla(plain));
        (uint256 forUptime, uint256 forThroughput) = listings.slaCreditBps(plain, 0, 0);
        assertEq(forUptime + forThroughput, 0);
        (uint256 stop, uint256 preemption, uint256 exit) = listings.noticesOf(plain);
        assertEq(stop, 5 minutes);
        assertEq(preemption, 2 minutes);
        assertEq(exit, 24 hours);
        assertEq(listings.tariff(plain).uptime[0].belowBps, 0);

        (l.slaUptimeBps, l.slaCreditBps) = (9990, 500);
        uint32 linear = create(l);
        assertTrue(listings.hasSla(linear));
        (forUptime, forThroughput) = listings.slaCreditBps(linear, 9889, 0);
        assertEq(forUptime, 1000);
        assertEq(forThroughput, 0);
    }

    function test_aTariffOfNoticesAloneIsNoSla() public {
        uint32 listingId = _create(Tariffs.none());
        assertFalse(listings.hasSla(listingId));
        (uint256 forUptime, uint256 forThroughput) = listings.slaCreditBps(listingId, 0, 0);
        assertEq(forUptime + forThroughput, 0);
    }

    function test_credit_ofUptimeAndThroughput() public {
        uint32 listingId = _create(Tariffs.usual());
        (uint256 forUptime, uint256 forThroughput) = listings.slaCreditBps(listingId, 9899, 8999);
        assertEq(forUptime, 2000);
        assertEq(forThroughput, 3000);
    }

    function test_tiers_fallAndRiseStrictly() public {
        IListings.SlaTariff memory t = Tariffs.usual();
        t.uptime[0].belowBps = 10_001;
        _expectTier(t, 0);
        t.uptime[0].belowBps = 9900;
        _expectTier(t, 1);
        t.uptime[0].belowBps = 9899;
        _expectTier(t, 1);

        t = Tariffs.usual();
        t.uptime[1].creditBps = 500;
        _expectTier(t, 1);
        t.uptime[1].creditBps = 5000;
        _expectTier(t, 2);
        t.uptime[3].creditBps = 10_001;
        t.uptime[1].creditBps = 2000;
        _expectTier(t, 3);

        t = Tariffs.usual();
        t.uptime[0].creditBps = 0;
        _expectTier(t, 0);
        t.uptime[0] = IListings.SlaTier(10_000, 1);
        _create(t);
    }

    function test_tiers_unusedOnesComeLast() public {
        IListings.SlaTariff memory t = Tariffs.usual();
        t.uptime[2] = IListings.SlaTier(0, 0);
        _expectTier(t, 3);
        t.uptime[3] = IListings.SlaTier(0, 0);
        _create(t);
        t.uptime[3] = IListings.SlaTier(0, 10_000);
        _expectTier(t, 3);
        t.uptime[3] = IListings.SlaTier(100, 0);
        _expectTier(t, 3);
    }

    function test_throughput_floorAndCreditComeTogether() public {
        IListings.SlaTariff memory t = Tariffs.usual();
        t.throughputFloorBps = 10_001;
        _expectInvalid(t, "throughputFloorBps", 10_001);
        t.throughputFloorBps = 0;
        _expectInvalid(t, "throughputCreditBps", 3000);
        t.throughputFloorBps = 10_000;
        t.throughputCreditBps = 0;
        _expectInvalid(t, "throughputCreditBps", 0);
        t.throughputCreditBps = 10_001;
        _expectInvalid(t, "throughputCreditBps", 10_001);
        t.throughputCreditBps = 10_000;
        _create(t);
    }

    function test_notices_haveBounds() public {
        IListings.SlaTariff memory t = Tariffs.none();
        t.noticeMinutes = 10_081;
        _expectInvalid(t, "noticeMinutes", 10_081);
        t.noticeMinutes = 10_080;
        t.preemptNoticeMinutes = 1;
        _expectInvalid(t, "preemptNoticeMinutes", 1);
        t.preemptNoticeMinutes = 1441;
        _expectInvalid(t, "preemptNoticeMinutes", 1441);
        t.preemptNoticeMinutes = 1440;
        t.exitNoticeMinutes = 59;
        _expectInvalid(t, "exitNoticeMinutes", 59);
        t.exitNoticeMinutes = 43_201;
        _expectInvalid(t, "exitNoticeMinutes", 43_201);
        t.exitNoticeMinutes = 43_200;
        _create(t);
        (t.noticeMinutes, t.preemptNoticeMinutes, t.exitNoticeMinutes) = (0, 2, 60);
        (uint256 stop, uint256 preemption, uint256 exit) = listings.noticesOf(_create(t));
        assertEq(stop, 0);
        assertEq(preemption, 2 minutes);
        assertEq(exit, 1 hours);
    }

    function testFuzz_whatListingsAcceptTheyKeep(uint256 seed) public {
        IListings.SlaTariff memory t = Tariffs.any(seed);
        assertEq(keccak256(abi.encode(listings.tariff(_create(t)))), keccak256(abi.encode(t)));
    }

    function test_unknownListings_haveNoTariff() public {
        bytes[] memory calls = new bytes[](4);
        calls[0] = abi.encodeCall(listings.tariff, (5));
        calls[1] = abi.encodeCall(listings.hasSla, (5));
        calls[2] = abi.encodeCall(listings.slaCreditBps, (5, 0, 0));
        calls[3] = abi.encodeCall(listings.noticesOf, (5));
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory answer) = address(listings).call(calls[i]);
            assertFalse(ok);
            assertEq(answer, abi.encodeWithSelector(IListings.UnknownListing.selector, 5));
        }
    }
}
