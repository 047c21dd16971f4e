import { type Address, encodeAbiParameters, encodePacked, type Hex, keccak256, stringToHex, toHex } from 'viem';
import { pad } from 'viem/utils';
import type { Proposal, ProposedCall } from '../actions/governance/types.js';
import type { Deployment } from '../deployments/types.js';

const CALLS = [{ type: 'address[]' }, { type: 'uint256[]' }, { type: 'bytes[]' }] as const;
const NOTHING = `0x${'00'.repeat(32)}` as const;

/** The three lists a governor takes. */
export function proposalLists(calls: readonly ProposedCall[]): [Address[], bigint[], Hex[]] {
  return [calls.map(({ to }) => to), calls.map(({ value }) => value ?? 0n), calls.map(({ data }) => data)];
}

/**
 * The description as the governor wants it: with the proposer's address at its end, so that nobody else can submit it.
 *
 * @example
 * const description = describeProposal('# Lower the fee', account.address);
 */
export function describeProposal(text: string, proposer: Address): string {
  return `${text}#proposer=${proposer.toLowerCase()}`;
}

/** What a description is hashed to. */
export function descriptionHash(description: string): Hex {
  return keccak256(stringToHex(description));
}

/**
 * A proposal's id, known before it is submitted.
 *
 * @example
 * const id = proposalIdOf({ calls: [{ to, data }], description });
 */
export function proposalIdOf({ calls, description }: Proposal): bigint {
  const [targets, values, datas] = proposalLists(calls);
  return BigInt(
    keccak256(
      encodeAbiParameters([...CALLS, { type: 'bytes32' }], [targets, values, datas, descriptionHash(description)]),
    ),
  );
}

/**
 * The id under which the timelock will hold a proposal.
 *
 * @example
 * const id = timelockOperationIdOf(getDeployment(31337), { calls, description });
 */
export function timelockOperationIdOf(deployment: Deployment, { calls, description }: Proposal): Hex {
  const [targets, values, datas] = proposalLists(calls);
  const governor = BigInt(pad(deployment.contracts.CyberPlazaGovernor, { dir: 'right', size: 32 }));
  const salt = toHex(governor ^ BigInt(descriptionHash(description)), { size: 32 });
  const types = [...CALLS, { type: 'bytes32' }, { type: 'bytes32' }] as const;
  return keccak256(encodeAbiParameters(types, [targets, values, datas, NOTHING, salt]));
}

/** Splits of one account's votes, as castFractionalVote packs them. */
export function packFractions(votes: { against: bigint; inFavour: bigint; abstain: bigint }): Hex {
  return encodePacked(['uint128', 'uint128', 'uint128'], [votes.against, votes.inFavour, votes.abstain]);
}
