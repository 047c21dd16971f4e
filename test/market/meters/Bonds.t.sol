// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../src/market/MeterQuorum.sol";
import { FeeToken } from "../../utils/hostile/FeeToken.sol";
import { ReenteringToken } from "../../utils/hostile/ReenteringToken.sol";
import { MeterFixture } from "./utils/MeterFixture.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract BondsTest is MeterFixture {
    address private _reporter = makeAddr("reporter");

    // ---- bonding ----

    function testFuzz_Bond_ActivatesAtTheMinimum(uint256 first) public {
        (address signer,) = _admitAnother();
        first = bound(first, 1, BOND - 1);
        _bond(signer, first);
        assertFalse(quorum.meter(signer).active);
        usdc.mint(address(this), BOND - first);
        usdc.approve(address(quorum), BOND - first);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterBonded(signer, address(this), BOND - first);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterActivated(signer, BOND);
        quorum.bond(signer, BOND - first);
        assertTrue(quorum.meter(signer).active);
        assertEq(quorum.activeMeters(), 8);
        assertEq(quorum.bondOf(signer), BOND);
        // More is held, but activates nothing twice.
        _bond(signer, 5);
        assertEq(quorum.activeMeters(), 8);
        assertEq(usdc.balanceOf(address(quorum)), 8 * BOND + 5);
    }

    function test_RevertWhen_BondIsForNoMeter() public {
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, payer));
        quorum.bond(payer, 1);
        quorum.retireMeter(signers[0]);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, signers[0]));
        quorum.bond(signers[0], 1);
    }

    function test_RevertWhen_BondIsZero() public {
        vm.expectRevert(IMeterQuorum.ZeroAmount.selector);
        quorum.bond(signers[0], 0);
    }

    function test_RevertWhen_LessArrives() public {
        FeeToken token = new FeeToken();
        MeterQuorum other = new MeterQuorum(address(manager), address(token), reserve, 4, BOND);
        other.addMeter(signers[0], _operator(0), [uint32(0), uint32(0)]);
        token.mint(address(this), BOND);
        token.approve(address(other), BOND);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TransferMismatch.selector, BOND, BOND - BOND / 100));
        other.bond(signers[0], BOND);
    }

    // ---- leaving ----

    function testFuzz_Withdraw_AfterNotice(uint256 early) public {
        address operator = _operator(2);
        uint256 free = block.timestamp + 35 days;
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterRetired(signers[2], free);
        vm.prank(operator);
        quorum.retireMeter(signers[2]);
        assertEq(quorum.bondReleaseTime(signers[2]), free);

        vm.warp(bound(early, block.timestamp, free - 1));
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.BondLocked.selector, free));
        quorum.withdrawBond(signers[2], operator);
        vm.warp(free);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterBondWithdrawn(signers[2], payer, BOND);
        assertEq(quorum.withdrawBond(signers[2], payer), BOND);
        assertEq(usdc.balanceOf(payer), BOND);

        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotOperator.selector, operator));
        quorum.withdrawBond(signers[2], payer);
    }

    function test_RevertWhen_WithdrawnBeforeRetiring() public {
        vm.prank(_operator(0));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.BondLocked.selector, type(uint256).max));
        quorum.withdrawBond(signers[0], payer);
    }

    function test_RevertWhen_WithdrawnByAnotherOrToNobody() public {
        vm.prank(_operator(1));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotOperator.selector, _operator(1)));
        quorum.withdrawBond(signers[0], payer);
        vm.prank(_operator(0));
        vm.expectRevert(IMeterQuorum.ZeroAddress.selector);
        quorum.withdrawBond(signers[0], address(0));
    }

    // ---- slashing ----

    function testFuzz_Slash_TwoReportsUnderOneSequence(uint64 usage, uint96 extraBond) public {
        vm.assume(usage != 3600);
        if (extraBond != 0) _bond(signers[3], extraBond);
        uint256 amount = BOND + extraBond;
        (UsageReport memory a, UsageReport memory b) = _conflict(usage);
        bytes memory signedA = _sign(keys[3], a);
        bytes memory signedB = _sign(keys[3], b);
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterSlashed(signers[3], _reporter, amount / 2, amount - amount / 2);
        vm.prank(_reporter);
        quorum.slash(a, b, signedA, signedB);

        assertEq(usdc.balanceOf(_reporter), amount / 2);
        assertEq(usdc.balanceOf(reserve), amount - amount / 2);
        assertEq(usdc.balanceOf(address(quorum)), 6 * BOND, "the others' bonds");
        assertEq(quorum.meter(signers[3]).operator, address(0));
        assertEq(quorum.activeMeters(), 6);
        assertEq(quorum.meters().length, 6);

        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, signers[3]));
        quorum.slash(a, b, signedA, signedB);
    }

    /// @dev Its two reports would slash every later bond of that key again, whoever paid it in.
    function test_Slash_StrikesTheKeyOffForEver() public {
        (UsageReport memory a, UsageReport memory b) = _conflict(1);
        quorum.slash(a, b, _sign(keys[3], a), _sign(keys[3], b));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.AlreadyMeter.selector, signers[3]));
        quorum.addMeter(signers[3], _operator(3), [uint32(0), uint32(0)]);
        // The operator may come back under another key.
        quorum.addMeter(payer, _operator(3), [uint32(0), uint32(0)]);
    }

    /// @dev Leaving is no way out: until the bond is withdrawn, it can be slashed, after its notice as well.
    function testFuzz_Slash_DuringNotice(uint256 wait) public {
        (UsageReport memory a, UsageReport memory b) = _conflict(1);
        quorum.retireMeter(signers[3]);
        vm.warp(block.timestamp + bound(wait, 0, 100 days));
        bytes memory signedA = _sign(keys[3], a);
        bytes memory signedB = _sign(keys[3], b);
        vm.prank(_reporter);
        quorum.slash(a, b, signedA, signedB);
        assertEq(usdc.balanceOf(_reporter), BOND / 2);
        assertEq(quorum.activeMeters(), 6);
        assertEq(quorum.meters().length, 6, "nobody else is struck off");
        vm.prank(_operator(3));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.NotOperator.selector, _operator(3)));
        quorum.withdrawBond(signers[3], payer);
    }

    function test_RevertWhen_ReportsDoNotConflict() public {
        UsageReport memory a = _report(1);
        bytes memory signedA = _sign(keys[0], a);
        _assertNotConflicting(a, a, signedA, signedA);

        UsageReport memory b = _report(2);
        _assertNotConflicting(a, b, signedA, _sign(keys[0], b));
        b = _report(1);
        b.jobId = 43;
        _assertNotConflicting(a, b, signedA, _sign(keys[0], b));
        b = _report(1);
        b.market = payer;
        _assertNotConflicting(a, b, signedA, _sign(keys[0], b));
        // Two meters that disagree are no proof against either.
        (a, b) = _conflict(1);
        _assertNotConflicting(a, b, _sign(keys[0], a), _sign(keys[1], b));
    }

    function test_RevertWhen_SlashedSignatureIsMalformed() public {
        (UsageReport memory a, UsageReport memory b) = _conflict(1);
        bytes memory signedA = _sign(keys[0], a);
        bytes memory signedB = _sign(keys[0], b);
        signedB[64] = 0x00;
        vm.expectRevert(IMeterQuorum.MalformedProof.selector);
        quorum.slash(a, b, signedA, signedB);
        vm.expectRevert(IMeterQuorum.MalformedProof.selector);
        quorum.slash(a, b, bytes.concat(signedA, signedA), signedB);
    }

    function test_RevertWhen_SlashedHasNoBond() public {
        (UsageReport memory a, UsageReport memory b) = _conflict(1);
        bytes memory signedA = _sign(0xbeef, a);
        bytes memory signedB = _sign(0xbeef, b);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, vm.addr(0xbeef)));
        quorum.slash(a, b, signedA, signedB);
    }

    function test_Reentering_IsRefused() public {
        ReenteringToken token = new ReenteringToken();
        MeterQuorum other = new MeterQuorum(address(manager), address(token), reserve, 4, BOND);
        // The token is itself an operator, so withdrawing would be its right.
        other.addMeter(signers[0], address(token), [uint32(0), uint32(0)]);
        token.mint(address(this), 2 * BOND);
        token.approve(address(other), 2 * BOND);
        bytes[2] memory calls =
            [abi.encodeCall(other.bond, (signers[0], 1)), abi.encodeCall(other.withdrawBond, (signers[0], payer))];
        for (uint256 i; i < calls.length; ++i) {
            token.arm(address(other), calls[i], false);
            other.bond(signers[0], BOND);
            assertTrue(token.called());
            assertFalse(token.succeeded());
            assertEq(bytes4(token.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        }
        assertEq(other.bondOf(signers[0]), 2 * BOND);
    }

    function _assertNotConflicting(
        UsageReport memory a,
        UsageReport memory b,
        bytes memory signedA,
        bytes memory signedB
    ) private {
        vm.expectRevert(IMeterQuorum.NotConflicting.selector);
        quorum.slash(a, b, signedA, signedB);
    }

    function _conflict(uint64 usage) private view returns (UsageReport memory a, UsageReport memory b) {
        a = _report(1);
        b = _report(1);
        b.usage = usage;
    }

    /// @dev Room for an eighth meter needs a higher threshold first.
    function _admitAnother() private returns (address signer, uint256 key) {
        (signer, key) = makeAddrAndKey("eighth");
        quorum.setThreshold(5);
        quorum.addMeter(signer, makeAddr("operator of the eighth"), [uint32(0), uint32(0)]);
    }
}
