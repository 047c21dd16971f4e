import { priceHubAbi } from '../../abis/PriceHub.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { HubPrice, PriceStatus } from './types.js';

/**
 * USD per CPT, 8 decimals, and whether it may be used. SPEC ORC 2.
 *
 * @example
 * const result = await client.getCptPrice();
 */
export async function getCptPrice(client: AnyClient, parameters: ReadOptions = {}): Promise<HubPrice> {
  const { contracts } = await deploymentOf(client, parameters);
  const [status, price] = await read(client, {
    address: contracts.PriceHub,
    abi: priceHubAbi,
    functionName: 'cptUsd',
    blockNumber: parameters.blockNumber,
  });
  return { status: status as PriceStatus, price };
}
