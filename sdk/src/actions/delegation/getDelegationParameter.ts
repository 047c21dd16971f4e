import { stringToHex } from 'viem';
import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getDelegationParameter}. */
export interface GetDelegationParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `minDelegation`. */
  name: string;
}

/**
 * A governed number of delegation. SPEC PROV 6.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getDelegationParameter({ name: 'exitHold' });
 */
export async function getDelegationParameter(
  client: AnyClient,
  parameters: GetDelegationParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
