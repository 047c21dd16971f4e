import { listingsAbi } from '../../abis/Listings.js';
import { creditOf, type SlaCreditRate } from '../../maths/sla.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteSla}. */
export interface QuoteSlaParameters extends ReadOptions {
  listingId: number;
  /** What the run costs before any credit, USDC units. */
  cost: bigint;
  /** 0 .. 10,000. */
  uptimeBps: number;
  /** 0 .. 10,000, see throughputBps; 10,000 if left out. */
  throughputBps?: bigint | number | undefined;
}

/** What came of {@link quoteSla}. */
export interface SlaQuote extends SlaCreditRate {
  /** Off the cost, USDC units. */
  credit: bigint;
}

/**
 * The credit that a run with given measurements would earn the buyer at a listing, by its tariff or its linear credit. SPEC JOB 7.
 *
 * @throws UnknownListingError
 *
 * @example
 * const { credit } = await client.quoteSla({ listingId: 1, cost: 24_000_000n, uptimeBps: 9_850 });
 */
export async function quoteSla(client: AnyClient, parameters: QuoteSlaParameters): Promise<SlaQuote> {
  const { contracts } = await deploymentOf(client, parameters);
  const { listingId, uptimeBps, throughputBps = 10_000n } = parameters;
  const [uptimeCreditBps, throughputCreditBps] = await read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'slaCreditBps',
    args: [listingId, BigInt(uptimeBps), BigInt(throughputBps)],
    blockNumber: parameters.blockNumber,
  });
  const rate = { uptimeCreditBps, throughputCreditBps };
  return { ...rate, credit: creditOf(parameters.cost, rate) };
}
