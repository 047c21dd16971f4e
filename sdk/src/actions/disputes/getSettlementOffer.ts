import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SettlementOffer } from './types.js';

/** Parameters of {@link getSettlementOffer}. */
export interface GetSettlementOfferParameters extends ReadOptions {
  jobId: bigint;
  /** Whose: the payer's side, or the provider's. */
  byPayer: boolean;
}

/**
 * A side's standing offer; zeros for none. SPEC JOB 9.
 *
 * @example
 * const { payerBps, until } = await client.getSettlementOffer({ jobId: 7n, byPayer: false });
 */
export async function getSettlementOffer(
  client: AnyClient,
  parameters: GetSettlementOfferParameters,
): Promise<SettlementOffer> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'offerOf',
    args: [parameters.jobId, parameters.byPayer],
    blockNumber: parameters.blockNumber,
  }) as Promise<SettlementOffer>;
}
