/** A reproducible source of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LIMB = 1n << 30n;

/** Between least and most, both included; now and then one of the two. */
export function randomBigint(random: () => number, least: bigint, most: bigint): bigint {
  const corner = random();
  if (corner < 0.05) return least;
  if (corner > 0.95) return most;
  let value = 0n;
  for (let span = most - least; span > 0n; span /= LIMB) {
    value = value * LIMB + BigInt(Math.floor(random() * Number(LIMB)));
  }
  return least + (value % (most - least + 1n));
}
