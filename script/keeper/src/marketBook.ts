import { join } from 'node:path';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { type AbiEvent, getAbiItem } from 'viem';
import { z } from 'zod';
import { type JobBook, savedJobsSchema } from './jobBook.js';
import { type Chain, LogFollower, readJson, toJson, writeAtomic } from './kit/index.js';

const savedSchema = z.object({
  origin: z.string(),
  block: z.string().regex(/^\d+$/).transform(BigInt),
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

const JOB_EVENTS = [
  'JobOpened',
  'JobAcknowledged',
  'JobStarted',
  'JobReported',
  'JobSettled',
  'JobRefunded',
  'JobDisputed',
  'JobExtended',
  'JobNoticed',
] as const;
const EVENTS = [...JOB_EVENTS, 'ProviderRefreshed', 'StatusRefreshed'] as const;
const SAVE_EVERY_MS = 2_000;

/** Follows the market's events: open jobs, and the copies that must be refreshed before they lapse. State and cursor are one file. */
export class MarketBook {
  readonly providers = new Map<number, ProviderCopy>();
  status: StatusCopy | undefined;
  readonly #follower: LogFollower<AbiEvent[]>;
  readonly #path: string;
  #savedAt = 0;
  #dirty = false;

  constructor(
    private readonly chain: Chain,
    private readonly jobs: JobBook,
    dataDir: string,
  ) {
    this.#path = join(dataDir, 'market.json');
    this.#follower = new LogFollower({
      client: chain.client,
      address: chain.deployment.contracts.JobMarket,
      events: EVENTS.map((name) => getAbiItem({ abi: jobMarketAbi, name }) as AbiEvent),
      fromBlock: BigInt(chain.deployment.startBlock),
    });
  }

  get cursor(): bigint {
    return this.#follower.cursor;
  }

  /** Takes up saved state if it is of this very chain and deployment. */
  async load(): Promise<boolean> {
    await this.#follower.load();
    const saved = savedSchema.safeParse(readJson(this.#path));
    if (!saved.success || saved.data.origin !== this.#follower.origin) return false;
    const head = await this.chain.client.getBlockNumber({ cacheTime: 0 });
    if (saved.data.block > head + 1n) return false;
    this.#follower.seek(saved.data.block);
    this.jobs.load(saved.data.jobs);
    for (const provider of saved.data.providers) {
      this.providers.set(provider.providerId, { ...provider, haircutBond: BigInt(provider.haircutBond) });
    }
    this.status = saved.data.status;
    return true;
  }

  /** Reads everything up to a block. */
  async advance(head: bigint): Promise<void> {
    await this.#follower.advance(head, async (logs) => {
      const touched = new Set<bigint>();
      for (const log of logs) {
        const args = log.args as Record<string, unknown>;
        if (log.eventName === 'ProviderRefreshed') this.#provider(args);
        else if (log.eventName === 'StatusRefreshed') await this.#statusAt(args, log.blockNumber);
        else touched.add(args.jobId as bigint);
      }
      await this.jobs.refresh(touched);
      this.#dirty ||= logs.length > 0;
    });
    if (this.#dirty && Date.now() - this.#savedAt > SAVE_EVERY_MS) this.save();
  }

  save(): void {
    this.#savedAt = Date.now();
    this.#dirty = false;
    const state = {
      origin: this.#follower.origin,
      block: this.cursor,
      jobs: this.jobs.save(),
      providers: [...this.providers.values()],
      status: this.status,
    };
    writeAtomic(this.#path, toJson(state));
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
