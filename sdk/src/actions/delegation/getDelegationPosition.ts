import type { Address } from 'viem';
import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { DelegationPosition } from './types.js';

/** Parameters of {@link getDelegationPosition}. */
export interface GetDelegationPositionParameters extends ReadOptions {
  providerId: number;
  delegator: Address;
}

/**
 * What an account has delegated to a provider. SPEC PROV 6.
 *
 * @example
 * const { cpt, claimable } = await client.getDelegationPosition({ providerId: 1, delegator: account.address });
 */
export async function getDelegationPosition(
  client: AnyClient,
  parameters: GetDelegationPositionParameters,
): Promise<DelegationPosition> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'position',
    args: [parameters.providerId, parameters.delegator],
    blockNumber: parameters.blockNumber,
  });
}
