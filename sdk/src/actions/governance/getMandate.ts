import { councilAbi } from '../../abis/Council.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Mandate } from './types.js';

/**
 * The council's member and the end of its mandate. SPEC GOV 1.
 *
 * @example
 * const { member, until } = await client.getMandate();
 */
export async function getMandate(client: AnyClient, parameters: ReadOptions = {}): Promise<Mandate> {
  const { contracts } = await deploymentOf(client, parameters);
  const council = { address: contracts.Council, abi: councilAbi, blockNumber: parameters.blockNumber } as const;
  const [member, until] = await Promise.all([
    read(client, { ...council, functionName: 'member' }),
    read(client, { ...council, functionName: 'mandateUntil' }),
  ]);
  return { member, until };
}
