import type { ChainClock, Logger } from '@cyberplaza/keeper/kit';
import { messageOf } from '@cyberplaza/keeper/kit';
import { JobState, Period, periodLength } from '@cyberplaza/sdk';
import PQueue from 'p-queue';
import { type Address, zeroHash } from 'viem';
import type { Openings } from '../openings.js';
import { readCode } from '../run/code.js';
import { FailureCode, verdictOf } from '../run/outcome.js';
import { type JobRecord, type RecordBook, runDirectory, takeStart } from '../run/record.js';
import type { Run, Runner } from '../run/runner.js';
import { isRunnable, type JobSpec, SpecError, SpecStore } from '../spec.js';
import type { AgentConfig } from './config.js';
import type { RunsFeed } from './feed.js';
import { type ChainJob, type ChainListing, type Market, type MarketWriter, RefusedError } from './market.js';
import type { QuietRuns } from './quiet.js';
import { type Reporter, stateName } from './reporter.js';
import type { ReportLoop } from './reportLoop.js';
import type { Starter } from './starter.js';

export interface WorkloadOptions {
  config: AgentConfig;
  operator: Address;
  book: RecordBook;
  market: Market;
  openings: Openings;
  writer: MarketWriter;
  starter: Starter;
  quiet: QuietRuns;
  runner: Runner;
  reporter: Reporter;
  reports: ReportLoop;
  feed: RunsFeed;
  clock: ChainClock;
  log: Logger;
  isWitnessed: (run: Run) => boolean;
  /** a run was told when it will be ended */
  onNotice: (record: JobRecord) => void;
  onDone: (result: string) => void;
  onError: (where: string) => void;
}

/** What the chain says of a job that was opened. */
export interface OpenedJob {
  jobId: bigint;
  providerId: number;
  listingId: number;
  units: number;
  duration: number;
  specHash: `0x${string}`;
}

const DRAIN_LOOK_MS = 50;
const SPEC_PAUSE_MS = 1_000;
const SPEC_MAX_PAUSE_MS = 15_000;
/** chain seconds between two looks at whether a provider whose jobs were left alone has become ours */
const RECONSIDER_SECONDS = 20;
/** jobs of others that are kept in mind: those of a first reading of the whole chain are too many */
const MAX_FOREIGN = 10_000;

/** The jobs in hand, each from its opening to its report. */
export class Workload {
  readonly #live = new Map<bigint, JobRecord>();
  /** jobs whose spec cannot be had yet, by the number of looks */
  readonly #undescribed = new Map<bigint, number>();
  /** opened lately for providers that this key may not operate (yet), and when they were found */
  readonly #foreign = new Map<bigint, { job: OpenedJob; at: number }>();
  #reconsideredAt = 0;
  /** whose start was sent and may be on chain: nobody saw its receipt */
  readonly #unsure = new Set<bigint>();
  /** closed on chain before their process was made */
  readonly #closed = new Set<bigint>();
  readonly #ends = new Map<bigint, () => void>();
  readonly #specs: SpecStore;
  readonly #slots: PQueue;
  #draining = false;
  #stopped = false;

  constructor(private readonly options: WorkloadOptions) {
    this.#specs = new SpecStore(options.config.specs);
    this.#slots = new PQueue({ concurrency: options.config.concurrency });
  }

  // ---- taking jobs ----

  /** A job that was opened on chain, ours or not. */
  async found(job: OpenedJob, timestamp: number): Promise<void> {
    const { config, book, log, market, operator } = this.options;
    const { jobId, providerId, listingId, units, duration, specHash } = job;
    if (book.has(jobId)) return;
    if (config.providers.length > 0 && !config.providers.includes(providerId)) return;
    if (!(await market.mayOperate(providerId, operator))) {
      log.debug({ jobId: jobId.toString(), providerId }, 'left alone: its provider is not ours');
      this.#leave(job, timestamp);
      return;
    }
    this.#foreign.delete(jobId);
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
    book.save(record);
    // the next start takes it up
    if (this.#draining) return;
    this.#live.set(jobId, record);
    this.#spawnTask(record, () => this.#admit(record));
  }

  #leave(job: OpenedJob, timestamp: number): void {
    const { at } = this.#foreign.get(job.jobId) ?? { at: timestamp };
    this.#foreign.set(job.jobId, { job, at });
    const [oldest] = this.#foreign.keys();
    if (oldest !== undefined && this.#foreign.size > MAX_FOREIGN) this.#foreign.delete(oldest);
  }

  /** Looks once more at jobs that were not ours when they were opened, as long as the market waits for an acknowledgement. */
  async reconsider(timestamp: number): Promise<void> {
    if (this.#foreign.size === 0 || timestamp - this.#reconsideredAt < RECONSIDER_SECONDS) return;
    this.#reconsideredAt = timestamp;
    const { ackWindow } = await this.options.market.params();
    const { market, operator } = this.options;
    for (const [jobId, { at }] of this.#foreign) if (timestamp - at > ackWindow) this.#foreign.delete(jobId);
    const waiting = [...this.#foreign.values()].map(({ job }) => job);
    await Promise.all(
      [...new Set(waiting.map(({ providerId }) => providerId))].map(async (providerId) => {
        if (!(await market.mayOperate(providerId, operator))) return;
        for (const job of waiting) if (job.providerId === providerId) await this.found(job, timestamp);
      }),
    );
  }

  /** Takes up what an earlier agent process left in the book. */
  resume(): void {
    for (const record of this.options.book.unfinished()) {
      if (record.phase === 'starting' && record.pid === undefined) this.#unsure.add(record.jobId);
      this.#live.set(record.jobId, record);
      this.#spawnTask(record, () => this.#admit(record));
    }
  }

  /** Decides what to do with a job by its state on chain. */
  async #admit(record: JobRecord): Promise<void> {
    const { config, market, openings, starter } = this.options;
    const job = await market.job(record.jobId);
    const isRunning = job.state === JobState.Running;
    // somebody else started it: another agent with this key, or this one before it lost its data directory
    if (isRunning && record.phase === 'found' && !config.reclaim) {
      this.#done(record, 'runs elsewhere', 'foreign');
      return;
    }
    if (isRunning && !this.#mayStillLaunch(record, job)) {
      await this.#resumeRun(record, job);
      return;
    }
    if (!isRunning && job.state !== JobState.Open && job.state !== JobState.Acknowledged) {
      this.#done(record, `chain state ${stateName(job.state)}`, 'closed');
      return;
    }
    if (record.quietUntil !== undefined && (record.phase === 'running' || record.phase === 'ended')) {
      await this.#resumeRun(record, job);
      return;
    }
    if (record.specHash === zeroHash) record.specHash = (await openings.specHash(record.jobId)) ?? zeroHash;
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
    const path = spec.env?.PATH ?? config.commandPath;
    if (!(await isRunnable(spec.command[0] ?? '', path))) {
      await this.#decline(record, FailureCode.COMMAND, `no program ${spec.command[0]}`);
      return;
    }
    if (spec.heartbeatSeconds !== undefined && !config.heartbeats) {
      await this.#decline(record, FailureCode.HEARTBEAT, 'asks for heartbeats');
      return;
    }
    let acknowledged = job.state === JobState.Open ? undefined : Promise.resolve();
    if (!isRunning) record.phase = 'queued';
    const full = this.#slots.pending + this.#slots.size >= config.concurrency;
    if (full && !acknowledged) {
      acknowledged = starter.acknowledge(record.jobId);
      acknowledged.catch(() => undefined);
    }
    const waiting = acknowledged;
    void this.#slots.add(async () => {
      if (this.#stopped) return;
      try {
        await this.#execute(record, spec, waiting, job);
      } catch (error) {
        this.#failedTask(record, error);
      }
    });
  }

  /** A job that nobody has described yet costs nothing: no transaction, only another look until the chain closes it. */
  #awaitSpec(record: JobRecord, error: SpecError): void {
    const tries = (this.#undescribed.get(record.jobId) ?? 0) + 1;
    this.#undescribed.set(record.jobId, tries);
    if (tries === 1)
      this.options.log.warn({ jobId: record.jobId.toString(), error: error.message }, 'waiting for the spec');
    setTimeout(
      () => {
        if (!this.#stopped) this.#spawnTask(record, () => this.#admit(record));
      },
      Math.min(SPEC_PAUSE_MS * tries, SPEC_MAX_PAUSE_MS),
    ).unref();
  }

  async #decline(record: JobRecord, code: number, reason: string): Promise<void> {
    this.options.log.warn({ jobId: record.jobId.toString(), reason }, 'declining');
    const outcome = await this.options.writer.fail(record.jobId, code);
    if (outcome.kind === 'mined' || outcome.kind === 'reverted') this.#done(record, `declined: ${reason}`, 'declined');
  }

  // ---- running ----

  /** Starts the job on chain, unless its report will, then its process; holds the slot until the process is gone. */
  async #execute(
    record: JobRecord,
    spec: JobSpec,
    acknowledged: Promise<void> | undefined,
    { state, since: openedAt, noticeEndsAt }: ChainJob,
  ): Promise<void> {
    const { book, clock, quiet, runner } = this.options;
    await acknowledged;
    record.phase = 'starting';
    const { timestamp } = clock.now;
    const quietUntil = acknowledged ? undefined : await quiet.until(record, spec, openedAt, timestamp);
    if (state === JobState.Running) {
      takeStart(record, openedAt);
      if (noticeEndsAt !== 0) record.noticeEndsAt = noticeEndsAt;
    } else if (quietUntil === undefined) {
      delete record.quietUntil;
      book.save(record);
      record.startedAt = await this.#start(record.jobId, acknowledged !== undefined);
    } else if (this.#closed.has(record.jobId)) {
      this.#done(record, 'closed on chain meanwhile', 'closed');
      return;
    } else {
      record.quietUntil = quietUntil;
      record.startedAt = Math.max(timestamp, openedAt);
    }
    if (this.#stopped) {
      book.save(record);
      return;
    }
    const ended = new Promise<void>((resolve) => this.#ends.set(record.jobId, resolve));
    this.#unsure.delete(record.jobId);
    runner.launch(record, spec);
    await ended;
  }

  /** Starts a job's clock; a refusal may only mean that an earlier start arrived after all. */
  async #start(jobId: bigint, acknowledged: boolean): Promise<number> {
    const { market, starter } = this.options;
    try {
      return await starter.start(jobId, acknowledged);
    } catch (error) {
      if (!(error instanceof RefusedError)) this.#unsure.add(jobId);
      else if (this.#unsure.has(jobId)) {
        const { state, since } = await market.job(jobId);
        if (state === JobState.Running) return since;
      }
      throw error;
    }
  }

  /** A start of which nobody saw the receipt: the chain's clock runs, and nothing here does yet. */
  #mayStillLaunch({ jobId }: JobRecord, { since, duration, noticeEndsAt }: ChainJob): boolean {
    if (!this.#unsure.has(jobId)) return false;
    const endsAt = Math.min(since + duration, noticeEndsAt || Number.POSITIVE_INFINITY);
    return this.options.clock.now.timestamp < endsAt;
  }

  /** A job that runs, on chain or quietly: adopt its process, use what it left behind, or admit that it is lost. */
  async #resumeRun(record: JobRecord, job: ChainJob): Promise<void> {
    if (job.state === JobState.Running) takeStart(record, job.since);
    const { startedAt } = record;
    const { config, book, clock, feed, log, reporter, runner } = this.options;
    if (job.noticeEndsAt !== 0) record.noticeEndsAt = job.noticeEndsAt;
    if (record.phase === 'ended' && record.exit) return this.#report(record);
    if (runner.adopt(record)) {
      record.phase = 'running';
      log.info({ jobId: record.jobId.toString(), pid: record.pid }, 'took up a running process');
      return;
    }
    const directory = runDirectory(config.dataDir, record.jobId);
    const code = readCode(directory);
    // when it ended nobody here knows: at most as late as it was asked to last; the meters may know better
    const latest = Math.min(
      startedAt + (record.runSeconds ?? record.duration),
      record.noticeEndsAt ?? Number.POSITIVE_INFINITY,
    );
    const endedAt = Math.max(startedAt, Math.min(clock.now.timestamp, latest));
    record.exit = { code: code ?? null, cause: code === undefined ? 'lost' : 'exit', endedAt };
    record.phase = 'ended';
    book.save(record);
    feed.publishRecord(record, directory, runner.nextVersion());
    if (code === undefined) this.#finish(record, await reporter.giveUp(record));
    else await this.#report(record);
  }

  /** The chain has been told of a quiet run, and its clock begins only then. */
  started(record: JobRecord): void {
    const { config, book, feed, log, runner } = this.options;
    book.save(record);
    feed.publishRecord(record, runDirectory(config.dataDir, record.jobId), runner.nextVersion());
    log.warn({ jobId: record.jobId.toString(), startedAt: record.startedAt }, 'took too long to be left to its report');
  }

  // ---- what others do to a job ----

  /** A job that was closed on chain, by whomever: nobody pays for what goes on. */
  closed(jobId: bigint): void {
    if (!this.#live.has(jobId)) return;
    const run = this.options.runner.active.get(jobId);
    if (run) this.options.runner.kill(run, 'shutdown');
    else this.#closed.add(jobId);
  }

  /** A job that was given more money or more time, ours or not. */
  async prolonged(jobId: bigint): Promise<void> {
    const record = this.#live.get(jobId);
    if (!record) return;
    const { book, market } = this.options;
    const job = await market.job(jobId);
    record.duration = job.duration;
    record.payableSeconds = payableSeconds(job, await market.listing(job.listingId));
    book.save(record);
  }

  /** Somebody has said that a run will end: it learns when, and what it has done so far is put on record at once. */
  noticed(jobId: bigint, endsAt: number, byProvider: boolean): void {
    const record = this.#live.get(jobId);
    if (!record || (record.noticeEndsAt ?? Number.POSITIVE_INFINITY) <= endsAt) return;
    const { book, log, onNotice, runner } = this.options;
    record.noticeEndsAt = endsAt;
    book.save(record);
    runner.announce(record, byProvider);
    log.info({ jobId: jobId.toString(), endsAt, byProvider }, 'notice of the end of a run');
    if (record.phase === 'running') onNotice(record);
  }

  /**
   * Takes no more jobs, gives notice to every run that may be pre-empted, and waits until those have ended and been reported. Other
   * runs go on meanwhile.
   */
  async drain(): Promise<void> {
    const { log, market, runner, writer } = this.options;
    this.#draining = true;
    this.#slots.pause();
    const going: bigint[] = [];
    for (const { record } of runner.active.values()) {
      const { preemptible } = await market.listing(record.listingId);
      if (!preemptible) continue;
      going.push(record.jobId);
      // a quiet run is short: its end is waited for, no notice needed
      if (record.noticeEndsAt !== undefined || record.quietUntil !== undefined) continue;
      const outcome = await writer.giveNotice(record.jobId);
      if (outcome.kind !== 'mined') log.warn({ jobId: record.jobId.toString(), kind: outcome.kind }, 'no notice given');
    }
    if (going.length > 0) log.info({ jobs: going.length }, 'waiting for runs under notice; a second signal does not');
    while (!this.#stopped && going.some((jobId) => this.#live.has(jobId))) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    }
  }

  // ---- reporting ----

  /** The process of a run is gone. */
  ended({ record }: Run): void {
    this.#ends.get(record.jobId)?.();
    this.#ends.delete(record.jobId);
    if (this.#stopped) return;
    this.#spawnTask(record, () => this.#report(record));
  }

  async #report(record: JobRecord): Promise<void> {
    await this.options.quiet.settled(record.jobId);
    const reported = await this.options.reports.run(record);
    if (reported) this.#finish(record, reported);
  }

  #finish(record: JobRecord, { final, note }: { final: boolean; note: string }): void {
    if (!final) {
      this.options.log.error({ jobId: record.jobId.toString(), note }, 'job left to its deadline');
    }
    const verdict = record.exit ? verdictOf(record.exit) : undefined;
    const result = note === 'reported' ? (verdict?.outcome === 1 ? 'completed' : 'failed') : 'closed';
    this.#done(record, note, result);
  }

  #done(record: JobRecord, note: string, result: string): void {
    const { config, book, feed, log, onDone, quiet, runner } = this.options;
    record.phase = 'done';
    record.note = note;
    book.save(record);
    this.#live.delete(record.jobId);
    this.#closed.delete(record.jobId);
    this.#unsure.delete(record.jobId);
    quiet.forget(record.jobId);
    this.#undescribed.delete(record.jobId);
    onDone(result);
    feed.publishRecord(record, runDirectory(config.dataDir, record.jobId), runner.nextVersion());
    log.info({ jobId: record.jobId.toString(), note }, 'job done');
  }

  // ---- looking ----

  /** The jobs in hand. */
  get live(): Iterable<JobRecord> {
    return this.#live.values();
  }

  /** Jobs by phase. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {
      found: 0,
      queued: 0,
      starting: 0,
      running: 0,
      ended: 0,
      stalled: this.options.reports.stalled.size,
    };
    for (const { phase } of this.#live.values()) counts[phase] = (counts[phase] ?? 0) + 1;
    return counts;
  }

  /** True if nothing is left that could move by itself. */
  isIdle(): boolean {
    const { config, isWitnessed, quiet, reports, runner, starter } = this.options;
    if (starter.waiting > 0 || quiet.pending > 0) return false;
    for (const record of this.#live.values()) {
      const { phase, jobId } = record;
      if (phase === 'starting' || (phase === 'found' && !this.#undescribed.has(jobId))) return false;
      if (phase === 'ended' && !reports.stalled.has(jobId)) return false;
      if (phase === 'queued' && this.#slots.pending < config.concurrency) return false;
      const run = phase === 'running' ? runner.active.get(jobId) : undefined;
      if (run && runner.isDue(run, isWitnessed)) return false;
    }
    return true;
  }

  stop(): void {
    this.#stopped = true;
    this.#slots.clear();
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
    const { log, onError } = this.options;
    onError(record.phase);
    log.error({ jobId: record.jobId.toString(), phase: record.phase, error: messageOf(error) }, 'will try again');
    setTimeout(() => {
      if (!this.#stopped && this.#live.has(record.jobId)) this.#spawnTask(record, () => this.#admit(record));
    }, SPEC_PAUSE_MS).unref();
  }
}

/** How long the escrow pays for all units; undefined for prices per unit. */
function payableSeconds(job: ChainJob, { period }: ChainListing): number | undefined {
  if (period === Period.Unit) return undefined;
  return Number((job.escrow * periodLength(period as Period)) / (BigInt(job.units) * BigInt(job.unitPrice)));
}
