import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { emissionScheduleAbi } from '@cyberplaza/sdk/abis';
import { type Address, createPublicClient, http, isAddress, type PublicClient } from 'viem';
import { z } from 'zod';
import { InputError, messageOf } from './errors.js';
import { lower } from './events/decode.js';
import { RpcSource } from './events/rpc.js';
import { SubgraphSource } from './events/subgraph.js';
import type { EventSource, PriceSource, Terms } from './events/types.js';

const address = z.custom<Address>(
  (value) => typeof value === 'string' && isAddress(value, { strict: false }),
  'an address',
);
const deploymentSchema = z.object({
  chainId: z.number(),
  startBlock: z.number(),
  contracts: z.object({
    MerkleRewards: address,
    EmissionSchedule: address,
    PriceHub: address,
    Vault: address,
    Perks: address,
    Subscriptions: address,
    Referrals: address,
    Reviews: address,
    ProviderRegistry: address,
    VotingEscrow: address,
    LendingPool: address.optional(),
    PerkStake: address.optional(),
    UniswapTwap: address.optional(),
    CptPool: address.optional(),
    NonfungiblePositionManager: address.optional(),
  }),
});

/** The part of deployments/<chainId>.json that rewards are about. */
export type RewardDeployment = z.output<typeof deploymentSchema>;

/** A chain, the protocol on it, and where events and prices come from. */
export interface Chain {
  client: PublicClient;
  deployment: RewardDeployment;
  terms: Terms;
  events: EventSource;
  prices: PriceSource & Pick<RpcSource, 'lastBlockBefore'>;
}

export interface ConnectOptions {
  rpc: string;
  /** deployments/<chainId>.json under the working directory where this is not given */
  deployment?: string | undefined;
  /** read events from this subgraph instead of the chain's logs */
  subgraph?: string | undefined;
  /** most blocks of logs asked for at once */
  chunk?: bigint | undefined;
}

const RPC_BATCH_SIZE = 100;
const RPC_TIMEOUT_MS = 60_000;

/** Connects, checks that chain and deployment match, and reads what the calculation needs to know of the contracts. */
export async function connect(options: ConnectOptions): Promise<Chain> {
  const client = createPublicClient({
    transport: http(options.rpc, { batch: { batchSize: RPC_BATCH_SIZE }, timeout: RPC_TIMEOUT_MS }),
    cacheTime: 0,
  });
  let chainId: number;
  try {
    chainId = await client.getChainId();
  } catch {
    throw new InputError(`no chain answers at ${options.rpc}; name a node with --rpc`);
  }
  const path = options.deployment ?? resolve('deployments', `${chainId}.json`);
  const deployment = readDeployment(path);
  if (deployment.chainId !== chainId) {
    throw new InputError(`${path} is for chain ${deployment.chainId}, the node serves chain ${chainId}`);
  }
  const { contracts } = deployment;
  const start = await client.readContract({
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'start',
  });
  const source = new RpcSource({
    client,
    contracts,
    positionManager: contracts.NonfungiblePositionManager,
    fromBlock: BigInt(deployment.startBlock),
    chunk: options.chunk,
  });
  return {
    client,
    deployment,
    terms: {
      chainId,
      distributor: lower(contracts.MerkleRewards),
      start: Number(start),
      notHolders: contracts.LendingPool ? [lower(contracts.LendingPool)] : [],
      keepers: contracts.PerkStake ? [lower(contracts.PerkStake)] : [],
    },
    events: options.subgraph ? new SubgraphSource({ url: options.subgraph }) : source,
    prices: source,
  };
}

/** Reads and checks a deployment file. */
export function readDeployment(path: string): RewardDeployment {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`deployment file ${path}: ${messageOf(error)}; name one with --deployment`);
  }
  const parsed = deploymentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(`deployment file ${path}: ${issue?.path.join('.')} is not ${issue?.message}`);
}
