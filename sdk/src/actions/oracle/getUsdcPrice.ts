import { priceHubAbi } from '../../abis/PriceHub.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { HubPrice, PriceStatus } from './types.js';

/**
 * USD per USDC, 8 decimals, and whether it may be used. SPEC ORC 1.
 *
 * @example
 * const result = await client.getUsdcPrice();
 */
export async function getUsdcPrice(client: AnyClient, parameters: ReadOptions = {}): Promise<HubPrice> {
  const { contracts } = await deploymentOf(client, parameters);
  const [status, price] = await read(client, {
    address: contracts.PriceHub,
    abi: priceHubAbi,
    functionName: 'usdcUsd',
    blockNumber: parameters.blockNumber,
  });
  return { status: status as PriceStatus, price };
}
