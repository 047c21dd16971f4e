import type { Address } from '../events/types.js';
import { type EarnedProgramme, periodEnd, weekEnd } from '../time.js';
import type { Earned } from './market.js';

/** What the chain released for some weeks, and what of it they took. */
export interface Round {
  /** weeks it was for, in order */
  weeks: number[];
  /** CPT wei there was: the release, and what earlier rounds left */
  available: bigint;
  /** CPT wei that the weeks would have come to; 0 for programmes shared by weight */
  wanted: bigint;
  paid: bigint;
}

/** Whether a programme pays amounts earned, cut where there is too little, or shares out all there is by weight. */
const BY_WEIGHT: Record<EarnedProgramme, boolean> = {
  Users: false,
  Providers: false,
  LpPositions: true,
  LpStaking: true,
  LpPool: true,
};

/** Pays a programme's weeks out of what the chain released for them: never more, every part rounded down, the rest kept for later. */
export class Rounds {
  readonly cumulative: Earned = new Map();
  readonly rounds: Round[] = [];
  /** CPT wei released to our distributor */
  released = 0n;
  paid = 0n;
  readonly #weeks: { week: number; earned: Earned }[] = [];

  constructor(
    private readonly programme: EarnedProgramme,
    private readonly start: number,
  ) {}

  /** A week is over; it waits for its release. */
  addWeek(week: number, earned: Earned): void {
    this.#weeks.push({ week, earned });
  }

  /** The chain released an amount for all periods up to the n-th; weeks that end within them are paid now. */
  release(amount: bigint, periods: number): void {
    this.released += amount;
    const until = periodEnd(this.programme, this.start, periods);
    const over = this.#weeks.findIndex(({ week }) => weekEnd(week) > until);
    const weeks = this.#weeks.splice(0, over < 0 ? this.#weeks.length : over);
    const round: Round = {
      weeks: weeks.map(({ week }) => week),
      available: this.released - this.paid,
      wanted: 0n,
      paid: 0n,
    };
    if (BY_WEIGHT[this.programme]) this.#shareOut(weeks, round);
    else this.#payEarned(weeks, round);
    this.paid += round.paid;
    this.rounds.push(round);
  }

  #payEarned(weeks: readonly { earned: Earned }[], round: Round): void {
    const sums: Earned = new Map();
    for (const { earned } of weeks) {
      for (const [account, amount] of earned) {
        sums.set(account, (sums.get(account) ?? 0n) + amount);
        round.wanted += amount;
      }
    }
    const enough = round.wanted <= round.available;
    for (const [account, amount] of sums) {
      this.#pay(round, account, enough ? amount : (amount * round.available) / round.wanted);
    }
  }

  /** Weeks get equal parts; the part of a week without any weight joins the next. */
  #shareOut(weeks: readonly { earned: Earned }[], round: Round): void {
    let left = round.available;
    for (const [index, { earned }] of weeks.entries()) {
      const part = left / BigInt(weeks.length - index);
      let total = 0n;
      for (const weight of earned.values()) total += weight;
      if (total === 0n) continue;
      const before = round.paid;
      for (const [account, weight] of earned) this.#pay(round, account, (part * weight) / total);
      left -= round.paid - before;
    }
  }

  #pay(round: Round, account: Address, amount: bigint): void {
    if (amount === 0n) return;
    this.cumulative.set(account, (this.cumulative.get(account) ?? 0n) + amount);
    round.paid += amount;
  }
}
