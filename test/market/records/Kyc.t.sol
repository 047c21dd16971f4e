// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { ContractWallet } from "../jobs/utils/ContractWallet.sol";
import { RecordsTest } from "./utils/RecordsTest.sol";

contract KycTest is RecordsTest {
    IProviderRecords.KycLevel private constant NONE = IProviderRecords.KycLevel.None;
    IProviderRecords.KycLevel private constant BASIC = IProviderRecords.KycLevel.Basic;
    IProviderRecords.KycLevel private constant ENHANCED = IProviderRecords.KycLevel.Enhanced;
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function _level(address account) private view returns (uint256) {
        return uint256(records.kycLevelOf(account));
    }

    function _refuse(IProviderRecords.KycAttestation memory a, bytes memory error) private {
        bytes memory signature = signatureOf(attestorKey, records.hashKyc(a));
        vm.expectRevert(error);
        records.submitKyc(a, signature);
    }

    function _outdated(uint256 issuedAt, uint256 latest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IProviderRecords.OutdatedAttestation.selector, issuedAt, latest);
    }

    function _invalid(bytes32 field, uint256 value) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IProviderRecords.InvalidRecord.selector, field, value);
    }

    // ---- by call and by signature ----

    function test_attest_byTheAttestorItself() public {
        vm.expectEmit(address(records));
        emit IProviderRecords.KycAttested(owner, attestor, BASIC, now40() + 1 days, now40(), SUBJECT);
        vm.prank(attestor);
        records.attestKyc(owner, BASIC, now40() + 1 days, SUBJECT);
        assertEq(_level(owner), uint256(BASIC));
        IProviderRecords.Kyc memory k = records.kyc(owner);
        assertEq(k.attestor, attestor);
        assertEq(k.issuedAt, now40());
        assertEq(k.recordedAt, now40());
        assertEq(k.subjectHash, SUBJECT);

        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, auditor));
        vm.prank(auditor);
        records.attestKyc(owner, ENHANCED, now40() + 1 days, SUBJECT);
    }

    function test_submit_byAnyone_untilItsExpiry() public {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        skip(3 days);
        vm.expectEmit(address(records));
        emit IProviderRecords.KycAttested(owner, attestor, ENHANCED, a.expiry, a.issuedAt, SUBJECT);
        submit(a);
        assertEq(records.kyc(owner).recordedAt, now40());
        assertEq(_level(owner), uint256(ENHANCED));
        vm.warp(a.expiry - 1);
        assertEq(_level(owner), uint256(ENHANCED));
        vm.warp(a.expiry);
        assertEq(_level(owner), uint256(NONE));
    }

    function test_submit_digestIsTheTypedDataAsDocumented() public view {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CyberPlaza ProviderRecords"),
                keccak256("1"),
                block.chainid,
                address(records)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "KycAttestation(address attestor,address account,uint8 level,uint40 expiry,uint40 issuedAt,bytes32 subjectHash)"
                ),
                a.attestor,
                a.account,
                a.level,
                a.expiry,
                a.issuedAt,
                a.subjectHash
            )
        );
        assertEq(records.hashKyc(a), keccak256(abi.encodePacked("\x19\x01", domain, structHash)));
    }

    function test_submit_ofAContractAttestor() public {
        ContractWallet wallet = new ContractWallet(vm.addr(0xA11CE));
        world.grant(KYC_ATTESTOR, address(wallet));
        IProviderRecords.KycAttestation memory a = attestation(owner, BASIC);
        a.attestor = address(wallet);
        bytes memory signature = signatureOf(0xA11CE, records.hashKyc(a));
        records.submitKyc(a, signature);
        assertEq(_level(owner), uint256(BASIC));

        a.account = stranger;
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitKyc(a, signature);
    }

    function test_submit_RevertWhen_TheSignerIsNoAttestor() public {
        (address other, uint256 otherKey) = makeAddrAndKey("other");
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        a.attestor = other;
        bytes memory signature = signatureOf(otherKey, records.hashKyc(a));
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, other));
        records.submitKyc(a, signature);

        // Of another kind, or naming an attestor that did not sign.
        a.attestor = bookkeeper;
        signature = signatureOf(bookkeeperKey, records.hashKyc(a));
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, bookkeeper));
        records.submitKyc(a, signature);
        a.attestor = attestor;
        signature = signatureOf(otherKey, records.hashKyc(a));
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitKyc(a, signature);
        a.attestor = address(0);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, address(0)));
        records.submitKyc(a, new bytes(65));
    }

    function test_submit_RevertWhen_TheRoleWasTakenAway() public {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        world.govern(address(world.manager()), abi.encodeCall(world.manager().revokeRole, (KYC_ATTESTOR, attestor)));
        _refuse(a, abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, attestor));
    }

    function test_submit_RevertWhen_OnAnotherChainOrContract() public {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        bytes memory signature = signatureOf(attestorKey, records.hashKyc(a));
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitKyc(a, signature);
        vm.chainId(home);
        records.submitKyc(a, signature);
    }

    function test_submit_RevertWhen_Malleated() public {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(attestorKey, records.hashKyc(a));
        bytes memory flipped = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitKyc(a, flipped);
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitKyc(a, "");
    }

    // ---- order ----

    function test_order_theLaterStands_nothingReturns() public {
        IProviderRecords.KycAttestation memory first = attestation(owner, ENHANCED);
        submit(first);
        _refuse(first, _outdated(first.issuedAt, first.issuedAt));
        skip(1);
        IProviderRecords.KycAttestation memory second = attestation(owner, BASIC);
        submit(second);
        assertEq(_level(owner), uint256(BASIC));
        _refuse(first, _outdated(first.issuedAt, second.issuedAt));
    }

    function test_order_RevertWhen_IssuedInTheFuture() public {
        IProviderRecords.KycAttestation memory a = attestation(owner, ENHANCED);
        a.issuedAt += 1;
        _refuse(a, _outdated(a.issuedAt, 0));
    }

    function test_submit_RevertWhen_AFieldIsWrong() public {
        IProviderRecords.KycAttestation memory a = attestation(address(0), ENHANCED);
        _refuse(a, _invalid("account", 0));
        a = attestation(owner, NONE);
        _refuse(a, _invalid("level", 0));
        a = attestation(owner, ENHANCED);
        a.expiry = now40();
        _refuse(a, _invalid("expiry", a.expiry));
        a.expiry = now40() + 730 days + 1;
        _refuse(a, _invalid("expiry", a.expiry));
        a = attestation(owner, ENHANCED);
        a.subjectHash = 0;
        _refuse(a, _invalid("subjectHash", 0));
    }

    // ---- revocation ----

    function test_revoke_byTheAttestor_killsWhatWasSignedBefore() public {
        submit(attestation(owner, ENHANCED));
        skip(1 hours);
        IProviderRecords.KycAttestation memory kept = attestation(owner, ENHANCED);
        skip(1 hours);
        vm.expectEmit(address(records));
        emit IProviderRecords.KycRevoked(owner, attestor);
        vm.prank(attestor);
        records.revokeKyc(owner);
        assertEq(_level(owner), uint256(NONE));
        _refuse(kept, _outdated(kept.issuedAt, now40()));

        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NothingAttested.selector, owner));
        vm.prank(attestor);
        records.revokeKyc(owner);

        skip(1);
        submit(attestation(owner, BASIC));
        assertEq(_level(owner), uint256(BASIC));
    }

    function test_revoke_byGovernance_andNobodyElse() public {
        submit(attestation(owner, ENHANCED));
        address[4] memory others = [owner, stranger, certifier, bookkeeper];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            records.revokeKyc(owner);
        }
        world.govern(address(records), abi.encodeCall(records.revokeKyc, (owner)));
        assertEq(_level(owner), uint256(NONE));
    }

    function test_disown_endsWhatCameFromThenOn() public {
        submit(attestation(owner, ENHANCED));
        uint40 stolen = now40() + 5 days;
        vm.warp(stolen);
        // Backdated by the thief.
        IProviderRecords.KycAttestation memory a = attestation(stranger, ENHANCED);
        a.issuedAt -= 6 days;
        submit(a);
        assertEq(_level(stranger), uint256(ENHANCED));

        skip(1 days);
        vm.expectEmit(address(records));
        emit IProviderRecords.AttestorDisowned(attestor, stolen);
        world.govern(address(records), abi.encodeCall(records.disown, (attestor, stolen)));
        assertEq(_level(owner), uint256(ENHANCED));
        assertEq(_level(stranger), uint256(NONE));
        _refuse(attestation(owner, BASIC), abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, attestor));

        world.govern(address(records), abi.encodeCall(records.disown, (attestor, 0)));
        assertEq(_level(stranger), uint256(ENHANCED));
    }

    // ---- what it is asked for: certification ----

    function test_certify_needsEnhanced() public {
        toProbation(id);
        pass(30 days);
        _expectTooLow(NONE);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);
        identify(owner, BASIC);
        _expectTooLow(BASIC);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);
        skip(1);
        identify(owner, ENHANCED);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);
        assertEq(registry.provider(id).certifiedAt, now40());
    }

    function test_certify_switchedOff() public {
        vm.prank(governor);
        records.setParameter("certificationKyc", 0);
        toCertified(id);
    }

    function test_transfer_ofACertifiedProvider_needsItToo() public {
        identify(owner, ENHANCED);
        toCertified(id);
        vm.prank(owner);
        registry.transferOwnership(id, stranger);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.KycTooLow.selector, stranger, uint8(NONE), uint8(ENHANCED))
        );
        vm.prank(stranger);
        registry.acceptOwnership(id);
        identify(stranger, ENHANCED);
        vm.prank(stranger);
        registry.acceptOwnership(id);
        assertEq(registry.ownerOf(id), stranger);
    }

    function test_transfer_ofAnOrdinaryProvider_needsNone() public {
        vm.prank(owner);
        registry.transferOwnership(id, stranger);
        vm.prank(stranger);
        registry.acceptOwnership(id);
        assertEq(registry.ownerOf(id), stranger);
    }

    function _expectTooLow(IProviderRecords.KycLevel held) private {
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.KycTooLow.selector, owner, uint8(held), uint8(ENHANCED))
        );
    }

    // ---- what it is asked for: trading ----

    function _trade(address account, uint256 amount) private {
        vm.prank(address(market));
        records.onTrade(account, amount);
    }

    function test_trade_countsNothingWhileSwitchedOff() public {
        _trade(stranger, type(uint128).max);
        assertEq(records.tradedThisMonth(stranger), 0);
    }

    function test_trade_aboveTheLimitNeedsBasic() public {
        vm.prank(governor);
        records.setParameter("tradingKyc", 1);
        vm.warp((uint256(uptime.currentMonth()) + 1) * MONTH);
        _trade(stranger, 9999e6);
        _trade(stranger, 1e6);
        assertEq(records.tradedThisMonth(stranger), 10_000e6);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.TradingLimitExceeded.selector, stranger, 10_000e6 + 1, 10_000e6)
        );
        _trade(stranger, 1);
        _trade(owner, 10_000e6);

        identify(stranger, BASIC);
        _trade(stranger, 90_000e6);
        assertEq(records.tradedThisMonth(stranger), 100_000e6);

        // The next month starts with nothing, for those without KYC as well.
        skip(MONTH - 1);
        assertEq(records.tradedThisMonth(owner), 10_000e6);
        skip(1);
        assertEq(records.tradedThisMonth(owner), 0);
        _trade(owner, 10_000e6);
        vm.expectPartialRevert(IProviderRecords.TradingLimitExceeded.selector);
        _trade(owner, 1);
    }

    function testFuzz_trade_neverAboveTheLimitWithoutKyc(uint64[8] memory amounts, uint32[8] memory waits) public {
        vm.prank(governor);
        records.setParameter("tradingKyc", 1);
        for (uint256 i; i < amounts.length; ++i) {
            skip(waits[i] % 20 days);
            vm.prank(address(market));
            try records.onTrade(stranger, amounts[i] % 12_000e6) { } catch { }
            assertLe(records.tradedThisMonth(stranger), 10_000e6);
        }
    }

    function test_trade_RevertWhen_NotTheMarket() public {
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NotMarket.selector, stranger));
        vm.prank(stranger);
        records.onTrade(owner, 1);
    }
}
