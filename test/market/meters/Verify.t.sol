// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../src/interfaces/IMeterQuorum.sol";
import { JobContext, UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterFixture } from "./utils/MeterFixture.sol";

contract VerifyTest is MeterFixture {
    uint256 private constant CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    /// @dev For every set of signers: true exactly if there are enough of them.
    function testFuzz_Verify_CountsSigners(uint256 mask, uint8 extra) public {
        mask = bound(mask, 1, 127);
        extra = uint8(bound(extra, 0, 3));
        uint256 counted;
        for (uint256 i; i < METERS; ++i) {
            counted += mask >> i & 1;
        }
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(mask, report);
        if (counted < THRESHOLD + extra) {
            vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, counted, THRESHOLD + extra));
        }
        quorum.verify(report, _context(extra), proof);
    }

    /// @dev No field of the report can be changed after it was signed.
    function testFuzz_RevertWhen_ReportIsNotTheOneSigned(uint256 field) public view {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(15, report);
        quorum.verify(report, _context(0), proof);
        field = field % 10;
        if (field == 0) report.market = payer;
        else if (field == 1) report.jobId++;
        else if (field == 2) report.sequence++;
        else if (field == 3) report.usage++;
        else if (field == 4) report.startedAt++;
        else if (field == 5) report.endedAt++;
        else if (field == 6) report.outcome++;
        else if (field == 7) report.failureCode++;
        else if (field == 8) report.uptimeBps--;
        else report.resultHash = 0;
        _assertUnverifiable(report, proof);
    }

    /// @dev The digest as any EIP-712 library makes it, bound to chain and contract.
    function testFuzz_HashReport_IsEip712(UsageReport memory r) public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CyberPlaza MeterQuorum"),
                keccak256("1"),
                block.chainid,
                address(quorum)
            )
        );
        bytes memory head = abi.encode(
            keccak256(
                "UsageReport(address market,uint256 jobId,uint32 sequence,uint64 usage,uint40 startedAt,uint40 endedAt,uint8 outcome,uint8 failureCode,uint16 uptimeBps,bytes32 resultHash)"
            ),
            r.market,
            r.jobId,
            r.sequence,
            r.usage
        );
        bytes memory tail = abi.encode(r.startedAt, r.endedAt, r.outcome, r.failureCode, r.uptimeBps, r.resultHash);
        bytes32 structHash = keccak256(bytes.concat(head, tail));
        assertEq(quorum.hashReport(r), keccak256(abi.encodePacked("\x19\x01", domain, structHash)));
    }

    function test_RevertWhen_AnotherChain() public {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(15, report);
        vm.chainId(block.chainid + 1);
        _assertUnverifiable(report, proof);
    }

    function test_RevertWhen_SignerTwice() public {
        UsageReport memory report = _report(1);
        bytes memory proof = bytes.concat(_proof(7, report), _sign(keys[2], report));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.SignersNotAscending.selector, signers[2]));
        quorum.verify(report, _context(0), proof);
    }

    function test_RevertWhen_SignersDescend() public {
        UsageReport memory report = _report(1);
        bytes memory proof = bytes.concat(_proof(14, report), _sign(keys[0], report));
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.SignersNotAscending.selector, signers[0]));
        quorum.verify(report, _context(0), proof);
    }

    function test_RevertWhen_SignerIsNoMeter() public {
        UsageReport memory report = _report(1);
        // The only signature, so that its place in the order does not matter.
        bytes memory proof = _sign(0xbeef, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.UnknownSigner.selector, vm.addr(0xbeef)));
        quorum.verify(report, _context(0), proof);
    }

    function testFuzz_RevertWhen_ProofIsNotWholeSignatures(uint256 cut) public {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(31, report);
        cut = bound(cut, 0, proof.length - 1);
        if (cut % 65 == 0 && cut != 0) ++cut;
        assembly {
            mstore(proof, cut)
        }
        vm.expectRevert(IMeterQuorum.MalformedProof.selector);
        quorum.verify(report, _context(0), proof);
    }

    /// @dev The other signature that the curve allows for the same key and digest is not accepted.
    function test_RevertWhen_SignatureIsMalleated() public {
        UsageReport memory report = _report(1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[6], quorum.hashReport(report));
        bytes memory twin = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        bytes memory proof = bytes.concat(_proof(7, report), twin);
        vm.expectRevert(IMeterQuorum.MalformedProof.selector);
        quorum.verify(report, _context(0), proof);
    }

    function testFuzz_RevertWhen_RecoveryIdIsOdd(uint8 v) public {
        vm.assume(v != 27 && v != 28);
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(15, report);
        proof[64] = bytes1(v);
        vm.expectRevert(IMeterQuorum.MalformedProof.selector);
        quorum.verify(report, _context(0), proof);
    }

    /// @dev A listing's wish is never capped: what cannot be met is not verified.
    function test_RevertWhen_MoreSignersAreWantedThanThereAre() public {
        UsageReport memory report = _report(1);
        bytes memory proof = _proof(127, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 7, 259));
        quorum.verify(report, _context(255), proof);
    }

    /// @dev The context is read as it came, so that an address with more than 160 bits would be nobody's.
    function test_RevertWhen_TheContextDoesNotFitItsTypes() public {
        UsageReport memory report = _report(1);
        bytes memory call = abi.encodeCall(quorum.verify, (report, _context(0), _proof(15, report)));
        (bool ok,) = address(quorum).staticcall(call);
        assertTrue(ok);
        for (uint256 member; member < 5; ++member) {
            bytes memory dirty = bytes.concat(call);
            dirty[4 + 320 + 32 * member] = 0x01;
            (ok,) = address(quorum).staticcall(dirty);
            assertFalse(ok);
        }
    }

    // ---- who does not count ----

    /// @dev Whether signer or operator, whether payer, buyer or payout: passed over, and the others still count.
    function testFuzz_Verify_PassesOverParties(uint256 who, bool asOperator, uint8 role) public {
        who = bound(who, 0, 4);
        address party = asOperator ? _operator(who) : signers[who];
        JobContext memory context = _context(0);
        role = role % 3;
        if (role == 0) context.payer = party;
        else if (role == 1) context.buyer = party;
        else context.payout = party;
        _assertPassedOver(who, context);
    }

    function testFuzz_Verify_PassesOverTiedProviders(uint256 who, uint32 provider, uint32 other, bool second) public {
        vm.assume(provider != 0 && provider != other);
        who = bound(who, 0, 4);
        uint32[2] memory ties = second ? [other, provider] : [provider, other];
        vm.expectEmit(address(quorum));
        emit IMeterQuorum.MeterTiesSet(signers[who], ties);
        quorum.setTies(signers[who], ties);
        JobContext memory context = _context(0);
        context.providerId = provider;
        _assertPassedOver(who, context);
    }

    /// @dev 0 in the ties means none, not provider 0.
    function test_Verify_UntiedMetersCountForProviderZero() public view {
        UsageReport memory report = _report(1);
        JobContext memory context = _context(0);
        context.providerId = 0;
        quorum.verify(report, context, _proof(15, report));
    }

    function test_Verify_PassesOverRetired() public {
        quorum.retireMeter(signers[1]);
        _assertPassedOver(1, _context(0));
    }

    /// @dev Admitted, but its bond is not in.
    function test_Verify_PassesOverUnbonded() public {
        vm.prank(_operator(1));
        quorum.retireMeter(signers[1]);
        vm.warp(block.timestamp + 35 days);
        vm.prank(_operator(1));
        quorum.withdrawBond(signers[1], payer);
        quorum.addMeter(signers[1], _operator(1), [uint32(0), uint32(0)]);
        _bond(signers[1], BOND - 1);
        _assertPassedOver(1, _context(0));
        _bond(signers[1], 1);
        UsageReport memory report = _report(1);
        quorum.verify(report, _context(0), _proof(15, report));
    }

    /// @dev What a signature over something else recovers to is as good as random: not known, if not even in order.
    function _assertUnverifiable(UsageReport memory report, bytes memory proof) private view {
        (bool done, bytes memory answer) =
            address(quorum).staticcall(abi.encodeCall(quorum.verify, (report, _context(0), proof)));
        assertFalse(done);
        bytes4 reason = bytes4(answer);
        assertTrue(reason == IMeterQuorum.UnknownSigner.selector || reason == IMeterQuorum.SignersNotAscending.selector);
    }

    /// @dev Four with who: not enough. Five with who: enough.
    function _assertPassedOver(uint256 who, JobContext memory context) private {
        UsageReport memory report = _report(1);
        quorum.verify(report, context, _proof(31, report));
        uint256 four = who == 4 ? 30 : 15;
        bytes memory proof = _proof(four, report);
        vm.expectRevert(abi.encodeWithSelector(IMeterQuorum.TooFewSigners.selector, 3, 4));
        quorum.verify(report, context, proof);
    }
}
