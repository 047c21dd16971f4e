// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../src/market/MeterQuorum.sol";
import { MeterFixture } from "./utils/MeterFixture.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract MembershipTest is MeterFixture {
    uint32[2] private _noTies;

    function test_AddMeter() public {
        quorum.setThreshold(5);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterAdded(payer, buyer, [uint32(3), uint32(4)]);
        quorum.addMeter(payer, buyer, [uint32(3), uint32(4)]);
        IMeterQuorum.Meter memory m = quorum.meter(payer);
        assertEq(m.operator, buyer);
        assertFalse(m.active);
        assertEq(m.index, 7);
        assertEq(m.tiedProviders[0], 3);
        assertEq(m.tiedProviders[1], 4);
        assertEq(quorum.activeMeters(), 7);
    }

    function test_RevertWhen_AddedMeterIsKnown() public {
        quorum.setThreshold(5);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.AlreadyMeter.selector, signers[0]));
        quorum.addMeter(signers[0], buyer, _noTies);
        address operator = _operator(0);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.AlreadyMeter.selector, operator));
        quorum.addMeter(payer, operator, _noTies);
        // One that left, but whose bond still answers for it, is known too.
        quorum.retireMeter(signers[0]);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.AlreadyMeter.selector, signers[0]));
        quorum.addMeter(signers[0], buyer, _noTies);
    }

    function test_RevertWhen_AddedMeterIsNobody() public {
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        quorum.addMeter(address(0), buyer, _noTies);
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        quorum.addMeter(payer, address(0), _noTies);
    }

    /// @dev An eighth meter beside a threshold of four would allow two disjoint quorums.
    function test_RevertWhen_ThresholdWouldBeHalf() public {
        vm.expectRevert(IMeterQuorum.TooManyMeters.selector);
        quorum.addMeter(payer, buyer, _noTies);
        quorum.setThreshold(5);
        quorum.addMeter(payer, buyer, _noTies);
    }

    function test_RevertWhen_MetersAreMoreThanTheMaximum() public {
        MeterQuorum big = new MeterQuorum(address(manager), address(usdc), reserve, 32, BOND);
        for (uint160 i = 1; i <= 32; ++i) {
            big.addMeter(address(i), address(i), _noTies);
        }
        vm.expectRevert(IMeterQuorum.TooManyMeters.selector);
        big.addMeter(address(33), address(33), _noTies);
    }

    function test_SetThreshold_WithinBounds() public {
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.ThresholdSet(7);
        quorum.setThreshold(7);
        assertEq(quorum.threshold(), 7);
        UsageReport memory report = _report(1);
        quorum.verify(report, _context(0), _proof(127, report));
        bytes memory six = _proof(63, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 6, 7));
        quorum.verify(report, _context(0), six);
    }

    function testFuzz_RevertWhen_ThresholdIsOutOfBounds(uint256 threshold) public {
        vm.assume(threshold < 4 || threshold > 7);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.InvalidThreshold.selector, threshold, 7));
        quorum.setThreshold(threshold);
    }

    function test_RevertWhen_ThresholdIsBelowThree() public {
        for (uint256 i; i < 4; ++i) {
            quorum.retireMeter(signers[i]);
        }
        // Two of three would be a majority, but too few.
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.InvalidThreshold.selector, 2, 3));
        quorum.setThreshold(2);
        quorum.setThreshold(3);
    }

    function test_Retire_ByGovernanceOrTheOperator() public {
        vm.prank(payer);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, payer));
        quorum.retireMeter(signers[0]);
        // Another's operator is nobody either.
        vm.prank(_operator(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _operator(1)));
        quorum.retireMeter(signers[0]);

        quorum.retireMeter(signers[0]);
        vm.prank(_operator(1));
        quorum.retireMeter(signers[1]);
        assertEq(quorum.activeMeters(), 5);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, signers[1]));
        quorum.retireMeter(signers[1]);
    }

    /// @dev Leaving always works; that the quorum became impossible is said aloud.
    function test_Retire_BelowTheThreshold() public {
        for (uint256 i; i < 3; ++i) {
            vm.recordLogs();
            quorum.retireMeter(signers[i]);
            assertEq(vm.getRecordedLogs().length, 1, "still enough");
        }
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.QuorumShort(3, 4);
        vm.prank(_operator(3));
        quorum.retireMeter(signers[3]);
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(127, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        quorum.verify(report, _context(0), proof);

        quorum.setThreshold(3);
        quorum.verify(report, _context(0), proof);
    }

    /// @dev Without a bond there is nothing to wait for.
    function test_Retire_UnbondedIsGoneAtOnce() public {
        quorum.setThreshold(5);
        quorum.addMeter(payer, buyer, _noTies);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterRetired(payer, block.timestamp);
        quorum.retireMeter(payer);
        assertEq(quorum.meter(payer).operator, address(0));
        quorum.addMeter(payer, buyer, _noTies);
    }

    /// @dev In whatever order they leave, the list stays whole and every index true.
    function testFuzz_Meters_ListStaysWhole(uint256 seed) public {
        for (uint256 left = METERS; left > 0; --left) {
            address[] memory listed = quorum.meters();
            assertEq(listed.length, left);
            for (uint256 i; i < left; ++i) {
                assertEq(quorum.meter(listed[i]).index, i);
                assertTrue(quorum.meter(listed[i]).active);
            }
            assertEq(quorum.activeMeters(), left);
            seed = uint256(keccak256(abi.encode(seed)));
            quorum.retireMeter(listed[seed % left]);
        }
        assertEq(quorum.meters().length, 0);
    }

    function test_Setters() public {
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MinimumBondSet(200e6);
        quorum.setMinimumBond(200e6);
        assertEq(quorum.minimumBond(), 200e6);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.SlashReserveSet(payer);
        quorum.setSlashReserve(payer);
        assertEq(quorum.slashReserve(), payer);
        assertEq(quorum.usdc(), address(usdc));
    }

    function testFuzz_RevertWhen_MinimumBondIsOutOfBounds(uint256 amount) public {
        vm.assume(amount < 100e6 || amount > 10_000_000e6);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.InvalidParameter.selector, bytes32("minimumBond"), amount));
        quorum.setMinimumBond(amount);
    }

    function test_RevertWhen_TiesAreOfNoMeter() public {
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, payer));
        quorum.setTies(payer, _noTies);
    }

    function test_RevertWhen_CallerIsNotGovernance() public {
        bytes[] memory calls = new bytes[](5);
        calls[0] = abi.encodeCall(quorum.addMeter, (payer, buyer, _noTies));
        calls[1] = abi.encodeCall(quorum.setTies, (signers[0], _noTies));
        calls[2] = abi.encodeCall(quorum.setThreshold, (5));
        calls[3] = abi.encodeCall(quorum.setMinimumBond, (BOND));
        calls[4] = abi.encodeCall(quorum.setSlashReserve, (payer));
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(payer);
            (bool done, bytes memory answer) = address(quorum).call(calls[i]);
            assertFalse(done);
            assertEq(answer, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, payer));
            (done,) = address(quorum).call(calls[i]);
            assertEq(done, i != 0, "governance may; but adding needs the threshold raised first");
        }
    }

    function test_RevertWhen_ConstructedBadly() public {
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.InvalidThreshold.selector, 2, 0));
        new MeterQuorum(address(manager), address(usdc), reserve, 2, BOND);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.InvalidThreshold.selector, 33, 0));
        new MeterQuorum(address(manager), address(usdc), reserve, 33, BOND);
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        new MeterQuorum(address(0), address(usdc), reserve, 4, BOND);
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        new MeterQuorum(address(manager), address(0), reserve, 4, BOND);
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        new MeterQuorum(address(manager), address(usdc), address(0), 4, BOND);
    }
}
