import type { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { type GetContractEventsReturnType, parseEventLogs } from 'viem';
import type { World } from '../chain/world.js';

const POLL_MS = 25;
const DEFAULT_TIMEOUT_MS = 60_000;

export type JobLog = GetContractEventsReturnType<typeof jobMarketAbi, undefined, true>[number];

export type Stage = 'open' | 'acknowledged' | 'running' | 'reported' | 'disputed' | 'settled' | 'refunded';

export interface SeenJob {
  id: bigint;
  stage: Stage;
  startedAt: number | undefined;
  logs: JobLog[];
}

/** Waiting for the market's off-chain part took too long; names what was waited for. */
export class MarketStuck extends Error {
  constructor(what: string, seconds: number) {
    super(`Nothing happened for ${seconds} s while waiting for ${what}. The logs of agent, meters and keeper say why.`);
    this.name = 'MarketStuck';
  }
}

/** Follows the job market's events; what it knows of a job is what the chain said, nothing else. */
export class Observer {
  readonly jobs = new Map<bigint, SeenJob>();
  readonly #world: World;
  #nextBlock: bigint;
  #refreshing: Promise<void> | undefined;

  constructor(world: World, fromBlock: bigint) {
    this.#world = world;
    this.#nextBlock = fromBlock;
  }

  job(id: bigint): SeenJob {
    const found = this.jobs.get(id);
    if (!found) throw new Error(`job ${id} has not been seen on chain`);
    return found;
  }

  count(stage: Stage): number {
    let n = 0;
    for (const job of this.jobs.values()) if (job.stage === stage) n += 1;
    return n;
  }

  /** Reads events up to the latest block. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async waitFor(what: string, done: () => boolean | Promise<boolean>, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await this.refresh();
      if (await done()) return;
      if (Date.now() > deadline) throw new MarketStuck(what, timeoutMs / 1_000);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async #read(): Promise<void> {
    const latest = await this.#world.reader.getBlockNumber({ cacheTime: 0 });
    if (latest < this.#nextBlock) return;
    const raw = await this.#world.reader.getLogs({
      address: this.#world.address('JobMarket'),
      fromBlock: this.#nextBlock,
      toBlock: latest,
    });
    this.#nextBlock = latest + 1n;
    for (const log of parseEventLogs({ abi: this.#world.abi('JobMarket'), logs: raw })) this.#apply(log as JobLog);
  }

  #apply(log: JobLog): void {
    if (!('jobId' in log.args)) return;
    const id = log.args.jobId;
    const job = this.jobs.get(id) ?? { id, stage: 'open', startedAt: undefined, logs: [] };
    this.jobs.set(id, job);
    job.logs.push(log);
    switch (log.eventName) {
      case 'JobAcknowledged':
        job.stage = 'acknowledged';
        break;
      case 'JobStarted':
        job.stage = 'running';
        job.startedAt = log.args.startedAt;
        break;
      case 'JobReported':
        job.stage = 'reported';
        break;
      case 'JobDisputed':
        job.stage = 'disputed';
        break;
      case 'JobSettled':
        job.stage = 'settled';
        break;
      case 'JobRefunded':
        job.stage = 'refunded';
        break;
      default:
        break;
    }
  }
}
