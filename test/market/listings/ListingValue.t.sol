// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { ProviderTest } from "../providers/utils/ProviderTest.sol";

/// @notice What is listed must be bonded, and above 10,000 USDC a month certified (SPEC PROV 3, 6).
contract ListingValueTest is ProviderTest {
    function _setPrice(uint32 listingId, uint40 price) private {
        vm.prank(owner);
        listings.setPrice(listingId, price);
    }

    function _setCapacity(uint32 listingId, uint24 capacity) private {
        vm.prank(owner);
        listings.setCapacity(listingId, capacity);
    }

    function _setActive(uint32 listingId, bool active) private {
        vm.prank(owner);
        listings.setActive(listingId, active);
    }

    function _expectBondTooSmall(uint256 bond, uint256 needed) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.BondTooSmall.selector, bond, needed));
    }

    function _expectNeedsCertification(uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.NeedsCertification.selector, value, 10_000e6));
    }

    // ---- value ----

    function test_monthlyValue_ofEachPeriod() public {
        deposit(0, 100_000e6);
        IListings.Listing memory l = terms(id);
        l.resource = IListings.Resource.Service;
        assertEq(listings.monthlyValue(create(l)), 7200e6);
        l.period = IListings.Period.Month;
        assertEq(listings.monthlyValue(create(l)), 10e6);
        l.period = IListings.Period.Unit;
        l.active = false;
        uint32 idle = create(l);
        assertEq(listings.monthlyValue(idle), 10e6);
        assertEq(listings.listedValue(id), 7210e6);
        assertEq(listings.requiredBond(id), 721e6);
        _setActive(idle, true);
        assertEq(listings.listedValue(id), 7220e6);
    }

    // ---- bond ----

    function test_create_RevertWhen_TheBondIsTooSmallForAllListings() public {
        deposit(0, 1440e6 - 1);
        list(id);
        _expectBondTooSmall(1440e6 - 1, 1440e6);
        list(id);
        deposit(0, 1);
        list(id);
        assertEq(listings.listedValue(id), 14_400e6);
    }

    function test_requiredBond_isRoundedUp() public {
        IListings.Listing memory l = terms(id);
        l.resource = IListings.Resource.StorageTbMonth;
        l.period = IListings.Period.Month;
        (l.capacity, l.unitPrice) = (1, 10e6 + 1);
        deposit(0, 1e6);
        _expectBondTooSmall(1e6, 1e6 + 1);
        create(l);
        deposit(0, 1);
        create(l);
        assertEq(listings.requiredBond(id), 1e6 + 1);
    }

    function test_create_countsCptAtHalfAndExitingNotAtAll() public {
        deposit(720e18, 0);
        requestExit(1e18, 0);
        _expectBondTooSmall(719e6, 720e6);
        list(id);
        vm.prank(owner);
        registry.cancelBondExit(id);
        list(id);
    }

    function test_create_inactiveNeedsNoBondUntilActivated() public {
        IListings.Listing memory l = terms(id);
        l.active = false;
        uint32 listingId = create(l);
        assertEq(listings.listedValue(id), 0);
        _setPrice(listingId, 2e6);
        _setCapacity(listingId, 5);
        _expectBondTooSmall(0, 720e6);
        _setActive(listingId, true);
        deposit(0, 720e6);
        _setActive(listingId, true);
        assertEq(listings.listedValue(id), 7200e6);
    }

    function test_raise_isCheckedAndAFallNeverIs() public {
        deposit(0, 720e6);
        uint32 listingId = list(id);
        _expectBondTooSmall(720e6, 720e6 + 720);
        _setPrice(listingId, 1e6 + 1);
        _expectBondTooSmall(720e6, 792e6);
        _setCapacity(listingId, 11);

        vm.prank(slasher);
        registry.slash(id, 720e6, harmed, "gone");
        _setPrice(listingId, 1e6);
        _setPrice(listingId, 1e6 - 1);
        _setCapacity(listingId, 9);
        _expectBondTooSmall(0, (1e6 - 1) * 10 * 72);
        _setCapacity(listingId, 10);
        _setActive(listingId, false);
        assertEq(listings.listedValue(id), 0);
    }

    function test_fall_worksWithoutPricesAndInEveryStatus() public {
        deposit(720e18, 0);
        uint32 listingId = list(id);
        world.setCptPrice(0);
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        _setPrice(listingId, 5e5);
        _setActive(listingId, false);
    }

    // ---- certification ----

    function test_above10kAMonth_onlyForTheCertified() public {
        deposit(0, 100_000e6);
        IListings.Listing memory l = terms(id);
        l.resource = IListings.Resource.StorageTbMonth;
        l.period = IListings.Period.Month;
        l.capacity = 1;
        l.unitPrice = 10_000e6;
        uint32 listingId = create(l);
        _expectNeedsCertification(10_000e6 + 1);
        _setPrice(listingId, 10_000e6 + 1);
        _expectNeedsCertification(20_000e6);
        _setCapacity(listingId, 2);
        l.unitPrice = 10_000e6 + 1;
        _expectNeedsCertification(10_000e6 + 1);
        create(l);
        l.active = false;
        uint32 idle = create(l);

        toProbation(id);
        _expectNeedsCertification(10_000e6 + 1);
        _setActive(idle, true);
        pass(30 days);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);
        _setActive(idle, true);
        _setCapacity(listingId, 2);

        pass(365 days);
        _expectNeedsCertification(10_000e6 + 2);
        _setPrice(idle, 10_000e6 + 2);
        _setPrice(listingId, 9000e6);
        assertEq(listings.monthlyValue(listingId), 18_000e6);
    }

    // ---- the rest ----

    function test_changes_areToldAndPushed() public {
        deposit(0, 10_000e6);
        uint32 listingId = list(id);
        vm.expectCall(address(market), abi.encodeCall(market.refreshListing, (listingId)), 3);
        vm.expectEmit(address(listings));
        emit IListings.ListingPriceSet(listingId, 5e5);
        _setPrice(listingId, 5e5);
        vm.expectEmit(address(listings));
        emit IListings.ListingCapacitySet(listingId, 7);
        _setCapacity(listingId, 7);
        assertEq(market.quote(listingId, 1, 1 hours), 6e5);
        vm.expectEmit(address(listings));
        emit IListings.ListingActiveSet(listingId, false);
        _setActive(listingId, false);

        vm.recordLogs();
        _setActive(listingId, false);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_changes_reachTheNextOpening() public {
        toProbation(id);
        deposit(0, 10_000e6);
        uint32 listingId = list(id);
        world.openJob(listingId);
        _setCapacity(listingId, 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 0, 1));
        world.openJob(listingId);
        _setActive(listingId, false);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, listingId));
        world.openJob(listingId);
    }

    function test_changes_RevertWhen_ZeroOrNotTheOperator() public {
        deposit(0, 10_000e6);
        uint32 listingId = list(id);
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("unitPrice"), 0));
        _setPrice(listingId, 0);
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("capacity"), 0));
        _setCapacity(listingId, 0);

        bytes[3] memory calls = [
            abi.encodeCall(listings.setPrice, (listingId, 1)),
            abi.encodeCall(listings.setCapacity, (listingId, 1)),
            abi.encodeCall(listings.setActive, (listingId, false))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(stranger);
            (bool ok, bytes memory answer) = address(listings).call(calls[i]);
            assertFalse(ok);
            assertEq(answer, abi.encodeWithSelector(IListings.NotOperator.selector, id, stranger));
        }
    }

    function test_parameters_haveDefaultsBoundsAndAnOwner() public {
        assertEq(listings.parameter("certifiedAbove"), 10_000e6);
        assertEq(listings.parameter("bondBps"), 1000);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, owner));
        vm.prank(owner);
        listings.setParameter("bondBps", 2000);

        vm.startPrank(governor);
        vm.expectEmit(address(listings));
        emit IListings.ParameterSet("bondBps", 2000);
        listings.setParameter("bondBps", 2000);
        _expectInvalid("bondBps", 99);
        _expectInvalid("bondBps", 10_001);
        _expectInvalid("certifiedAbove", 1000e6 - 1);
        _expectInvalid("certifiedAbove", 1_000_000e6 + 1);
        _expectInvalid("other", 1000);
        listings.setParameter("certifiedAbove", 1000e6);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidParameter.selector, bytes32("other"), 0));
        listings.parameter("other");

        deposit(0, 10_000e6);
        vm.expectRevert(abi.encodeWithSelector(IListings.NeedsCertification.selector, 7200e6, 1000e6));
        list(id);
        IListings.Listing memory l = terms(id);
        l.capacity = 1;
        create(l);
        assertEq(listings.requiredBond(id), 144e6);
    }

    function _expectInvalid(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidParameter.selector, name, value));
        listings.setParameter(name, value);
    }

    function test_initialize_worksOnce() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        listings.initialize(address(this));
    }

    // ---- fuzz ----

    function testFuzz_value_isCapacityTimesPriceOverThirtyDays(uint24 capacity, uint40 price, uint8 period) public {
        IListings.Listing memory l = terms(id);
        l.resource = IListings.Resource.Software;
        l.period = IListings.Period(period % 3);
        l.active = false;
        (l.capacity, l.unitPrice) = (capacity == 0 ? 1 : capacity, price == 0 ? 1 : price);
        uint256 seconds_ = l.period == IListings.Period.Hour ? 1 hours : 30 days;
        uint256 expected = uint256(l.capacity) * l.unitPrice * 30 days / seconds_;
        assertEq(listings.monthlyValue(create(l)), expected);
    }

    /// @dev Whatever the owner does, the provider's sum is that of its active listings, and a raise left it covered.
    function testFuzz_listedValue_isTheSumOfActiveListings(uint256[12] memory steps, uint256 bond) public {
        toCertified(id);
        bond = bound(bond, 1e6, 900_000e6);
        deposit(0, bond);
        uint32 count = listings.listingCount();
        for (uint256 i; i < steps.length; ++i) {
            uint256 former = listings.listedValue(id);
            _step(steps[i], count);
            count = listings.listingCount();
            uint256 sum;
            for (uint32 k = 1; k <= count; ++k) {
                if (listings.listing(k).active) sum += listings.monthlyValue(k);
            }
            assertEq(listings.listedValue(id), sum);
            if (sum > former) assertGe(bond * 10, sum);
        }
    }

    function _step(uint256 seed, uint32 count) private {
        uint32 k = count == 0 ? 0 : uint32(seed >> 8) % count + 1;
        uint40 price = uint40(bound(seed >> 16, 1, 200e6));
        uint24 capacity = uint24(bound(seed >> 80, 1, 50));
        vm.startPrank(owner);
        if (seed % 4 == 0 || count == 0) {
            IListings.Listing memory l = terms(id);
            (l.unitPrice, l.capacity, l.active) = (price, capacity, seed & 0x80 == 0);
            try listings.create(l, "H100", "eu", new bytes32[](0), "") { } catch { }
        } else if (seed % 4 == 1) {
            try listings.setPrice(k, price) { } catch { }
        } else if (seed % 4 == 2) {
            try listings.setCapacity(k, capacity) { } catch { }
        } else {
            try listings.setActive(k, seed & 0x80 == 0) { } catch { }
        }
        vm.stopPrank();
    }
}
