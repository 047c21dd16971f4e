import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getMeterBond}. */
export interface GetMeterBondParameters extends ReadOptions {
  signer: Address;
}

/**
 * A meter's bond, USDC units. SPEC JOB 5.
 *
 * @example
 * const result = await client.getMeterBond({ signer });
 */
export async function getMeterBond(client: AnyClient, parameters: GetMeterBondParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'bondOf',
    args: [parameters.signer],
    blockNumber: parameters.blockNumber,
  });
}
