/** Where a campaign stands (IGroupBuyTypes.State). */
export const CampaignState = { None: 0, Open: 1, Missed: 2, Met: 3, Failed: 4 } as const;
export type CampaignState = (typeof CampaignState)[keyof typeof CampaignState];

/** Why a campaign was missed (IGroupBuyTypes.MissReason). */
export const MissReason = { BelowMinimum: 0, Cancelled: 1, NotClosedInTime: 2, VendorCannotSell: 3 } as const;
export type MissReason = (typeof MissReason)[keyof typeof MissReason];

/** Why a campaign failed after its vendor was paid (IGroupBuyTypes.FailReason). */
export const FailReason = { Declared: 0, InvoiceMissing: 1, VendorRevoked: 2 } as const;
export type FailReason = (typeof FailReason)[keyof typeof FailReason];

/** From so many pledged units on (IGroupBuyTypes.Tier). */
export interface CampaignTier {
  from: number;
  /** USDC units a unit. */
  price: number;
  /** Of it to the vendor. */
  unitCost: number;
}

/** What a campaign offers (IGroupBuyTypes.Terms). */
export interface CampaignTerms {
  listingId: number;
  /** Second, 2 to 90 days ahead. */
  closesAt: number;
  /** Second, 30 to 730 days after the close. */
  expiresAt: number;
  /** The lot. */
  maxUnits: number;
  pack: number;
  /** Of the vendor's cost, basis points: before a voucher exists, and in advance in all. */
  firstBps: number;
  prepaidBps: number;
  /** Below list, basis points. */
  resaleBps: number;
  listPrice: number;
  /** Credit line of the pool, 0 for none. */
  lineId: number;
  tiers: readonly CampaignTier[];
}

/** A campaign (IGroupBuyTypes.Campaign). */
export interface Campaign extends Omit<CampaignTerms, 'tiers'> {
  /** See {@link CampaignState}. */
  state: number;
  providerId: number;
  withdrawableUntil: number;
  /** Of the tier reached; 0 before the close. */
  price: number;
  unitCost: number;
  /** What a unit's redemption still costs. */
  unitDue: number;
  pledged: number;
  settled: number;
  stock: number;
  series: number;
  invoicePaid: boolean;
  closedAt: number;
  failedAt: number;
  shared: boolean;
  lotId: bigint;
}

/** Where a campaign's money came from and went, USDC units (IGroupBuyTypes.Books). */
export interface CampaignBooks {
  paidIn: bigint;
  drawn: bigint;
  toVendor: bigint;
  toPool: bigint;
  toRevenue: bigint;
  refunded: bigint;
  cash: bigint;
  inJobs: bigint;
}

/** Vouchers of one price (IGroupBuyTypes.Series). */
export interface VoucherSeries {
  price: number;
  sold: number;
  live: number;
  inJobs: number;
}

/** Governed numbers of group buying. */
export type GroupBuyParameter = 'withdrawalStop' | 'closeTerm' | 'invoiceTerm' | 'recoveryTerm';
