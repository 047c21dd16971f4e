import { ANYONE, FOUR_YEARS, type Operation, WEEK } from './model.js';

/** Numbers that look random and come again with the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer in [0, below), below at most 2^32. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  /** A bigint in [low, high]. */
  between(low: bigint, high: bigint): bigint {
    const wide = (BigInt(this.int(2 ** 32)) << 64n) | (BigInt(this.int(2 ** 32)) << 32n) | BigInt(this.int(2 ** 32));
    return low + (wide % (high - low + 1n));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

/** The next second at which something happens: often this one, often around a boundary, at times years away. */
export function nextTime(random: Random, now: bigint): bigint {
  const boundary = (now / WEEK + 1n) * WEEK;
  switch (random.int(12)) {
    case 0:
      return boundary;
    case 1:
      return boundary - 1n > now ? boundary - 1n : boundary;
    case 2:
      return boundary + 1n;
    case 3:
      return boundary + WEEK * random.between(0n, 80n);
    case 4:
      return now + random.between(1n, 60n * WEEK);
    case 5:
      return random.int(6) === 0 ? now + random.between(FOUR_YEARS, 3n * FOUR_YEARS) : now + 1n;
    default:
      return now + random.between(1n, 3n * WEEK);
  }
}

/** Any operation, mostly sensible ones. */
export function nextOperation(random: Random, accounts: number): Operation {
  const by = random.int(accounts);
  const account = random.int(3) === 0 ? random.int(accounts) : by;
  const lockId = random.int(random.int(8) === 0 ? 33 : 5);
  switch (random.int(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return { kind: 'create', by, account, amount: amount(random), duration: duration(random) };
    case 4:
    case 5:
      return { kind: 'increase', by, account, lockId, amount: random.between(0n, 10n ** 21n) };
    case 6:
    case 7:
      return { kind: 'extend', by, lockId, duration: duration(random) };
    case 8:
      return { kind: 'relock', by, lockId, duration: duration(random) };
    case 9:
    case 10:
      return { kind: 'merge', by, fromId: lockId, intoId: random.int(5) };
    case 11:
    case 12:
      return { kind: 'autoRenew', by, lockId, enabled: random.int(2) === 0 };
    case 13:
      return { kind: 'withdraw', by, lockId };
    case 14:
      return { kind: 'consent', by, creator: random.int(accounts + 1) + ANYONE, allowed: random.int(3) !== 0 };
    default:
      return { kind: 'delegate', by, to: random.int(accounts + 1) + ANYONE };
  }
}

function amount(random: Random): bigint {
  return random.int(12) === 0 ? random.between(0n, 10n ** 18n) : random.between(10n ** 18n, 10n ** 23n);
}

function duration(random: Random): bigint {
  switch (random.int(10)) {
    case 0:
      return random.pick([0n, WEEK - 1n, FOUR_YEARS + 1n]);
    case 1:
      return FOUR_YEARS;
    case 2:
      return WEEK;
    case 3:
    case 4:
      return random.between(WEEK, FOUR_YEARS);
    default:
      return random.between(WEEK, 30n * WEEK);
  }
}
