// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { RecordsTest } from "./utils/RecordsTest.sol";

contract InvoicesTest is RecordsTest {
    uint256 private constant JOB = 7;

    function _invoice() private view returns (IProviderRecords.InvoiceAttestation memory) {
        return IProviderRecords.InvoiceAttestation({
            attestor: bookkeeper,
            jobId: JOB,
            invoiceHash: keccak256("invoice 2026-17"),
            amount: 123_456,
            currency: "EUR",
            vendor: keccak256("a supercomputing centre"),
            paidAt: now40() - 1 days,
            issuedAt: now40()
        });
    }

    function _submit(IProviderRecords.InvoiceAttestation memory a) private {
        bytes memory signature = signatureOf(bookkeeperKey, records.hashInvoice(a));
        records.submitInvoice(a, signature);
    }

    function _refuse(IProviderRecords.InvoiceAttestation memory a, bytes memory error) private {
        bytes memory signature = signatureOf(bookkeeperKey, records.hashInvoice(a));
        vm.expectRevert(error);
        records.submitInvoice(a, signature);
    }

    function _refuseField(IProviderRecords.InvoiceAttestation memory a, bytes32 field, uint256 value) private {
        _refuse(a, abi.encodeWithSelector(IProviderRecords.InvalidRecord.selector, field, value));
    }

    function _makeAgent(bool agent) private {
        vm.prank(certifier);
        records.setSettlementAgent(id, agent, EVIDENCE);
    }

    function test_agent_isFlaggedByTheCertifier() public {
        assertFalse(records.isSettlementAgent(id));
        vm.expectEmit(address(records));
        emit IProviderRecords.SettlementAgentSet(id, true, certifier, EVIDENCE);
        _makeAgent(true);
        assertTrue(records.isSettlementAgent(id));
        _makeAgent(false);
        assertFalse(records.isSettlementAgent(id));

        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, owner));
        vm.prank(owner);
        records.setSettlementAgent(id, false, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.UnknownProvider.selector, 99));
        vm.prank(certifier);
        records.setSettlementAgent(99, true, EVIDENCE);
    }

    function test_invoice_isMissingOnlyForAgentsUntilAttested() public {
        assertFalse(records.invoiceMissing(id, JOB));
        _makeAgent(true);
        assertTrue(records.invoiceMissing(id, JOB));

        IProviderRecords.InvoiceAttestation memory a = _invoice();
        vm.expectEmit(address(records));
        emit IProviderRecords.InvoiceAttested(JOB, bookkeeper, a.invoiceHash, a.amount, a.currency, a.vendor, a.paidAt);
        _submit(a);
        assertFalse(records.invoiceMissing(id, JOB));
        assertTrue(records.invoiceMissing(id, JOB + 1));
        IProviderRecords.Invoice memory i = records.invoiceOf(JOB);
        assertEq(i.attestor, bookkeeper);
        assertEq(i.amount, 123_456);
        assertEq(i.currency, "EUR");
        assertEq(i.invoiceHash, a.invoiceHash);
        assertEq(i.vendor, a.vendor);
        assertEq(i.paidAt, a.paidAt);
        assertEq(i.recordedAt, now40());
    }

    function test_invoice_byTheAttestorItself() public {
        vm.prank(bookkeeper);
        records.attestInvoice(JOB, EVIDENCE, 1, "USD", SUBJECT, now40());
        assertEq(records.invoiceOf(JOB).issuedAt, now40());
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, attestor));
        vm.prank(attestor);
        records.attestInvoice(JOB, EVIDENCE, 1, "USD", SUBJECT, now40());
    }

    function test_invoice_laterCorrects_earlierNeverReturns() public {
        IProviderRecords.InvoiceAttestation memory a = _invoice();
        _submit(a);
        IProviderRecords.InvoiceAttestation memory b = _invoice();
        skip(1);
        b.issuedAt = now40();
        b.amount = 5;
        _submit(b);
        assertEq(records.invoiceOf(JOB).amount, 5);
        _refuse(a, abi.encodeWithSelector(IProviderRecords.OutdatedAttestation.selector, a.issuedAt, b.issuedAt));
    }

    function test_invoice_ofADisownedAttestor_isMissingAgain() public {
        _makeAgent(true);
        _submit(_invoice());
        world.govern(address(records), abi.encodeCall(records.disown, (bookkeeper, now40())));
        assertTrue(records.invoiceMissing(id, JOB));
    }

    function test_invoice_RevertWhen_AFieldIsWrong() public {
        IProviderRecords.InvoiceAttestation memory a = _invoice();
        a.jobId = 0;
        _refuseField(a, "jobId", 0);
        a = _invoice();
        a.invoiceHash = 0;
        _refuseField(a, "invoiceHash", 0);
        a = _invoice();
        a.amount = 0;
        _refuseField(a, "amount", 0);
        a = _invoice();
        a.currency = 0;
        _refuseField(a, "currency", 0);
        a = _invoice();
        a.vendor = 0;
        _refuseField(a, "vendor", 0);
        a = _invoice();
        a.paidAt = now40() + 1;
        _refuseField(a, "paidAt", a.paidAt);
        a.paidAt = 0;
        _refuseField(a, "paidAt", 0);
    }

    function test_invoice_RevertWhen_NotSignedByAnInvoiceAttestor() public {
        IProviderRecords.InvoiceAttestation memory a = _invoice();
        a.attestor = attestor;
        bytes memory signature = signatureOf(attestorKey, records.hashInvoice(a));
        vm.expectRevert(abi.encodeWithSelector(IProviderRecords.NotAttestor.selector, attestor));
        records.submitInvoice(a, signature);
        a.attestor = bookkeeper;
        vm.expectRevert(IProviderRecords.InvalidSignature.selector);
        records.submitInvoice(a, signature);
    }
}
