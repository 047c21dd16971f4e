import type { Address, Hex } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** Gives the signer's whole weight to another account (SPEC LOCK 4). */
export interface Delegation {
  delegatee: Address;
  /** `nonces(signer)` of VotingEscrow; see getDelegationNonce. */
  nonce: bigint;
  /** Last second at which it may be used. */
  expiry: bigint;
}

export const delegationTypes = {
  Delegation: [
    { name: 'delegatee', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'expiry', type: 'uint256' },
  ],
} as const;

/** The EIP-712 payload of a delegation (domain "CyberPlaza veCPT", "1"). */
export function delegationTypedData(deployment: Deployment, delegation: Delegation): SignableMessage {
  return {
    domain: domain('CyberPlaza veCPT', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.VotingEscrow,
    }),
    types: delegationTypes,
    primaryType: 'Delegation',
    message: { ...delegation },
  };
}

/** The digest a delegator signs. */
export function hashDelegation(deployment: Deployment, delegation: Delegation): Hex {
  return hashMessage(delegationTypedData(deployment, delegation));
}

/**
 * Signs a delegation.
 *
 * @example
 * const nonce = await client.getDelegationNonce({ account: account.address });
 * const delegation = { delegatee, nonce, expiry: 1_800_000_000n };
 * const signature = await signDelegation(account, getDeployment(31337), delegation);
 * await relayer.delegateBySig({ delegation, signature });
 */
export function signDelegation(signer: Signer, deployment: Deployment, delegation: Delegation): Promise<Hex> {
  return signMessage(signer, delegationTypedData(deployment, delegation));
}
