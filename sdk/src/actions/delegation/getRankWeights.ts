import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRankWeights}. */
export interface GetRankWeightsParameters extends ReadOptions {
  providerIds: readonly number[];
}

/**
 * What ranks providers in listings, in the order asked: the haircut bond with what counts of the delegated, USDC units; 0
 * while one may not sell. Sort with {@link byRank}. SPEC PROV 6.
 *
 * @throws UnknownProviderError
 *
 * @example
 * const weights = await client.getRankWeights({ providerIds: [1, 2, 3] });
 */
export async function getRankWeights(client: AnyClient, parameters: GetRankWeightsParameters): Promise<bigint[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = parameters.providerIds.map((providerId) => ({
    address: contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'rankWeight',
    args: [providerId],
  }));
  return (await readMany(client, calls, parameters)) as bigint[];
}
