// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../interfaces/IJobDesk.sol";
import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { Attestors } from "./Attestors.sol";

/// @title Settlement agents and the invoices that prove their payments (SPEC PROV 9)
/// @dev A job is not looked up: an invoice for one that does not exist means nothing to anybody.
abstract contract InvoiceRecords is Attestors {
    bytes32 private constant INVOICE_TYPEHASH = keccak256(
        "InvoiceAttestation(address attestor,uint256 jobId,bytes32 invoiceHash,uint128 amount,bytes32 currency,"
        "bytes32 vendor,uint40 paidAt,uint40 issuedAt)"
    );

    /// @inheritdoc IProviderRecords
    function setSettlementAgent(uint32 providerId, bool agent, bytes32 evidenceHash) external override restricted {
        _requireProvider(providerId);
        _settlementAgents[providerId] = agent;
        emit SettlementAgentSet(providerId, agent, msg.sender, evidenceHash);
        IJobDesk(JOB_MARKET).refreshProvider(providerId);
    }

    /// @inheritdoc IProviderRecords
    function attestInvoice(
        uint256 jobId,
        bytes32 invoiceHash,
        uint128 amount,
        bytes32 currency,
        bytes32 vendor,
        uint40 paidAt
    ) external override restricted {
        _recordInvoice(
            InvoiceAttestation({
                attestor: msg.sender,
                jobId: jobId,
                invoiceHash: invoiceHash,
                amount: amount,
                currency: currency,
                vendor: vendor,
                paidAt: paidAt,
                issuedAt: uint40(block.timestamp)
            })
        );
    }

    /// @inheritdoc IProviderRecords
    function submitInvoice(InvoiceAttestation calldata attestation, bytes calldata signature) external override {
        _requireSigned(attestation.attestor, this.attestInvoice.selector, _invoiceStruct(attestation), signature);
        _recordInvoice(attestation);
    }

    /// @inheritdoc IProviderRecords
    function isSettlementAgent(uint32 providerId) external view override returns (bool) {
        return _settlementAgents[providerId];
    }

    /// @inheritdoc IProviderRecords
    function invoiceOf(uint256 jobId) external view override returns (Invoice memory) {
        return _invoices[jobId];
    }

    /// @inheritdoc IProviderRecords
    function invoiceMissing(uint32 providerId, uint256 jobId) external view override returns (bool) {
        if (!_settlementAgents[providerId]) return false;
        Invoice storage invoice = _invoices[jobId];
        return invoice.recordedAt == 0 || !_trusted(invoice.attestor, invoice.recordedAt);
    }

    /// @inheritdoc IProviderRecords
    function hashInvoice(InvoiceAttestation calldata attestation) external view override returns (bytes32 digest) {
        return _hashTypedDataV4(_invoiceStruct(attestation));
    }

    function _recordInvoice(InvoiceAttestation memory a) private {
        // Check
        _require(a.jobId != 0, "jobId", 0);
        _require(a.invoiceHash != 0, "invoiceHash", 0);
        _require(a.amount != 0, "amount", 0);
        _require(a.currency != 0, "currency", 0);
        _require(a.vendor != 0, "vendor", 0);
        _require(a.paidAt != 0 && a.paidAt <= block.timestamp, "paidAt", a.paidAt);
        _requireNewer(a.attestor, a.issuedAt, _invoices[a.jobId].issuedAt);

        // Effect
        _invoices[a.jobId] = Invoice({
            attestor: a.attestor,
            recordedAt: uint40(block.timestamp),
            issuedAt: a.issuedAt,
            amount: a.amount,
            paidAt: a.paidAt,
            currency: a.currency,
            vendor: a.vendor,
            invoiceHash: a.invoiceHash
        });
        emit InvoiceAttested(a.jobId, a.attestor, a.invoiceHash, a.amount, a.currency, a.vendor, a.paidAt);
    }

    /// @dev A static struct whose words lie in the order of the type's members.
    function _invoiceStruct(InvoiceAttestation calldata attestation) private pure returns (bytes32) {
        return keccak256(abi.encode(INVOICE_TYPEHASH, attestation));
    }
}
