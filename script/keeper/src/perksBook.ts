import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi, perksAbi, referralsAbi, subscriptionsAbi } from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, getAbiItem } from 'viem';
import { z } from 'zod';
import { type Chain, type Keep, LogFollower, learned, OperatorError, savedBigint } from './kit/index.js';
import type { MarketReads } from './marketReads.js';

const address = z.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-f]{40}$/.test(value));
const savedSchema = z.object({
  spend: z.array(savedBigint),
  fees: z.array(z.tuple([savedBigint, address])),
  referred: z.array(z.tuple([address, savedBigint])),
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

/** What waits to be counted or renewed, as events tell it. */
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

  constructor(
    chain: Chain,
    private readonly reads: MarketReads,
    keep: Keep,
  ) {
    const { JobMarket, Perks, Referrals, Subscriptions } = chain.deployment.contracts;
    this.#follower = new LogFollower({
      client: chain.client,
      address: [JobMarket, Perks, Referrals, Subscriptions],
      events: EVENTS,
      fromBlock: BigInt(chain.deployment.startBlock),
      ...keep,
      learned: learned(
        savedSchema,
        (saved) => this.#load(saved),
        () => this.#save(),
      ),
    });
  }

  /** Reads everything up to a block; several duties may ask at once. */
  advance(head: bigint): Promise<void> {
    return this.#follower.advance(head, async (logs) => {
      for (const log of logs) await this.#take(log.eventName as string, log.args as Record<string, unknown>);
    });
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
    const { payer, paid, state } = await this.reads.job(jobId);
    // a node behind the one that told of the settlement: the reading is made again
    if (state !== JobState.Settled) throw new OperatorError(`the node does not know that job ${jobId} is settled`);
    if (paid === 0n) return;
    this.spend.add(jobId);
    const fromJob = this.#referred.get(lower(payer));
    if (fromJob !== undefined && jobId >= fromJob) this.fees.set(jobId, lower(payer));
  }

  #load({ spend, fees, referred, subscribers }: z.output<typeof savedSchema>): void {
    for (const jobId of spend) this.spend.add(jobId);
    for (const [jobId, payer] of fees) this.fees.set(jobId, payer);
    for (const [account, fromJob] of referred) this.#referred.set(account, fromJob);
    for (const [account, until] of subscribers) this.subscribers.set(account, until);
  }

  #save(): unknown {
    return {
      spend: [...this.spend],
      fees: [...this.fees],
      referred: [...this.#referred],
      subscribers: [...this.subscribers],
    };
  }
}
