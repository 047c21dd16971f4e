import type { Address, RewardEvent } from '../events/types.js';
import { entryOf } from '../maps.js';
import { WEEK } from '../time.js';
import { BONUSES, Holding, PLAIN } from './endurance.js';
import type { Earned } from './market.js';

const NOBODY = '0x0000000000000000000000000000000000000000';

/** Shares of the lending pool by time held, with the bonus for long deposits. */
export class PoolLedger {
  readonly #holdings = new Map<Address, Holding>();
  readonly #excluded: ReadonlySet<Address>;
  readonly #keepers: ReadonlySet<Address>;

  /**
   * @param notHolders the pool and its queue of exits: queued shares earn no CPT (SPEC POOL 2)
   * @param keepers what lies with one of these is still its owner's, and comes back to it
   */
  constructor(notHolders: readonly Address[], keepers: readonly Address[] = []) {
    this.#excluded = new Set([NOBODY, ...notHolders]);
    this.#keepers = new Set(keepers);
  }

  take(event: RewardEvent): void {
    if (event.kind !== 'SharesMoved' || event.from === event.to) return;
    if (this.#keepers.has(event.from) || this.#keepers.has(event.to)) return;
    this.#move(event.from, -event.shares, event.timestamp);
    this.#move(event.to, event.shares, event.timestamp);
  }

  /** Ends the week at a second: Σ shares * seconds in quarters, and bonuses for a whole week each. */
  weights(at: number): Earned {
    const weights: Earned = new Map();
    for (const [account, holding] of this.#holdings) {
      let weight = holding.takeIntegral(at) * PLAIN;
      for (const { days, quarters } of BONUSES) weight += holding.lowest(days, at) * quarters * BigInt(WEEK);
      if (weight > 0n) weights.set(account, weight);
      holding.forget(at);
      if (weight === 0n && holding.level === 0n) this.#holdings.delete(account);
    }
    return weights;
  }

  #move(account: Address, change: bigint, at: number): void {
    if (this.#excluded.has(account)) return;
    const holding = entryOf(this.#holdings, account, () => new Holding(at));
    holding.set(holding.level + change, at);
  }
}
