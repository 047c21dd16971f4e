import { existsSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ChainClock,
  ConfigError,
  connect,
  createLogger,
  LogFollower,
  type Logger,
  lockDirectory,
  Metrics,
  type Service,
  serve,
  TransactionEngine,
} from '@cyberplaza/keeper/kit';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { getAbiItem } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { Openings } from '../openings.js';
import { RecordBook } from '../run/record.js';
import { type Run, Runner } from '../run/runner.js';
import { type AgentConfig, type AgentInput, agentConfigSchema } from './config.js';
import { RunsFeed } from './feed.js';
import { Market, MarketWriter } from './market.js';
import { MeterClient } from './meterClient.js';
import { Pulse } from './pulse.js';
import { longestQuietRun, QuietRuns } from './quiet.js';
import { Reporter } from './reporter.js';
import { ReportLoop } from './reportLoop.js';
import { agentRoutes } from './routes.js';
import { Starter } from './starter.js';
import { Workload } from './workload.js';

/** A running agent. */
export interface Agent extends Service {
  /** Jobs by phase. */
  jobs(): Record<string, number>;
  /** Gives notice to the runs that may be pre-empted, and waits for their end; unless told not to (`drain: false`). */
  drain(): Promise<void>;
  /** True once every block up to one has been looked at and nothing that could move by itself is left. */
  isIdle(block?: bigint): boolean;
}

const MAX_IN_FLIGHT = 64;
const RECEIPT_PATIENCE_MS = 24 * 3_600_000;
const BPS = 10_000;
const GWEI = 1e9;

/** Starts a provider agent: acknowledges funded jobs of its providers, runs them, reports them, until it is stopped. */
export async function createAgent(input: AgentInput & { account: PrivateKeyAccount; log?: Logger }): Promise<Agent> {
  const { account, log: givenLog, ...settings } = input;
  const config = agentConfigSchema.parse(settings);
  const dataDir = resolve(config.dataDir);
  const unlock = lockDirectory(dataDir, 'agent');
  try {
    const agent = new AgentProcess({ ...config, dataDir }, account, givenLog ?? createLogger('agent', config.logLevel));
    return await agent.start(unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

class AgentProcess {
  readonly #metrics = new Metrics('cyberplaza_agent');
  readonly #feed = new RunsFeed(() => this.#sweepSoon());
  readonly #counters = {
    jobs: this.#metrics.counter('jobs_total', 'Jobs by how they ended for this agent', ['result']),
    tx: this.#metrics.counter('transactions_total', 'Transactions by event', ['event', 'label']),
    refusals: this.#metrics.counter('meter_refusals_total', 'Signatures refused by meters', ['reason']),
    errors: this.#metrics.counter('errors_total', 'Unexpected errors', ['where']),
  };
  #workload!: Workload;
  #engine!: TransactionEngine;
  #clock!: ChainClock;
  #runner!: Runner;
  #needed = 0;
  #sweeping = false;
  #ticking = false;
  #handledBlock = -1n;
  #stopped = false;

  constructor(
    private readonly config: AgentConfig,
    private readonly account: PrivateKeyAccount,
    private readonly log: Logger,
  ) {}

  async start(unlock: () => void): Promise<Agent> {
    const { config, log } = this;
    const chain = await connect(config);
    const market = new Market(chain);
    this.#engine = new TransactionEngine({
      client: chain.client,
      account: this.account,
      log,
      pendingPath: join(config.dataDir, 'pending.json'),
      pollMs: config.pollMs,
      stuckMs: config.stuckMs,
      timeoutMs: RECEIPT_PATIENCE_MS,
      maxFeePerGas: BigInt(Math.round(config.maxFeeGwei * GWEI)),
      maxInFlight: MAX_IN_FLIGHT,
      onEvent: (event, label) => this.#counters.tx.inc({ event, label }),
    });
    await this.#engine.start();
    const writer = new MarketWriter(market.address, this.#engine);
    const { ackWindow, bufferBps } = await market.params();
    const longestQuiet = longestQuietRun(ackWindow);
    if (config.reportAcknowledges > longestQuiet)
      throw new ConfigError(
        `reportAcknowledges: ${longestQuiet} s at most, for the market waits ${ackWindow} s for an acknowledgement`,
      );
    this.#needed = await market.threshold();
    this.#clock = new ChainClock({ client: chain.client, pollMs: config.pollMs, log });
    const openings = new Openings(chain, this.#clock);
    const follower = new LogFollower({
      client: chain.client,
      address: market.address,
      events: [
        getAbiItem({ abi: jobMarketAbi, name: 'JobOpened' }),
        getAbiItem({ abi: jobMarketAbi, name: 'JobToppedUp' }),
        getAbiItem({ abi: jobMarketAbi, name: 'JobExtended' }),
        getAbiItem({ abi: jobMarketAbi, name: 'JobNoticed' }),
        getAbiItem({ abi: jobMarketAbi, name: 'JobRefunded' }),
      ] as const,
      path: join(config.dataDir, 'cursor.json'),
      fromBlock: BigInt(chain.deployment.startBlock),
    });
    const book = this.#openBook(await follower.load());
    const reporter = new Reporter({
      book,
      market,
      writer,
      engine: this.#engine,
      deployment: chain.deployment,
      witnesses: config.meters.map((url) => new MeterClient(url, chain.deployment.chainId, config.meterTimeoutMs)),
      dataDir: config.dataDir,
      hedgeMs: config.hedgeMs,
      maxStdoutBytes: config.maxStdoutBytes,
      log,
      clock: () => this.#clock.now.timestamp,
      onRefusal: (reason) => this.#counters.refusals.inc({ reason }),
    });
    const onError = (where: string): void => this.#counters.errors.inc({ where });
    const { checkpointEvery, heartbeatEvery } = config;
    const pulse = new Pulse({ reporter, writer, log, onError, checkpointEvery, heartbeatEvery });
    const reports = new ReportLoop(reporter, log, () => onError('report'));
    this.#runner = new Runner({
      book,
      dataDir: config.dataDir,
      market: market.address,
      path: config.commandPath,
      maxStdoutBytes: config.maxStdoutBytes,
      probeMs: config.probeMs,
      limitOf: (record) => record.payableSeconds ?? Math.ceil((record.duration * (BPS + bufferBps)) / BPS),
      log,
      onChange: (run) => this.#feed.publish(run),
      onEnd: (run) => {
        pulse.forget(run.record.jobId);
        this.#workload.ended(run);
      },
    });
    const starter = new Starter(writer, config.maxBatch);
    const quiet = new QuietRuns({
      market,
      starter,
      longest: config.reportAcknowledges,
      log,
      onError,
      isReporting: (jobId) => reports.isTrying(jobId),
      onStarted: (record) => this.#workload.started(record),
      onLost: ({ jobId }) => this.#workload.closed(jobId),
    });
    const workload = new Workload({
      config,
      operator: this.account.address,
      book,
      market,
      openings,
      writer,
      starter,
      quiet,
      runner: this.#runner,
      reporter,
      reports,
      feed: this.#feed,
      clock: this.#clock,
      log,
      isWitnessed: (run) => this.#isWitnessed(run),
      onNotice: (record) => pulse.checkpoint(record, this.#clock.now.timestamp),
      onDone: (result) => this.#counters.jobs.inc({ result }),
      onError,
    });
    this.#workload = workload;
    const first = await this.#clock.refresh();
    workload.resume();

    const server = await serve({ host: config.host, port: config.port, routes: this.#routes() });
    this.#sampleMetrics();
    this.#clock.onTick(async ({ block, timestamp }) => {
      this.#ticking = true;
      try {
        await follower.advance(block, async (logs) => {
          await Promise.all(logs.map((log) => log.eventName === 'JobOpened' && workload.found(log.args, timestamp)));
          for (const log of logs) {
            if (log.eventName === 'JobNoticed') workload.noticed(log.args.jobId, log.args.endsAt, log.args.byProvider);
            else if (log.eventName === 'JobRefunded') workload.closed(log.args.jobId);
            else if (log.eventName !== 'JobOpened') await workload.prolonged(log.args.jobId);
          }
        });
        this.#runner.tick(timestamp, (run) => this.#isWitnessed(run));
        quiet.tick(workload.live, timestamp);
        await workload.reconsider(timestamp);
        pulse.tick(this.#runner.active.values(), timestamp);
        this.#handledBlock = block;
      } finally {
        this.#ticking = false;
      }
    });
    this.#runner.start();
    this.#clock.start();
    log.info({ url: server.url, operator: this.account.address, block: first.block.toString() }, 'agent started');

    return {
      url: server.url,
      jobs: () => workload.counts(),
      isIdle: (block) => this.#isIdle(block),
      drain: async () => {
        if (config.drain) await workload.drain();
      },
      stop: async () => {
        if (this.#stopped) return;
        this.#stopped = true;
        workload.stop();
        reports.stop();
        await this.#clock.stop();
        follower.save();
        await this.#runner.stop();
        this.#feed.close();
        this.#engine.stop();
        await server.close();
        book.close();
        unlock();
        log.info('agent stopped');
      },
    };
  }

  /** What the data directory says; jobs of another chain are set aside. */
  #openBook(sameChain: boolean): RecordBook {
    if (!sameChain) {
      for (const name of ['runs', RecordBook.FILE]) {
        const path = join(this.config.dataDir, name);
        if (existsSync(path)) renameSync(path, `${path}.${Date.now()}`);
      }
    }
    return new RecordBook(this.config.dataDir);
  }

  /** Enough meters have said that they looked at the run, or it has waited long enough for them. */
  #isWitnessed(run: Run): boolean {
    if (this.config.meters.length === 0) return true;
    const needed = Math.min(this.#needed, this.config.meters.length);
    return this.#feed.seenBy(run.launchVersion) >= needed || Date.now() - run.launchedAt >= this.config.observeMs;
  }

  /** Many meters answer at the same moment; one look at the runs is enough for all of them. */
  #sweepSoon(): void {
    if (this.#sweeping || this.#stopped) return;
    this.#sweeping = true;
    setImmediate(() => {
      this.#sweeping = false;
      if (!this.#stopped) this.#runner.tick(this.#clock.now.timestamp, (run) => this.#isWitnessed(run));
    });
  }

  #isIdle(block?: bigint): boolean {
    if (this.#ticking || (block !== undefined && this.#handledBlock < block)) return false;
    return this.#workload.isIdle() && this.#engine.pending === 0;
  }

  #routes() {
    return agentRoutes({
      operator: this.account.address,
      clock: this.#clock,
      feed: this.#feed,
      metrics: this.#metrics,
      isIdle: (block) => this.#isIdle(block),
      isStopped: () => this.#stopped,
      handledBlock: () => this.#handledBlock,
      jobs: () => this.#workload.counts(),
      unmined: () => this.#engine.pending,
    });
  }

  #sampleMetrics(): void {
    this.#metrics.sampledBy('jobs', 'Jobs in hand by phase', 'phase', () => Object.entries(this.#workload.counts()));
    this.#metrics.sampled('chain_block', 'Newest block seen', () => Number(this.#clock.now.block));
    this.#metrics.sampled('chain_poll_failures', 'Chain polls that failed in a row', () => this.#clock.failures);
    this.#metrics.sampled('transactions_unmined', 'Transactions sent and not mined', () => this.#engine.pending);
  }
}
