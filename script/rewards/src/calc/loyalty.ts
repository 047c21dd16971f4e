import type { Address, PlanPaid, RatesSet, RewardEvent } from '../events/types.js';
import { entryOf } from '../maps.js';
import { DAY } from '../time.js';

const WINDOW_DAYS = 90;
const USDC = 10n ** 6n;

/** Perks' rates as it is deployed. */
export const DEFAULT_RATES: Omit<RatesSet, 'kind'> = {
  thresholds: [1_000n * USDC, 10_000n * USDC, 100_000n * USDC],
  loyaltyBps: [100, 150, 200, 300],
  planBps: [0, 100, 300, 500],
};
const DEFAULT_GRACE = 3 * DAY;

/** Amounts by day, and the sum over today and the 89 days before: as Perks.spend90. */
export class RollingSum<key> {
  readonly #days = new Map<key, Map<number, bigint>>();

  add(of: key, day: number, amount: bigint): void {
    const days = entryOf(this.#days, of, () => new Map<number, bigint>());
    days.set(day, (days.get(day) ?? 0n) + amount);
  }

  sum(of: key, today: number): bigint {
    const days = this.#days.get(of);
    let sum = 0n;
    for (const [day, amount] of days ?? []) {
      if (day <= today - WINDOW_DAYS) days?.delete(day);
      else if (day <= today) sum += amount;
    }
    return sum;
  }
}

interface Subscription {
  plan: number;
  paidUntil: number;
  autoRenew: boolean;
}

/** Cashback rates as Perks.perksOf tells them, replayed from events. */
export class Loyalty {
  #rates = DEFAULT_RATES;
  #grace = DEFAULT_GRACE;
  readonly #spend = new RollingSum<Address>();
  readonly #plans = new Map<Address, Subscription>();

  take(event: RewardEvent): void {
    if (event.kind === 'SpendCounted') this.#spend.add(event.payer, event.day, event.paid);
    else if (event.kind === 'RatesSet') this.#rates = event;
    else if (event.kind === 'PlanPaid') this.#pay(event);
    else if (event.kind === 'RenewalSet') this.#plan(event.account).autoRenew = event.autoRenew;
    else if (event.kind === 'PlanLapsed') this.#plans.delete(event.account);
    else if (event.kind === 'GraceSet') this.#grace = event.seconds;
  }

  /** The higher of tier and plan, basis points. */
  cashbackBps(account: Address, timestamp: number): bigint {
    const spent = this.#spend.sum(account, Math.floor(timestamp / DAY));
    const tier = this.#rates.thresholds.filter((threshold) => spent >= threshold).length;
    const byTier = this.#rates.loyaltyBps[tier] ?? 0;
    const byPlan = this.#rates.planBps[this.#planAt(account, timestamp)] ?? 0;
    return BigInt(Math.max(byTier, byPlan));
  }

  #planAt(account: Address, timestamp: number): number {
    const held = this.#plans.get(account);
    if (!held) return 0;
    const end = held.paidUntil + (held.autoRenew ? this.#grace : 0);
    return timestamp < end ? held.plan : 0;
  }

  #pay({ account, plan, paidUntil }: PlanPaid): void {
    const held = this.#plan(account);
    held.plan = plan;
    held.paidUntil = paidUntil ?? held.paidUntil;
  }

  #plan(account: Address): Subscription {
    return entryOf(this.#plans, account, () => ({ plan: 0, paidUntil: 0, autoRenew: false }));
  }
}
