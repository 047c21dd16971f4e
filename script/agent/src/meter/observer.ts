import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Journal } from '@cyberplaza/keeper/kit';
import { type Address, type Hex, isAddressEqual, keccak256 } from 'viem';
import { z } from 'zod';
import { readCode } from '../run/code.js';
import { HOLD_NAME } from '../run/hold.js';
import { inspectProcess, isSameProcess, type ProcessFacts } from '../run/inspect.js';
import { emptyTally, isUp, tallySchema, UptimeMeter } from '../run/uptime.js';
import type { RunView } from '../wire.js';

const observationSchema = z.object({
  jobId: z.string(),
  pid: z.number(),
  startTicks: z.number(),
  stdoutPath: z.string(),
  /** words of the command as the process list shows them; undefined where the system does not show them */
  command: z.array(z.string()).optional(),
  /** chain time at which the process was first and last seen alive */
  firstSeen: z.number(),
  lastAlive: z.number(),
  /** chain time by which it was gone */
  goneAt: z.number().optional(),
  /** by the job's description */
  heartbeatSeconds: z.number().optional(),
  tally: tallySchema.default(emptyTally),
});

/** what a crash may forget of a run's uptime */
const SAVE_EVERY_PROBES = 60;

/** What a meter saw of one run with its own eyes. */
export type Observation = z.infer<typeof observationSchema>;

/** Watches processes by asking the operating system, never the agent. */
export class Observer {
  readonly #seen = new Map<string, Observation>();
  readonly #alive = new Set<Observation>();
  /** found dead, time of death still to be bounded by the next look at the clock */
  readonly #dying = new Set<Observation>();
  readonly #uptimes = new Map<Observation, UptimeMeter>();
  readonly #journal: Journal;

  /** @param genesis hash of the chain's first block: what was seen on another chain does not count */
  constructor(
    directory: string,
    private readonly market: Address,
    genesis: Hex,
  ) {
    this.#journal = new Journal(join(directory, `observations-${genesis.slice(2, 10)}.jsonl`));
    for (const line of this.#journal.found) this.#load(line);
    if (this.#journal.found.length > this.#seen.size)
      this.#journal.rewrite([...this.#seen.values()].map((observation) => JSON.stringify(observation)));
  }

  get watched(): number {
    return this.#alive.size;
  }

  get(jobId: bigint): Observation | undefined {
    return this.#seen.get(jobId.toString());
  }

  /**
   * Looks at a run the first time.
   *
   * @param clock chain time
   * @returns why it is not accepted as a run of that job, undefined if it is
   */
  observe(view: RunView, clock: number): string | undefined {
    const jobId = view.jobId.toString();
    if (view.pid === undefined || this.#seen.has(jobId)) return undefined;
    const facts = inspectProcess(view.pid);
    if (!facts) return 'no such process';
    const wrong = this.#mismatch(facts, jobId);
    if (wrong) return wrong;
    const observation: Observation = {
      jobId,
      pid: view.pid,
      startTicks: facts.startTicks,
      stdoutPath: facts.stdoutPath ?? join(view.dir, 'stdout'),
      command: facts.args && commandIn(facts.args),
      firstSeen: clock,
      lastAlive: clock,
      tally: emptyTally(),
    };
    this.#seen.set(jobId, observation);
    this.#alive.add(observation);
    this.#save(observation);
    return undefined;
  }

  /** A job's description says how long it may stay silent. */
  expectHeartbeat(jobId: bigint, seconds: number): void {
    const observation = this.get(jobId);
    if (observation) observation.heartbeatSeconds = seconds;
  }

  /** One look at whether everything alive is up; lost says how many looks the machine itself missed. */
  probe(lost: number): void {
    for (const observation of this.#alive) {
      const { pid, startTicks, stdoutPath, heartbeatSeconds } = observation;
      if (!isSameProcess(pid, startTicks)) continue;
      const up = isUp({ pid, dir: dirname(stdoutPath), heartbeatSeconds });
      if (up === undefined) continue;
      const uptime = this.#uptimes.get(observation) ?? new UptimeMeter(observation.tally);
      this.#uptimes.set(observation, uptime);
      uptime.count(false, lost);
      uptime.count(up);
      if (observation.tally.probes % SAVE_EVERY_PROBES < 1 + lost) this.#save(observation);
    }
  }

  /** One round over everything alive. Call with the chain time read just before. */
  sweep(clock: number): void {
    this.settle(clock);
    for (const observation of this.#alive) this.#look(observation, clock);
  }

  /** Bounds the end of what was found dead: it was gone by this chain time, which must have been read after it was found. */
  settle(clock: number): void {
    for (const observation of this.#dying) {
      observation.goneAt = clock;
      this.#save(observation);
    }
    this.#dying.clear();
  }

  /** Looks at one process; true if it is gone. */
  isGone(observation: Observation, clock: number): boolean {
    if (this.#alive.has(observation)) this.#look(observation, clock);
    return !this.#alive.has(observation);
  }

  /** Size of the standard output, 0 if it cannot be read. */
  outputBytes(observation: Observation): number {
    return statSync(observation.stdoutPath, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** keccak256 of what the process itself wrote to its standard output; undefined if that cannot be read or is too much. */
  resultHash(observation: Observation, maxBytes: number): Hex | undefined {
    try {
      const stat = statSync(observation.stdoutPath);
      if (!stat.isFile() || stat.size > maxBytes) return undefined;
      return keccak256(readFileSync(observation.stdoutPath));
    } catch {
      return undefined;
    }
  }

  /** Exit code of the command as its wrapper left it beside the output; undefined if it was killed before. */
  exitCode(observation: Observation): number | undefined {
    return readCode(dirname(observation.stdoutPath));
  }

  close(): void {
    for (const observation of this.#alive) this.#save(observation);
    this.#journal.close();
  }

  #look(observation: Observation, clock: number): void {
    if (isSameProcess(observation.pid, observation.startTicks)) {
      observation.lastAlive = clock;
      return;
    }
    this.#alive.delete(observation);
    this.#uptimes.delete(observation);
    this.#dying.add(observation);
  }

  /** On Linux the process must carry the job's id and this market in its own environment and write to a file named stdout. */
  #mismatch(facts: ProcessFacts, jobId: string): string | undefined {
    if (!facts.environment) return undefined;
    if (facts.environment.get('CYBERPLAZA_JOB_ID') !== jobId) return 'the process does not carry the job id';
    const market = facts.environment.get('CYBERPLAZA_MARKET') as Address | undefined;
    if (!market || !isAddressEqual(market, this.market)) return 'the process does not carry the market';
    if (facts.stdoutPath !== undefined && basename(facts.stdoutPath) !== 'stdout')
      return 'the process does not write to its run directory';
    return undefined;
  }

  #save(observation: Observation): void {
    this.#journal.append([JSON.stringify(observation)]);
  }

  #load(line: string): void {
    const parsed = observationSchema.safeParse(JSON.parse(line));
    if (!parsed.success) return;
    const earlier = this.#seen.get(parsed.data.jobId);
    if (earlier) this.#alive.delete(earlier);
    this.#seen.set(parsed.data.jobId, parsed.data);
    if (parsed.data.goneAt === undefined) this.#alive.add(parsed.data);
  }
}

/** The job's own words behind the wrapper: [sh, -c, script, name, code file, command…]. */
function commandIn(args: readonly string[]): string[] {
  const at = args.indexOf(HOLD_NAME);
  return at < 0 ? [] : args.slice(at + 2);
}
