import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi, listingsAbi } from '@cyberplaza/sdk/abis';
import type { ContractFunctionReturnType } from 'viem';
import type { Chain } from './kit/index.js';

export type ChainJob = ContractFunctionReturnType<typeof jobMarketAbi, 'view', 'job'>;
export type MarketParams = ContractFunctionReturnType<typeof jobMarketAbi, 'view', 'params'>;

const PARAMS_CACHE_MS = 10_000;
const SECONDS_PER_MINUTE = 60;
/** For a last report after a provider's notice (JobMarket's own constant). */
const PROVIDER_NOTICE_GRACE = 600;

/** Reads of the market, with what rarely changes kept for a while. */
export class MarketReads {
  readonly #startLimits = new Map<number, Promise<number>>();
  #params: { at: number; value: Promise<MarketParams> } | undefined;

  constructor(private readonly chain: Chain) {}

  get #market() {
    return this.chain.deployment.contracts.JobMarket;
  }

  job(jobId: bigint): Promise<ChainJob> {
    return this.chain.client.readContract({
      address: this.#market,
      abi: jobMarketAbi,
      functionName: 'job',
      args: [jobId],
    });
  }

  /** What a permissionless call could do with a job now (IJobMarketTypes.Reason, 0 nothing). */
  due(jobId: bigint): Promise<number> {
    return this.chain.client.readContract({
      address: this.#market,
      abi: jobMarketAbi,
      functionName: 'due',
      args: [jobId],
    });
  }

  params(): Promise<MarketParams> {
    if (!this.#params || Date.now() - this.#params.at > PARAMS_CACHE_MS) {
      const value = this.chain.client.readContract({
        address: this.#market,
        abi: jobMarketAbi,
        functionName: 'params',
      });
      value.catch(() => {
        this.#params = undefined;
      });
      this.#params = { at: Date.now(), value };
    }
    return this.#params.value;
  }

  /** Last second of a job's present wait; undefined if it waits for nothing. */
  async deadline(job: ChainJob): Promise<number | undefined> {
    const params = await this.params();
    const since = Number(job.since);
    switch (job.state) {
      case JobState.Open:
        return since + params.ackWindow;
      case JobState.Acknowledged:
        return since + (await this.#startLimit(job.listingId));
      case JobState.Running:
        return Math.min(since + job.duration + params.overdueGrace, noticed(job, params) ?? Number.POSITIVE_INFINITY);
      case JobState.Reported:
        return since + params.disputeWindow;
      case JobState.Disputed:
        return since + params.rulingWindow;
      default:
        return undefined;
    }
  }

  /** Seconds from opening to the latest start; fixed for the life of a listing. */
  #startLimit(listingId: number): Promise<number> {
    const known = this.#startLimits.get(listingId);
    if (known) return known;
    const limit = this.chain.client
      .readContract({
        address: this.chain.deployment.contracts.Listings,
        abi: listingsAbi,
        functionName: 'listing',
        args: [listingId],
      })
      .then((listing) => listing.startLimit * SECONDS_PER_MINUTE);
    limit.catch(() => this.#startLimits.delete(listingId));
    this.#startLimits.set(listingId, limit);
    return limit;
  }
}

/** The last second for a report of a run under notice. */
function noticed(job: ChainJob, params: MarketParams): number | undefined {
  if (job.noticeEndsAt === 0) return undefined;
  return job.noticeEndsAt + (job.noticeByProvider ? PROVIDER_NOTICE_GRACE : params.overdueGrace);
}
