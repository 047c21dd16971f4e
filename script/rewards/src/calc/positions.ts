import type { Address, LiquidityChanged, RewardEvent } from '../events/types.js';
import { BONUSES, Holding, PLAIN } from './endurance.js';
import { add, type Earned } from './market.js';
import { TickClock } from './ticks.js';

interface PositionState {
  owner: Address;
  lower: number;
  upper: number;
  liquidity: Holding;
  /** seconds in range at its last change */
  seen: number;
  /** and at the beginning of the week */
  seenAtStart: number;
}

/**
 * Positions of the CPT/USDC pool on Uniswap v3: each second in range counts with the liquidity that was there (SPEC RWD 3). What was earned
 * before a position changes hands stays with whom it belonged to.
 */
export class PositionLedger {
  readonly #clock: TickClock;
  readonly #positions = new Map<string, PositionState>();
  readonly #tokenOwners = new Map<bigint, Address>();
  #week: Earned = new Map();

  constructor(events: Iterable<RewardEvent>) {
    const bounds: number[] = [];
    for (const event of events) if (event.kind === 'LiquidityChanged') bounds.push(event.lower, event.upper);
    this.#clock = new TickClock(bounds);
  }

  take(event: RewardEvent): void {
    if (event.kind === 'TickMoved') this.#clock.move(event.tick, event.timestamp);
    else if (event.kind === 'LiquidityChanged') this.#change(event, event.timestamp);
    else if (event.kind === 'PositionMoved') {
      this.#tokenOwners.set(event.token, event.to);
      const position = this.#positions.get(keyOf(event));
      if (!position) return;
      this.#settle(position, event.timestamp);
      position.owner = event.to;
    }
  }

  /** Ends the week at a second: Σ liquidity * seconds in range in quarters, and bonuses on what lasted. */
  weights(at: number): Earned {
    for (const [key, position] of this.#positions) {
      this.#settle(position, at);
      const seconds = BigInt(position.seen - position.seenAtStart);
      for (const { days, quarters } of BONUSES) {
        add(this.#week, position.owner, position.liquidity.lowest(days, at) * quarters * seconds);
      }
      position.seenAtStart = position.seen;
      position.liquidity.forget(at);
      if (position.liquidity.level === 0n) this.#positions.delete(key);
    }
    const week = this.#week;
    this.#week = new Map();
    return week;
  }

  #change(event: LiquidityChanged, at: number): void {
    const key = keyOf(event);
    let position = this.#positions.get(key);
    if (!position) {
      const { lower, upper } = event;
      const owner = event.token === undefined ? event.owner : (this.#tokenOwners.get(event.token) ?? event.owner);
      const seen = this.#clock.inside(lower, upper, at);
      position = { owner, lower, upper, liquidity: new Holding(at), seen, seenAtStart: seen };
      this.#positions.set(key, position);
    }
    this.#settle(position, at);
    position.liquidity.set(position.liquidity.level + event.delta, at);
  }

  #settle(position: PositionState, at: number): void {
    const seen = this.#clock.inside(position.lower, position.upper, at);
    add(this.#week, position.owner, position.liquidity.level * BigInt(seen - position.seen) * PLAIN);
    position.seen = seen;
  }
}

function keyOf(event: { token?: bigint | undefined; owner?: Address; lower?: number; upper?: number }): string {
  return event.token === undefined ? `${event.owner}:${event.lower}:${event.upper}` : `#${event.token}`;
}
