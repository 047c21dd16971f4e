// veCPT as SPEC LOCK 1 says it, lock by lock and without any sums: what the mappings' ledgers must agree with.
import { FOUR_YEARS } from './scenario.mjs';

/** Raw weight of one lock at a second. */
export function rawOfLock(lock, at) {
  if (lock.autoRenew) return lock.amount * FOUR_YEARS;
  return lock.end > at ? lock.amount * (lock.end - at) : 0n;
}

export class VeModel {
  locks = new Map();
  delegates = new Map();

  key = (owner, number) => `${owner}/${number}`;

  lock(owner, number) {
    return this.locks.get(this.key(owner, number));
  }

  set(owner, number, lock) {
    this.locks.set(this.key(owner, number), { owner, number, ...lock });
  }

  remove(owner, number) {
    this.locks.delete(this.key(owner, number));
  }

  delegateOf(owner) {
    return this.delegates.get(owner) ?? owner;
  }

  #sum(at, counts) {
    let total = 0n;
    for (const lock of this.locks.values()) if (counts(lock)) total += rawOfLock(lock, at);
    return total;
  }

  total(at) {
    return this.#sum(at, () => true);
  }

  own(owner, at) {
    return this.#sum(at, (lock) => lock.owner === owner);
  }

  votes(delegate, at) {
    return this.#sum(at, (lock) => this.delegateOf(lock.owner) === delegate);
  }

  locked() {
    let total = 0n;
    for (const lock of this.locks.values()) total += lock.amount;
    return total;
  }
}

/** Small deterministic generator, so that a failure can be repeated. */
export function randomness(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
