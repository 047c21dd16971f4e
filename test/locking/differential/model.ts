/** A week, in seconds; boundaries are its multiples. */
export const WEEK = 604_800n;
/** Four years of 365 days, in seconds. */
export const FOUR_YEARS = 126_144_000n;
const MIN_AMOUNT = 10n ** 18n;
const SLOTS = 32;

/** A lock as a plain record. */
export interface ModelLock {
  readonly amount: bigint;
  readonly end: bigint;
  readonly autoRenew: boolean;
}

interface ModelAccount {
  readonly locks: readonly (ModelLock | undefined)[];
  readonly delegate: number;
  readonly consents: ReadonlySet<number>;
}

/** What an account can ask of the escrow. Accounts are numbers; ANYONE stands for address(0). */
export type Operation =
  | { readonly kind: 'create'; readonly by: number; readonly account: number; amount: bigint; duration: bigint }
  | { readonly kind: 'increase'; readonly by: number; readonly account: number; lockId: number; amount: bigint }
  | { readonly kind: 'extend'; readonly by: number; lockId: number; duration: bigint }
  | { readonly kind: 'relock'; readonly by: number; lockId: number; duration: bigint }
  | { readonly kind: 'merge'; readonly by: number; fromId: number; intoId: number }
  | { readonly kind: 'autoRenew'; readonly by: number; lockId: number; enabled: boolean }
  | { readonly kind: 'withdraw'; readonly by: number; lockId: number }
  | { readonly kind: 'consent'; readonly by: number; creator: number; allowed: boolean }
  | { readonly kind: 'delegate'; readonly by: number; to: number };

/** The account number that stands for address(0). */
export const ANYONE = -1;

class Refused extends Error {}

/**
 * The law of veCPT written down as naively as it can be: every lock is kept, every state is copied, every question loops
 * over all locks. Nothing is summed ahead, so there is nothing to get out of step.
 */
export class Model {
  readonly #states: { readonly time: bigint; readonly accounts: readonly ModelAccount[] }[];

  constructor(accounts: number) {
    const fresh = Array.from({ length: accounts }, (_, index) => ({
      locks: Array.from({ length: SLOTS }, () => undefined),
      delegate: index,
      consents: new Set<number>(),
    }));
    this.#states = [{ time: 0n, accounts: fresh }];
  }

  /** Applies an operation at `time`; false if the escrow must refuse it. */
  apply(operation: Operation, time: bigint): boolean {
    const accounts = [...this.#at(time)];
    const index = operation.kind === 'create' || operation.kind === 'increase' ? operation.account : operation.by;
    try {
      accounts[index] = change(accountOf(accounts, index), operation, time);
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
    this.#states.push({ time, accounts });
    return true;
  }

  /** Locks of an account as they are now, by slot. */
  locks(account: number): readonly (ModelLock | undefined)[] {
    return accountOf(this.#at(), account).locks;
  }

  delegate(account: number): number {
    return accountOf(this.#at(), account).delegate;
  }

  totalLocked(): bigint {
    return this.#at().reduce((sum, { locks }) => sum + locks.reduce((all, lock) => all + (lock?.amount ?? 0n), 0n), 0n);
  }

  /** Own raw weight at `time`. */
  rawBalance(account: number, time: bigint): bigint {
    return weightOf(accountOf(this.#at(time), account), time);
  }

  /** Raw weight of everyone whose delegate is `account` at `time`. */
  rawVotes(account: number, time: bigint): bigint {
    return this.#at(time)
      .filter(({ delegate }) => delegate === account)
      .reduce((sum, each) => sum + weightOf(each, time), 0n);
  }

  rawTotal(time: bigint): bigint {
    return this.#at(time).reduce((sum, each) => sum + weightOf(each, time), 0n);
  }

  #at(time?: bigint): readonly ModelAccount[] {
    const state = this.#states.findLast((each) => time === undefined || each.time <= time);
    return state?.accounts ?? [];
  }
}

/** veCPT of a raw weight: × 2.5 / 4 years, rounded down. */
export function votesOf(raw: bigint): bigint {
  return (raw * 25n) / (10n * FOUR_YEARS);
}

function weightOf(account: ModelAccount, time: bigint): bigint {
  return account.locks.reduce((sum, lock) => {
    if (lock === undefined) return sum;
    if (lock.autoRenew) return sum + lock.amount * FOUR_YEARS;
    return lock.end > time ? sum + lock.amount * (lock.end - time) : sum;
  }, 0n);
}

function change(account: ModelAccount, operation: Operation, time: bigint): ModelAccount {
  const locks = [...account.locks];
  switch (operation.kind) {
    case 'create': {
      const allowed = [operation.by, ANYONE].some((creator) => account.consents.has(creator));
      require(operation.by === operation.account || allowed);
      require(operation.amount >= MIN_AMOUNT);
      const slot = locks.indexOf(undefined);
      require(slot !== -1);
      locks[slot] = { amount: operation.amount, end: endOf(operation.duration, time), autoRenew: false };
      return { ...account, locks };
    }
    case 'increase': {
      const lock = known(locks, operation.lockId);
      require(operation.amount > 0n && (lock.autoRenew || lock.end > time));
      locks[operation.lockId] = { ...lock, amount: lock.amount + operation.amount };
      return { ...account, locks };
    }
    case 'extend': {
      const lock = known(locks, operation.lockId);
      const end = endOf(operation.duration, time);
      require(!lock.autoRenew && lock.end > time && end > lock.end);
      locks[operation.lockId] = { ...lock, end };
      return { ...account, locks };
    }
    case 'relock': {
      const lock = known(locks, operation.lockId);
      require(!lock.autoRenew && lock.end <= time);
      locks[operation.lockId] = { ...lock, end: endOf(operation.duration, time) };
      return { ...account, locks };
    }
    case 'merge': {
      require(operation.fromId !== operation.intoId);
      const from = known(locks, operation.fromId);
      const into = known(locks, operation.intoId);
      const autoRenew = from.autoRenew || into.autoRenew;
      locks[operation.fromId] = undefined;
      locks[operation.intoId] = {
        amount: from.amount + into.amount,
        end: autoRenew ? 0n : laterOf(from, into),
        autoRenew,
      };
      return { ...account, locks };
    }
    case 'autoRenew': {
      const lock = known(locks, operation.lockId);
      require(lock.autoRenew !== operation.enabled && (!operation.enabled || lock.end > time));
      const end = operation.enabled ? 0n : latestEnd(time);
      locks[operation.lockId] = { ...lock, end, autoRenew: operation.enabled };
      return { ...account, locks };
    }
    case 'withdraw': {
      const lock = known(locks, operation.lockId);
      require(!lock.autoRenew && lock.end <= time);
      locks[operation.lockId] = undefined;
      return { ...account, locks };
    }
    case 'consent': {
      const consents = new Set(account.consents);
      if (operation.allowed) consents.add(operation.creator);
      else consents.delete(operation.creator);
      return { ...account, consents };
    }
    case 'delegate':
      return { ...account, delegate: operation.to === ANYONE ? operation.by : operation.to };
  }
}

function require(condition: boolean): asserts condition {
  if (!condition) throw new Refused();
}

function known(locks: readonly (ModelLock | undefined)[], lockId: number): ModelLock {
  const lock = locks[lockId];
  require(lock !== undefined);
  return lock;
}

function accountOf(accounts: readonly ModelAccount[], index: number): ModelAccount {
  const account = accounts[index];
  if (account === undefined) throw new RangeError(`no account ${index}`);
  return account;
}

function laterOf(one: ModelLock, other: ModelLock): bigint {
  if (one.end > other.end) return one.end;
  return other.end;
}

function endOf(duration: bigint, time: bigint): bigint {
  require(duration >= WEEK && duration <= FOUR_YEARS);
  const end = ((time + duration + WEEK - 1n) / WEEK) * WEEK;
  const latest = latestEnd(time);
  return end < latest ? end : latest;
}

function latestEnd(time: bigint): bigint {
  return ((time + FOUR_YEARS) / WEEK) * WEEK;
}
