import type { Address, Hex } from 'viem';
import type { VoteSupport } from '../actions/governance/types.js';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** A whole vote on a proposal that somebody else may submit (SPEC GOV 1). */
export interface Ballot {
  proposalId: bigint;
  support: VoteSupport;
  voter: Address;
  /** `nonces(voter)` of the governor; see getBallotNonce. */
  nonce: bigint;
}

export const ballotTypes = {
  Ballot: [
    { name: 'proposalId', type: 'uint256' },
    { name: 'support', type: 'uint8' },
    { name: 'voter', type: 'address' },
    { name: 'nonce', type: 'uint256' },
  ],
} as const;

/** The EIP-712 payload of a ballot (domain "CyberPlaza Governor", "1"). */
export function ballotTypedData(deployment: Deployment, ballot: Ballot): SignableMessage {
  return {
    domain: domain('CyberPlaza Governor', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.CyberPlazaGovernor,
    }),
    types: ballotTypes,
    primaryType: 'Ballot',
    message: { ...ballot },
  };
}

/** The digest a voter signs. */
export function hashBallot(deployment: Deployment, ballot: Ballot): Hex {
  return hashMessage(ballotTypedData(deployment, ballot));
}

/**
 * Signs a ballot.
 *
 * @example
 * const nonce = await client.getBallotNonce({ account: voter.address });
 * const ballot = { proposalId, support: VoteSupport.For, voter: voter.address, nonce };
 * const signature = await signBallot(voter, getDeployment(31337), ballot);
 */
export function signBallot(signer: Signer, deployment: Deployment, ballot: Ballot): Promise<Hex> {
  return signMessage(signer, ballotTypedData(deployment, ballot));
}
