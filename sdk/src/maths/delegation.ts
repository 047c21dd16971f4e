import { BPS } from './integers.js';

/** Shares a CPT wei beyond which a pool has lost all but a millionth and begins anew. */
const MAX_DILUTION = 1_000_000n;

/** The two numbers of a pool that shares are priced by, as in getDelegationPool. */
export interface ShareSupply {
  shares: bigint;
  exitingShares: bigint;
  /** All delegated CPT. */
  cpt: bigint;
}

/**
 * The shares that delegating so much CPT gives now, rounded down. SPEC PROV 6.
 *
 * @example
 * const shares = delegationShares(parseCpt('100'), await client.getDelegationPool({ providerId: 1 }));
 */
export function delegationShares(cpt: bigint, pool: ShareSupply): bigint {
  const supply = pool.shares + pool.exitingShares;
  if (supply === 0n || supply > pool.cpt * MAX_DILUTION) return cpt;
  return (cpt * supply) / pool.cpt;
}

/** What shares are worth now in CPT wei, rounded down. SPEC PROV 6. */
export function delegationWorth(shares: bigint, pool: ShareSupply): bigint {
  return shares === 0n ? 0n : (shares * pool.cpt) / (pool.shares + pool.exitingShares);
}

/** How a sharing provider's earnings are split, as BondDelegation.split does it. SPEC PROV 6. */
export function splitOfEarnings(
  amount: bigint,
  pool: { shares: bigint; shareBps: number },
): { toDelegators: bigint; toProvider: bigint } {
  const toDelegators = pool.shares === 0n ? 0n : (amount * BigInt(pool.shareBps)) / BPS;
  return { toDelegators, toProvider: amount - toDelegators };
}

/**
 * The order of listings by their providers' bonds, the largest first; where two are alike the older listing goes first.
 *
 * @example
 * const sorted = items.toSorted(byRank(new Map(ids.map((id, n) => [id, weights[n]]))));
 */
export function byRank<listing extends { providerId: number; listingId?: number | undefined }>(
  weights: ReadonlyMap<number, bigint | undefined>,
): (a: listing, b: listing) => number {
  return (a, b) => {
    const difference = (weights.get(b.providerId) ?? 0n) - (weights.get(a.providerId) ?? 0n);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
    return (a.listingId ?? 0) - (b.listingId ?? 0);
  };
}
