// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../../src/interfaces/IGuardianPausable.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @dev SPEC JOB 2-4: what an opening takes, and every reason to refuse one.
contract OpeningTest is MarketHouse {
    function test_escrowsPredictedCostAndBuffer() public {
        // 4 units * 2 h * 2.5 USDC = 20 USDC, and a fifth more
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobOpened(
            1, buyer, listingId, PROVIDER, buyer, 4, 2 hours, PRICE, 24e6, 400, 0, keccak256("spec")
        );
        uint256 id = openJob(4, 2 hours);

        assertEq(id, 1);
        assertEq(market.jobCount(), 1);
        assertEq(vault.balanceOf(buyer), 1_000_000e6 - 24e6);
        assertEq(vault.escrowOf(buyer), 24e6);
        IJobMarketTypes.Job memory j = market.job(id);
        assertEq(j.payer, buyer);
        assertEq(j.buyer, buyer);
        assertEq(j.listingId, listingId);
        assertEq(j.providerId, PROVIDER);
        assertEq(uint256(j.state), uint256(IJobMarketTypes.State.Open));
        assertEq(j.since, block.timestamp);
        assertEq(j.units, 4);
        assertEq(j.duration, 2 hours);
        assertEq(j.unitPrice, PRICE);
        assertEq(j.escrow, 24e6);
        assertEq(j.paidEarly, 0);
        assertEq(j.feeBps, 400);
        assertEq(j.discountBps, 0);
        assertEq(j.tasksHash, 0);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 1);
        assertEq(atRisk, 0);
        assertEq(market.unitsInUse(listingId), 4);
    }

    function testFuzz_escrowIsTheQuoteAndRoundsUp(uint24 units, uint24 duration) public {
        units = uint24(bound(units, 1, 1000));
        duration = uint24(bound(duration, 60, 30 days));
        uint256 cost = (uint256(units) * duration * PRICE + 3599) / 3600;
        uint256 escrow = (cost * 12 + 9) / 10;
        assertEq(market.quote(listingId, units, duration), escrow);
        fund(buyer, escrow);
        uint256 id = openJob(units, duration);
        assertEq(market.job(id).escrow, escrow);
        assertEq(vault.escrowOf(buyer), escrow);
    }

    function test_pricePerUnitIgnoresTheDuration() public {
        IListings.Listing memory l = terms();
        l.period = IListings.Period.Unit;
        l.resource = IListings.Resource.BandwidthTb;
        listingId = list(l);
        uint256 id = openJob(10, 2 hours);
        assertEq(market.job(id).escrow, 30e6);
    }

    function test_pricePerMonth() public {
        IListings.Listing memory l = terms();
        l.period = IListings.Period.Month;
        l.resource = IListings.Resource.StorageTbMonth;
        listingId = list(l);
        uint256 id = openJob(10, 3 days);
        assertEq(market.job(id).escrow, 3e6);
    }

    function test_aSponsorPaysForABuyer() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        vm.prank(sponsor);
        uint256 id = market.open(p);
        assertEq(market.job(id).payer, sponsor);
        assertEq(market.job(id).buyer, buyer);
        assertEq(vault.escrowOf(sponsor), 24e6);
        assertEq(vault.escrowOf(buyer), 0);
    }

    function test_namingThePayerAsBuyerChangesNothing() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        uint256 id = open(p);
        assertEq(market.job(id).buyer, buyer);
    }

    function test_discountByThePayersOwnLock() public {
        uint256[4] memory locked = [uint256(399e18), 500e18, 5000e18, 50_000e18];
        uint16[4] memory discounts = [0, 500, 1000, 1500];
        for (uint256 i; i < 4; ++i) {
            address payer = makeAddr(string(abi.encode(i)));
            fund(payer, 100e6);
            lockFor(payer, locked[i]);
            vm.prank(payer);
            uint256 id = market.open(order(4, 2 hours));
            assertEq(market.job(id).discountBps, discounts[i]);
        }
    }

    function test_sweep() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.taskCount = 100;
        p.tasksRoot = keccak256("root");
        vm.expectEmit(address(market));
        emit IJobMarketTypes.TasksCommitted(1, 100, keccak256("root"));
        uint256 id = open(p);
        assertEq(market.job(id).tasksHash, keccak256(abi.encode(p.taskCount, p.tasksRoot)));
    }

    function test_RevertWhen_aSweepIsHalfGiven() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.taskCount = 100;
        vm.expectRevert(IJobMarketTypes.InvalidSweep.selector);
        open(p);
        (p.taskCount, p.tasksRoot) = (0, keccak256("root"));
        vm.expectRevert(IJobMarketTypes.InvalidSweep.selector);
        open(p);
    }

    function test_batchEscrowsTheSumAndNumbersInARow() public {
        openJob(1, 1 hours);
        IJobMarketTypes.OpenParams[] memory batch = new IJobMarketTypes.OpenParams[](3);
        for (uint256 i; i < 3; ++i) {
            batch[i] = order(uint24(i + 1), 1 hours);
        }
        vm.expectEmit(address(vault));
        emit IVault.Escrowed(buyer, address(market), 18e6);
        vm.prank(buyer);
        uint256 first = market.openBatch(batch);
        assertEq(first, 2);
        assertEq(market.jobCount(), 4);
        assertEq(market.job(4).escrow, 9e6);
        assertEq(vault.escrowOf(buyer), 3e6 + 18e6);
        assertEq(market.unitsInUse(listingId), 7);
        (uint256 openJobs,) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 4);
    }

    function test_RevertWhen_oneOfABatchCannotOpen() public {
        IJobMarketTypes.OpenParams[] memory batch = new IJobMarketTypes.OpenParams[](2);
        batch[0] = order(1, 1 hours);
        batch[1] = order(0, 1 hours);
        vm.prank(buyer);
        vm.expectRevert(IJobMarketTypes.ZeroUnits.selector);
        market.openBatch(batch);
    }

    function test_RevertWhen_theBatchIsEmpty() public {
        vm.expectRevert(IJobMarketTypes.EmptyBatch.selector);
        market.openBatch(new IJobMarketTypes.OpenParams[](0));
    }

    // ---- refusals ----

    function test_RevertWhen_thePayerHasTooLittle() public {
        vm.prank(anyone);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, anyone, 0, 24e6));
        market.open(order(4, 2 hours));
    }

    function test_RevertWhen_paused() public {
        market.pause();
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, block.timestamp + 16 days));
        openJob(4, 2 hours);
        market.unpause();
        openJob(4, 2 hours);
    }

    function test_aPauseLapsesByItself() public {
        market.pause();
        skip(16 days - 1);
        refreshPrices();
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, block.timestamp + 1));
        openJob(4, 2 hours);
        skip(1);
        openJob(4, 2 hours);
    }

    function test_RevertWhen_usdcIsUnfit() public {
        usdcFeed.set(0.99e8, block.timestamp);
        assertFalse(market.refreshStatus());
        vm.expectRevert(IJobMarketTypes.UsdcUnfit.selector);
        openJob(4, 2 hours);
        usdcFeed.set(0.996e8, block.timestamp);
        assertTrue(market.refreshStatus());
        openJob(4, 2 hours);
    }

    /// @dev Whoever refreshed the copy in a bad moment stops openings for that moment, not for its age.
    function test_anUnfitStatusIsLookedAtAgainByTheOpening() public {
        usdcFeed.set(0.99e8, block.timestamp);
        vm.prank(anyone);
        assertFalse(market.refreshStatus());
        _openingBringsBackTheFitStatus();
    }

    function test_anOldStatusIsRefreshedByTheOpening() public {
        skip(1 hours);
        usdcFeed.set(0.99e8, block.timestamp);
        openJob(4, 2 hours);
        skip(1);
        vm.expectRevert(IJobMarketTypes.UsdcUnfit.selector);
        openJob(4, 2 hours);
        _openingBringsBackTheFitStatus();
    }

    /// @dev The price is back: the next opening sees it, and those after it need not look.
    function _openingBringsBackTheFitStatus() private {
        usdcFeed.set(1e8, block.timestamp);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.StatusRefreshed(true, false);
        openJob(4, 2 hours);
        // and the copy was stored
        usdcFeed.set(0.99e8, block.timestamp);
        openJob(4, 2 hours);
    }

    function test_RevertWhen_theListingIsInactiveOrUnknown() public {
        vm.prank(seller);
        listings.setActive(listingId, false);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, listingId));
        openJob(4, 2 hours);
        listingId = 99;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ListingInactive.selector, 99));
        openJob(4, 2 hours);
    }

    function test_RevertWhen_theProviderMayNotSell() public {
        suspend();
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, PROVIDER));
        openJob(4, 2 hours);
    }

    function test_probationRunsTenJobsAtOnce() public {
        (uint32 providerId, address owner) = newcomer("trainee");
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (providerId, 5);
        vm.prank(owner);
        listingId = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        vm.startPrank(owner);
        uint32 second = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        uint32 third = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        vm.stopPrank();

        uint256 first = openJob(1, 2 hours);
        vm.prank(owner);
        market.acknowledge(ids(first), true);
        for (uint256 i = 1; i < 10; ++i) {
            if (i == 5) listingId = second;
            openJob(1, 2 hours);
        }
        listingId = third;
        bytes memory busy = abi.encodeWithSelector(IJobMarketTypes.ProviderBusy.selector, providerId, 10, 10);
        vm.expectRevert(busy);
        openJob(1, 2 hours);

        // a job that only waits for its window to end no longer runs
        skip(1 hours);
        submit(completion(first, 1 hours));
        (uint256 openJobs,) = market.providerLoad(providerId);
        assertEq(openJobs, 10);
        openJob(1, 2 hours);
        vm.expectRevert(busy);
        openJob(1, 2 hours);
    }

    function test_RevertWhen_noUnits() public {
        vm.expectRevert(IJobMarketTypes.ZeroUnits.selector);
        openJob(0, 2 hours);
    }

    function test_RevertWhen_capacityIsShort() public {
        openJob(998, 60);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 2, 3));
        openJob(3, 60);
        openJob(2, 60);
        // lowered below what is in use
        vm.prank(seller);
        listings.setCapacity(listingId, 10);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 0, 1));
        openJob(1, 60);
        assertEq(market.unitsInUse(listingId), 1000);
    }

    function test_RevertWhen_theDurationIsOutOfRange() public {
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.DurationOutOfRange.selector, 59, 60, 30 days));
        openJob(1, 59);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.DurationOutOfRange.selector, 30 days + 1, 60, 30 days));
        openJob(1, 30 days + 1);
    }

    function test_priceWithinTheBandOfAFreshOracle() public {
        // the oracle says 2.4, so up to 3 USDC
        vm.prank(seller);
        listings.setPrice(listingId, 3_000_000);
        openJob(1, 1 hours);
        vm.prank(seller);
        listings.setPrice(listingId, 3_000_001);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceAboveOracle.selector, 3_000_001, 3_000_000));
        openJob(1, 1 hours);
    }

    function test_RevertWhen_theOracleIsStale() public {
        uint256 observedAt = block.timestamp;
        skip(26 hours);
        usdcFeed.set(1e8, block.timestamp);
        openJob(1, 1 hours);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceStale.selector, feedId, observedAt));
        openJob(1, 1 hours);
    }

    function test_anExplicitMaximumStandsInForTheOracle() public {
        vm.prank(seller);
        listings.setPrice(listingId, 9_000_000);
        skip(20 hours);
        IJobMarketTypes.OpenParams memory p = order(1, 1 hours);
        p.maxUnitPrice = 9_000_000;
        open(p);
        p.maxUnitPrice = 8_999_999;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceAboveMaximum.selector, 9_000_000, 8_999_999));
        open(p);
    }

    function test_RevertWhen_thereIsNoFeedAndNoMaximum() public {
        IListings.Listing memory l = terms();
        l.feedId = 0;
        listingId = list(l);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceStale.selector, 0, 0));
        openJob(1, 1 hours);
        IJobMarketTypes.OpenParams memory p = order(1, 1 hours);
        p.maxUnitPrice = PRICE;
        open(p);
    }

    function test_RevertWhen_theEscrowDoesNotFit() public {
        // no provider has the bond for such a listing, so Listings is made to lie
        IListings.Listing memory l = terms();
        (l.unitPrice, l.capacity, l.maxDuration) = (type(uint40).max, type(uint24).max, 180 days);
        vm.mockCall(address(listings), abi.encodeCall(listings.listing, (listingId)), abi.encode(l));
        market.refreshListing(listingId);
        IJobMarketTypes.OpenParams memory p = order(type(uint24).max, type(uint24).max >> 1);
        p.maxUnitPrice = type(uint40).max;
        uint256 escrow = market.quote(listingId, p.units, p.duration);
        assertGt(escrow, type(uint64).max);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.EscrowTooLarge.selector, escrow));
        open(p);
    }

    // ---- with token ----

    function test_openWithTokenPullsExactlyTheEscrow() public {
        uint256 wallet = usdc.balanceOf(buyer);
        IJobMarketTypes.Permit memory none;
        vm.prank(buyer);
        market.openWithToken(order(4, 2 hours), none);
        assertEq(usdc.balanceOf(buyer), wallet - 24e6);
        assertEq(vault.balanceOf(buyer), 1_000_000e6);
        assertEq(vault.escrowOf(buyer), 24e6);
    }

    function test_openWithTokenByPermit() public {
        (address newcomer, uint256 key) = makeAddrAndKey("newcomer");
        usdc.mint(newcomer, 24e6);
        IJobMarketTypes.Permit memory permit = _permit(newcomer, key, 24e6);
        vm.prank(newcomer);
        market.openWithToken(order(4, 2 hours), permit);
        assertEq(vault.escrowOf(newcomer), 24e6);
        assertEq(usdc.balanceOf(newcomer), 0);
    }

    function test_aPermitUsedByAnotherDoesNoHarm() public {
        (address newcomer, uint256 key) = makeAddrAndKey("newcomer");
        usdc.mint(newcomer, 24e6);
        IJobMarketTypes.Permit memory permit = _permit(newcomer, key, 24e6);
        vm.prank(anyone);
        usdc.permit(newcomer, address(vault), 24e6, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(newcomer);
        market.openWithToken(order(4, 2 hours), permit);
        assertEq(vault.escrowOf(newcomer), 24e6);
    }

    function test_RevertWhen_thereIsNeitherPermitNorAllowance() public {
        usdc.mint(anyone, 24e6);
        IJobMarketTypes.Permit memory none;
        vm.prank(anyone);
        vm.expectRevert();
        market.openWithToken(order(4, 2 hours), none);
        assertEq(market.jobCount(), 0);
    }

    function _permit(address owner, uint256 key, uint256 amount)
        private
        view
        returns (IJobMarketTypes.Permit memory permit)
    {
        permit.deadline = block.timestamp + 1;
        bytes32 digest = keccak256(
            abi.encodePacked(
                bytes2(0x1901),
                usdc.DOMAIN_SEPARATOR(),
                keccak256(
                    abi.encode(
                        usdc.PERMIT_TYPEHASH(), owner, address(vault), amount, usdc.nonces(owner), permit.deadline
                    )
                )
            )
        );
        (permit.v, permit.r, permit.s) = vm.sign(key, digest);
    }
}
