import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, getAbiItem } from 'viem';
import { z } from 'zod';
import { type JobBook, savedJobsSchema } from './jobBook.js';
import { type Chain, type Keep, LogFollower, learned } from './kit/index.js';

const savedSchema = z.object({
  jobs: savedJobsSchema,
  providers: z.array(
    z.object({
      providerId: z.number(),
      validUntil: z.number(),
      tier: z.number(),
      feeBps: z.number(),
      haircutBond: z.string(),
    }),
  ),
  status: z.object({ usdcFit: z.boolean(), refreshedAt: z.number() }).optional(),
});

/** The market's own copy of a provider's standing, as its last event told. */
export interface ProviderCopy {
  providerId: number;
  validUntil: number;
  tier: number;
  feeBps: number;
  /** USDC units */
  haircutBond: bigint;
}

export interface StatusCopy {
  usdcFit: boolean;
  refreshedAt: number;
}

/** The state a job has at least reached by each event; states only go up. */
const REACHED: Readonly<Record<string, number>> = {
  JobOpened: JobState.Open,
  JobAcknowledged: JobState.Acknowledged,
  JobStarted: JobState.Running,
  JobReported: JobState.Reported,
  JobSettled: JobState.Settled,
  JobRefunded: JobState.Refunded,
  JobDisputed: JobState.Disputed,
  JobExtended: JobState.Open,
  JobNoticed: JobState.Running,
};
const EVENTS = [...Object.keys(REACHED), 'ProviderRefreshed', 'StatusRefreshed'];

/** Follows the market's events: open jobs, and the copies that must be refreshed before they lapse. */
export class MarketBook {
  readonly providers = new Map<number, ProviderCopy>();
  status: StatusCopy | undefined;
  readonly #follower: LogFollower<AbiEvent[]>;

  constructor(
    private readonly chain: Chain,
    private readonly jobs: JobBook,
    keep: Keep,
  ) {
    this.#follower = new LogFollower({
      client: chain.client,
      address: chain.deployment.contracts.JobMarket,
      events: EVENTS.map((name) => getAbiItem({ abi: jobMarketAbi as Abi, name }) as AbiEvent),
      fromBlock: BigInt(chain.deployment.startBlock),
      ...keep,
      learned: learned(
        savedSchema,
        (saved) => this.#load(saved),
        () => this.#save(),
      ),
    });
  }

  get cursor(): bigint {
    return this.#follower.cursor;
  }

  /** Takes up what was kept, if it is of this very chain and deployment. */
  load(): Promise<boolean> {
    return this.#follower.load();
  }

  /** Reads everything up to a block. */
  advance(head: bigint): Promise<void> {
    return this.#follower.advance(head, async (logs) => {
      const reached = new Map<bigint, number>();
      for (const log of logs) {
        const args = log.args as Record<string, unknown>;
        if (log.eventName === 'ProviderRefreshed') this.#provider(args);
        else if (log.eventName === 'StatusRefreshed') await this.#statusAt(args, log.blockNumber);
        else this.#note(reached, args.jobId as bigint, log.eventName as string);
      }
      await this.jobs.refresh(reached.keys(), reached);
    });
  }

  save(): void {
    this.#follower.save();
  }

  #load({ jobs, providers, status }: z.output<typeof savedSchema>): void {
    this.jobs.load(jobs);
    for (const provider of providers) {
      this.providers.set(provider.providerId, { ...provider, haircutBond: BigInt(provider.haircutBond) });
    }
    this.status = status;
  }

  #save(): unknown {
    return { jobs: this.jobs.save(), providers: [...this.providers.values()], status: this.status };
  }

  #note(reached: Map<bigint, number>, jobId: bigint, event: string): void {
    reached.set(jobId, Math.max(reached.get(jobId) ?? JobState.None, REACHED[event] ?? JobState.None));
  }

  #provider(args: Record<string, unknown>): void {
    const { providerId, validUntil, tier, feeBps, haircutBond } = args as unknown as ProviderCopy;
    this.providers.set(providerId, { providerId, validUntil, tier, feeBps, haircutBond });
  }

  async #statusAt(args: Record<string, unknown>, blockNumber: bigint): Promise<void> {
    const block = await this.chain.client.getBlock({ blockNumber, includeTransactions: false });
    this.status = { usdcFit: args.usdcFit as boolean, refreshedAt: Number(block.timestamp) };
  }
}
