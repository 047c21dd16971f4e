/** The smaller of two integers; Math.min knows no bigint. */
export function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** The larger of two integers. */
export function most(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
