import type { Chain, Outcome, Revert, TransactionEngine } from '@cyberplaza/keeper/kit';
import { OperatorError } from '@cyberplaza/keeper/kit';
import { jobMarketAbi, listingsAbi, meterQuorumAbi, providerRegistryAbi } from '@cyberplaza/sdk/abis';
import { type Address, type ContractFunctionReturnType, encodeFunctionData, parseEventLogs } from 'viem';

export type ChainJob = ContractFunctionReturnType<typeof jobMarketAbi, 'view', 'job'>;
export type MarketParams = ContractFunctionReturnType<typeof jobMarketAbi, 'view', 'params'>;
export type ChainListing = ContractFunctionReturnType<typeof listingsAbi, 'view', 'listing'>;

/** The chain refused a call, in simulation or after sending. */
export class RefusedError extends OperatorError {
  override readonly name = 'RefusedError';
  constructor(
    readonly revert: Revert,
    label: string,
  ) {
    super(`${label} refused: ${revert.text}`);
  }
}

const CACHE_MS = 60_000;

/** Reads and writes of the market that agent and meters need. */
export class Market {
  readonly #listings = new Map<number, ChainListing>();
  readonly #operates = new Map<number, { at: number; allowed: Promise<boolean> }>();
  #params: { at: number; value: MarketParams } | undefined;
  #threshold: { at: number; value: number } | undefined;

  constructor(readonly chain: Chain) {}

  get address(): Address {
    return this.chain.deployment.contracts.JobMarket;
  }

  job(jobId: bigint): Promise<ChainJob> {
    return this.chain.client.readContract({
      address: this.address,
      abi: jobMarketAbi,
      functionName: 'job',
      args: [jobId],
    });
  }

  /** Period, verifier and extra signers of a listing never change, so it is read once. */
  async listing(listingId: number): Promise<ChainListing> {
    const known = this.#listings.get(listingId);
    if (known) return known;
    const listing = await this.chain.client.readContract({
      address: this.chain.deployment.contracts.Listings,
      abi: listingsAbi,
      functionName: 'listing',
      args: [listingId],
    });
    this.#listings.set(listingId, listing);
    return listing;
  }

  /** Kept for a while only where it is so: who was just allowed wants its first jobs. */
  async mayOperate(providerId: number, operator: Address): Promise<boolean> {
    const known = this.#operates.get(providerId);
    if (known && Date.now() - known.at < CACHE_MS) return known.allowed;
    const allowed = this.chain.client.readContract({
      address: this.chain.deployment.contracts.ProviderRegistry,
      abi: providerRegistryAbi,
      functionName: 'mayOperate',
      args: [providerId, operator],
    });
    this.#operates.set(providerId, { at: Date.now(), allowed });
    const answer = await allowed.catch(() => false);
    if (!answer) this.#operates.delete(providerId);
    return allowed;
  }

  /** Signatures the default quorum wants. */
  async threshold(): Promise<number> {
    if (this.#threshold && Date.now() - this.#threshold.at < CACHE_MS) return this.#threshold.value;
    const threshold = await this.chain.client.readContract({
      address: this.chain.deployment.contracts.MeterQuorum,
      abi: meterQuorumAbi,
      functionName: 'threshold',
    });
    this.#threshold = { at: Date.now(), value: Number(threshold) };
    return this.#threshold.value;
  }

  /** What governance has set: how long the market waits for what. */
  async params(): Promise<MarketParams> {
    if (this.#params && Date.now() - this.#params.at < CACHE_MS) return this.#params.value;
    const value = await this.chain.client.readContract({
      address: this.address,
      abi: jobMarketAbi,
      functionName: 'params',
    });
    this.#params = { at: Date.now(), value };
    return value;
  }
}

/** Writes to the market through one transaction engine. */
export class MarketWriter {
  constructor(
    private readonly market: Address,
    private readonly engine: TransactionEngine,
  ) {}

  acknowledge(jobIds: readonly bigint[], start: boolean): Promise<Map<bigint, number>> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'acknowledge', args: [jobIds, start] });
    return this.#starts(start ? 'acknowledge+start' : 'acknowledge', jobIds, data);
  }

  start(jobIds: readonly bigint[]): Promise<Map<bigint, number>> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'start', args: [jobIds] });
    return this.#starts('start', jobIds, data);
  }

  fail(jobId: bigint, failureCode: number): Promise<Outcome> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'fail', args: [jobId, failureCode] });
    return this.engine.send({ to: this.market, data, label: 'fail', key: `fail:${jobId}` });
  }

  giveNotice(jobId: bigint): Promise<Outcome> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'giveNotice', args: [jobId] });
    return this.engine.send({ to: this.market, data, label: 'notice', key: `notice:${jobId}` });
  }

  heartbeat(jobId: bigint): Promise<Outcome> {
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'heartbeat', args: [jobId] });
    return this.engine.send({ to: this.market, data, label: 'heartbeat', key: `heartbeat:${jobId}` });
  }

  /** @returns start times by job, as the chain recorded them */
  async #starts(label: string, jobIds: readonly bigint[], data: `0x${string}`): Promise<Map<bigint, number>> {
    const outcome = await this.engine.send({ to: this.market, data, label, key: `${label}:${jobIds.join(',')}` });
    if (outcome.kind === 'reverted') throw new RefusedError(outcome.revert, label);
    if (outcome.kind !== 'mined') throw new OperatorError(`${label} is still unmined`);
    const events = parseEventLogs({ abi: jobMarketAbi, eventName: 'JobStarted', logs: outcome.receipt.logs });
    return new Map(events.map(({ args }) => [args.jobId, args.startedAt]));
  }
}
