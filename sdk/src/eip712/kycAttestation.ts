import type { Address, Hex } from 'viem';
import type { KycLevel } from '../actions/records/types.js';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** What an attestor says about an account (IProviderRecords.KycAttestation; SPEC PROV 8). */
export interface KycAttestation {
  /** Who signs; holds the KYC_ATTESTOR role. */
  attestor: Address;
  account: Address;
  level: KycLevel;
  /** From then on the level is None. */
  expiry: number;
  /** Later than the account's last attestation or revocation, not in the chain's future. */
  issuedAt: number;
  /** Salted hash of whom was identified. */
  subjectHash: Hex;
}

export const kycAttestationTypes = {
  KycAttestation: [
    { name: 'attestor', type: 'address' },
    { name: 'account', type: 'address' },
    { name: 'level', type: 'uint8' },
    { name: 'expiry', type: 'uint40' },
    { name: 'issuedAt', type: 'uint40' },
    { name: 'subjectHash', type: 'bytes32' },
  ],
} as const;

/** The EIP-712 payload of a KYC attestation (domain "CyberPlaza ProviderRecords", "1"). */
export function kycAttestationTypedData(deployment: Deployment, attestation: KycAttestation): SignableMessage {
  return {
    domain: domain('CyberPlaza ProviderRecords', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.ProviderRecords,
    }),
    types: kycAttestationTypes,
    primaryType: 'KycAttestation',
    message: { ...attestation },
  };
}

/** What `ProviderRecords.hashKyc` returns. */
export function hashKycAttestation(deployment: Deployment, attestation: KycAttestation): Hex {
  return hashMessage(kycAttestationTypedData(deployment, attestation));
}

/**
 * Signs a KYC attestation as its attestor.
 *
 * @example
 * const signature = await signKycAttestation(attestor, getDeployment(31337), attestation);
 * await owner.submitKyc({ attestation, signature });
 */
export function signKycAttestation(signer: Signer, deployment: Deployment, attestation: KycAttestation): Promise<Hex> {
  return signMessage(signer, kycAttestationTypedData(deployment, attestation));
}
