import { type Address, getAddress, isAddress } from 'viem';
import { InvalidDeploymentError } from '../errors/client.js';
import {
  CONTRACT_NAMES,
  type Deployment,
  OPTIONAL_CONTRACT_NAMES,
  REMOTE_CONTRACT_NAMES,
  type RemoteDeployment,
} from './types.js';

/**
 * Validates a parsed deployments/<chainId>.json.
 *
 * @throws InvalidDeploymentError naming the field that is wrong
 *
 * @example
 * import { readFileSync } from 'node:fs';
 * import { parseDeployment, registerDeployment } from '@cyberplaza/sdk';
 *
 * registerDeployment(parseDeployment(JSON.parse(readFileSync('deployments/31337.json', 'utf8'))));
 */
export function parseDeployment(json: unknown): Deployment {
  const root = object(json, 'the deployment');
  const contracts = object(root.contracts, 'contracts');
  const names = [...CONTRACT_NAMES, ...OPTIONAL_CONTRACT_NAMES.filter((name) => contracts[name] !== undefined)];
  return {
    ...onChain(root, contracts, names),
    holders: record(root.holders, 'holders', address),
    safes: record(root.safes ?? {}, 'safes', address),
    safeContracts: record(root.safeContracts ?? {}, 'safeContracts', address),
    feeds: record(root.feeds, 'feeds', (value, path) => integer(value, path, 1)),
  };
}

/**
 * Validates a parsed deployments/<chainId>.json of a chain that CPT was bridged to.
 *
 * @throws InvalidDeploymentError naming the field that is wrong
 *
 * @example
 * registerRemoteDeployment(parseRemoteDeployment(JSON.parse(readFileSync('deployments/1.json', 'utf8'))));
 */
export function parseRemoteDeployment(json: unknown): RemoteDeployment {
  const root = object(json, 'the deployment');
  return onChain(root, object(root.contracts, 'contracts'), REMOTE_CONTRACT_NAMES);
}

/** What a deployment of any kind says: its chain, and where its contracts are. */
function onChain<name extends string>(
  root: Record<string, unknown>,
  contracts: Record<string, unknown>,
  names: readonly name[],
) {
  return {
    chainId: integer(root.chainId, 'chainId', 1),
    network: text(root.network, 'network'),
    startBlock: integer(root.startBlock, 'startBlock', 0),
    contracts: Object.fromEntries(names.map((name) => [name, address(contracts[name], `contracts.${name}`)])) as Record<
      name,
      Address
    >,
  };
}

function record<value>(json: unknown, path: string, parse: (value: unknown, path: string) => value) {
  const entries = Object.entries(object(json, path));
  return Object.fromEntries(entries.map(([key, value]) => [key, parse(value, `${path}.${key}`)]));
}

function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new InvalidDeploymentError(path, 'an object');
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidDeploymentError(path, 'a non-empty string');
}

function integer(value: unknown, path: string, minimum: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum) return value;
  throw new InvalidDeploymentError(path, `an integer of at least ${minimum}`);
}

function address(value: unknown, path: string): Address {
  if (typeof value === 'string' && isAddress(value, { strict: false })) return getAddress(value);
  throw new InvalidDeploymentError(path, 'an address');
}
