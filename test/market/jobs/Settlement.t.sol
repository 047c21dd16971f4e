// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";
import { Vm } from "forge-std/Vm.sol";

/// @dev SPEC JOB 6-9 and law D: hold-back, window, confirmation, dispute hook. Reported jobs cost 10 USDC of 24, 1 held.
contract SettlementTest is MarketHouse {
    // ---- hold-back ----

    function test_probationHoldsBackHalf() public {
        (uint32 providerId, address owner) = newcomer("trainee");
        listingId = _listOf(providerId, owner);
        uint256 id = _reportedBy(owner);
        assertEq(market.job(id).escrow, 5e6);
        assertEq(market.job(id).feeBps, 500);
        assertEq(vault.balanceOf(owner), 4.75e6);
    }

    function test_ordinaryHoldsBackAll() public {
        registry.setOrdinaryAdmission(true);
        address owner = makeAddr("ordinary");
        usdc.mint(owner, 10_000e6);
        vm.startPrank(owner);
        uint32 providerId = registry.register(owner, "");
        usdc.approve(address(registry), type(uint256).max);
        registry.depositBond(providerId, 0, 10_000e6);
        vm.stopPrank();
        market.refreshProvider(providerId);
        listingId = _listOf(providerId, owner);
        uint256 id = _reportedBy(owner);
        assertEq(market.job(id).escrow, 10e6);
        assertEq(market.job(id).paidEarly, 0);
        assertEq(vault.balanceOf(owner), 0);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 10e6);
    }

    /// @dev Suspension after opening neither voids the job nor strands its money; all of it waits for the window.
    function test_aSuspendedProviderIsPaidAfterTheWindow() public {
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        suspend();
        submit(completion(id, 14_400));
        assertEq(market.job(id).escrow, 10e6);
        skip(72 hours + 1);
        market.release(id);
        assertEq(vault.balanceOf(payout), 9.6e6);
    }

    /// @dev Bond and tier of a copy past its validity may be gone; no one needs to have noticed.
    function test_aCopyPastItsValidityCoversNothing() public {
        uint256 lapsed = running(4, 10 days);
        uint256 refreshed = running(4, 10 days);
        skip(7 days);
        submit(completion(lapsed, 4 * 1 hours));
        assertEq(market.job(lapsed).paidEarly, 0);
        assertEq(market.job(lapsed).escrow, 10e6);

        market.refreshProvider(PROVIDER);
        submit(completion(refreshed, 4 * 1 hours));
        assertEq(market.job(refreshed).paidEarly, 9e6);
    }

    function test_earlyPaymentsNeverExceedTheBond() public {
        setCover(12e6);
        reported(4); // 9 paid early
        uint256 second = reported(4); // only 3 more are covered
        assertEq(market.job(second).paidEarly, 3e6);
        assertEq(market.job(second).escrow, 7e6);
        uint256 third = reported(4);
        assertEq(market.job(third).paidEarly, 0);
        assertEq(market.job(third).escrow, 10e6);
        (, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(atRisk, 12e6);

        // a bond slashed below what is at risk covers nothing more
        setCover(5e6);
        uint256 fourth = reported(4);
        assertEq(market.job(fourth).paidEarly, 0);

        // and what leaves a window makes room again
        vm.startPrank(buyer);
        market.confirm(1);
        market.confirm(second);
        vm.stopPrank();
        uint256 fifth = reported(4);
        assertEq(market.job(fifth).paidEarly, 5e6);
    }

    function test_withoutHoldbackAJobSettlesAtOnce() public {
        IJobMarketTypes.Params memory p = market.params();
        p.holdbackCertifiedBps = 0;
        market.setParams(p);
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        bytes memory proof = proofOf(r);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id, IJobMarketTypes.Reason.Completed, 0, 14_400, 10e6, 0, 9.6e6, 0.4e6, 14e6, 0, keccak256("result")
        );
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobSettled(id, IJobMarketTypes.Reason.Completed, 0, 0, 0, 0);
        market.report(r, proof);
        assertState(id, IJobMarketTypes.State.Settled);
        _assertIdle(id);
    }

    // ---- the window ----

    function test_releaseAfterTheWindowByAnyone() public {
        uint256 id = reported(4);
        uint256 until = block.timestamp + 72 hours;
        vm.warp(until);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.None));
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooEarly.selector, id, until + 1));
        market.release(id);
        skip(1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.WindowElapsed));
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobSettled(id, IJobMarketTypes.Reason.WindowElapsed, 0.96e6, 0.04e6, 0, 1e6);
        vm.prank(anyone);
        market.release(id);
        assertState(id, IJobMarketTypes.State.Settled);
        assertEq(vault.balanceOf(payout), 9.6e6);
        assertEq(vault.totalUncollectedRevenue(), 0.4e6);
        assertEq(vault.totalVolume(), 10e6);
        _assertIdle(id);
    }

    function test_payerOrBuyerConfirmsEarlier() public {
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        for (uint256 i; i < 2; ++i) {
            vm.prank(sponsor);
            uint256 id = market.open(p);
            vm.prank(seller);
            market.acknowledge(ids(id), true);
            skip(1 hours);
            submit(completion(id, 14_400));
            vm.expectEmit(address(market));
            emit IJobMarketTypes.JobSettled(id, IJobMarketTypes.Reason.Confirmed, 0.96e6, 0.04e6, 0, 1e6);
            vm.prank(i == 0 ? sponsor : buyer);
            market.confirm(id);
        }
        assertEq(vault.balanceOf(sponsor), DEPOSIT - 20e6);
    }

    function test_RevertWhen_anyoneElseConfirms() public {
        uint256 id = reported(4);
        vm.prank(seller);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.NotBuyer.selector, id, seller));
        market.confirm(id);
    }

    function test_releaseBatchPassesOverWhatIsNotDue() public {
        uint256 a = reported(1);
        uint256 b = reported(1);
        skip(71 hours + 1);
        refreshPrices();
        uint256 c = openJob(1, 1 hours); // its wait is not a window
        skip(10 minutes + 1);
        uint256[] memory list = new uint256[](5);
        (list[0], list[1], list[2], list[3], list[4]) = (a, b, c, a, 77);
        assertEq(market.releaseBatch(list), 1);
        assertState(a, IJobMarketTypes.State.Settled);
        assertState(b, IJobMarketTypes.State.Reported);
        assertState(c, IJobMarketTypes.State.Open);
        vm.expectRevert(IJobMarketTypes.NothingDone.selector);
        market.releaseBatch(list);
    }

    // ---- dispute hook ----

    function test_freezeWithinTheWindow() public {
        uint256 id = reported(4);
        skip(72 hours);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobDisputed(id, 1e6, block.timestamp + 55 days);
        market.freeze(id);
        assertState(id, IJobMarketTypes.State.Disputed);
        assertEq(market.job(id).since, block.timestamp);
    }

    function test_RevertWhen_frozenAfterTheWindow() public {
        uint256 id = reported(4);
        uint256 until = block.timestamp + 72 hours;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        market.freeze(id);
    }

    function testFuzz_aRulingSplitsTheHoldback(uint16 payerBps, uint24 units) public {
        units = uint24(bound(units, 1, 999));
        payerBps = uint16(bound(payerBps, 0, 10_000));
        uint256 id = running(units, 2 hours);
        skip(1 hours + 7);
        submit(completion(id, uint64(units) * (1 hours + 7)));
        uint256 held = market.job(id).escrow;
        uint256 before = vault.balanceOf(buyer);
        uint256 earned = vault.balanceOf(payout);
        market.freeze(id);
        uint256 back = held * payerBps / 10_000;
        market.rule(id, uint64(back));
        uint256 fee = ((held - back) * 4 + 99) / 100;
        assertEq(vault.balanceOf(buyer), before + back);
        assertEq(vault.balanceOf(payout), earned + held - back - fee);
        assertState(id, IJobMarketTypes.State.Settled);
        _assertIdle(id);
    }

    function test_RevertWhen_theRulingExceedsTheHoldback() public {
        uint256 id = disputed(4);
        uint64 held = market.job(id).escrow;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.RulingTooLarge.selector, held, held + 1));
        market.rule(id, held + 1);
    }

    function test_withoutARulingTheReportStands() public {
        uint256 id = disputed(4);
        uint256 until = block.timestamp + 55 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooEarly.selector, id, until + 1));
        market.expire(id);
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        market.rule(id, 5000);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobSettled(id, IJobMarketTypes.Reason.RulingDefaulted, 0.96e6, 0.04e6, 0, 1e6);
        vm.prank(anyone);
        market.expire(id);
        _assertIdle(id);
    }

    // ---- discounts ----

    function test_thePayersDiscountComesOutOfTheFee() public {
        lockFor(buyer, 50_000e18); // 15%
        uint256 id = running(4, 2 hours);
        skip(1 hours);
        // gross fee 0.36, of which 0.054 back
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobReported(
            id,
            IJobMarketTypes.Reason.Completed,
            0,
            14_400,
            10e6,
            0,
            8.64e6,
            0.306e6,
            14.054e6,
            1e6,
            keccak256("result")
        );
        submit(completion(id, 14_400));
        vm.expectEmit(address(market));
        emit IJobMarketTypes.JobSettled(id, IJobMarketTypes.Reason.Confirmed, 0.96e6, 0.034e6, 0.006e6, 1e6);
        vm.prank(buyer);
        market.confirm(id);
        assertEq(vault.totalVolume(), 10e6);
    }

    // ---- what changes later does not reach an open job ----

    function test_laterChangesDoNotReachAnOpenJob() public {
        uint256 id = running(4, 2 hours);
        vm.startPrank(seller);
        listings.setPrice(listingId, 1);
        listings.setCapacity(listingId, 1);
        listings.setActive(listingId, false);
        vm.stopPrank();
        registry.setParameter("certifiedFeeBps", 500);
        market.refreshProvider(PROVIDER);
        IJobMarketTypes.Params memory p = market.params();
        p.bufferBps = 0;
        market.setParams(p);
        skip(1 hours);
        submit(completion(id, 14_400));
        assertEq(vault.balanceOf(payout), 8.64e6);
        assertEq(vault.balanceOf(buyer), DEPOSIT - 10e6);
    }

    function test_aNewPayoutAddressIsPaid() public {
        uint256 id = reported(4);
        address other = makeAddr("new payout");
        vm.prank(seller);
        registry.update(PROVIDER, other, "");
        vm.prank(buyer);
        market.confirm(id);
        assertEq(vault.balanceOf(payout), 8.64e6);
        assertEq(vault.balanceOf(other), 0.96e6);
    }

    // ---- law D ----

    struct Case {
        uint24 units;
        uint24 duration;
        uint32 ran;
        uint64 usage;
        uint16 uptime;
        uint8 ending;
    }

    /// @dev Σ paid + fee + refunded over a job's events = what was escrowed, whatever was delivered, promised or locked.
    function testFuzz_lawD(Case memory c) public {
        c.units = uint24(bound(c.units, 1, 1000));
        c.duration = uint24(bound(c.duration, 60, 2 days));
        c.ran = uint32(bound(c.ran, 0, uint256(c.duration) + 24 hours));
        IListings.Listing memory l = terms();
        (l.slaUptimeBps, l.slaCreditBps) = (9990, 317);
        listingId = list(l);
        lockFor(buyer, uint256(c.units) * 60e18);
        vm.recordLogs();
        uint256 id = running(c.units, c.duration);
        uint256 escrowed = market.job(id).escrow;
        skip(c.ran);
        _end(id, c);
        (uint256 paid, uint256 fee, uint256 refunded) = _sums(vm.getRecordedLogs());
        assertEq(paid + fee + refunded, escrowed, "law D");
        assertEq(vault.balanceOf(payout), paid);
        assertEq(vault.totalUncollectedRevenue(), fee);
        assertEq(vault.balanceOf(buyer), DEPOSIT - escrowed + refunded);
        _assertIdle(id);
    }

    function _end(uint256 id, Case memory c) private {
        bool fails = c.ending % 2 == 1;
        uint64 usage = uint64(bound(c.usage, 0, uint256(c.units) * c.ran));
        UsageReport memory r = reportOf(id, fails ? 2 : 1, fails ? 120 : 0, usage);
        r.uptimeBps = uint16(bound(c.uptime, 0, 10_000));
        submit(r);
        if (stateOf(id) != IJobMarketTypes.State.Reported) return;
        if (c.ending % 3 == 0) {
            vm.prank(buyer);
            market.confirm(id);
        } else if (c.ending % 3 == 1) {
            skip(72 hours + 1);
            market.release(id);
        } else {
            market.freeze(id);
            market.rule(id, uint64(uint256(market.job(id).escrow) * c.ending / 256));
        }
    }

    function _sums(Vm.Log[] memory logs) private pure returns (uint256 paid, uint256 fee, uint256 refunded) {
        for (uint256 i; i < logs.length; ++i) {
            uint256 p;
            uint256 f;
            uint256 b;
            if (logs[i].topics[0] == IJobMarketTypes.JobReported.selector) {
                (,,,, p, f, b,,) = abi.decode(
                    logs[i].data, (uint8, uint64, uint64, uint64, uint64, uint64, uint64, uint64, bytes32)
                );
            } else if (logs[i].topics[0] == IJobMarketTypes.JobSettled.selector) {
                (p, f, b) = abi.decode(logs[i].data, (uint64, uint64, uint64));
            } else if (logs[i].topics[0] == IJobMarketTypes.JobRefunded.selector) {
                (, p, f, b) = abi.decode(logs[i].data, (uint8, uint64, uint64, uint64));
            }
            (paid, fee, refunded) = (paid + p, fee + f, refunded + b);
        }
    }

    function _assertIdle(uint256 id) private view {
        IJobMarketTypes.Job memory j = market.job(id);
        assertEq(j.escrow, 0);
        assertEq(j.paidEarly, 0);
        assertEq(vault.escrowOf(j.payer), 0);
        assertEq(market.unitsInUse(j.listingId), 0);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(j.providerId);
        assertEq(openJobs, 0);
        assertEq(atRisk, 0);
    }

    function _listOf(uint32 providerId, address owner) private returns (uint32 id) {
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (providerId, 5);
        vm.prank(owner);
        id = listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    function _reportedBy(address owner) private returns (uint256 id) {
        id = openJob(4, 2 hours);
        vm.prank(owner);
        market.acknowledge(ids(id), true);
        skip(1 hours);
        submit(completion(id, 14_400));
    }

    // ---- released together ----

    /// @dev Money of one payer for one provider moves in one sum; each job keeps its own event, and nothing else differs from releasing
    /// one by one.
    function testFuzz_aBatchPaysAsReleasesOneByOneDo(uint256 seed, uint8 length) public {
        (uint32 otherProvider, address otherOwner) = newcomer("another seller");
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity, l.maxDuration) = (otherProvider, 5, 1 hours);
        vm.prank(otherOwner);
        uint32 otherListing = listings.create(l, "GPU", "EU", new bytes32[](0), "");
        lockFor(sponsor, 50_000e18);
        uint256[] memory list = new uint256[](bound(length, 1, 8));
        for (uint256 i; i < list.length; ++i) {
            bool other = (seed >> (2 * i)) & 1 != 0;
            list[i] = _reportedOf(
                (seed >> (2 * i + 1)) & 1 != 0 ? sponsor : buyer,
                other ? otherListing : listingId,
                other ? otherOwner : seller,
                uint24(bound(seed >> (16 + 8 * i), 1, 5))
            );
        }
        skip(72 hours + 1);

        uint256 snapshot = vm.snapshotState();
        for (uint256 i; i < list.length; ++i) {
            market.release(list[i]);
        }
        bytes32 oneByOne = _books(otherOwner, list);
        vm.revertToState(snapshot);
        assertEq(market.releaseBatch(list), list.length);
        assertEq(_books(otherOwner, list), oneByOne);
    }

    function test_aBatchMovesTheMoneyOfOneProviderAtOnce() public {
        uint256[] memory list = new uint256[](3);
        for (uint256 i; i < 3; ++i) {
            list[i] = reported(4);
            refreshPrices();
        }
        skip(72 hours + 1);
        for (uint256 i; i < 3; ++i) {
            vm.expectEmit(address(market));
            emit IJobMarketTypes.JobSettled(list[i], IJobMarketTypes.Reason.WindowElapsed, 0.96e6, 0.04e6, 0, 1e6);
        }
        vm.expectEmit(address(vault));
        emit IVault.Released(buyer, payout, address(market), 2.88e6, 0.12e6, 0, 3e6, 1);
        market.releaseBatch(list);
    }

    function _reportedOf(address payer, uint32 listing, address operator, uint24 units) private returns (uint256 id) {
        skip(1);
        refreshPrices();
        IJobMarketTypes.OpenParams memory p = order(units, 1 hours);
        p.listingId = listing;
        vm.prank(payer);
        id = market.open(p);
        vm.prank(operator);
        market.acknowledge(ids(id), true);
        skip(10 minutes);
        submit(completion(id, uint64(units) * 7 minutes));
    }

    function _books(address otherOwner, uint256[] memory list) private view returns (bytes32) {
        bytes memory jobs;
        for (uint256 i; i < list.length; ++i) {
            jobs = bytes.concat(jobs, abi.encode(market.job(list[i])));
        }
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 0);
        assertEq(atRisk, 0);
        return keccak256(
            abi.encode(
                jobs,
                vault.accountOf(buyer),
                vault.accountOf(sponsor),
                vault.accountOf(payout),
                vault.accountOf(otherOwner),
                vault.totalUncollectedRevenue(),
                vault.totalVolume()
            )
        );
    }
}
