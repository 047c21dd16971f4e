import { treasuryAbi } from '../../abis/Treasury.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { TreasuryBudget, TreasuryStream } from './types.js';

/** Parameters of {@link getTreasuryStream}. */
export interface GetTreasuryStreamParameters extends ReadOptions {
  streamId: bigint;
}

/**
 * A stream and what its recipient may withdraw. SPEC GOV 2.
 *
 * @example
 * const { withdrawable } = await client.getTreasuryStream({ streamId: 1n });
 */
export async function getTreasuryStream(
  client: AnyClient,
  parameters: GetTreasuryStreamParameters,
): Promise<TreasuryStream> {
  const { contracts } = await deploymentOf(client, parameters);
  const treasury = { address: contracts.Treasury, abi: treasuryAbi, blockNumber: parameters.blockNumber } as const;
  const args = [parameters.streamId] as const;
  const [stream, withdrawable] = await Promise.all([
    read(client, { ...treasury, functionName: 'stream', args }),
    read(client, { ...treasury, functionName: 'withdrawable', args }),
  ]);
  return { ...stream, budget: stream.budget as TreasuryBudget, withdrawable };
}
