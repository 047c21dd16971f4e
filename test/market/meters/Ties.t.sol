// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { ITieSource } from "../../../src/interfaces/ITieSource.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterFixture } from "./utils/MeterFixture.sol";

contract Stakes is ITieSource {
    mapping(bytes32 key => bool) private _tied;

    function set(address account, uint32 providerId, bool tied) external {
        _tied[keccak256(abi.encode(account, providerId))] = tied;
    }

    function isTied(address account, uint32 providerId) external view override returns (bool) {
        return _tied[keccak256(abi.encode(account, providerId))];
    }
}

/// @notice Ties that the chain shows, set by anyone (SPEC JOB 5). Jobs here are provider 9's.
contract TiesTest is MeterFixture {
    Stakes private stakes;

    function setUp() public override {
        super.setUp();
        stakes = new Stakes();
        quorum.setTieSource(address(stakes));
    }

    function _verify(uint256 mask) private view {
        UsageReport memory report = _report(1);
        quorum.verify(report, _context(0), _proof(mask, report));
    }

    function test_proveTie_stopsASignerThatDelegates() public {
        _verify(0xf);
        stakes.set(signers[0], 9, true);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.TieProven(signers[0], 9, payer);
        vm.prank(payer);
        quorum.proveTie(signers[0], 9);
        assertTrue(quorum.isTied(signers[0], 9));
        assertFalse(quorum.isTied(signers[0], 8));
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(0xf, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        quorum.verify(report, _context(0), proof);
        _verify(0x1f);
    }

    function test_proveTie_stopsAMeterWhoseOperatorDelegates() public {
        stakes.set(_operator(2), 9, true);
        quorum.proveTie(signers[2], 9);
        assertTrue(quorum.isTied(signers[2], 9));
    }

    function test_proveTie_holdsForThatProviderOnlyAndBesideGovernances() public {
        stakes.set(signers[0], 7, true);
        stakes.set(signers[0], 8, true);
        quorum.setTies(signers[0], [uint32(1), uint32(2)]);
        quorum.proveTie(signers[0], 7);
        quorum.proveTie(signers[0], 8);
        _verify(0xf);
        for (uint32 i = 1; i < 10; ++i) {
            assertEq(quorum.isTied(signers[0], i), i < 3 || i == 7 || i == 8);
        }
    }

    function test_proveTie_RevertWhen_thereIsNoneOrItIsKnown() public {
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotTied.selector, signers[0], 9));
        quorum.proveTie(signers[0], 9);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, payer));
        quorum.proveTie(payer, 9);
        stakes.set(signers[0], 9, true);
        quorum.proveTie(signers[0], 9);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TieKnown.selector, signers[0], 9));
        quorum.proveTie(signers[0], 9);
    }

    function test_dropTie_onceItNoLongerHolds() public {
        stakes.set(signers[0], 9, true);
        quorum.proveTie(signers[0], 9);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TieKnown.selector, signers[0], 9));
        quorum.dropTie(signers[0], 9);
        stakes.set(signers[0], 9, false);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.TieDropped(signers[0], 9);
        quorum.dropTie(signers[0], 9);
        _verify(0xf);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotTied.selector, signers[0], 9));
        quorum.dropTie(signers[0], 9);
    }

    function test_dropTie_leavesTheOthersInForce() public {
        for (uint32 provider = 8; provider < 10; ++provider) {
            stakes.set(signers[0], provider, true);
            quorum.proveTie(signers[0], provider);
        }
        stakes.set(signers[0], 8, false);
        quorum.dropTie(signers[0], 8);
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(0xf, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        quorum.verify(report, _context(0), proof);
    }

    /// @dev Registering providers is free, so a meter's side could prove ties to dummies until a small counter is full.
    function test_proveTie_isNotStoppedByManyTiesToDummies() public {
        vm.record();
        for (uint32 dummy = 10; dummy < 12; ++dummy) {
            stakes.set(signers[0], dummy, true);
            quorum.proveTie(signers[0], dummy);
        }
        (, bytes32[] memory written) = vm.accesses(address(quorum));
        uint256 counters;
        for (uint256 i; i < written.length; ++i) {
            if (uint256(vm.load(address(quorum), written[i])) != 2) continue;
            vm.store(address(quorum), written[i], bytes32(uint256(type(uint16).max)));
            ++counters;
        }
        assertEq(counters, 1, "its counter of two ties was found");

        stakes.set(signers[0], 9, true);
        quorum.proveTie(signers[0], 9);
        assertTrue(quorum.isTied(signers[0], 9));
    }

    function test_dropTie_leavesGovernancesAlone() public {
        quorum.setTies(signers[0], [uint32(9), uint32(0)]);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotTied.selector, signers[0], 9));
        quorum.dropTie(signers[0], 9);
        assertTrue(quorum.isTied(signers[0], 9));
    }

    /// @dev A meter that goes and is admitted again is tied as before.
    function test_tiesOutliveLeaving() public {
        stakes.set(signers[0], 9, true);
        quorum.proveTie(signers[0], 9);
        quorum.retireMeter(signers[0]);
        skip(quorum.BOND_NOTICE());
        vm.prank(_operator(0));
        quorum.withdrawBond(signers[0], payer);
        assertFalse(quorum.isTied(signers[0], 9), "no meter any more");
        quorum.addMeter(signers[0], _operator(0), [uint32(0), uint32(0)]);
        _bond(signers[0], BOND);
        assertTrue(quorum.isTied(signers[0], 9));
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(0xf, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        quorum.verify(report, _context(0), proof);
    }

    function test_setTieSource() public {
        vm.prank(payer);
        vm.expectRevert();
        quorum.setTieSource(payer);
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        quorum.setTieSource(address(0));
        assertEq(quorum.tieSource(), address(stakes));
    }

    function testFuzz_anyNumberOfTies(uint32[12] memory providers) public {
        for (uint256 i; i < providers.length; ++i) {
            if (providers[i] == 0 || quorum.isTied(signers[0], providers[i])) continue;
            stakes.set(signers[0], providers[i], true);
            quorum.proveTie(signers[0], providers[i]);
        }
        for (uint256 i; i < providers.length; ++i) {
            assertEq(quorum.isTied(signers[0], providers[i]), providers[i] != 0);
        }
        for (uint256 i; i < providers.length; ++i) {
            if (!quorum.isTied(signers[0], providers[i])) continue;
            stakes.set(signers[0], providers[i], false);
            quorum.dropTie(signers[0], providers[i]);
        }
        _verify(0xf);
    }
}
