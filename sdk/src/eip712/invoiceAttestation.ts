import { type Address, type Hex, stringToHex } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** What an attestor says about a settlement agent's payment (IProviderRecords.InvoiceAttestation; SPEC PROV 9). */
export interface InvoiceAttestation {
  /** Who signs; holds the INVOICE_ATTESTOR role. */
  attestor: Address;
  jobId: bigint;
  invoiceHash: Hex;
  /** In the currency's smallest unit. */
  amount: bigint;
  /** ISO 4217, e.g. `EUR`. */
  currency: string;
  /** Hash of the vendor's name and registration. */
  vendor: Hex;
  /** When the vendor was paid. */
  paidAt: number;
  /** Later than the job's last attestation, not in the chain's future. */
  issuedAt: number;
}

export const invoiceAttestationTypes = {
  InvoiceAttestation: [
    { name: 'attestor', type: 'address' },
    { name: 'jobId', type: 'uint256' },
    { name: 'invoiceHash', type: 'bytes32' },
    { name: 'amount', type: 'uint128' },
    { name: 'currency', type: 'bytes32' },
    { name: 'vendor', type: 'bytes32' },
    { name: 'paidAt', type: 'uint40' },
    { name: 'issuedAt', type: 'uint40' },
  ],
} as const;

/** An attestation as the contract takes it. */
export function toInvoiceWords(attestation: InvoiceAttestation) {
  return { ...attestation, currency: stringToHex(attestation.currency, { size: 32 }) };
}

/** The EIP-712 payload of an invoice attestation (domain "CyberPlaza ProviderRecords", "1"). */
export function invoiceAttestationTypedData(deployment: Deployment, attestation: InvoiceAttestation): SignableMessage {
  return {
    domain: domain('CyberPlaza ProviderRecords', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.ProviderRecords,
    }),
    types: invoiceAttestationTypes,
    primaryType: 'InvoiceAttestation',
    message: toInvoiceWords(attestation),
  };
}

/** What `ProviderRecords.hashInvoice` returns. */
export function hashInvoiceAttestation(deployment: Deployment, attestation: InvoiceAttestation): Hex {
  return hashMessage(invoiceAttestationTypedData(deployment, attestation));
}

/**
 * Signs an invoice attestation as its attestor.
 *
 * @example
 * const signature = await signInvoiceAttestation(attestor, getDeployment(31337), attestation);
 * await agent.submitInvoice({ attestation, signature });
 */
export function signInvoiceAttestation(
  signer: Signer,
  deployment: Deployment,
  attestation: InvoiceAttestation,
): Promise<Hex> {
  return signMessage(signer, invoiceAttestationTypedData(deployment, attestation));
}
