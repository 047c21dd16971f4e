import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Feed } from './types.js';

/** Parameters of {@link getPrices}. */
export interface GetPricesParameters extends ReadOptions {
  /** Names in the deployment; all of them by default. */
  names?: readonly string[] | undefined;
}

/**
 * The feeds of the deployment by name, at one block. SPEC ORC 3.
 *
 * @example
 * const { 'USDC/USD': usdc } = await client.getPrices();
 */
export async function getPrices(
  client: AnyClient,
  parameters: GetPricesParameters = {},
): Promise<Record<string, Feed>> {
  const deployment = await deploymentOf(client, parameters);
  const names = Object.keys(deployment.feeds).filter((name) => parameters.names?.includes(name) ?? true);
  const calls = names.map((name) => ({
    address: deployment.contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'feed',
    args: [deployment.feeds[name]],
  }));
  const feeds = (await readMany(client, calls, parameters)) as Feed[];
  return Object.fromEntries(names.map((name, i) => [name, feeds[i] as Feed]));
}
