import { type Chain, type ChainClock, LogFollower } from '@cyberplaza/keeper/kit';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { getAbiItem, type Hex } from 'viem';

const EVENTS = [
  getAbiItem({ abi: jobMarketAbi, name: 'JobOpened' }),
  getAbiItem({ abi: jobMarketAbi, name: 'JobHandedOver' }),
] as const;

/** Hashes of jobs' descriptions by the chain's log. A job that took over goes by that of the one it goes on from. */
export class Openings {
  readonly #hashes = new Map<bigint, Hex>();
  readonly #follower: LogFollower<typeof EVENTS>;
  #reading: Promise<void> | undefined;

  constructor(
    chain: Chain,
    private readonly clock: ChainClock,
  ) {
    this.#follower = new LogFollower({
      client: chain.client,
      address: chain.deployment.contracts.JobMarket,
      events: EVENTS,
      fromBlock: BigInt(chain.deployment.startBlock),
    });
  }

  load(): Promise<boolean> {
    return this.#follower.load();
  }

  /** undefined for a job the log does not know. */
  async specHash(jobId: bigint): Promise<Hex | undefined> {
    if (!this.#hashes.has(jobId)) await this.#read();
    return this.#hashes.get(jobId);
  }

  /** Reads on from the last time; calls at the same time share one reading. */
  async #read(): Promise<void> {
    this.#reading ??= this.#follower
      .advance(this.clock.now.block, (logs) => {
        for (const log of logs) {
          if (log.eventName === 'JobOpened') this.#hashes.set(log.args.jobId, log.args.specHash);
          else this.#inherit(log.args.newJobId, log.args.jobId);
        }
      })
      .finally(() => {
        this.#reading = undefined;
      });
    await this.#reading;
  }

  #inherit(jobId: bigint, from: bigint): void {
    const hash = this.#hashes.get(from);
    if (hash) this.#hashes.set(jobId, hash);
  }
}
