// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UsageReport } from "../../src/interfaces/IUsageVerifier.sol";
import { MeterFixture } from "../market/meters/utils/MeterFixture.sol";

/// @dev Views cost what they execute, without the base of a transaction.
contract MeterQuorumGasTest is MeterFixture {
    function test_verify() public {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(15, report);
        quorum.verify(report, _context(0), proof);
        vm.snapshotGasLastCall("MeterQuorum", "verify: 4 signatures");
    }

    function test_verify_seven() public {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(127, report);
        quorum.verify(report, _context(3), proof);
        vm.snapshotGasLastCall("MeterQuorum", "verify: 7 signatures");
    }
}
