// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../../../../src/interfaces/IProviderRecords.sol";
import { UptimeReport } from "../../../../src/interfaces/IUptimeMonitor.sol";
import { MeterQuorum } from "../../../../src/market/MeterQuorum.sol";
import { ProviderRecords } from "../../../../src/market/ProviderRecords.sol";
import { UptimeMonitor } from "../../../../src/market/UptimeMonitor.sol";
import { MeterKeys } from "../../jobs/utils/MeterKeys.sol";
import { ProviderTest } from "../../providers/utils/ProviderTest.sol";

/// @dev A world in which certification asks for KYC, benchmarks and covered months, with attestors and seven bonded meters.
abstract contract RecordsTest is ProviderTest {
    uint64 internal constant AUDITOR = 25;
    uint64 internal constant KYC_ATTESTOR = 26;
    uint64 internal constant INVOICE_ATTESTOR = 27;
    uint256 internal constant MONTH = 30 days;
    bytes32 internal constant HPL = "HPL";
    bytes32 internal constant STREAM = "STREAM";
    bytes32 internal constant SUBJECT = keccak256("salted subject");

    ProviderRecords internal records;
    UptimeMonitor internal uptime;
    MeterQuorum internal quorum;
    MeterKeys internal meters;
    address internal auditor = makeAddr("auditor");
    address internal attestor;
    uint256 internal attestorKey;
    address internal bookkeeper;
    uint256 internal bookkeeperKey;

    function setUp() public virtual override {
        super.setUp();
        (records, uptime, quorum) = (world.records(), world.uptime(), world.quorum());
        (attestor, attestorKey) = makeAddrAndKey("attestor");
        (bookkeeper, bookkeeperKey) = makeAddrAndKey("bookkeeper");
        world.grant(AUDITOR, auditor);
        world.grant(KYC_ATTESTOR, attestor);
        world.grant(INVOICE_ATTESTOR, bookkeeper);
        world.mapFunction(address(records), records.recordBenchmark.selector, AUDITOR);
        world.mapFunction(address(records), records.attestKyc.selector, KYC_ATTESTOR);
        world.mapFunction(address(records), records.attestInvoice.selector, INVOICE_ATTESTOR);
        world.mapFunction(address(records), records.setSettlementAgent.selector, world.CERTIFIER());
        world.mapFunction(address(records), records.setRequiredSuites.selector, world.PARAMETERS());
        world.mapFunction(address(records), records.setParameter.selector, world.PARAMETERS());
        world.mapFunction(address(uptime), uptime.setParameter.selector, world.PARAMETERS());
        world.mapFunction(address(uptime), uptime.excuse.selector, world.CERTIFIER());
        _switchOn();
        _admitMeters();
    }

    function _switchOn() private {
        bytes32[] memory suites = new bytes32[](2);
        (suites[0], suites[1]) = (HPL, STREAM);
        vm.startPrank(governor);
        records.setParameter("certificationKyc", 2);
        records.setRequiredSuites(suites);
        uptime.setParameter("renewalMonths", 12);
        vm.stopPrank();
    }

    function _admitMeters() private {
        meters = new MeterKeys(7);
        world.fund(address(this), 0, 7000e6);
        usdc.approve(address(quorum), 7000e6);
        for (uint160 i; i < 7; ++i) {
            world.govern(
                address(quorum),
                abi.encodeCall(quorum.addMeter, (meters.at(i), address(0x1000 + i), [uint32(0), uint32(0)]))
            );
            quorum.bond(meters.at(i), 1000e6);
        }
    }

    function now40() internal view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }

    // ---- benchmarks ----

    function benchmark(uint40 date) internal pure returns (IProviderRecords.Benchmark memory) {
        return IProviderRecords.Benchmark({
            score: 12_500,
            date: date,
            expiry: date + 365 days,
            unit: "GFLOP/s",
            hardwareHash: keccak256("two racks"),
            evidenceHash: EVIDENCE
        });
    }

    function record(uint32 providerId, bytes32 suite) internal {
        vm.prank(auditor);
        records.recordBenchmark(providerId, suite, benchmark(now40()), URI);
    }

    function recordBoth(uint32 providerId) internal {
        record(providerId, HPL);
        record(providerId, STREAM);
    }

    // ---- KYC ----

    function attestation(address account, IProviderRecords.KycLevel level)
        internal
        view
        returns (IProviderRecords.KycAttestation memory)
    {
        return IProviderRecords.KycAttestation({
            attestor: attestor,
            account: account,
            level: level,
            expiry: now40() + 365 days,
            issuedAt: now40(),
            subjectHash: SUBJECT
        });
    }

    function signatureOf(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function submit(IProviderRecords.KycAttestation memory a) internal {
        bytes memory signature = signatureOf(attestorKey, records.hashKyc(a));
        vm.prank(stranger);
        records.submitKyc(a, signature);
    }

    function identify(address account, IProviderRecords.KycLevel level) internal {
        submit(attestation(account, level));
    }

    // ---- uptime ----

    function uptimeReport(uint32 month, uint32 observed, uint32 up) internal view returns (UptimeReport memory) {
        return UptimeReport({ providerId: id, month: month, observed: observed, up: up, evidenceHash: EVIDENCE });
    }

    function proofOf(UptimeReport memory r, uint256 signers) internal view returns (bytes memory) {
        return meters.signDigest(uptime.hashReport(r), signers);
    }

    function reportUptime(uint32 month, uint32 observed, uint32 up) internal {
        UptimeReport memory r = uptimeReport(month, observed, up);
        bytes memory proof = proofOf(r, 4);
        vm.prank(stranger);
        uptime.report(r, proof);
    }

    /// @dev The whole month observed and up.
    function reportGood(uint32 month) internal {
        reportUptime(month, uint32(MONTH), uint32(MONTH));
    }

    /// @dev To the first second of the next month.
    function toNextMonth() internal returns (uint32 ended) {
        ended = uptime.currentMonth();
        vm.warp((uint256(ended) + 1) * MONTH);
        world.freshen();
    }
}
