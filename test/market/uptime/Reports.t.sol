// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IUptimeMonitor, UptimeReport } from "../../../src/interfaces/IUptimeMonitor.sol";
import { RecordsTest } from "../records/utils/RecordsTest.sol";

contract UptimeReportsTest is RecordsTest {
    uint32 private constant WHOLE = 2_592_000;

    function _status() private view returns (uint256) {
        return uint256(registry.statusOf(id));
    }

    function _refuse(UptimeReport memory r, uint256 signers, bytes memory error) private {
        bytes memory proof = proofOf(r, signers);
        vm.expectRevert(error);
        uptime.report(r, proof);
    }

    function test_report_isKept_andAtTheBarNothingHappens() public {
        uint32 month = toNextMonth();
        // 99.5% to the second.
        uint32 up = WHOLE - WHOLE / 200;
        vm.expectEmit(address(uptime));
        emit IUptimeMonitor.UptimeReported(id, month, WHOLE, up, 9950, false, EVIDENCE);
        reportUptime(month, WHOLE, up);
        IUptimeMonitor.Month memory m = uptime.uptimeOf(id, month);
        assertEq(m.observed, WHOLE);
        assertEq(m.up, up);
        assertEq(m.reportedAt, now40());
        assertEq(_status(), uint256(IProviderRegistry.Status.Ordinary));
    }

    function test_report_belowTheBarSuspendsInTheSameCall() public {
        identify(owner, IProviderRecords.KycLevel.Enhanced);
        toCertified(id);
        uint32 month = toNextMonth();
        uint32 up = WHOLE - WHOLE / 200 - 1;
        vm.expectEmit(address(uptime));
        emit IUptimeMonitor.UptimeReported(id, month, WHOLE, up, 9949, true, EVIDENCE);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.StatusChanged(
            id,
            IProviderRegistry.Status.Certified,
            IProviderRegistry.Status.Suspended,
            registry.provider(id).statusUntil,
            address(uptime),
            EVIDENCE,
            "monthly uptime below the bar"
        );
        reportUptime(month, WHOLE, up);
        assertEq(uint256(registry.standing(id).tier), uint256(IProviderRegistry.Status.None));

        // The certifier reinstates, and the same month cannot be brought again.
        vm.prank(certifier);
        registry.reinstate(id, EVIDENCE, REASON);
        _refuse(
            uptimeReport(month, WHOLE, up),
            4,
            abi.encodeWithSelector(IUptimeMonitor.AlreadyReported.selector, id, month)
        );
        assertEq(_status(), uint256(IProviderRegistry.Status.Certified));
    }

    function test_report_ofTheSuspendedAndTheRevokedIsOnlyKept() public {
        vm.prank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        uint32 month = toNextMonth();
        reportUptime(month, WHOLE, 1);
        assertEq(_status(), uint256(IProviderRegistry.Status.Suspended));
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        month = toNextMonth();
        reportUptime(month, WHOLE, 0);
        assertEq(_status(), uint256(IProviderRegistry.Status.Revoked));
    }

    function test_report_governedBar() public {
        vm.prank(governor);
        uptime.setParameter("uptimeBps", 9000);
        uint32 month = toNextMonth();
        reportUptime(month, 1000, 900);
        assertEq(_status(), uint256(IProviderRegistry.Status.Ordinary));
        month = toNextMonth();
        reportUptime(month, 1000, 899);
        assertEq(_status(), uint256(IProviderRegistry.Status.Suspended));
    }

    function test_report_onlyAfterTheMonthAndWithin30Days() public {
        uint32 month = uptime.currentMonth();
        uint256 end = (uint256(month) + 1) * MONTH;
        vm.warp(end - 1);
        UptimeReport memory r = uptimeReport(month, WHOLE, WHOLE);
        _refuse(r, 4, abi.encodeWithSelector(IUptimeMonitor.MonthRunning.selector, month, end));
        vm.warp(end + 30 days);
        _refuse(r, 4, abi.encodeWithSelector(IUptimeMonitor.ReportTooLate.selector, month, end + 30 days));
        vm.warp(end + 30 days - 1);
        world.freshen();
        reportGood(month);
        r.month = type(uint32).max;
        _refuse(r, 4, abi.encodeWithSelector(IUptimeMonitor.MonthRunning.selector, r.month, (2 ** 32) * MONTH));
    }

    function test_report_RevertWhen_Impossible() public {
        uint32 month = toNextMonth();
        _refuse(uptimeReport(month, 0, 0), 4, abi.encodeWithSelector(IUptimeMonitor.InvalidReport.selector, 0, 0));
        _refuse(
            uptimeReport(month, WHOLE + 1, 0),
            4,
            abi.encodeWithSelector(IUptimeMonitor.InvalidReport.selector, WHOLE + 1, 0)
        );
        _refuse(uptimeReport(month, 10, 11), 4, abi.encodeWithSelector(IUptimeMonitor.InvalidReport.selector, 10, 11));
        UptimeReport memory r = uptimeReport(month, WHOLE, WHOLE);
        r.providerId = 99;
        _refuse(r, 4, abi.encodeWithSelector(IUptimeMonitor.UnknownProvider.selector, 99));
    }

    // ---- witnesses ----

    function test_report_needsTheQuorum() public {
        uint32 month = toNextMonth();
        UptimeReport memory r = uptimeReport(month, WHOLE, WHOLE);
        _refuse(r, 3, abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        _refuse(r, 0, abi.encodeWithSelector(IMeterQuorum.MalformedProof.selector));
        bytes memory other = proofOf(uptimeReport(month, WHOLE, WHOLE - 1), 4);
        vm.expectRevert();
        uptime.report(r, other);
    }

    function test_report_doesNotCountMetersTiedToTheProvider() public {
        uint32 month = toNextMonth();
        world.govern(address(quorum), abi.encodeCall(quorum.setTies, (meters.at(0), [uint32(0), id])));
        UptimeReport memory r = uptimeReport(month, WHOLE, WHOLE);
        _refuse(r, 4, abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));

        // Whom the provider pays, and who owns it, either.
        address paid = meters.at(1);
        vm.prank(owner);
        registry.update(id, paid, URI);
        _refuse(r, 5, abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        vm.prank(owner);
        registry.transferOwnership(id, address(0x1002));
        vm.prank(address(0x1002));
        registry.acceptOwnership(id);
        _refuse(r, 6, abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        bytes memory proof = proofOf(r, 7);
        uptime.report(r, proof);
    }

    function test_report_RevertWhen_SignedForAnotherChainOrContract() public {
        uint32 month = toNextMonth();
        UptimeReport memory r = uptimeReport(month, WHOLE, WHOLE);
        bytes memory proof = proofOf(r, 4);
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        vm.expectPartialRevert(IMeterQuorum.UnknownSigner.selector);
        uptime.report(r, proof);
        vm.chainId(home);
        // The quorum's own domain is not this one's.
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "UptimeReport(uint32 providerId,uint32 month,uint32 observed,uint32 up,bytes32 evidenceHash)"
                ),
                r
            )
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CyberPlaza UptimeMonitor"),
                keccak256("1"),
                home,
                address(uptime)
            )
        );
        assertEq(uptime.hashReport(r), keccak256(abi.encodePacked("\x19\x01", domain, structHash)));
        uptime.report(r, proof);
    }

    function testFuzz_report_suspendsExactlyBelowTheBar(uint32 observed, uint32 up) public {
        observed = uint32(bound(observed, 1, WHOLE));
        up = uint32(bound(up, 0, observed));
        uint32 month = toNextMonth();
        reportUptime(month, observed, up);
        bool suspended = _status() == uint256(IProviderRegistry.Status.Suspended);
        assertEq(suspended, uint256(up) * 1000 < uint256(observed) * 995);
        assertEq(uptime.isFailed(id, month), uint256(observed) * 10 < uint256(WHOLE) * 9);
    }

    // ---- parameters ----

    function test_parameters_defaultsAndBounds() public {
        bytes32[4] memory names = [bytes32("uptimeBps"), "coverageBps", "reportTerm", "renewalMonths"];
        uint256[3][4] memory wanted = [
            [uint256(9950), 9000, 9999],
            [uint256(9000), 5000, 10_000],
            [uint256(30 days), 7 days, 90 days],
            [uint256(12), 0, 12]
        ];
        vm.startPrank(governor);
        for (uint256 i; i < names.length; ++i) {
            assertEq(uptime.parameter(names[i]), wanted[i][0]);
            for (uint256 k = 1; k < 3; ++k) {
                uptime.setParameter(names[i], wanted[i][k]);
                assertEq(uptime.parameter(names[i]), wanted[i][k]);
            }
            vm.expectRevert(
                abi.encodeWithSelector(IUptimeMonitor.InvalidParameter.selector, names[i], wanted[i][2] + 1)
            );
            uptime.setParameter(names[i], wanted[i][2] + 1);
        }
        vm.expectRevert(abi.encodeWithSelector(IUptimeMonitor.InvalidParameter.selector, bytes32("x"), 1));
        uptime.setParameter("x", 1);
        vm.expectRevert(abi.encodeWithSelector(IUptimeMonitor.InvalidParameter.selector, bytes32("x"), 0));
        uptime.parameter("x");
    }
}
