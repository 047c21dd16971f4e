import { merkleRewardsAbi } from '@cyberplaza/sdk/abis';
import { type ContractCall, contractCall } from '@cyberplaza/sdk/actions';
import type { Hex } from 'viem';
import type { Chain } from './chain.js';
import type { Content } from './content/content.js';
import { InputError, NotDueError } from './errors.js';
import { lower } from './events/decode.js';
import { type Programme, programmeCode } from './time.js';

const NO_ROOT = `0x${'0'.repeat(64)}`;

/** A root that the chain knows. */
export interface ChainRoot {
  root: Hex;
  contentHash: Hex;
  total: bigint;
}

/** What the chain says about a programme. */
export interface ProgrammeState {
  /** in force */
  accepted: ChainRoot | undefined;
  /** published, waiting to be accepted */
  pending: (ChainRoot & { acceptableAt: number }) | undefined;
  released: bigint;
  claimed: bigint;
}

export async function programmeState(chain: Chain, programme: Programme): Promise<ProgrammeState> {
  const contract = { address: chain.deployment.contracts.MerkleRewards, abi: merkleRewardsAbi } as const;
  const args = [programmeCode(programme)] as const;
  const [books, pending] = await Promise.all([
    chain.client.readContract({ ...contract, functionName: 'books', args }),
    chain.client.readContract({ ...contract, functionName: 'pendingRoot', args }),
  ]);
  const { root, contentHash, released, allocated, claimed } = books;
  return {
    accepted: root === NO_ROOT ? undefined : { root, contentHash, total: allocated },
    pending: pending.root === NO_ROOT ? undefined : { ...pending },
    released,
    claimed,
  };
}

/**
 * The call that publishes a content file's root, once everything that can be looked at beforehand has been.
 *
 * @throws NotDueError where there is nothing to publish now, InputError where the file does not belong to this chain
 */
export async function publishCall(
  chain: Chain,
  content: Pick<Content, 'header' | 'contentHash'>,
): Promise<ContractCall> {
  const { header, contentHash } = content;
  const { chainId, distributor } = chain.terms;
  if (header.chainId !== chainId || header.distributor !== distributor) {
    throw new InputError(
      `the content is for ${header.distributor} on chain ${header.chainId}, not for ${distributor} on chain ${chainId}`,
    );
  }
  const { programme, root, total } = header;
  const state = await programmeState(chain, programme);
  if (state.accepted?.root === root) throw new NotDueError(`${programme}: root ${root} is in force already`);
  if (state.pending?.root === root)
    throw new NotDueError(
      `${programme}: root ${root} is published already and acceptable at ${dateOf(state.pending.acceptableAt)}`,
    );
  if (state.accepted && total < state.accepted.total) {
    throw new NotDueError(
      `${programme}: the root in force allocates ${state.accepted.total}, this one only ${total}; it is older`,
    );
  }
  if (total > state.released)
    throw new InputError(`${programme}: total ${total} is above ${state.released} released; do not publish`);
  if (programme === 'Users' || programme === 'Providers') await requireFitNow(chain, programme);
  return contractCall({
    address: chain.deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'publishRoot',
    args: [programmeCode(programme), root, total, contentHash],
  });
}

/** No reward root while CPT/USD is unfit (SPEC USER 4). */
async function requireFitNow(chain: Chain, programme: Programme): Promise<void> {
  const { timestamp } = await chain.client.getBlock({ includeTransactions: false });
  const { prices } = await chain.prices.priceAt(Number(timestamp));
  if (prices.length === 0)
    throw new NotDueError(`${programme}: CPT/USD is unfit now; publish once PriceHub.cptUsd is Fit again`);
}

export interface PublishedRoot extends ChainRoot {
  /** when it was published, seconds */
  at: number;
}

/** The last publication of a root, if there was one. */
export async function publicationOf(chain: Chain, programme: Programme, root: Hex): Promise<PublishedRoot | undefined> {
  const logs = await chain.client.getContractEvents({
    address: chain.deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    eventName: 'RootPublished',
    args: { programme: programmeCode(programme), root },
    fromBlock: BigInt(chain.deployment.startBlock),
    strict: true,
  });
  const log = logs.at(-1);
  if (!log) return undefined;
  const { timestamp } = await chain.client.getBlock({ blockNumber: log.blockNumber, includeTransactions: false });
  const { total, contentHash } = log.args;
  return { root: lower(root), total, contentHash, at: Number(timestamp) };
}

export function dateOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
