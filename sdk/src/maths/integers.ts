import { MathsDomainError } from '../errors/maths.js';

export const BPS = 10_000n;

/** Rounded up; b > 0. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  return a === 0n ? 0n : (a - 1n) / b + 1n;
}

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** A part of an amount in basis points, rounded up. */
export function shareUp(amount: bigint, bps: bigint): bigint {
  return ceilDiv(amount * bps, BPS);
}

/** A part of an amount in basis points, rounded down. */
export function shareDown(amount: bigint, bps: bigint): bigint {
  return (amount * bps) / BPS;
}

/** @throws MathsDomainError unless 0 <= value < 2^bits */
export function requireUint(field: string, value: bigint, bits: number): bigint {
  if (value < 0n || value >= 1n << BigInt(bits)) throw new MathsDomainError(field, value, `a uint${bits}`);
  return value;
}
