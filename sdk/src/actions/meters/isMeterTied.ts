import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isMeterTied}. */
export interface IsMeterTiedParameters extends ReadOptions {
  signer: Address;
  providerId: number;
}

/**
 * Whether a meter does not count for a provider's jobs, by governance's word or by proof. SPEC JOB 5.
 *
 * @example
 * const tied = await client.isMeterTied({ signer, providerId: 1 });
 */
export async function isMeterTied(client: AnyClient, parameters: IsMeterTiedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'isTied',
    args: [parameters.signer, parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
