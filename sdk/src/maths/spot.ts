import { encodeAbiParameters, type Hex, keccak256 } from 'viem';
import type { Period } from './cost.js';
import { type EscrowTerms, escrowFor } from './cost.js';
import { min } from './integers.js';

/** What a bid's escrow has on top, for the rounding of its parts. */
export const SPOT_ROUNDING = 64n;

/** What listings of one SKU have in common. */
export interface SpotSkuTerms {
  /** 32 bytes, as in createListing. */
  sku: Hex;
  /** 32 bytes. */
  region: Hex;
  /** See `Resource`. */
  resource: number;
  period: Period;
}

/**
 * The book that a listing's offers belong to. Equal to `Listings.skuOf`.
 *
 * @example
 * spotSku({ sku: stringToHex('cpu.core', { size: 32 }), region: stringToHex('eu', { size: 32 }), resource: 0, period: Period.Hour });
 */
export function spotSku(terms: SpotSkuTerms): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'bytes32' }, { type: 'bytes32' }, { type: 'uint8' }, { type: 'uint8' }],
      [terms.sku, terms.region, terms.resource, terms.period],
    ),
  );
}

/** The round that takes bids at a time, named by the second it ends. */
export function spotRoundAt(time: bigint, roundLength: bigint): bigint {
  return (time / roundLength + 1n) * roundLength;
}

/** What a bid takes into escrow, in USDC units. Equal to `SpotMarket.quoteBid`. */
export function spotBidEscrow(terms: EscrowTerms): bigint {
  return escrowFor(terms) + SPOT_ROUNDING;
}

/** What of a bid decides its rank, and how much it wants. */
export interface RankedBid {
  bidId: bigint | number;
  maxUnitPrice: bigint | number;
  tier: bigint | number;
  units: bigint | number;
}

/** What an offer could serve. */
export interface SpotLot {
  reserve: bigint | number;
  units: bigint | number;
}

/** Best bid first: price, then veCPT tier, then time (SPEC USER 2). */
export function compareSpotBids(a: RankedBid, b: RankedBid): number {
  const order =
    BigInt(b.maxUnitPrice) - BigInt(a.maxUnitPrice) ||
    BigInt(b.tier) - BigInt(a.tier) ||
    BigInt(a.bidId) - BigInt(b.bidId);
  return order < 0n ? -1 : order > 0n ? 1 : 0;
}

/** What a round comes to. */
export interface SpotClearing {
  /** The one price; 0 if nothing could be matched. */
  price: bigint;
  matched: bigint;
  /** Units that each bid wins, in the order they were given. */
  fills: bigint[];
}

/**
 * The uniform price of a round and what each bid wins by it, as the chain computes them (SPEC JOB 4): the lowest price among the
 * matched bids, or the lowest reserve with units left where that is less. Lots of equal reserve are served in the given order.
 *
 * @example
 * clearSpot([{ bidId: 1, maxUnitPrice: 20, tier: 0, units: 4 }], [{ reserve: 15, units: 10 }]); // price 15n, fills [4n]
 */
export function clearSpot(bids: readonly RankedBid[], lots: readonly SpotLot[]): SpotClearing {
  const ranked = bids.map((bid, index) => ({ bid, index })).sort((a, b) => compareSpotBids(a.bid, b.bid));
  const supply = lots
    .map(({ reserve, units }) => ({ reserve: BigInt(reserve), left: BigInt(units) }))
    .filter(({ left }) => left > 0n)
    .sort((a, b) => (a.reserve < b.reserve ? -1 : a.reserve > b.reserve ? 1 : 0));
  const fills = bids.map(() => 0n);
  let price = 0n;
  let matched = 0n;
  for (const { bid, index } of ranked) {
    let wanted = BigInt(bid.units);
    for (const lot of supply) {
      if (wanted === 0n || lot.reserve > BigInt(bid.maxUnitPrice)) break;
      const taken = min(wanted, lot.left);
      if (taken === 0n) continue;
      lot.left -= taken;
      wanted -= taken;
      matched += taken;
      fills[index] = (fills[index] ?? 0n) + taken;
      price = BigInt(bid.maxUnitPrice);
    }
    if (wanted > 0n) break;
  }
  const unsold = supply.find(({ left }) => left > 0n);
  if (unsold && unsold.reserve < price) price = unsold.reserve;
  return { price, matched, fills };
}
