import type { CreditBook } from '../actions/credit/types.js';
import { INTEREST_SCALE } from './credit.js';
import { BPS, ceilDiv, max } from './integers.js';

const VIRTUAL_SHARES = 1_000_000n;
const DAY = 86_400n;

/** The two numbers that price a share. */
export interface SharePricing {
  totalAssets: bigint;
  totalSupply: bigint;
}

/** What the pool is worth at a time before the book's next event, USDC units. SPEC POOL 1; law G. */
export function poolAssets(cash: bigint, book: CreditBook, time: bigint): bigint {
  const raw = book.raw + book.flow * (time - BigInt(book.at));
  return cash + book.principal + raw / INTEREST_SCALE - book.impaired;
}

/** What shares are worth, USDC units, rounded down. SPEC POOL 1. */
export function shareValue(shares: bigint, pool: SharePricing): bigint {
  return (shares * (pool.totalAssets + 1n)) / (pool.totalSupply + VIRTUAL_SHARES);
}

/** Shares that assets are worth, rounded down. SPEC POOL 1. */
export function sharesWorth(assets: bigint, pool: SharePricing): bigint {
  return (assets * (pool.totalSupply + VIRTUAL_SHARES)) / (pool.totalAssets + 1n);
}

/** Shares that a deposit gives: losses that may be recovered are paid for in full. SPEC POOL 1. */
export function sharesForDeposit(assets: bigint, pool: SharePricing & { impaired: bigint; covered: bigint }): bigint {
  return sharesWorth(assets, { ...pool, totalAssets: pool.totalAssets + pool.impaired - pool.covered });
}

/** USDC units that new shares cost, rounded up. SPEC POOL 1. */
export function costOfShares(shares: bigint, pool: SharePricing & { impaired: bigint; covered: bigint }): bigint {
  const entry = pool.totalAssets + pool.impaired - pool.covered;
  return ceilDiv(shares * (entry + 1n), pool.totalSupply + VIRTUAL_SHARES);
}

/** What may leave within a day at once: the limit less what has left, which falls evenly over a day. SPEC POOL 2. */
export function dailyRoom(assets: bigint, dailyBps: bigint, used: bigint, seconds: bigint): bigint {
  const limit = (assets * dailyBps) / BPS;
  return max(0n, limit - max(0n, used - (limit * seconds) / DAY));
}

/**
 * Realised yield between two share prices (USDC units of the same number of shares), basis points a year, simple, rounded down.
 * What was, not what will be. SPEC POOL 1.
 *
 * @example
 * const apy = realisedYieldBps(before, after, 7n * 86_400n);
 */
export function realisedYieldBps(before: bigint, after: bigint, seconds: bigint): bigint {
  return before === 0n || seconds === 0n ? 0n : ((after - before) * 365n * DAY * BPS) / (before * seconds);
}
