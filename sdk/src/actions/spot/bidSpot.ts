import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link bidSpot}. */
export interface BidSpotParameters {
  /** See `spotSku`. */
  sku: Hex;
  units: number;
  /** Seconds. */
  duration: number;
  /** The most to pay, USDC units per unit and period. */
  maxUnitPrice: number;
  /** Hash of the job's description, see `jobSpecHash`. */
  specHash: Hex;
}

/** What came of {@link bidSpot}. */
export interface BidSpotOutcome {
  bidId: number;
  roundEnd: number;
  escrow: bigint;
  tier: number;
}

/** The call behind {@link bidSpot}, for other transaction engines. */
export function bidSpotCall(deployment: Deployment, parameters: BidSpotParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'bid',
    args: [parameters.sku, parameters.units, parameters.duration, parameters.maxUnitPrice, parameters.specHash],
  });
}

/**
 * Bids in the running round, from the account's vault balance. Binding: what it wins are firm jobs at the round's
 * price, the rest comes back when the round is cleared. SPEC JOB 4, USER 2.
 *
 * @throws UnknownSkuError, BidTooSmallError, BidTooLowError, JobMarketDurationOutOfRangeError,
 * VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.bidSpot({ sku, units: 8, duration: 3_600, maxUnitPrice: 20_000, specHash });
 * const { bidId, roundEnd, escrow } = await wait();
 */
export async function bidSpot(
  client: AnyClient,
  parameters: BidSpotParameters & WriteOptions,
): Promise<WriteResult<BidSpotOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, bidSpotCall(deployment, parameters), parameters, (receipt) => {
    const { bidId, roundEnd, escrow, tier } = eventIn(
      receipt,
      deployment.contracts.SpotMarket,
      spotMarketAbi,
      'BidPlaced',
    );
    return { bidId, roundEnd, escrow, tier };
  });
}
