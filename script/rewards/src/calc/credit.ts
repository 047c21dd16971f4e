import { BPS, ceilDiv } from '@cyberplaza/sdk/maths';
import type { Address, RewardEvent } from '../events/types.js';
import { least, most } from '../integers.js';

const SIDES = 2n;
const DEFAULT_CREDIT = 50n * 10n ** 6n;
const DEFAULT_FEE_SHARE_BPS = 2_500n;

interface Account {
  fees: bigint;
  /** terms when its referrer was named; better ones come too late for it, and worse ones leave more to rewards than may be risked */
  feeShareBps: bigint;
  credit: bigint;
  /** credit of both sides that was taken off caps */
  reserved: bigint;
  /** credit of both sides that the chain gave */
  vested: bigint;
}

/**
 * What of a referred account's fees goes to referral credit, taken off the caps of its pairs (SPEC USER 4). Credit vests on the chain only
 * once fees reach a threshold, but the fees before it earn it too; so it is reserved from the first unit, not in the week it vests. Otherwise
 * rewards for those fees, given long before, and the credit for them would together exceed the cap (docs/decisions/0091).
 */
export class ReferralCredit {
  #credit = DEFAULT_CREDIT;
  #feeShareBps = DEFAULT_FEE_SHARE_BPS;
  readonly #accounts = new Map<Address, Account>();

  take(event: RewardEvent): void {
    if (event.kind === 'Referred') {
      const terms = { feeShareBps: this.#feeShareBps, credit: this.#credit };
      this.#accounts.set(event.account, { ...terms, fees: 0n, reserved: 0n, vested: 0n });
    } else if (event.kind === 'SpendCounted') {
      const account = this.#accounts.get(event.payer);
      if (account) account.fees += event.fee;
    } else if (event.kind === 'CreditVested') {
      const account = this.#accounts.get(event.account);
      if (account) account.vested = event.vested * SIDES;
    } else if (event.kind === 'CreditTerm') {
      if (event.name === 'credit') this.#credit = event.value;
      else this.#feeShareBps = event.value;
    }
  }

  /** What is still to be taken off the caps of an account's pairs, USDC units. */
  outstanding(account: Address): bigint {
    const entry = this.#accounts.get(account);
    if (!entry) return 0n;
    const earned = ceilDiv(entry.fees * entry.feeShareBps, BPS);
    const ceiling = SIDES * entry.credit;
    return most(0n, most(least(earned, ceiling), entry.vested) - entry.reserved);
  }

  /** Notes that a cap took some of it; the rest waits for the account's next fees. */
  reserve(account: Address, amount: bigint): void {
    const entry = this.#accounts.get(account);
    if (entry) entry.reserved += amount;
  }
}
