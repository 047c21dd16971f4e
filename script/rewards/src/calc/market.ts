import { capPairRewards, ceilDiv, shareDown, usdcToCpt } from '@cyberplaza/sdk/maths';
import type { Address, ModuleSet, RewardEvent } from '../events/types.js';
import { least, most } from '../integers.js';
import { entryOf } from '../maps.js';
import { ReferralCredit } from './credit.js';
import { Loyalty } from './loyalty.js';
import { Providers } from './providers.js';

/** For each review, CPT wei (docs/decisions/0091); within the pair's cap like everything else. */
export const REVIEW_REWARD = 5n * 10n ** 18n;
const HALF_BPS = 5_000n;

/** What a payer and a provider did together in a week. */
interface Pair {
  payer: Address;
  provider: number;
  fees: bigint;
  /** by the headline rates, USDC units */
  cashback: bigint;
  reward: bigint;
  reviews: bigint;
}

/** What the accounts earned in a week, CPT wei. */
export type Earned = Map<Address, bigint>;

/** Cashback and reviews, and providers' rewards, of one week after the cap on each pair. */
export interface MarketWeek {
  users: Earned;
  providers: Earned;
  /** pairs in it, and those whose rewards the cap cut */
  pairs: number;
  capped: number;
}

/** Replays the market week by week and says what buyers and providers earned (SPEC USER 1, 3, 4; RWD 2). */
export class MarketLedger {
  readonly #loyalty = new Loyalty();
  readonly #credit = new ReferralCredit();
  readonly #providers = new Providers();
  /** credit wallets and contracts of the market: what they pay for earns no cashback, they could not claim it */
  readonly #unrewarded = new Set<Address>();
  #pairs = new Map<string, Pair>();

  take(event: RewardEvent): void {
    this.#loyalty.take(event);
    this.#credit.take(event);
    this.#providers.take(event);
    if (event.kind === 'WalletCreated') this.#unrewarded.add(event.wallet);
    else if (event.kind === 'ModuleSet') this.#setModule(event);
    else if (event.kind === 'Reviewed') this.#pair(event.payer, event.provider).reviews += 1n;
    else if (event.kind === 'SpendCounted') {
      const pair = this.#pair(event.payer, event.provider);
      pair.fees += event.fee;
      pair.reward += this.#providers.rewardFor(event.provider, event.paid, event.timestamp);
      if (this.#unrewarded.has(event.payer)) return;
      pair.cashback += shareDown(event.paid, this.#loyalty.cashbackBps(event.payer, event.timestamp));
    }
  }

  /**
   * Ends the week.
   *
   * @param prices oracle, 7-day and 30-day average; the highest values CPT both where rewards are reckoned and where they are capped
   */
  closeWeek(prices: readonly bigint[]): MarketWeek {
    const week: MarketWeek = { users: new Map(), providers: new Map(), pairs: this.#pairs.size, capped: 0 };
    const highest = prices.reduce(most, 0n);
    const feesOf = new Map<Address, bigint>();
    for (const { payer, fees } of this.#pairs.values()) feesOf.set(payer, (feesOf.get(payer) ?? 0n) + fees);
    const outstanding = new Map([...feesOf.keys()].map((payer) => [payer, this.#credit.outstanding(payer)]));

    for (const pair of this.#pairs.values()) {
      const given = this.#share(pair, feesOf.get(pair.payer) ?? 0n, outstanding.get(pair.payer) ?? 0n);
      const capped = capPairRewards({
        fees: pair.fees,
        rewards: {
          cashback: usdcToCpt(pair.cashback, highest),
          provider: usdcToCpt(pair.reward, highest),
          review: pair.reviews * REVIEW_REWARD,
          referral: 0n,
        },
        cptPrices: prices,
        alreadyGiven: given,
      });
      if (capped.capped) week.capped += 1;
      add(week.users, pair.payer, capped.cashback + capped.review);
      const owner = this.#providers.ownerOf(pair.provider);
      if (owner) add(week.providers, owner, capped.provider);
    }
    this.#pairs = new Map();
    return week;
  }

  /** The pair's part of the payer's credit by its fees, as far as its cap goes; the rest is taken off later. */
  #share(pair: Pair, payerFees: bigint, outstanding: bigint): bigint {
    if (outstanding === 0n || payerFees === 0n) return 0n;
    const part = ceilDiv(outstanding * pair.fees, payerFees);
    const cap = shareDown(pair.fees, HALF_BPS);
    const taken = least(part, cap);
    this.#credit.reserve(pair.payer, taken);
    return taken;
  }

  #setModule({ module, allowed }: ModuleSet): void {
    if (allowed) this.#unrewarded.add(module);
    else this.#unrewarded.delete(module);
  }

  #pair(payer: Address, provider: number): Pair {
    const key = `${payer}${provider}`;
    return entryOf(this.#pairs, key, () => ({ payer, provider, fees: 0n, cashback: 0n, reward: 0n, reviews: 0n }));
  }
}

export function add(earned: Earned, account: Address, amount: bigint): void {
  if (amount > 0n) earned.set(account, (earned.get(account) ?? 0n) + amount);
}
