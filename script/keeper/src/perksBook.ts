import { join } from 'node:path';
import { jobMarketAbi, perksAbi, referralsAbi, subscriptionsAbi } from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, getAbiItem } from 'viem';
import { z } from 'zod';
import { type Chain, LogFollower, readJson, toJson, writeAtomic } from './kit/index.js';
import type { MarketReads } from './marketReads.js';

const bigint = z.string().regex(/^\d+$/).transform(BigInt);
const address = z.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-f]{40}$/.test(value));
const savedSchema = z.object({
  origin: z.string(),
  block: bigint,
  spend: z.array(bigint),
  fees: z.array(z.tuple([bigint, address])),
  referred: z.array(z.tuple([address, bigint])),
  subscribers: z.array(z.tuple([address, z.number()])),
});

const event = (abi: Abi, name: string) => getAbiItem({ abi, name }) as AbiEvent;
const EVENTS = [
  event(jobMarketAbi, 'JobSettled'),
  event(perksAbi, 'SpendCounted'),
  event(referralsAbi, 'ReferrerSet'),
  event(referralsAbi, 'FeesCounted'),
  event(subscriptionsAbi, 'Subscribed'),
  event(subscriptionsAbi, 'TrialStarted'),
  event(subscriptionsAbi, 'SubscriptionRenewed'),
  event(subscriptionsAbi, 'SubscriptionLapsed'),
];

const lower = (value: unknown) => (value as string).toLowerCase() as Address;

/** What waits to be counted or renewed, as events tell it. State and cursor are one file. */
export class PerksBook {
  /** settled, paid jobs whose spend nobody has counted */
  readonly spend = new Set<bigint>();
  /** of these, jobs of referred payers whose fees nobody has counted */
  readonly fees = new Map<bigint, Address>();
  /** end of what is paid, by account that has a plan */
  readonly subscribers = new Map<Address, number>();
  /** first job whose fees count, by referred account */
  readonly #referred = new Map<Address, bigint>();
  readonly #follower: LogFollower<AbiEvent[]>;
  readonly #path: string;
  #loaded: Promise<void> | undefined;

  constructor(
    chain: Chain,
    private readonly reads: MarketReads,
    dataDir: string,
  ) {
    const { JobMarket, Perks, Referrals, Subscriptions } = chain.deployment.contracts;
    this.#path = join(dataDir, 'perks.json');
    this.#follower = new LogFollower({
      client: chain.client,
      address: [JobMarket, Perks, Referrals, Subscriptions],
      events: EVENTS,
      fromBlock: BigInt(chain.deployment.startBlock),
    });
  }

  /** Reads everything up to a block; several duties may ask at once. */
  async advance(head: bigint): Promise<void> {
    const before = this.#turn;
    this.#turn = before.catch(() => undefined).then(() => this.#advance(head));
    await this.#turn;
  }

  #turn: Promise<void> = Promise.resolve();

  async #advance(head: bigint): Promise<void> {
    this.#loaded ??= this.#load(head);
    await this.#loaded;
    let changed = false;
    await this.#follower.advance(head, async (logs) => {
      for (const log of logs) await this.#take(log.eventName as string, log.args as Record<string, unknown>);
      changed ||= logs.length > 0;
    });
    if (changed) this.#save();
  }

  async #take(name: string, args: Record<string, unknown>): Promise<void> {
    const jobId = args.jobId as bigint;
    if (name === 'JobSettled') await this.#settled(jobId);
    else if (name === 'SpendCounted') this.spend.delete(jobId);
    else if (name === 'FeesCounted') this.fees.delete(jobId);
    else if (name === 'ReferrerSet') this.#referred.set(lower(args.account), args.fromJob as bigint);
    else if (name === 'SubscriptionLapsed') this.subscribers.delete(lower(args.account));
    else this.subscribers.set(lower(args.account), Number(args.paidUntil));
  }

  async #settled(jobId: bigint): Promise<void> {
    const { payer, paid } = await this.reads.job(jobId);
    if (paid === 0n) return;
    this.spend.add(jobId);
    const fromJob = this.#referred.get(lower(payer));
    if (fromJob !== undefined && jobId >= fromJob) this.fees.set(jobId, lower(payer));
  }

  async #load(head: bigint): Promise<void> {
    await this.#follower.load();
    const saved = savedSchema.safeParse(readJson(this.#path));
    if (!saved.success || saved.data.origin !== this.#follower.origin || saved.data.block > head + 1n) return;
    this.#follower.seek(saved.data.block);
    for (const jobId of saved.data.spend) this.spend.add(jobId);
    for (const [jobId, payer] of saved.data.fees) this.fees.set(jobId, payer);
    for (const [account, fromJob] of saved.data.referred) this.#referred.set(account, fromJob);
    for (const [account, until] of saved.data.subscribers) this.subscribers.set(account, until);
  }

  #save(): void {
    const state = {
      origin: this.#follower.origin,
      block: this.#follower.cursor,
      spend: [...this.spend],
      fees: [...this.fees],
      referred: [...this.#referred],
      subscribers: [...this.subscribers],
    };
    writeAtomic(this.#path, toJson(state));
  }
}
