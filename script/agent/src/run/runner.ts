import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, toJson } from '@cyberplaza/keeper/kit';
import type { JobSpec } from '../spec.js';
import { readCode } from './code.js';
import { HOLD_SHELL, holdArguments } from './hold.js';
import { inspectProcess, isSameProcess } from './inspect.js';
import type { Exit } from './outcome.js';
import { type JobRecord, type RecordBook, runDirectory } from './record.js';
import { emptyTally, heartbeatPath, isUp, ProbeTimer, UptimeMeter } from './uptime.js';

export interface RunnerOptions {
  dataDir: string;
  book: RecordBook;
  market: string;
  /** PATH of the commands */
  path: string;
  maxStdoutBytes: number;
  /** pause between two looks at whether a run is up */
  probeMs: number;
  /** chain seconds a run may last, given its predicted duration */
  limitOf: (record: JobRecord) => number;
  log: Logger;
  onChange: (run: Run) => void;
  onEnd: (run: Run) => void;
}

/** A run as the meters see it. */
export interface RunView {
  jobId: string;
  specHash: string;
  phase: string;
  pid: number | undefined;
  startedAt: number;
  dir: string;
  version: number;
  exit: Exit | undefined;
  note: string | undefined;
}

export interface Run {
  record: JobRecord;
  dir: string;
  version: number;
  /** rises by one with every change that a meter must see; what it must have seen before the run may end */
  launchVersion: number;
  /** wall time of the launch, milliseconds */
  launchedAt: number;
  child?: ChildProcess;
  /** the command itself has ended, its wrapper waits */
  commandDone: boolean;
  /** the wrapper has been told to end */
  released: boolean;
  /** the command had ended when the wrapper was told to end */
  doneInTime: boolean;
  /** wrote more than it may */
  overflowed?: boolean;
  uptime: UptimeMeter;
  killedFor?: Exit['cause'];
}

const LOOK_MS = 100;
const KILL_GRACE_MS = 2_000;
/** a run under notice knows what is coming and may take its time to save its work */
const NOTICE_GRACE_MS = 10_000;
/** what a crash may forget of a run's uptime */
const SAVE_EVERY_PROBES = 60;
const DIRECTORY_MODE = 0o755;
/** a command that works gets at least this much real time, or its limit if that is shorter */
const DEADLINE_WALL_SECONDS = 60;

/** Starts, holds, limits and ends the processes of jobs. */
export class Runner {
  readonly #active = new Map<bigint, Run>();
  #version = 0;
  #clock = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #probes: ProbeTimer;

  constructor(private readonly options: RunnerOptions) {
    this.#probes = new ProbeTimer(options.probeMs, (lost) => this.#probe(lost));
  }

  get active(): ReadonlyMap<bigint, Run> {
    return this.#active;
  }

  get version(): number {
    return this.#version;
  }

  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  /** Looks at the processes more often than the chain's clock moves. */
  start(): void {
    this.#timer = setInterval(() => {
      for (const run of this.#active.values()) this.#look(run);
    }, LOOK_MS);
    this.#timer.unref();
    this.#probes.start();
  }

  /** Starts the command of a job that runs on chain since record.startedAt. */
  launch(record: JobRecord, spec: JobSpec): Run {
    const dir = runDirectory(this.options.dataDir, record.jobId);
    const work = join(dir, 'work');
    mkdirSync(work, { recursive: true, mode: DIRECTORY_MODE });
    rmSync(join(dir, 'code'), { force: true });
    writeFileSync(heartbeatPath(dir), '');
    const out = openSync(join(dir, 'stdout'), 'w');
    const err = openSync(join(dir, 'stderr'), 'w');
    let child: ChildProcess;
    try {
      child = spawn(HOLD_SHELL, holdArguments(join(dir, 'code'), spec.command), {
        cwd: work,
        detached: true,
        stdio: ['pipe', out, err],
        // nothing of the agent's own environment: it may hold keys
        env: {
          PATH: this.options.path,
          HOME: work,
          LANG: 'C.UTF-8',
          ...spec.env,
          CYBERPLAZA_JOB_ID: record.jobId.toString(),
          CYBERPLAZA_MARKET: this.options.market,
          CYBERPLAZA_HEARTBEAT: heartbeatPath(dir),
          CYBERPLAZA_NOTICE: noticePath(dir),
        },
      });
    } finally {
      closeSync(out);
      closeSync(err);
    }
    const run: Run = {
      record,
      dir,
      version: 0,
      launchVersion: 0,
      launchedAt: Date.now(),
      child,
      uptime: uptimeOfRecord(record),
      commandDone: false,
      released: false,
      doneInTime: false,
    };
    record.phase = 'running';
    if (spec.runSeconds !== undefined) record.runSeconds = spec.runSeconds;
    if (spec.heartbeatSeconds !== undefined) record.heartbeatSeconds = spec.heartbeatSeconds;
    this.#active.set(record.jobId, run);
    child.stdin?.on('error', () => undefined);
    child.once('error', (error) => {
      this.options.log.error({ jobId: record.jobId.toString(), error: error.message }, 'could not start the process');
      this.#ended(run, { code: null, cause: 'spawn', endedAt: this.#timeOf(run) });
    });
    child.once('exit', (code) => this.#exited(run, code));
    if (child.pid !== undefined) {
      record.pid = child.pid;
      const facts = inspectProcess(child.pid);
      if (facts) record.startTicks = facts.startTicks;
    }
    this.#changed(run);
    run.launchVersion = run.version;
    this.options.book.save(record);
    return run;
  }

  /** Takes up a run of an earlier agent process; false if its process is gone. */
  adopt(record: JobRecord): boolean {
    const { pid, startTicks } = record;
    if (pid === undefined || startTicks === undefined || !isSameProcess(pid, startTicks)) return false;
    const run: Run = {
      record,
      dir: runDirectory(this.options.dataDir, record.jobId),
      version: 0,
      launchVersion: 0,
      launchedAt: Date.now(),
      uptime: uptimeOfRecord(record),
      commandDone: false,
      released: true,
      doneInTime: false,
    };
    this.#active.set(record.jobId, run);
    this.#changed(run);
    run.launchVersion = run.version;
    return true;
  }

  /** Tells a run when it will be ended: a file, named in its environment. */
  announce({ jobId, noticeEndsAt }: JobRecord, byProvider: boolean): void {
    const run = this.#active.get(jobId);
    if (run) writeFileSync(noticePath(run.dir), toJson({ endsAt: noticeEndsAt, byProvider }));
  }

  /** Moves the clock: ends what has run long enough, kills what must not go on. ready says whether the meters have seen a run. */
  tick(timestamp: number, ready: (run: Run) => boolean): void {
    this.#clock = timestamp;
    for (const run of this.#active.values()) {
      if (!run.child) {
        this.#watchAdopted(run);
        if (!this.#active.has(run.record.jobId)) continue;
      }
      if (run.killedFor) continue;
      this.#look(run);
      if (run.overflowed) {
        if (ready(run)) this.kill(run, 'output');
        continue;
      }
      const { noticeEndsAt } = run.record;
      if (noticeEndsAt !== undefined && timestamp >= noticeEndsAt) {
        if (ready(run)) this.kill(run, 'notice');
        continue;
      }
      const elapsed = timestamp - run.record.startedAt;
      const limit = this.options.limitOf(run.record);
      if (elapsed >= limit && this.#exceeds(run, limit)) this.kill(run, 'deadline');
      else this.#maybeRelease(run, elapsed, ready);
    }
  }

  /** Ends a run by force, its whole process group. */
  kill(run: Run, cause: Exit['cause']): void {
    if (run.killedFor) return;
    run.killedFor = cause;
    const { pid } = run.record;
    if (pid === undefined) return;
    signalGroup(pid, 'SIGTERM');
    signalGroup(pid, 'SIGCONT');
    // nothing holds the wrapper once its command has ended
    run.child?.stdin?.end();
    setTimeout(() => signalGroup(pid, 'SIGKILL'), cause === 'notice' ? NOTICE_GRACE_MS : KILL_GRACE_MS).unref();
  }

  /** Kills every run and waits until they are gone. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#probes.stop();
    const runs = [...this.#active.values()];
    for (const run of runs) this.kill(run, 'shutdown');
    const patience = Date.now() + KILL_GRACE_MS + 1_000;
    while (this.#active.size > 0 && Date.now() < patience) {
      for (const run of this.#active.values()) if (!run.child) this.#watchAdopted(run);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const { record } of runs) if (record.pid !== undefined) signalGroup(record.pid, 'SIGKILL');
  }

  /** True while a run could end but has not: a driver of the chain's clock should wait. */
  isDue(run: Run, ready: (run: Run) => boolean): boolean {
    if (run.released || run.killedFor) return run.commandDone;
    // a run of a given length whose command still works would be cut short by a clock that jumps
    if (!ready(run) || (!run.commandDone && run.record.runSeconds !== undefined)) return true;
    return run.commandDone && this.#clock - run.record.startedAt >= (run.record.runSeconds ?? 0);
  }

  /** Past its limit a held run is over if it was asked to last longer; a working one has had its time on the wall clock too. */
  #exceeds(run: Run, limit: number): boolean {
    if (run.commandDone) return (run.record.runSeconds ?? 0) > limit;
    return secondsSince(run.launchedAt) >= Math.min(limit, DEADLINE_WALL_SECONDS);
  }

  #maybeRelease(run: Run, elapsed: number, ready: (run: Run) => boolean): void {
    const wanted = run.record.runSeconds ?? 0;
    if (run.released || elapsed < wanted || !ready(run)) return;
    run.released = true;
    run.doneInTime = run.commandDone;
    run.child?.stdin?.end('\n');
  }

  /**
   * A run that was asked to last n seconds and whose command took no longer ends on the very second start + n. A chain whose clock
   * is driven may be past that second before the command had any time, hence the wall clock.
   */
  #endsAsPlanned(run: Run): boolean {
    const { runSeconds, startedAt } = run.record;
    if (run.killedFor || !run.child || runSeconds === undefined || this.#clock < startedAt + runSeconds) return false;
    return run.doneInTime || secondsSince(run.launchedAt) <= runSeconds;
  }

  /** Whether each run is up; what stood still together with the machine was not. */
  #probe(lost: number): void {
    for (const run of this.#active.values()) {
      const { pid, heartbeatSeconds } = run.record;
      if (pid === undefined || run.overflowed || run.killedFor) continue;
      const up = isUp({ pid, dir: run.dir, heartbeatSeconds });
      if (up === undefined) continue;
      run.uptime.count(false, lost);
      run.uptime.count(up);
      if (run.uptime.tally.probes % SAVE_EVERY_PROBES < 1 + lost) this.options.book.save(run.record);
    }
  }

  /** Whether the command has ended, or written too much. */
  #look(run: Run): void {
    if (run.commandDone || run.overflowed || run.killedFor) return;
    if (readCode(run.dir) !== undefined) {
      run.commandDone = true;
      return;
    }
    const size = existsSync(join(run.dir, 'stdout')) ? statSync(join(run.dir, 'stdout')).size : 0;
    if (size <= this.options.maxStdoutBytes) return;
    // frozen at once, killed when the meters have seen it: what nobody saw nobody can vouch for
    run.overflowed = true;
    if (run.record.pid !== undefined) signalGroup(run.record.pid, 'SIGSTOP');
  }

  #watchAdopted(run: Run): void {
    const { pid, startTicks } = run.record;
    if (pid !== undefined && startTicks !== undefined && isSameProcess(pid, startTicks)) return;
    this.#exited(run, readCode(run.dir) ?? null);
  }

  #exited(run: Run, code: number | null): void {
    if (!this.#active.has(run.record.jobId)) return;
    const own = readCode(run.dir);
    // what the command did counts; killed before it ended it has no code
    const exit: Exit = run.killedFor
      ? {
          code: run.killedFor === 'shutdown' || own === undefined ? null : own,
          cause: run.killedFor,
          endedAt: this.#timeOf(run),
        }
      : { code: own ?? code, cause: own === undefined && code === null ? 'lost' : 'exit', endedAt: this.#timeOf(run) };
    this.#ended(run, exit);
  }

  #timeOf(run: Run): number {
    const { startedAt, runSeconds, noticeEndsAt = Number.POSITIVE_INFINITY } = run.record;
    if (this.#endsAsPlanned(run)) return Math.min(startedAt + (runSeconds ?? 0), noticeEndsAt);
    const limit =
      run.killedFor === 'deadline' ? startedAt + this.options.limitOf(run.record) : Number.POSITIVE_INFINITY;
    return Math.max(startedAt, Math.min(this.#clock, limit, noticeEndsAt));
  }

  #ended(run: Run, exit: Exit): void {
    if (!this.#active.delete(run.record.jobId)) return;
    run.record.exit = exit;
    run.record.phase = 'ended';
    this.options.book.save(run.record);
    writeFileSync(join(run.dir, 'exit.json'), toJson({ ...exit, startedAt: run.record.startedAt }));
    this.#changed(run);
    this.options.onEnd(run);
  }

  #changed(run: Run): void {
    run.version = this.nextVersion();
    this.options.onChange(run);
  }
}

/** File that says when the run will be ended; its path is in CYBERPLAZA_NOTICE. */
function noticePath(dir: string): string {
  return join(dir, 'notice.json');
}

/** The tally lives in the record, so that it outlives the agent's process. */
function uptimeOfRecord(record: JobRecord): UptimeMeter {
  record.tally ??= emptyTally();
  return new UptimeMeter(record.tally);
}

function secondsSince(wallMs: number): number {
  return (Date.now() - wallMs) / 1_000;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // already gone
  }
}
