import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Meter } from './types.js';

/** Parameters of {@link getMeter}. */
export interface GetMeterParameters extends ReadOptions {
  signer: Address;
}

/**
 * A meter of the quorum. SPEC JOB 5.
 *
 * @example
 * const result = await client.getMeter({ signer });
 */
export async function getMeter(client: AnyClient, parameters: GetMeterParameters): Promise<Meter> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'meter',
    args: [parameters.signer],
    blockNumber: parameters.blockNumber,
  });
}
