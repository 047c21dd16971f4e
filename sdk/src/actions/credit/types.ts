import type { Address, Hex } from 'viem';

/** State of a credit line (ICreditLines.LineState). */
export const LineState = {
  None: 0,
  Open: 1,
  Closed: 2,
  WrittenOff: 3,
} as const;
export type LineState = (typeof LineState)[keyof typeof LineState];

/** A governed parameter of the credit lines (ICreditLines.setParameter). */
export type CreditParameter =
  | 'baseBps'
  | 'kinkRateBps'
  | 'maxRateBps'
  | 'kinkBps'
  | 'maxLineBps'
  | 'maxDrawBps'
  | 'reservePct'
  | 'maxPriceAge';

/** A credit line (ICreditLines.Line). Amounts in USDC units, rates in basis points a year. */
export interface CreditLine {
  borrower: Address;
  cap: bigint;
  principal: bigint;
  /** Owed now, rounded up. */
  interest: bigint;
  rateBps: number;
  /** The higher of the curve's and the line's own, as last set. */
  appliedBps: number;
  /** Second from which it is late. */
  due: number;
  /** Percent of its interest for the insurance fund. */
  reservePct: number;
  state: LineState;
  /** Part the pool has given up for now. */
  markBps: number;
}

/** What a lot is to buy (ICreditLines.LotTerms). */
export interface LotTerms {
  descriptionHash: Hex;
  feedId: number;
  units: bigint;
  pledged: bigint;
  cost: bigint;
  expiry: number;
  marginBps: number;
}

/** A lot (ICreditLines.Lot). */
export interface Lot {
  lineId: number;
  feedId: number;
  /** Principal ever drawn and repaid, USDC units. */
  drawn: bigint;
  repaid: bigint;
  cost: bigint;
  units: bigint;
  /** The pledged ones among them. */
  unsold: bigint;
  pledged: bigint;
  expiry: number;
  marginBps: number;
}

/** What a lot is worth by the oracle. */
export interface LotValue {
  /** USDC units, of what is neither sold nor pledged. */
  value: bigint;
  /** What it may still draw by its own limits. */
  drawable: bigint;
}

/** What the live lines owe in all (ICreditLines.Book). */
export interface CreditBook {
  principal: bigint;
  impaired: bigint;
  nextEvent: number;
  late: number;
  /** Interest for the holders, in units / INTEREST_SCALE, as of `at`. */
  raw: bigint;
  /** What raw grows by each second until nextEvent. */
  flow: bigint;
  at: number;
}
