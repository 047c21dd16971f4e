import { existsSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ChainClock,
  connect,
  createLogger,
  HttpError,
  json,
  LogFollower,
  type Logger,
  lockDirectory,
  Metrics,
  messageOf,
  type Service,
  serve,
  TransactionEngine,
  text,
} from '@cyberplaza/keeper/kit';
import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import PQueue from 'p-queue';
import { getAbiItem } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { FailureCode, verdictOf } from '../run/outcome.js';
import { type JobRecord, RecordBook, runDirectory } from '../run/record.js';
import { type Run, Runner, readCode } from '../run/runner.js';
import { isRunnable, type JobSpec, SpecError, SpecStore } from '../spec.js';
import { type AgentConfig, type AgentInput, agentConfigSchema } from './config.js';
import { RunsFeed } from './feed.js';
import { Market, MarketWriter, RefusedError } from './market.js';
import { MeterClient } from './meterClient.js';
import { Pulse } from './pulse.js';
import { Reporter, stateName } from './reporter.js';
import { ReportLoop } from './reportLoop.js';
import { Starter } from './starter.js';

/** A running agent. */
export interface Agent extends Service {
  /** Jobs by phase. */
  jobs(): Record<string, number>;
  /** True once every block up to one has been looked at and nothing that could move by itself is left. */
  isIdle(block?: bigint): boolean;
}

const MAX_IN_FLIGHT = 64;
const SPEC_PAUSE_MS = 1_000;
const SPEC_MAX_PAUSE_MS = 15_000;
const RECEIPT_PATIENCE_MS = 24 * 3_600_000;
const IDLE_LOOK_MS = 5;
const STALE_POLL_MS = 60_000;
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
  readonly #live = new Map<bigint, JobRecord>();
  /** jobs whose spec cannot be had yet, by the number of looks */
  readonly #undescribed = new Map<bigint, number>();
  readonly #specs: SpecStore;
  readonly #slots: PQueue;
  readonly #ends = new Map<bigint, () => void>();
  readonly #metrics = new Metrics('cyberplaza_agent');
  readonly #feed = new RunsFeed(() => this.#sweepSoon());
  readonly #counters = {
    jobs: this.#metrics.counter('jobs_total', 'Jobs by how they ended for this agent', ['result']),
    tx: this.#metrics.counter('transactions_total', 'Transactions by event', ['event', 'label']),
    refusals: this.#metrics.counter('meter_refusals_total', 'Signatures refused by meters', ['reason']),
    errors: this.#metrics.counter('errors_total', 'Unexpected errors', ['where']),
  };
  #starter!: Starter;
  #pulse!: Pulse;
  #reports!: ReportLoop;
  #book!: RecordBook;
  #market!: Market;
  #writer!: MarketWriter;
  #engine!: TransactionEngine;
  #clock!: ChainClock;
  #runner!: Runner;
  #reporter!: Reporter;
  #bufferBps = 0;
  #needed = 0;
  #sweeping = false;
  #ticking = false;
  #handledBlock = -1n;
  #stopped = false;

  constructor(
    private readonly config: AgentConfig,
    private readonly account: PrivateKeyAccount,
    private readonly log: Logger,
  ) {
    this.#specs = new SpecStore(config.specs);
    this.#slots = new PQueue({ concurrency: config.concurrency });
  }

  async start(unlock: () => void): Promise<Agent> {
    const { config, log } = this;
    const chain = await connect(config);
    this.#market = new Market(chain);
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
    this.#writer = new MarketWriter(this.#market.address, this.#engine);
    this.#starter = new Starter(this.#writer, config.maxBatch);
    this.#bufferBps = await this.#market.bufferBps();
    this.#needed = await this.#market.threshold();
    this.#clock = new ChainClock({ client: chain.client, pollMs: config.pollMs, log });
    const follower = new LogFollower({
      client: chain.client,
      address: this.#market.address,
      events: [getAbiItem({ abi: jobMarketAbi, name: 'JobOpened' })] as const,
      path: join(config.dataDir, 'cursor.json'),
      fromBlock: BigInt(chain.deployment.startBlock),
    });
    this.#openBook(await follower.load());
    this.#reporter = new Reporter({
      book: this.#book,
      market: this.#market,
      writer: this.#writer,
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
    const shared = { reporter: this.#reporter, writer: this.#writer, log, onError };
    this.#pulse = new Pulse({ ...shared, checkpointEvery, heartbeatEvery });
    this.#reports = new ReportLoop(this.#reporter, log, () => onError('report'));
    this.#runner = new Runner({
      book: this.#book,
      dataDir: config.dataDir,
      market: this.#market.address,
      path: config.commandPath,
      maxStdoutBytes: config.maxStdoutBytes,
      limitOf: (record) => Math.ceil((record.duration * (BPS + this.#bufferBps)) / BPS),
      log,
      onChange: (run) => this.#feed.publish(run),
      onEnd: (run) => this.#onEnd(run),
    });
    const first = await this.#clock.refresh();
    this.#resume();

    const server = await serve({ host: config.host, port: config.port, routes: this.#routes() });
    this.#sampleMetrics();
    this.#clock.onTick(async ({ block, timestamp }) => {
      this.#ticking = true;
      try {
        await follower.advance(block, (logs) =>
          Promise.all(logs.map(({ args }) => this.#found(args))).then(() => undefined),
        );
        this.#runner.tick(timestamp, (run) => this.#isWitnessed(run));
        this.#pulse.tick(this.#runner.active.values(), timestamp);
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
      jobs: () => this.#jobs(),
      isIdle: (block) => this.#isIdle(block),
      stop: async () => {
        if (this.#stopped) return;
        this.#stopped = true;
        this.#slots.clear();
        this.#reports.stop();
        await this.#clock.stop();
        await this.#runner.stop();
        this.#feed.close();
        this.#engine.stop();
        await server.close();
        this.#book.close();
        unlock();
        log.info('agent stopped');
      },
    };
  }

  // ---- taking jobs ----

  async #found(job: {
    jobId: bigint;
    providerId: number;
    listingId: number;
    units: number;
    duration: number;
    specHash: `0x${string}`;
  }) {
    const { config } = this;
    if (this.#book.has(job.jobId)) return;
    if (config.providers.length > 0 && !config.providers.includes(job.providerId)) return;
    if (!(await this.#market.mayOperate(job.providerId, this.account.address))) return;
    const { jobId, providerId, listingId, units, duration, specHash } = job;
    const record: JobRecord = {
      jobId,
      providerId,
      listingId,
      units,
      duration,
      specHash,
      phase: 'found',
      startedAt: 0,
      sequence: 0,
    };
    this.#book.save(record);
    this.#live.set(jobId, record);
    this.#spawnTask(record, () => this.#admit(record));
  }

  /** Takes up what the data directory says; jobs of another chain are set aside. */
  #openBook(sameChain: boolean): void {
    if (!sameChain) {
      for (const name of ['runs', RecordBook.FILE]) {
        const path = join(this.config.dataDir, name);
        if (existsSync(path)) renameSync(path, `${path}.${Date.now()}`);
      }
    }
    this.#book = new RecordBook(this.config.dataDir);
  }

  #resume(): void {
    for (const record of this.#book.unfinished()) {
      this.#live.set(record.jobId, record);
      this.#spawnTask(record, () => this.#admit(record));
    }
  }

  /** Decides what to do with a job by its state on chain. */
  async #admit(record: JobRecord): Promise<void> {
    const job = await this.#market.job(record.jobId);
    if (job.state === JobState.Running) {
      // somebody else started it: another agent with this key, or this one before it lost its data directory
      if (record.phase === 'found' && !this.config.reclaim) this.#done(record, 'runs elsewhere', 'foreign');
      else await this.#resumeRun(record, Number(job.since));
      return;
    }
    if (job.state !== JobState.Open && job.state !== JobState.Acknowledged) {
      this.#done(record, `chain state ${stateName(job.state)}`, 'closed');
      return;
    }
    let spec: JobSpec;
    try {
      spec = await this.#specs.get(record.specHash);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      if (error.retry) this.#awaitSpec(record, error);
      else await this.#decline(record, FailureCode.SPEC, error.message);
      return;
    }
    this.#undescribed.delete(record.jobId);
    const path = spec.env?.PATH ?? this.config.commandPath;
    if (!(await isRunnable(spec.command[0] ?? '', path))) {
      await this.#decline(record, FailureCode.COMMAND, `no program ${spec.command[0]}`);
      return;
    }
    let acknowledged = job.state === JobState.Acknowledged ? Promise.resolve() : undefined;
    record.phase = 'queued';
    const full = this.#slots.pending + this.#slots.size >= this.config.concurrency;
    if (full && !acknowledged) {
      acknowledged = this.#starter.acknowledge(record.jobId);
      acknowledged.catch(() => undefined);
    }
    const waiting = acknowledged;
    void this.#slots.add(async () => {
      if (this.#stopped) return;
      try {
        await this.#execute(record, spec, waiting);
      } catch (error) {
        this.#failedTask(record, error);
      }
    });
  }

  /** A job that nobody has described yet costs nothing: no transaction, only another look until the chain closes it. */
  #awaitSpec(record: JobRecord, error: SpecError): void {
    const tries = (this.#undescribed.get(record.jobId) ?? 0) + 1;
    this.#undescribed.set(record.jobId, tries);
    if (tries === 1) this.log.warn({ jobId: record.jobId.toString(), error: error.message }, 'waiting for the spec');
    setTimeout(
      () => {
        if (!this.#stopped) this.#spawnTask(record, () => this.#admit(record));
      },
      Math.min(SPEC_PAUSE_MS * tries, SPEC_MAX_PAUSE_MS),
    ).unref();
  }

  async #decline(record: JobRecord, code: number, reason: string): Promise<void> {
    this.log.warn({ jobId: record.jobId.toString(), reason }, 'declining');
    const outcome = await this.#writer.fail(record.jobId, code);
    if (outcome.kind === 'mined' || outcome.kind === 'reverted') this.#done(record, `declined: ${reason}`, 'declined');
  }

  // ---- running ----

  /** Starts the job on chain, then its process; holds the slot until the process is gone. */
  async #execute(record: JobRecord, spec: JobSpec, acknowledged: Promise<void> | undefined): Promise<void> {
    await acknowledged;
    record.phase = 'starting';
    this.#book.save(record);
    record.startedAt = await this.#starter.start(record.jobId, acknowledged !== undefined);
    if (this.#stopped) {
      this.#book.save(record);
      return;
    }
    const ended = new Promise<void>((resolve) => this.#ends.set(record.jobId, resolve));
    this.#runner.launch(record, spec);
    await ended;
  }

  /** A job that runs on chain: adopt its process, use what it left behind, or admit that it is lost. */
  async #resumeRun(record: JobRecord, startedAt: number): Promise<void> {
    record.startedAt = startedAt;
    if (record.phase === 'ended' && record.exit) return this.#report(record);
    if (this.#runner.adopt(record)) {
      record.phase = 'running';
      this.log.info({ jobId: record.jobId.toString(), pid: record.pid }, 'took up a running process');
      return;
    }
    const directory = runDirectory(this.config.dataDir, record.jobId);
    const code = readCode(directory);
    // when it ended nobody here knows: at most as late as it was asked to last; the meters may know better
    const latest = startedAt + (record.runSeconds ?? record.duration);
    const endedAt = Math.max(startedAt, Math.min(this.#clock.now.timestamp, latest));
    record.exit = { code: code ?? null, cause: code === undefined ? 'lost' : 'exit', endedAt };
    record.phase = 'ended';
    this.#book.save(record);
    this.#feed.publishRecord(record, directory, this.#runner.nextVersion());
    if (code === undefined) this.#finish(record, await this.#reporter.giveUp(record));
    else await this.#report(record);
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

  // ---- reporting ----

  #onEnd(run: Run): void {
    const { record } = run;
    this.#ends.get(record.jobId)?.();
    this.#ends.delete(record.jobId);
    this.#pulse.forget(record.jobId);
    if (this.#stopped) return;
    this.#spawnTask(record, () => this.#report(record));
  }

  async #report(record: JobRecord): Promise<void> {
    const reported = await this.#reports.run(record);
    if (reported) this.#finish(record, reported);
  }

  #finish(record: JobRecord, { final, note }: { final: boolean; note: string }): void {
    if (!final) {
      this.log.error({ jobId: record.jobId.toString(), note }, 'job left to its deadline');
    }
    const verdict = record.exit ? verdictOf(record.exit) : undefined;
    const result = note === 'reported' ? (verdict?.outcome === 1 ? 'completed' : 'failed') : 'closed';
    this.#done(record, note, result);
  }

  #done(record: JobRecord, note: string, result: string): void {
    record.phase = 'done';
    record.note = note;
    this.#book.save(record);
    this.#live.delete(record.jobId);
    this.#undescribed.delete(record.jobId);
    this.#counters.jobs.inc({ result });
    this.#feed.publishRecord(record, runDirectory(this.config.dataDir, record.jobId), this.#runner.nextVersion());
    this.log.info({ jobId: record.jobId.toString(), note }, 'job done');
  }

  // ---- plumbing ----

  #spawnTask(record: JobRecord, task: () => Promise<void>): void {
    task().catch((error: unknown) => this.#failedTask(record, error));
  }

  /** The chain said no: the job is not ours any more. Anything else is tried again from the chain's state. */
  #failedTask(record: JobRecord, error: unknown): void {
    if (this.#stopped) return;
    if (error instanceof RefusedError) {
      this.#done(record, error.message, 'closed');
      return;
    }
    this.#counters.errors.inc({ where: record.phase });
    this.log.error({ jobId: record.jobId.toString(), phase: record.phase, error: messageOf(error) }, 'will try again');
    setTimeout(() => {
      if (!this.#stopped && this.#live.has(record.jobId)) this.#spawnTask(record, () => this.#admit(record));
    }, SPEC_PAUSE_MS).unref();
  }

  #jobs(): Record<string, number> {
    const counts: Record<string, number> = {
      found: 0,
      queued: 0,
      starting: 0,
      running: 0,
      ended: 0,
      stalled: this.#reports.stalled.size,
    };
    for (const { phase } of this.#live.values()) counts[phase] = (counts[phase] ?? 0) + 1;
    return counts;
  }

  #isIdle(block?: bigint): boolean {
    if (this.#ticking || (block !== undefined && this.#handledBlock < block) || this.#starter.waiting > 0) return false;
    for (const record of this.#live.values()) {
      const { phase, jobId } = record;
      if (phase === 'starting' || (phase === 'found' && !this.#undescribed.has(jobId))) return false;
      if (phase === 'ended' && !this.#reports.stalled.has(jobId)) return false;
      if (phase === 'queued' && this.#slots.pending < this.config.concurrency) return false;
      const run = phase === 'running' ? this.#runner.active.get(jobId) : undefined;
      if (run && this.#runner.isDue(run, (candidate) => this.#isWitnessed(candidate))) return false;
    }
    return this.#engine.pending === 0;
  }

  #routes() {
    return {
      'GET /health': () => {
        const { block, timestamp } = this.#clock.now;
        const ok = Date.now() - this.#clock.lastPollAt < STALE_POLL_MS;
        const body = {
          ok,
          pid: process.pid,
          operator: this.account.address,
          block,
          clock: timestamp,
          handledBlock: this.#handledBlock,
          idle: this.#isIdle(),
          jobs: this.#jobs(),
          unmined: this.#engine.pending,
        };
        return json(ok ? 200 : 503, body);
      },
      'GET /metrics': async () => text(await this.#metrics.registry.metrics(), this.#metrics.registry.contentType),
      'GET /runs': ({ query }: { query: URLSearchParams }) => this.#feed.changes(query),
      'GET /runs/:jobId': ({ params }: { params: Record<string, string> }) => {
        const view = this.#feed.get(params.jobId ?? '');
        if (!view) throw new HttpError(404, `no run of job ${params.jobId}`);
        return view;
      },
      'GET /idle': ({ query }: { query: URLSearchParams }) => this.#awaitIdle(query),
    };
  }

  /** For whoever drives the chain's clock: answers once nothing can move before the clock does. */
  async #awaitIdle(query: URLSearchParams): Promise<unknown> {
    const block = query.has('block') ? BigInt(query.get('block') ?? '0') : undefined;
    const until = Date.now() + (Number(query.get('timeout') ?? 10_000) || 0);
    if (block !== undefined && this.#handledBlock < block) this.#clock.poke();
    while (!this.#isIdle(block) && Date.now() < until && !this.#stopped) await pause(IDLE_LOOK_MS);
    return {
      idle: this.#isIdle(block),
      block: this.#handledBlock,
      clock: this.#clock.now.timestamp,
      jobs: this.#jobs(),
    };
  }

  #sampleMetrics(): void {
    this.#metrics.sampledBy('jobs', 'Jobs in hand by phase', 'phase', () => Object.entries(this.#jobs()));
    this.#metrics.sampled('chain_block', 'Newest block seen', () => Number(this.#clock.now.block));
    this.#metrics.sampled('chain_poll_failures', 'Chain polls that failed in a row', () => this.#clock.failures);
    this.#metrics.sampled('transactions_unmined', 'Transactions sent and not mined', () => this.#engine.pending);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
