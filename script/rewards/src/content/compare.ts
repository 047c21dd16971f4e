import type { Address } from 'viem';
import type { Claims } from '../tree/claims.js';

/** An account that two contents do not agree about; 0 where one has nothing for it. */
export interface Difference {
  account: Address;
  here: bigint;
  there: bigint;
}

/** Where two contents differ, by rising address. */
export function* differences(here: Claims, there: Claims): Generator<Difference> {
  let [a, b] = [0, 0];
  while (a < here.length || b < there.length) {
    const ours = a < here.length ? here.account(a) : undefined;
    const theirs = b < there.length ? there.account(b) : undefined;
    if (ours !== undefined && (theirs === undefined || ours < theirs)) {
      yield { account: ours, here: here.cumulative(a++), there: 0n };
    } else if (theirs !== undefined && (ours === undefined || theirs < ours)) {
      yield { account: theirs, here: 0n, there: there.cumulative(b++) };
    } else if (ours !== undefined) {
      const difference = { account: ours, here: here.cumulative(a++), there: there.cumulative(b++) };
      if (difference.here !== difference.there) yield difference;
    }
  }
}
