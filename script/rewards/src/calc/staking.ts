import type { Address, RewardEvent } from '../events/types.js';
import { entryOf } from '../maps.js';
import type { Earned } from './market.js';

const FOUR_YEARS = 4n * 365n * 86_400n;

interface Lock {
  amount: bigint;
  end: number;
}

/** Raw weight of every account's locks at the end of a week, as VotingEscrow.rawBalanceOfAt and StakingRewards count it. */
export class StakingLedger {
  readonly #locks = new Map<Address, Map<number, Lock>>();

  take(event: RewardEvent): void {
    if (event.kind !== 'LockChanged') return;
    const locks = entryOf(this.#locks, event.account, () => new Map<number, Lock>());
    const before = locks.get(event.lock) ?? { amount: 0n, end: 0 };
    const lock = { amount: event.amount ?? before.amount, end: event.end ?? before.end };
    if (event.gone !== undefined) locks.delete(event.gone);
    if (lock.amount === 0n) locks.delete(event.lock);
    else locks.set(event.lock, lock);
    if (locks.size === 0) this.#locks.delete(event.account);
  }

  weights(at: number): Earned {
    const weights: Earned = new Map();
    for (const [account, locks] of this.#locks) {
      let raw = 0n;
      for (const { amount, end } of locks.values()) {
        if (end === 0) raw += amount * FOUR_YEARS;
        else if (end > at) raw += amount * BigInt(end - at);
      }
      if (raw > 0n) weights.set(account, raw);
    }
    return weights;
  }
}
