import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Deployment,
  parseDeployment,
  parseRemoteDeployment,
  type RemoteDeployment,
} from '@cyberplaza/sdk/deployments';
import { createPublicClient, http, type PublicClient } from 'viem';
import { ConfigError, messageOf } from './errors.js';

/** A chain and the protocol on it. */
export interface Chain {
  client: PublicClient;
  deployment: Deployment;
}

export interface ConnectOptions {
  rpc: string;
  /** deployments/<chainId>.json under the working directory where this is not given */
  deployment?: string | undefined;
}

const RPC_BATCH_SIZE = 200;
const RPC_TIMEOUT_MS = 30_000;

/** A chain that CPT was bridged to. */
export interface RemoteChain {
  client: PublicClient;
  deployment: RemoteDeployment;
}

/** Reads and checks a deployments file. */
export function readDeployment(path: string): Deployment {
  return readWith(path, parseDeployment);
}

function readWith<value>(path: string, parse: (content: unknown) => value): value {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new ConfigError(`deployment file ${path} is missing or not JSON`);
  }
  try {
    return parse(content);
  } catch (error) {
    throw new ConfigError(`deployment file ${path}: ${messageOf(error)}`);
  }
}

/** Connects with JSON-RPC batching (no multicall contract needed) and checks that chain and deployment match. */
export function connect(options: ConnectOptions): Promise<Chain> {
  return connectWith(options, parseDeployment);
}

/** The same of a remote chain. */
export function connectRemote(options: ConnectOptions): Promise<RemoteChain> {
  return connectWith(options, parseRemoteDeployment);
}

async function connectWith<deployment extends { chainId: number }>(
  options: ConnectOptions,
  parse: (content: unknown) => deployment,
): Promise<{ client: PublicClient; deployment: deployment }> {
  const client = createPublicClient({
    transport: http(options.rpc, {
      batch: { batchSize: RPC_BATCH_SIZE, wait: 0 },
      timeout: RPC_TIMEOUT_MS,
      retryCount: 2,
    }),
    cacheTime: 0,
  });
  let chainId: number;
  try {
    chainId = await client.getChainId();
  } catch {
    throw new ConfigError(`no chain answers at ${options.rpc}`);
  }
  const path = options.deployment ?? resolve('deployments', `${chainId}.json`);
  const deployment = readWith(path, parse);
  if (deployment.chainId !== chainId) {
    throw new ConfigError(`${path} is for chain ${deployment.chainId}, the node serves chain ${chainId}`);
  }
  return { client, deployment };
}
