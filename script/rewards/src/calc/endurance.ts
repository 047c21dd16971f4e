import { DAY } from '../time.js';

/**
 * The bonus for long deposits (SPEC RWD 3, docs/decisions/0092): what an account never went below in the last 30 days weighs a quarter
 * more, what it never went below in the last 90 days another quarter.
 */
export const BONUSES = [
  { days: 30, quarters: 1n },
  { days: 90, quarters: 1n },
] as const;
/** A plain unit weighs four quarters. */
export const PLAIN = 4n;
const LONGEST = 90 * DAY;

/** An amount over time: its integral, and its lowest level over the last days. */
export class Holding {
  /** changes, oldest first: from when on it stood where */
  #steps: { from: number; level: bigint }[];
  #integral = 0n;
  #since: number;

  constructor(from: number) {
    this.#steps = [{ from, level: 0n }];
    this.#since = from;
  }

  get level(): bigint {
    return this.#steps.at(-1)?.level ?? 0n;
  }

  /** A new level from a second on. */
  set(level: bigint, at: number): void {
    this.#advance(at);
    const last = this.#steps.at(-1);
    // Only the lowest level of a second matters to the past, and only the last to the future.
    if (last && last.from === at && level <= last.level) last.level = level;
    else this.#steps.push({ from: at, level });
  }

  /** Σ level * seconds since the last call, and a new beginning. */
  takeIntegral(at: number): bigint {
    this.#advance(at);
    const integral = this.#integral;
    this.#integral = 0n;
    return integral;
  }

  /** Lowest level in the last days before a second; 0 if it is younger than that. */
  lowest(days: number, at: number): bigint {
    const from = at - days * DAY;
    let lowest: bigint | undefined;
    for (const [index, { level }] of this.#steps.entries()) {
      const until = this.#steps[index + 1]?.from ?? at;
      if (until < from || (until === from && index + 1 < this.#steps.length)) continue;
      if (lowest === undefined || level < lowest) lowest = level;
    }
    const young = (this.#steps[0]?.from ?? at) > from;
    return young ? 0n : (lowest ?? 0n);
  }

  /** Drops what no bonus looks at any more. */
  forget(at: number): void {
    while (this.#steps.length > 1 && (this.#steps[1]?.from ?? at) <= at - LONGEST) this.#steps.shift();
  }

  #advance(at: number): void {
    this.#integral += this.level * BigInt(at - this.#since);
    this.#since = at;
  }
}
