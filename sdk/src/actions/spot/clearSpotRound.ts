import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link clearSpotRound}. */
export interface ClearSpotRoundParameters {
  /** See `spotSku`. */
  sku: Hex;
  /** The second a round ends, which is its name. */
  roundEnd: number;
  /** Best bids first; 8 by default. */
  maxBids?: number | undefined;
}

/** A job that a bid won. */
export interface SpotFill {
  bidId: number;
  jobId: bigint;
  listingId: number;
  units: number;
  unitPrice: number;
}

/** What came of {@link clearSpotRound}. */
export interface ClearSpotRoundOutcome {
  filled: SpotFill[];
}

/** The call behind {@link clearSpotRound}, for other transaction engines. */
export function clearSpotRoundCall(deployment: Deployment, parameters: ClearSpotRoundParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'clear',
    args: [parameters.sku, parameters.roundEnd, BigInt(parameters.maxBids ?? 8)],
  });
}

/**
 * Clears a round that is over: opens the winners' jobs at one price, refunds the others. Again until none is left.
 * Anyone. SPEC JOB 4.
 *
 * @throws RoundRunningError, NothingToClearError
 *
 * @example
 * const { wait } = await client.clearSpotRound({ sku, roundEnd });
 * const { filled } = await wait();
 */
export async function clearSpotRound(
  client: AnyClient,
  parameters: ClearSpotRoundParameters & WriteOptions,
): Promise<WriteResult<ClearSpotRoundOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, clearSpotRoundCall(deployment, parameters), parameters, (receipt) => ({
    filled: eventsIn(receipt, deployment.contracts.SpotMarket, spotMarketAbi, 'BidFilled').map((fill) => ({ ...fill })),
  }));
}
