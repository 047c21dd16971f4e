import type { Address, Hex } from 'viem';

/** A round (ISpotMarket.Round). */
export interface SpotRound {
  /** Bids that are neither filled nor refunded. */
  waiting: number;
  /** Clearing has begun. */
  priced: boolean;
  /** USDC units per unit and period; 0 if nothing could be matched. */
  price: number;
  /** Units for which jobs were opened. */
  sold: number;
}

/** A bid that waits (ISpotMarket.Bid). */
export interface SpotBid {
  bidId: number;
  bidder: Address;
  maxUnitPrice: number;
  /** veCPT tier at the time of the bid, 0 .. 3. */
  tier: number;
  units: number;
  duration: number;
  escrow: bigint;
  specHash: Hex;
}

/** An offer (ISpotMarket.Offer): its terms up to the round that ends at switchAt, and after it. */
export interface SpotOffer {
  listingId: number;
  providerId: number;
  units: number;
  reserve: number;
  nextUnits: number;
  nextReserve: number;
  switchAt: number;
}

/** What clearing would see now. */
export interface SpotPreview {
  price: number;
  matched: bigint;
  /** Lowest reserve first. */
  lots: { listingId: number; units: bigint }[];
}

/** Why a bid is over (ISpotMarket.Closing). */
export const SpotClosing = { None: 0, Cleared: 1, Displaced: 2, Lapsed: 3, OverLimit: 4 } as const;
export type SpotClosing = (typeof SpotClosing)[keyof typeof SpotClosing];

/** Governed numbers of the spot market. */
export type SpotParameter =
  | 'roundLength'
  | 'minReserveBps'
  | 'maxReserveBps'
  | 'minDuration'
  | 'maxDuration'
  | 'minBid';
