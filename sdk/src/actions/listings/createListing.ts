import type { Hex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import type { Deployment } from '../../deployments/types.js';
import { MathsDomainError } from '../../errors/maths.js';
import type { SlaTariff } from '../../maths/sla.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { sortTags } from './tags.js';
import type { ListingTerms } from './types.js';

/** Parameters of {@link createListing}. */
export interface CreateListingParameters {
  /** Fixed but for price, capacity and activity. */
  terms: ListingTerms;
  /** 32 bytes, e.g. stringToHex('cpu.core', { size: 32 }). */
  sku: Hex;
  /** 32 bytes. */
  region: Hex;
  /** At most 16, 32 bytes each, in any order: `requiringTag`, `providingTag`, `describingTag`. */
  tags?: readonly Hex[] | undefined;
  metadataURI?: string | undefined;
  /** A tariff in place of the linear credit: the terms' slaUptimeBps and slaCreditBps must be 0. */
  sla?: NewTariff | undefined;
}

/** A tariff to be; what is left out is none, notices then 5 minutes, 2 minutes and 24 hours. */
export type NewTariff = Partial<SlaTariff>;

/** What came of {@link createListing}. */
export interface CreateListingOutcome {
  listingId: number;
}

/** The call behind {@link createListing}, for other transaction engines. */
export function createListingCall(deployment: Deployment, parameters: CreateListingParameters): ContractCall {
  const terms = { ...parameters.terms, active: parameters.terms.active ?? true };
  const { sku, region, tags = [], metadataURI = '', sla } = parameters;
  const to = { address: deployment.contracts.Listings, abi: listingsAbi } as const;
  const args = [terms, sku, region, sortTags(tags), metadataURI] as const;
  if (!sla) return contractCall({ ...to, functionName: 'create', args });
  return contractCall({ ...to, functionName: 'createWithSla', args: [...args, encodeTariff(sla)] });
}

const TIERS = [0, 1, 2, 3] as const;
const NO_TIER = { belowBps: 0, creditBps: 0 };

/** As the contract has it: four tiers, unused ones zero. */
function encodeTariff(sla: NewTariff) {
  const uptime = sla.uptime ?? [];
  if (uptime.length > TIERS.length) throw new MathsDomainError('uptime', uptime.length, 'at most 4 tiers');
  const [first, second, third, fourth] = TIERS.map((tier) => uptime[tier] ?? NO_TIER);
  return {
    uptime: [first ?? NO_TIER, second ?? NO_TIER, third ?? NO_TIER, fourth ?? NO_TIER],
    throughputFloorBps: sla.throughputFloorBps ?? 0,
    throughputCreditBps: sla.throughputCreditBps ?? 0,
    noticeMinutes: sla.noticeMinutes ?? 5,
    preemptNoticeMinutes: sla.preemptNoticeMinutes ?? 2,
    exitNoticeMinutes: sla.exitNoticeMinutes ?? 1_440,
  } as const;
}

/**
 * Offers something for sale. Provider's owner or operator; its bond must cover 10% of all it lists. SPEC JOB 1, PROV
 * 3, PROV 6.
 *
 * @throws InvalidTermsError, BondTooSmallError, NeedsCertificationError
 *
 * @example
 * const { hash, wait } = await client.createListing({ terms, sku: stringToHex('cpu.core', { size: 32 }), region: stringToHex('eu', { size: 32 }) });
 * const { listingId } = await wait();
 */
export async function createListing(
  client: AnyClient,
  parameters: CreateListingParameters & WriteOptions,
): Promise<WriteResult<CreateListingOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createListingCall(deployment, parameters), parameters, (receipt) => {
    const { listingId } = eventIn(receipt, deployment.contracts.Listings, listingsAbi, 'ListingCreated');
    return { listingId };
  });
}
