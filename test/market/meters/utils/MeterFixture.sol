// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { JobContext, UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../../src/market/MeterQuorum.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Seven bonded meters, four of them needed. The test itself is the admin.
abstract contract MeterFixture is Test {
    uint256 internal constant METERS = 7;
    uint256 internal constant THRESHOLD = 4;
    uint256 internal constant BOND = 10_000e6;

    AccessManager internal manager;
    TestUSDC internal usdc;
    MeterQuorum internal quorum;

    address internal reserve = makeAddr("reserve");
    address internal payer = makeAddr("payer");
    address internal buyer = makeAddr("buyer");
    address internal payout = makeAddr("payout");
    address internal market = makeAddr("market");

    /// @dev Sorted by signer address.
    address[] internal signers;
    uint256[] internal keys;

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        quorum = new MeterQuorum(address(manager), address(usdc), reserve, THRESHOLD, BOND);
        for (uint256 i; i < METERS; ++i) {
            _insertSorted(uint256(keccak256(abi.encode("meter", i))));
        }
        for (uint256 i; i < METERS; ++i) {
            quorum.addMeter(signers[i], _operator(i), [uint32(0), uint32(0)]);
            _bond(signers[i], BOND);
        }
    }

    function _operator(uint256 i) internal returns (address) {
        return makeAddr(string.concat("operator", vm.toString(i)));
    }

    function _bond(address signer, uint256 amount) internal {
        usdc.mint(address(this), amount);
        usdc.approve(address(quorum), amount);
        quorum.bond(signer, amount);
    }

    function _report(uint32 sequence) internal view returns (UsageReport memory) {
        return UsageReport({
            market: market,
            jobId: 42,
            sequence: sequence,
            usage: 3600,
            startedAt: uint40(block.timestamp - 3600),
            endedAt: uint40(block.timestamp),
            outcome: 1,
            failureCode: 0,
            uptimeBps: 10_000,
            resultHash: keccak256("result")
        });
    }

    function _context(uint8 extraSigners) internal view returns (JobContext memory) {
        return JobContext({ payer: payer, buyer: buyer, payout: payout, providerId: 9, extraSigners: extraSigners });
    }

    function _sign(uint256 key, UsageReport memory report) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, quorum.hashReport(report));
        return abi.encodePacked(r, s, v);
    }

    /// @param mask bit i: meter i signs
    function _proof(uint256 mask, UsageReport memory report) internal view returns (bytes memory proof) {
        for (uint256 i; i < METERS; ++i) {
            if (mask >> i & 1 == 1) proof = bytes.concat(proof, _sign(keys[i], report));
        }
    }

    function _insertSorted(uint256 seed) private {
        uint256 key = bound(seed, 1, type(uint128).max);
        signers.push(vm.addr(key));
        keys.push(key);
        for (uint256 i = signers.length - 1; i > 0 && signers[i] < signers[i - 1]; --i) {
            (signers[i], signers[i - 1]) = (signers[i - 1], signers[i]);
            (keys[i], keys[i - 1]) = (keys[i - 1], keys[i]);
        }
    }
}
