import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RenewalDue } from './types.js';

/** Parameters of {@link getRenewalDue}. */
export interface GetRenewalDueParameters extends ReadOptions {
  account: Address;
}

/**
 * Whether a renewal is possible now but for price and balance, and whether a lapse waits to be noted. SPEC USER 5.
 *
 * @example
 * const { due } = await client.getRenewalDue({ account });
 */
export async function getRenewalDue(client: AnyClient, parameters: GetRenewalDueParameters): Promise<RenewalDue> {
  const { contracts } = await deploymentOf(client, parameters);
  const [due, lapsed] = await read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'renewalDue',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
  return { due, lapsed };
}
