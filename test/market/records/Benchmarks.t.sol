// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { RecordsTest } from "./utils/RecordsTest.sol";

contract BenchmarksTest is RecordsTest {
    function _refuse(IProviderRecords.Benchmark memory b, bytes32 field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.InvalidRecord.selector, field, value));
        vm.prank(auditor);
        records.recordBenchmark(id, HPL, b, URI);
    }

    function test_record_keepsTheLatestAndTellsAll() public {
        IProviderRecords.Benchmark memory b = benchmark(now40() - 1 days);
        vm.expectEmit(address(records));
        emit IProviderRecords.BenchmarkRecorded(id, HPL, auditor, b, URI);
        vm.prank(auditor);
        records.recordBenchmark(id, HPL, b, URI);
        assertEq(abi.encode(records.benchmark(id, HPL)), abi.encode(b));

        b = benchmark(now40());
        b.score = 13_000;
        vm.prank(auditor);
        records.recordBenchmark(id, HPL, b, URI);
        assertEq(records.benchmark(id, HPL).score, 13_000);
        assertEq(records.benchmark(id, STREAM).score, 0);
        assertEq(records.benchmark(id + 1, HPL).score, 0);
    }

    function test_record_sameDateCorrects_olderIsRefused() public {
        IProviderRecords.Benchmark memory b = benchmark(now40());
        record(id, HPL);
        b.score = 1;
        vm.startPrank(auditor);
        records.recordBenchmark(id, HPL, b, URI);
        assertEq(records.benchmark(id, HPL).score, 1);
        (b.date, b.expiry) = (b.date - 1, b.expiry - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.OutdatedBenchmark.selector, b.date, uint256(now40())));
        records.recordBenchmark(id, HPL, b, URI);
    }

    function test_record_RevertWhen_AFieldIsWrong() public {
        IProviderRecords.Benchmark memory b = benchmark(now40());
        b.score = 0;
        _refuse(b, "score", 0);
        b = benchmark(now40());
        b.unit = 0;
        _refuse(b, "unit", 0);
        b = benchmark(now40());
        b.hardwareHash = 0;
        _refuse(b, "hardwareHash", 0);
        b = benchmark(now40());
        b.evidenceHash = 0;
        _refuse(b, "evidenceHash", 0);
        b = benchmark(now40() + 1);
        _refuse(b, "date", b.date);
        b = benchmark(now40());
        b.expiry += 1;
        _refuse(b, "expiry", b.expiry);
        b.expiry = now40();
        _refuse(b, "expiry", b.expiry);
        b = benchmark(now40());
        b.expiry = type(uint40).max;
        _refuse(b, "expiry", b.expiry);

        vm.startPrank(auditor);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.InvalidRecord.selector, bytes32("suite"), 0));
        records.recordBenchmark(id, 0, benchmark(now40()), URI);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.UnknownProvider.selector, 99));
        records.recordBenchmark(99, HPL, benchmark(now40()), URI);
    }

    function test_record_RevertWhen_NotAnAuditor() public {
        address[4] memory others = [owner, certifier, attestor, governor];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            records.recordBenchmark(id, HPL, benchmark(now40()), URI);
        }
    }

    function test_fresh_needsEveryRequiredSuiteUnexpired() public {
        assertFalse(records.isFresh(id));
        record(id, HPL);
        assertFalse(records.isFresh(id));
        skip(10 days);
        record(id, STREAM);
        assertTrue(records.isFresh(id));
        skip(355 days - 1);
        assertTrue(records.isFresh(id));
        skip(1);
        assertFalse(records.isFresh(id));
        record(id, HPL);
        assertTrue(records.isFresh(id));
    }

    function test_fresh_followsTheGovernedList() public {
        recordBoth(id);
        bytes32[] memory suites = new bytes32[](3);
        (suites[0], suites[1], suites[2]) = (HPL, STREAM, "HPCG");
        vm.expectEmit(address(records));
        emit IProviderRecords.RequiredSuitesSet(suites);
        vm.prank(governor);
        records.setRequiredSuites(suites);
        assertEq(abi.encode(records.requiredSuites()), abi.encode(suites));
        assertFalse(records.isFresh(id));
        record(id, "HPCG");
        assertTrue(records.isFresh(id));

        vm.prank(governor);
        records.setRequiredSuites(new bytes32[](0));
        assertTrue(records.isFresh(id + 1));
    }

    function test_suites_RevertWhen_TooManyEmptyOrTwice() public {
        vm.startPrank(governor);
        vm.expectRevert(IProviderRecords.InvalidSuites.selector);
        records.setRequiredSuites(new bytes32[](9));
        vm.expectRevert(IProviderRecords.InvalidSuites.selector);
        records.setRequiredSuites(new bytes32[](1));
        bytes32[] memory twice = new bytes32[](3);
        (twice[0], twice[1], twice[2]) = (HPL, STREAM, HPL);
        vm.expectRevert(IProviderRecords.InvalidSuites.selector);
        records.setRequiredSuites(twice);
    }

    function test_parameters_defaultsAndBounds() public {
        bytes32[5] memory names =
            [bytes32("certificationKyc"), "tradingKyc", "tradingLimit", "benchmarkTerm", "kycTerm"];
        uint256[3][5] memory wanted = [
            [uint256(2), 0, 2],
            [uint256(0), 0, 2],
            [uint256(10_000e6), 1000e6, 1_000_000e6],
            [uint256(365 days), 30 days, 730 days],
            [uint256(730 days), 30 days, 1095 days]
        ];
        for (uint256 i; i < names.length; ++i) {
            assertEq(records.parameter(names[i]), wanted[i][0]);
            for (uint256 k = 1; k < 3; ++k) {
                vm.expectEmit(address(records));
                emit IProviderRecords.ParameterSet(names[i], wanted[i][k]);
                vm.prank(governor);
                records.setParameter(names[i], wanted[i][k]);
                assertEq(records.parameter(names[i]), wanted[i][k]);
            }
            _refuseParameter(names[i], wanted[i][2] + 1);
            if (wanted[i][1] != 0) _refuseParameter(names[i], wanted[i][1] - 1);
        }
        _refuseParameter("nothing", 0);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.InvalidParameter.selector, bytes32("nothing"), uint256(0))
        );
        records.parameter("nothing");
    }

    function _refuseParameter(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.InvalidParameter.selector, name, value));
        vm.prank(governor);
        records.setParameter(name, value);
    }
}
