import type { Period } from '../../maths/cost.js';

/** What is sold (IListings.Resource). */
export const Resource = {
  CpuCoreHour: 0,
  GpuHour: 1,
  FpgaHour: 2,
  StorageTbMonth: 3,
  BandwidthTb: 4,
  MemoryGbHour: 5,
  Software: 6,
  Data: 7,
  Service: 8,
} as const;
export type Resource = (typeof Resource)[keyof typeof Resource];

/** A listing (IListings.Listing). */
export interface Listing {
  providerId: number;
  resource: Resource;
  period: Period;
  active: boolean;
  preemptible: boolean;
  reservable: boolean;
  /** USDC units per unit and period. */
  unitPrice: number;
  /** Units that may be in use at once. */
  capacity: number;
  /** Seconds. */
  minDuration: number;
  /** Seconds. */
  maxDuration: number;
  /** Minutes from opening to start, 10 .. 43,200. */
  startLimit: number;
  /** Of the expected cost, at most 1,000, a multiple of 10. */
  cancelFeeBps: number;
  /** Compute price feed, 0 = none: buyers must then name a maximum. */
  feedId: number;
  /** Promised uptime, 0 = no SLA. */
  slaUptimeBps: number;
  /** Credit of the cost for each 1% (or part) below the promise. */
  slaCreditBps: number;
  /** Meters wanted beyond the default quorum, 0 .. 3. */
  extraSigners: number;
  /** Index in the market's table of verifiers, 0 = meter quorum. */
  verifier: number;
}

/** Terms of a new listing. */
export type ListingTerms = Omit<Listing, 'active'> & { active?: boolean | undefined };
