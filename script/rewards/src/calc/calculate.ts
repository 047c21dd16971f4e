import { NotDueError } from '../errors.js';
import { inOrder } from '../events/order.js';
import type { BoundaryPrice, PriceSource, RewardEvent, Terms } from '../events/types.js';
import { type EarnedProgramme, WEEK, weekEnd, weekOf } from '../time.js';
import { Claims } from '../tree/claims.js';
import { type Earned, MarketLedger } from './market.js';
import { PoolLedger } from './pool.js';
import { PositionLedger } from './positions.js';
import { type Round, Rounds } from './rounds.js';
import { StakingLedger } from './staking.js';

/** What a root is calculated from. */
export interface CalculationInput {
  programme: EarnedProgramme;
  terms: Terms;
  /** Only what happened before this second counts; the end of a week. */
  cutoff: number;
  /** in any order; those from the cut-off on are passed over */
  events: readonly RewardEvent[];
  prices: PriceSource;
  progress?: (done: number, what: string) => void;
}

/** A root's content. */
export interface Calculation {
  programme: EarnedProgramme;
  terms: Terms;
  cutoff: number;
  claims: Claims;
  /** CPT wei that the chain released to the distributor before the cut-off; claims.total is never more */
  released: bigint;
  rounds: readonly Round[];
  /** prices that weeks with trade were valued at, by week */
  prices: readonly BoundaryPrice[];
  /** pairs of buyer and provider by week, and those whose rewards the cap cut */
  pairs: number;
  capped: number;
}

/**
 * What every account has earned in a programme until the cut-off, in integers, from events alone: the same events give the same bytes, in
 * whatever order they come. Weeks are closed by what was on the chain when they ended, so later events never change them, and what an
 * account has earned never falls.
 *
 * @throws NotDueError while CPT/USD is unfit at the cut-off, for Users and Providers (SPEC USER 4)
 */
export async function calculate(input: CalculationInput): Promise<Calculation> {
  const { programme, terms, cutoff, progress = () => undefined } = input;
  if (cutoff % WEEK !== 0) throw new RangeError(`cut-off ${cutoff} is not the end of a week`);
  const events = inOrder(input.events.filter(({ timestamp }) => timestamp < cutoff));
  const ledger = ledgerOf(programme, terms, events, new Quotes(input.prices, cutoff));
  if (ledger.priced) await ledger.priced(cutoff);

  const rounds = new Rounds(programme, terms.start);
  let distributor: string | undefined;
  let week = weekOf(events[0]?.timestamp ?? cutoff);
  for (const [index, event] of events.entries()) {
    for (; weekEnd(week) <= event.timestamp; week++) rounds.addWeek(week, await ledger.close(week));
    ledger.take(event);
    if (event.kind === 'DistributorSet') distributor = event.distributor;
    else if (event.kind === 'Released' && event.programme === programme) {
      // A release to another distributor is for its weeks all the same, but its money is not ours.
      rounds.release(distributor === terms.distributor ? event.amount : 0n, event.periods);
    }
    if (index % PROGRESS_EVERY === 0) progress(index / events.length, 'replaying events');
  }
  const claims = Claims.of(rounds.cumulative);
  const { prices = [], pairs = 0, capped = 0 } = ledger.statistics?.() ?? {};
  return { programme, terms, cutoff, claims, released: rounds.released, rounds: rounds.rounds, prices, pairs, capped };
}

const PROGRESS_EVERY = 1 << 14;

/** What the weeks of a programme are worked out by. */
interface Ledger {
  take(event: RewardEvent): void;
  close(week: number): Promise<Earned> | Earned;
  /** Fails unless a price is fit at a second. */
  priced?(at: number): Promise<void>;
  statistics?(): { prices: readonly BoundaryPrice[]; pairs: number; capped: number };
}

function ledgerOf(programme: EarnedProgramme, terms: Terms, events: readonly RewardEvent[], quotes: Quotes): Ledger {
  if (programme === 'Users' || programme === 'Providers') return new MarketWeeks(programme, quotes);
  const ledger = {
    LpPositions: () => new PositionLedger(events),
    LpStaking: () => new StakingLedger(),
    LpPool: () => new PoolLedger(terms.notHolders, terms.keepers),
  }[programme]();
  return { take: (event) => ledger.take(event), close: (week) => ledger.weights(weekEnd(week)) };
}

class MarketWeeks implements Ledger {
  readonly #market = new MarketLedger();
  #traded = false;
  readonly #used: BoundaryPrice[] = [];
  #pairs = 0;
  #capped = 0;

  constructor(
    private readonly programme: 'Users' | 'Providers',
    private readonly quotes: Quotes,
  ) {}

  take(event: RewardEvent): void {
    this.#market.take(event);
    if (event.kind === 'SpendCounted' || event.kind === 'Reviewed') this.#traded = true;
  }

  async close(week: number): Promise<Earned> {
    if (!this.#traded) return new Map();
    this.#traded = false;
    const quote = await this.quotes.from(weekEnd(week));
    this.#used.push(quote);
    const { users, providers, pairs, capped } = this.#market.closeWeek(quote.prices);
    this.#pairs += pairs;
    this.#capped += capped;
    return this.programme === 'Users' ? users : providers;
  }

  async priced(at: number): Promise<void> {
    await this.quotes.from(at);
  }

  statistics() {
    return { prices: this.#used, pairs: this.#pairs, capped: this.#capped };
  }
}

/** Prices at ends of weeks; a week whose end found none fit takes the next one that is. */
class Quotes {
  readonly #known = new Map<number, BoundaryPrice>();

  constructor(
    private readonly source: PriceSource,
    private readonly cutoff: number,
  ) {}

  async from(boundary: number): Promise<BoundaryPrice> {
    for (let at = boundary; at <= this.cutoff; at += WEEK) {
      const quote = this.#known.get(at) ?? (await this.source.priceAt(at));
      this.#known.set(at, quote);
      if (quote.prices.length > 0) return quote;
    }
    throw new NotDueError(
      `CPT/USD was not fit at ${new Date(this.cutoff * 1_000).toISOString()}: no root for the market until the end of a week at which it is`,
    );
  }
}
