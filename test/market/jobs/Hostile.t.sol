// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IPriceHub } from "../../../src/interfaces/IPriceHub.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { FaultyFeed } from "../../oracle/utils/Feeds.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @dev What went wrong elsewhere, and what hostile parties may try (SPEC JOB 11).
contract HostileTest is MarketHouse {
    /// @dev Paying by push lets a blacklisted party trap the other's money.
    function test_blacklistedPartiesTrapNobody() public {
        uint256 a = running(4, 2 hours);
        uint256 b = openJob(4, 2 hours);
        usdc.blacklist(buyer);
        usdc.blacklist(payout);
        usdc.blacklist(seller);
        skip(1 hours);
        submit(completion(a, 14_400));
        market.expire(b);
        skip(72 hours + 1);
        market.release(a);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 10e6);
        assertEq(vault.balanceOf(payout), 9.6e6);
        address elsewhere = makeAddr("elsewhere");
        vm.prank(payout);
        vault.withdraw(type(uint256).max, elsewhere);
        assertEq(usdc.balanceOf(elsewhere), 9.6e6);
    }

    /// @dev Parties that are contracts without a line of code for money are paid all the same.
    function test_receiversAreNeverCalled() public {
        vm.etch(payout, hex"fe");
        vm.etch(buyer, hex"fe");
        uint256 id = reported(4);
        skip(72 hours + 1);
        market.release(id);
        assertEq(vault.balanceOf(payout), 9.6e6);
    }

    /// @dev Refunding the requester rather than the payer.
    function test_everyRefundGoesToThePayer() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        uint256[6] memory jobs;
        for (uint256 i; i < 6; ++i) {
            vm.prank(sponsor);
            jobs[i] = market.open(p);
        }
        vm.prank(buyer);
        market.cancel(jobs[0]);
        vm.startPrank(seller);
        market.fail(jobs[1], 3);
        market.acknowledge(ids(jobs[2], jobs[3]), true);
        market.fail(jobs[2], 3);
        vm.stopPrank();
        submit(failure(jobs[3], 0, 0));
        acknowledge(jobs[4]);
        skip(1 hours + 1);
        market.expireBatch(ids(jobs[4], jobs[5]));
        assertEq(vault.balanceOf(sponsor), DEPOSIT);
        assertEq(vault.balanceOf(buyer), DEPOSIT);
        assertEq(vault.escrowOf(sponsor), 0);
    }

    /// @dev Over-time reports elsewhere underflowed and could never be paid.
    function test_aRunPastItsPredictionIsPaidUpToTheEscrow() public {
        uint256 id = running(4, 1 hours); // 10 USDC, 12 in escrow
        skip(1 hours + 6 minutes);
        submit(completion(id, 4 * 66 minutes)); // 11 USDC
        assertEq(vault.balanceOf(buyer), DEPOSIT - 11e6);

        id = running(4, 1 hours);
        skip(25 hours); // the last second of the grace
        submit(completion(id, type(uint16).max));
        assertEq(vault.balanceOf(buyer), DEPOSIT - 11e6 - 12e6);
    }

    /// @dev Leases that ran free because settlement was lazy: no one can use for longer than the escrow pays and then refund.
    function test_overdueDoesNotEraseWhatWasVerified() public {
        uint256 id = running(4, 1 hours);
        skip(25 hours);
        submit(checkpoint(id, 4 * 25 hours));
        skip(1);
        vm.prank(buyer);
        vm.expectRevert();
        market.cancel(id);
        market.expire(id);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 12e6);
    }

    /// @dev A silent arbiter, provider, buyer: every wait ends without them, while everything pausable is paused, the price
    /// feeds are dead, the listing closed, the provider suspended and the verifier gone.
    function test_everyExitWorksWhenAllElseFails() public {
        uint256[6] memory jobs;
        jobs[0] = disputed(4);
        jobs[1] = reported(4);
        jobs[2] = openJob(4, 2 hours);
        jobs[3] = openJob(4, 2 hours);
        acknowledge(jobs[3]);
        jobs[4] = running(4, 2 hours);
        jobs[5] = running(4, 2 hours);
        skip(30 minutes);
        submit(checkpoint(jobs[4], 7200));

        market.pause();
        suspend();
        vm.prank(seller);
        listings.setActive(listingId, false);
        market.setVerifier(0, address(0));
        FaultyFeed dead = new FaultyFeed(FaultyFeed.Fault.BurnsGas);
        hub.setFeed(hub.USDC_USD(), address(dead), address(0), 1 days);
        hub.setFeed(hub.CPT_USD(), address(dead), address(0), 1 days);
        vm.mockCallRevert(address(oracle), bytes(""), "dead");
        vm.mockCallRevert(address(registry), bytes(""), "dead");

        UsageReport memory r = completion(jobs[5], 1);
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownVerifier.selector, 0));
        market.report(r, proof);

        skip(55 days + 1);
        vm.startPrank(anyone);
        market.release(jobs[1]);
        for (uint256 i; i < 6; ++i) {
            if (i != 1) market.expire(jobs[i]);
        }
        skip(72 hours + 1);
        market.release(jobs[4]);
        vm.stopPrank();
        assertEq(vault.escrowOf(buyer), 0);
        assertEq(vault.balanceOf(payout), 9.6e6 + 9.6e6 + 4.8e6);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 25e6);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 0);
        assertEq(atRisk, 0);
        assertEq(market.unitsInUse(listingId), 0);
    }

    /// @dev Several blocks share a second on Arbitrum: at a deadline exactly one side may act.
    function test_atADeadlineExactlyOneSideMayAct() public {
        uint256 id = openJob(4, 2 hours);
        vm.warp(block.timestamp + 10 minutes);
        vm.expectRevert();
        market.expire(id);
        acknowledge(id);
        vm.warp(block.timestamp + 50 minutes);
        vm.expectRevert();
        market.expire(id);
        begin(id);
        vm.warp(block.timestamp + 26 hours);
        vm.expectRevert();
        market.expire(id);
        submit(completion(id, 1));
        vm.warp(block.timestamp + 72 hours);
        vm.expectRevert();
        market.release(id);
        market.freeze(id);
        vm.warp(block.timestamp + 55 days);
        vm.expectRevert();
        market.expire(id);
        market.rule(id, 0);
    }

    /// @dev A whole life in one second loses nothing and pays for nothing.
    function test_aWholeLifeInOneSecond() public {
        uint256 id = running(4, 2 hours);
        UsageReport memory r = completion(id, 1);
        bytes memory proof = proofOf(r);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UsageAboveCapacity.selector, id, 1, 0));
        market.report(r, proof);
        submit(completion(id, 0));
        assertEq(vault.balanceOf(buyer), DEPOSIT);
    }

    /// @dev The report of one job, or of one market, is worth nothing at another.
    function test_aReportCountsOnce() public {
        uint256 a = running(4, 2 hours);
        uint256 b = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(a, 14_400);
        bytes memory proof = proofOf(r);
        market.report(r, proof);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.WrongState.selector, a, IJobMarketTypes.State.Reported));
        market.report(r, proof);
        r.jobId = b;
        vm.expectRevert();
        market.report(r, proof);
        r.jobId = a;
        vm.chainId(block.chainid + 1);
        vm.expectRevert();
        market.report(r, proof);
    }

    /// @dev 63/64: whatever gas a caller gives, a living feed is never recorded as dead.
    function testFuzz_nobodyStarvesTheStatus(uint256 gas_) public {
        gas_ = bound(gas_, 21_000, 400_000);
        vm.prank(anyone);
        (bool ok,) = address(market).call{ gas: gas_ }(abi.encodeCall(market.refreshStatus, ()));
        if (ok) {
            openJob(1, 1 hours);
            assertTrue(market.refreshStatus());
        }
        skip(1 hours + 1);
        vm.prank(buyer);
        (ok,) = address(market).call{ gas: gas_ }(abi.encodeCall(market.open, (order(1, 1 hours))));
        openJob(1, 1 hours);
    }

    /// @dev A starved verifier or vault takes the whole report back with it.
    function testFuzz_aStarvedReportChangesNothing(uint256 gas_) public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        bytes memory data = abi.encodeCall(market.report, (r, proofOf(r)));
        gas_ = bound(gas_, 5000, 200_000);
        (bool ok,) = address(market).call{ gas: gas_ }(data);
        assertState(id, ok ? IJobMarketTypes.State.Reported : IJobMarketTypes.State.Running);
        assertEq(vault.escrowOf(buyer), ok ? 1e6 : 24e6);
    }

    function test_aDeadUsdcFeedStopsOpeningsOnly() public {
        uint256 id = reported(4);
        hub.setFeed(hub.USDC_USD(), address(new FaultyFeed(FaultyFeed.Fault.Reverts)), address(0), 1 days);
        skip(1 hours + 1);
        vm.expectRevert(IJobMarketTypes.UsdcUnfit.selector);
        openJob(1, 1 hours);
        (IPriceHub.Status status,) = hub.usdcUsd();
        assertEq(uint256(status), uint256(IPriceHub.Status.NoFeed));
        vm.prank(buyer);
        market.confirm(id);
    }

    /// @dev Selling to oneself keeps law C and costs the fee.
    function test_payerAndProviderMayBeOne() public {
        vm.prank(seller);
        registry.update(PROVIDER, buyer, "");
        uint256 id = reported(4);
        vm.prank(buyer);
        market.confirm(id);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 0.4e6);
        assertEq(vault.escrowOf(buyer), 0);
        assertEq(vault.totalUncollectedRevenue(), 0.4e6);
    }

    /// @dev A seller cannot raise its price under an opening beyond what the buyer bounded.
    function test_aPriceRaisedBeforeTheOpeningIsRefused() public {
        vm.prank(seller);
        listings.setPrice(listingId, PRICE + 1);
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.maxUnitPrice = PRICE;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceAboveMaximum.selector, PRICE + 1, PRICE));
        open(p);
    }

    function test_nothingMovesMoneyButThePartiesMoves() public {
        uint256 id = openJob(4, 2 hours);
        bytes[4] memory calls = [
            abi.encodeCall(market.refreshProvider, (PROVIDER)),
            abi.encodeCall(market.refreshListing, (listingId)),
            abi.encodeCall(market.refreshStatus, ()),
            abi.encodeCall(market.invalidateNonce, (0))
        ];
        bytes32 before = keccak256(abi.encode(market.job(id), vault.accountOf(buyer)));
        for (uint256 i; i < 4; ++i) {
            vm.prank(anyone);
            (bool ok,) = address(market).call(calls[i]);
            assertTrue(ok);
        }
        assertEq(keccak256(abi.encode(market.job(id), vault.accountOf(buyer))), before);
    }

    function test_RevertWhen_aCopyOfNothingIsAsked() public {
        vm.expectRevert(abi.encodeWithSelector(IListings.UnknownListing.selector, 77));
        market.refreshListing(77);
        vm.expectRevert();
        market.refreshProvider(77);
    }
}
