import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { MeterQuorumState } from './types.js';

/**
 * How many meters count and how many must sign. SPEC JOB 5.
 *
 * @example
 * const { threshold } = await client.getMeterQuorum();
 */
export async function getMeterQuorum(client: AnyClient, parameters: ReadOptions = {}): Promise<MeterQuorumState> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = ['threshold', 'activeMeters', 'minimumBond'].map((functionName) => ({
    address: contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName,
    args: [],
  }));
  const [threshold, activeMeters, minimumBond] = (await readMany(client, calls, parameters)) as [
    bigint,
    bigint,
    bigint,
  ];
  return { threshold, activeMeters, minimumBond };
}
