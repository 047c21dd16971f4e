import type { Address } from 'viem';
import { perkDeskAbi } from '../../abis/PerkDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPerkDiscount}. */
export interface GetPerkDiscountParameters extends ReadOptions {
  address: Address;
}

/**
 * Percent off the platform's fee that {@link openJobsWithPerks} gives an account now: 0, 5, 10 or 15. SPEC USER 2.
 *
 * @example
 * const percent = await client.getPerkDiscount({ address });
 */
export async function getPerkDiscount(client: AnyClient, parameters: GetPerkDiscountParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.PerkDesk,
    abi: perkDeskAbi,
    functionName: 'discountPercent',
    args: [parameters.address],
    blockNumber: parameters.blockNumber,
  });
}
