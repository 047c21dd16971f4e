import {
  MAX_LOCK_DURATION,
  Plan,
  Promotion,
  parseCpt,
  parseUsdc,
  RevenueSource,
  splitFee,
  subscriptionsAbi,
} from '@cyberplaza/sdk';
import type { Address, HDAccount } from 'viem';
import { account } from '../../../sdk/test/support/accounts.js';
import { trade } from '../../../sdk/test/support/trade.js';
import type { World } from '../../../sdk/test/support/world.js';

const HOUR = 3_600;
const YEAR = 365 * 86_400;
/** At the longest lock enough for the best rates on either side: 100,000 veCPT. */
const LOCKED = parseCpt('50000');
const DEPOSIT = parseUsdc('60000');
const CREDIT_BUDGET = parseUsdc('5000');
const SPONSOR = 900;
const SMALLEST_JOB = 60;
/** What comes back of spent credit is spent again, so many times. */
const LAUNDRY_ROUNDS = 2;
const ESCROW_TENTHS = 12n;

/** People who trade with nobody but themselves, and what they have made the most of. */
export interface Scheme {
  name: string;
  /** number of their first account; schemes share none */
  first: number;
  buyers: number;
  sellers: number;
  certified: boolean;
  /** 100,000 veCPT each, and nobody else has any */
  locked: boolean;
  /** the Enterprise plan, on trial: 5% cashback for nothing */
  plan: boolean;
  /** every buyer refers the next, the first seller the first */
  referral: boolean;
  /** of one sale to each buyer by each seller; USDC units an hour */
  unitPrice: number;
  units: number;
  hours: number;
  /** sales of each pair */
  rounds: number;
}

/** What trading did, USDC units. */
export interface Traded {
  turnover: bigint;
  fees: bigint;
  credit: bigint;
}

/** A scheme's accounts on a chain. */
export class Ring {
  readonly sellers: readonly HDAccount[];
  readonly buyers: readonly HDAccount[];
  readonly #listings: number[] = [];

  private constructor(
    private readonly world: World,
    private readonly scheme: Scheme,
  ) {
    const { first, sellers, buyers } = scheme;
    this.sellers = Array.from({ length: sellers }, (_, n) => account('provider', first + n));
    this.buyers = Array.from({ length: buyers }, (_, n) => account('buyer', first + n));
  }

  /** Providers admitted or certified, listed; buyers with money in the vault; everybody locked and referred; credit for whoever earns it. */
  static async prepare(world: World, scheme: Scheme): Promise<Ring> {
    const ring = new Ring(world, scheme);
    await world.publishPrices();
    for (const [n, owner] of ring.sellers.entries()) {
      const providerId = await world.provider(scheme.first + n, { certified: scheme.certified });
      if (scheme.locked) {
        await ring.#lock(owner);
        await (await world.client(owner).refreshProvider({ providerId })).wait();
      }
      const { unitPrice, units: capacity } = scheme;
      ring.#listings.push(await world.listing(scheme.first + n, providerId, { unitPrice, capacity, feedId: 0 }));
    }
    for (const [n, who] of ring.buyers.entries()) {
      await world.buyer(scheme.first + n, DEPOSIT);
      if (scheme.locked) await ring.#lock(who);
    }
    const sponsor = await world.buyer(SPONSOR, 1n);
    await world.fund(sponsor.account.address, { usdc: CREDIT_BUDGET });
    await (await sponsor.depositFor({ beneficiary: world.contracts.Referrals, amount: CREDIT_BUDGET })).wait();
    // What certification cost is the same either way.
    await ring.distribute();
    return ring;
  }

  get people(): Address[] {
    return [...this.sellers, ...this.buyers].map(({ address }) => address);
  }

  /** Buys at every seller for every buyer, reviews, counts, draws credit and turns it into money; all within a week. */
  async trade(): Promise<Traded> {
    const { plan, referral, units, hours, rounds } = this.scheme;
    if (plan) await this.#startTrials();
    if (referral) await this.#refer();
    const jobs: bigint[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const [seller, listingId] of this.#listings.entries()) {
        for (const payer of this.buyers) {
          const order = { payer, seller: this.scheme.first + seller, listingId, units, seconds: hours * HOUR };
          const jobId = await trade(this.world, order);
          await (await this.world.client(payer).reviewJob({ jobId, rating: 5, uri: 'ipfs://splendid' })).wait();
          jobs.push(jobId);
        }
      }
    }
    const anyone = this.world.client(account('relayer'));
    await (await anyone.countSpend({ jobIds: jobs })).wait();
    let credit = 0n;
    if (referral) {
      await (await anyone.countFees({ jobIds: jobs })).wait();
      const { credits } = await (await anyone.payCredits({ max: 10n })).wait();
      credit = 2n * credits.reduce((sum, { amount }) => sum + amount, 0n);
      const spent = [];
      for (const who of [...this.sellers.slice(0, 1), ...this.buyers]) spent.push(...(await this.#launder(who)));
      if (spent.length > 0) await (await anyone.countSpend({ jobIds: spent })).wait();
      jobs.push(...spent);
    }
    let [turnover, fees] = [0n, 0n];
    for (const jobId of jobs) {
      const { paid, feeBps, discountBps } = await anyone.getJob({ jobId });
      turnover += paid;
      fees += splitFee(paid, feeBps, discountBps).fee;
    }
    return { turnover, fees, credit };
  }

  /** All revenue there is, split and paid. */
  async distribute(): Promise<void> {
    const anyone = this.world.client(account('relayer'));
    for (const source of [RevenueSource.TransactionFees, RevenueSource.SaaS]) {
      await (await anyone.collectRevenue({ source })).wait();
    }
    if ((await anyone.getUndistributed()) > 0n) await (await anyone.distributeRevenue()).wait();
  }

  /** The stakers' part of every epoch that is over. Returns USDC units. */
  async claimStaking(): Promise<bigint> {
    let sum = 0n;
    for (const who of [...this.sellers, ...this.buyers]) {
      const client = this.world.client(who);
      const { amount } = await client.getClaimable({ account: who.address });
      if (amount === 0n) continue;
      sum += (await (await client.claimRewards({ to: who.address })).wait()).amount;
    }
    return sum;
  }

  /** USDC in wallets and in the vault. Credit is not among it: nobody can take it out. */
  async usdc(): Promise<bigint> {
    const client = this.world.client(account('relayer'));
    let sum = 0n;
    for (const who of this.people) {
      const { available, escrowed } = await client.getVaultAccount({ account: who });
      const { usdc } = await client.getTokenBalances({ account: who });
      sum += available + escrowed + usdc;
    }
    return sum;
  }

  /** CPT wei in wallets, and of rewards that still vest; what is locked stays what it was. */
  async cpt(): Promise<bigint> {
    const client = this.world.client(account('relayer'));
    let sum = 0n;
    for (const who of this.people) {
      const { cpt } = await client.getTokenBalances({ account: who });
      const { claimable, vesting } = await client.getRewardVesting({ account: who });
      sum += cpt + claimable + vesting;
    }
    return sum;
  }

  async #lock(who: HDAccount): Promise<void> {
    await this.world.fund(who.address, { cpt: LOCKED });
    await this.world.approve(who, 'CPT', this.world.contracts.VotingEscrow);
    await (await this.world.client(who).createLock({ amount: LOCKED, duration: MAX_LOCK_DURATION })).wait();
  }

  async #startTrials(): Promise<void> {
    const governor = account('parameters');
    await this.world.fund(governor.address);
    const endsAt = Number(await this.world.now()) + YEAR / 2;
    const hash = await this.world.client(governor).writeContract({
      address: this.world.contracts.Subscriptions,
      abi: subscriptionsAbi,
      functionName: 'setPromotion',
      args: [Promotion.Trial, { highestPlan: Plan.Enterprise, endsAt, places: 100 }],
    });
    await this.world.chain.waitForTransactionReceipt({ hash });
    for (const who of this.buyers) {
      const trial = { plan: Plan.Enterprise, autoRenew: false, maxPrice: 0n };
      await (await this.world.client(who).startTrial(trial)).wait();
    }
  }

  async #refer(): Promise<void> {
    let referrer = this.sellers[0] as HDAccount;
    for (const who of this.buyers) {
      await (await this.world.client(who).setReferrer({ referrer: referrer.address })).wait();
      referrer = who;
    }
  }

  /** Spends an account's credit at the first seller. */
  async #launder(who: HDAccount): Promise<bigint[]> {
    const client = this.world.client(who);
    await this.world.fund(who.address);
    const wallet = await client.getCreditWallet({ account: who.address });
    await (await client.createCreditWallet({ owner: who.address })).wait();
    const [listingId = 0] = this.#listings;
    const jobs: bigint[] = [];
    for (let round = 0; round < LAUNDRY_ROUNDS; round++) {
      const { available } = await client.getVaultAccount({ account: wallet });
      const price = BigInt(this.scheme.unitPrice) * ESCROW_TENTHS;
      const seconds = Number((available * BigInt(HOUR) * 10n) / price) - 1;
      if (seconds < SMALLEST_JOB) break;
      jobs.push(
        await trade(this.world, { payer: who, seller: this.scheme.first, listingId, units: 1, seconds, credit: true }),
      );
    }
    return jobs;
  }
}
