// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IUptimeMonitor } from "../../../src/interfaces/IUptimeMonitor.sol";
import { RecordsTest } from "../records/utils/RecordsTest.sol";

/// @notice What a renewal asks for: KYC, benchmarks newer than the last certification, covered months.
contract RenewalTest is RecordsTest {
    uint32 private constant WHOLE = 2_592_000;

    function setUp() public override {
        super.setUp();
        recordBoth(id);
        identify(owner, IProviderRecords.KycLevel.Enhanced);
        toCertified(id);
    }

    function _renew() private {
        vm.prank(certifier);
        registry.renew(id, EVIDENCE, REASON);
    }

    function _expectFailed(uint256 month) private {
        vm.expectRevert(abi.encodeWithSelector(IUptimeMonitor.MonthFailed.selector, id, month));
    }

    function _expectNotFresh(bytes32 suite) private {
        IProviderRecords.Benchmark memory b = records.benchmark(id, suite);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.BenchmarkNotFresh.selector, id, suite, b.date, b.expiry)
        );
    }

    /// @dev The rest of the present month, which began before certification and counts for nothing, then one full month.
    function _fullMonth() private returns (uint32) {
        toNextMonth();
        return toNextMonth();
    }

    function test_renew_withEverythingInPlace() public {
        reportGood(_fullMonth());
        recordBoth(id);
        _renew();
        assertEq(registry.provider(id).certifiedAt, now40());
        assertEq(registry.provider(id).statusUntil, now40() + 365 days);

        // The same benchmarks do not do twice.
        _expectNotFresh(HPL);
        _renew();
    }

    function test_renew_needsEachSuiteMeasuredAnew() public {
        reportGood(_fullMonth());
        assertTrue(records.isFresh(id));
        _expectNotFresh(HPL);
        _renew();
        record(id, HPL);
        _expectNotFresh(STREAM);
        _renew();
        record(id, STREAM);
        _renew();
    }

    function test_renew_needsUnexpiredResults() public {
        vm.prank(governor);
        uptime.setParameter("renewalMonths", 0);
        pass(10 days);
        recordBoth(id);
        pass(365 days);
        skip(1);
        identify(owner, IProviderRecords.KycLevel.Enhanced);
        _expectNotFresh(HPL);
        _renew();
    }

    function test_renew_needsKycStill() public {
        reportGood(_fullMonth());
        recordBoth(id);
        vm.prank(attestor);
        records.revokeKyc(owner);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.KycTooLow.selector, owner, 0, 2));
        _renew();
    }

    function test_renew_afterAnUnreportedMonth_onlyOnceExcused() public {
        uint32 month = _fullMonth();
        recordBoth(id);
        uint256 snapshot = vm.snapshotState();
        // Still to be reported: not failed yet.
        vm.warp((uint256(month) + 2) * MONTH - 1);
        assertFalse(uptime.isFailed(id, month));
        _renew();
        vm.revertToState(snapshot);

        vm.warp((uint256(month) + 2) * MONTH);
        world.freshen();
        assertTrue(uptime.isFailed(id, month));
        _expectFailed(month);
        _renew();

        vm.expectEmit(address(uptime));
        emit IUptimeMonitor.MonthExcused(id, month, certifier, EVIDENCE, REASON);
        vm.prank(certifier);
        uptime.excuse(id, month, EVIDENCE, REASON);
        assertFalse(uptime.isFailed(id, month));
        _renew();
    }

    function test_renew_coverageBarIs90Percent() public {
        uint32 month = _fullMonth();
        recordBoth(id);
        uint256 snapshot = vm.snapshotState();
        reportUptime(month, WHOLE / 10 * 9, WHOLE / 10 * 9);
        _renew();
        vm.revertToState(snapshot);
        reportUptime(month, WHOLE / 10 * 9 - 1, WHOLE / 10 * 9 - 1);
        assertEq(uint256(registry.statusOf(id)), uint256(IProviderRegistry.Status.Certified));
        _expectFailed(month);
        _renew();
        vm.prank(governor);
        uptime.setParameter("coverageBps", 8999);
        _renew();
    }

    function test_renew_looksAtMostAsFarBackAsGoverned() public {
        uint32 month = _fullMonth();
        toNextMonth();
        reportGood(month + 1);
        toNextMonth();
        reportGood(month + 2);
        recordBoth(id);
        _expectFailed(month);
        _renew();
        vm.prank(governor);
        uptime.setParameter("renewalMonths", 2);
        _renew();
    }

    function test_renew_namesTheLatestFailedMonth() public {
        uint32 month = _fullMonth();
        toNextMonth();
        toNextMonth();
        pass(1 days);
        recordBoth(id);
        _expectFailed(month + 1);
        _renew();
    }

    function test_covered_monthsThatBeganBeforeDoNotCount() public {
        uint32 month = _fullMonth();
        skip(31 days);
        uint256 start = uint256(month) * MONTH;
        _expectFailed(month);
        uptime.requireCovered(id, start);
        uptime.requireCovered(id, start + 1);
        uptime.requireCovered(id, now40());
        uptime.requireCovered(id, now40() + 400 days);
    }

    function test_excuse_RevertWhen() public {
        uint32 month = uptime.currentMonth();
        vm.expectRevert(
            abi.encodeWithSelector(IUptimeMonitor.MonthRunning.selector, month, (uint256(month) + 1) * MONTH)
        );
        vm.prank(certifier);
        uptime.excuse(id, month, EVIDENCE, REASON);
        vm.expectRevert(abi.encodeWithSelector(IUptimeMonitor.UnknownProvider.selector, 99));
        vm.prank(certifier);
        uptime.excuse(99, 1, EVIDENCE, REASON);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, owner));
        vm.prank(owner);
        uptime.excuse(id, 1, EVIDENCE, REASON);
    }
}
