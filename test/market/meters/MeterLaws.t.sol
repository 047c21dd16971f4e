// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { JobContext } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../src/market/MeterQuorum.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { MeterHandler } from "./utils/MeterHandler.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Law C's share of the meters: what lies here is Σ bonds. And no two disjoint quorums, ever.
contract MeterLaws is Test {
    TestUSDC private _usdc;
    MeterQuorum private _quorum;
    MeterHandler private _handler;
    address private _reserve = makeAddr("reserve");

    function setUp() public {
        vm.warp(1_750_000_000);
        _usdc = new TestUSDC(address(this));
        _quorum = new MeterQuorum(address(new AccessManager(address(this))), address(_usdc), _reserve, 4, 1000e6);
        _handler = new MeterHandler(_quorum, _usdc);
        targetContract(address(_handler));
    }

    function invariant_LawC_BondsAreHere() public view {
        uint256 bonds;
        for (uint256 i; i < _handler.CANDIDATES(); ++i) {
            bonds += _quorum.bondOf(_handler.signer(i));
        }
        assertEq(_usdc.balanceOf(address(_quorum)), bonds);
        assertEq(_usdc.balanceOf(_reserve) + _usdc.balanceOf(address(_handler)), _handler.slashed());
    }

    function invariant_ActiveMetersAreCountedAndBonded() public view {
        address[] memory listed = _quorum.meters();
        uint256 active;
        for (uint256 i; i < listed.length; ++i) {
            IMeterQuorum.Meter memory m = _quorum.meter(listed[i]);
            assertEq(m.index, i);
            assertEq(_quorum.bondReleaseTime(listed[i]), 0);
            if (!m.active) continue;
            ++active;
            assertGe(_quorum.bondOf(listed[i]), _quorum.minimumBond());
        }
        assertEq(_quorum.activeMeters(), active);
    }

    /// @dev What counting reads is a copy of who is active: each signature alone counts, counts for nothing, or is no meter's.
    function invariant_ExactlyTheActiveCount() public {
        bytes32 digest = keccak256("report");
        uint256 needed = _quorum.threshold();
        JobContext memory nobody;
        for (uint256 i; i < _handler.CANDIDATES(); ++i) {
            IMeterQuorum.Meter memory m = _quorum.meter(_handler.signer(i));
            bytes memory proof = _handler.sign(i, digest);
            vm.expectRevert(
                m.operator == address(0)
                    ? abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, _handler.signer(i))
                    : abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, m.active ? 1 : 0, needed)
            );
            _quorum.verifyDigest(digest, nobody, proof);
        }
    }

    function invariant_NoTwoDisjointQuorums() public view {
        assertGt(2 * _quorum.threshold(), _quorum.meters().length);
        assertGe(_quorum.threshold(), 3);
    }
}
