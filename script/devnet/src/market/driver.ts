import TinyQueue from 'tinyqueue';
import { keccak256, toHex } from 'viem';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import type { PlannedJob } from '../input/job.js';
import type { Scenario } from '../input/scenario.js';
import { publishPrices } from '../seed/prices.js';
import type { SeededProvider } from '../seed/providers.js';
import { Desk } from './desk.js';
import type { Observer } from './observer.js';
import type { Progress } from './progress.js';
import type { SpecFolder } from './specs.js';

/** JobMarket's defaults, seconds; the devnet only decides when to look, the contract decides what is due. */
const ACK_WINDOW = 600;
const OVERDUE_GRACE = 86_400;
const DISPUTE_WINDOW = 72 * 3_600;
/** Later than the free two minutes, so that the cancellation fee shows. */
const CANCEL_AFTER = 180;
const PRICE_INTERVAL = 20 * 3_600;
/** One reported job in four is confirmed by its buyer at once. */
const CONFIRM_EVERY = 4;

type Event =
  | { kind: 'open'; job: PlannedJob }
  | { kind: 'cancel'; job: PlannedJob; jobId: bigint }
  | { kind: 'end'; job: PlannedJob; jobId: bigint }
  | { kind: 'expire'; jobId: bigint }
  | { kind: 'release'; jobId: bigint }
  | { kind: 'prices' };

interface Due {
  at: number;
  order: number;
  event: Event;
}

export interface DriverParts {
  world: World;
  clock: Clock;
  observer: Observer;
  scenario: Scenario;
  providers: readonly SeededProvider[];
  prices: ReadonlyMap<number, bigint>;
  specs: SpecFolder;
  progress: Progress;
  /** resolves once agent and meters have nothing left to do before the clock moves */
  quiet: () => Promise<void>;
}

/** Plays the planned jobs against the market: buyers act, time passes, and everything else is left to agent, meters and keeper. */
export class Driver {
  readonly #p: DriverParts;
  readonly #desk: Desk;
  readonly #due = new TinyQueue<Due>([], (a, b) => a.at - b.at || a.order - b.order);
  readonly #providers: ReadonlyMap<string, SeededProvider>;
  readonly #planned = new Map<bigint, PlannedJob>();
  /** jobs that could not be opened, with the market's reason */
  readonly refused: { ref: string; reason: string }[] = [];
  #order = 0;
  #confirmable = 0;

  constructor(parts: DriverParts) {
    this.#p = parts;
    this.#desk = new Desk(parts.world, parts.scenario.buyers);
    this.#providers = new Map(parts.providers.map((provider) => [provider.name, provider]));
  }

  /** The plan of every job that was opened. */
  get planned(): ReadonlyMap<bigint, PlannedJob> {
    return this.#planned;
  }

  async run(): Promise<void> {
    const { clock, scenario, progress } = this.#p;
    progress.total = scenario.input.jobs.length;
    const start = await clock.now();
    for (const job of scenario.input.jobs) this.#at(start + job.submitAt, { kind: 'open', job });
    this.#at(start + PRICE_INTERVAL, { kind: 'prices' });
    for (let next = this.#due.pop(); next; next = this.#due.pop()) {
      await clock.advanceTo(next.at);
      progress.chainTime = Math.max(next.at, progress.chainTime);
      await this.#handle(next.event, next.at);
      this.#count();
    }
  }

  #at(at: number, event: Event): void {
    this.#due.push({ at, order: this.#order++, event });
  }

  async #handle(event: Event, at: number): Promise<void> {
    switch (event.kind) {
      case 'open':
        return this.#open(event.job, at);
      case 'cancel':
        return this.#desk.cancel(event.job, event.jobId);
      case 'end':
        return this.#end(event.job, event.jobId);
      case 'expire':
        return this.#expire(event.jobId);
      case 'release':
        return this.#p.observer.waitFor(
          `the keeper to release job ${event.jobId}`,
          () => this.#stage(event.jobId) === 'settled',
        );
      case 'prices':
        return this.#prices(at);
    }
  }

  async #open(job: PlannedJob, at: number): Promise<void> {
    const { specs, observer } = this.#p;
    const provider = this.#providers.get(job.provider);
    if (!provider) throw new Error(`${job.ref}: provider ${job.provider} was not seeded`);
    const { spec, hash } = specs.describe(job);
    const silent = job.ending === 'ignored' || job.ending === 'cancelled';
    // A provider that never learns what to run never answers.
    if (!silent) specs.publish(spec, hash);
    const request = {
      listingId: provider.listingId,
      units: job.units,
      duration: job.requestedSeconds,
      specHash: silent ? keccak256(toHex(`withheld ${job.ref}`)) : hash,
      ...(job.tasks > 0 ? { taskCount: job.tasks, tasksRoot: keccak256(toHex(`${job.ref}: ${job.tasks} tasks`)) } : {}),
    };
    let jobId: bigint;
    try {
      jobId = await this.#desk.open(job, request);
    } catch (error) {
      this.refused.push({ ref: job.ref, reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    this.#planned.set(jobId, job);
    if (job.ending === 'cancelled') return this.#at(at + CANCEL_AFTER, { kind: 'cancel', job, jobId });
    if (job.ending === 'ignored') return this.#at(at + ACK_WINDOW + 1, { kind: 'expire', jobId });

    await observer.waitFor(
      `the agent to start job ${jobId}`,
      () => this.#stage(jobId) === 'running' || this.#over(jobId),
    );
    if (this.#over(jobId)) return;
    await this.#p.quiet();
    const startedAt = observer.job(jobId).startedAt ?? at;
    const overdue = job.requestedSeconds + OVERDUE_GRACE;
    if (job.runSeconds > overdue) this.#at(startedAt + overdue + 1, { kind: 'expire', jobId });
    else this.#at(startedAt + job.runSeconds, { kind: 'end', job, jobId });
  }

  async #end(job: PlannedJob, jobId: bigint): Promise<void> {
    await this.#waitUntilOver(jobId, 'the report of agent and meters');
    if (this.#stage(jobId) !== 'reported') return;
    this.#confirmable += 1;
    if (this.#confirmable % CONFIRM_EVERY === 0) await this.#desk.confirm(job, jobId);
    else this.#at((await this.#p.clock.now()) + DISPUTE_WINDOW + 1, { kind: 'release', jobId });
  }

  /** An overdue run may end in a checkpoint's payment, which then waits for its window like any other. */
  async #expire(jobId: bigint): Promise<void> {
    await this.#waitUntilOver(jobId, 'the keeper to end an overdue wait');
    if (this.#stage(jobId) === 'reported')
      this.#at((await this.#p.clock.now()) + DISPUTE_WINDOW + 1, { kind: 'release', jobId });
  }

  async #prices(at: number): Promise<void> {
    const { world, clock, prices } = this.#p;
    if (this.#due.length === 0) return;
    await publishPrices(world, clock, prices);
    this.#at(at + PRICE_INTERVAL, { kind: 'prices' });
  }

  async #waitUntilOver(jobId: bigint, what: string): Promise<void> {
    await this.#p.observer.waitFor(`${what} (job ${jobId})`, () => this.#over(jobId));
  }

  #stage(jobId: bigint) {
    return this.#p.observer.jobs.get(jobId)?.stage;
  }

  /** No longer open or running. */
  #over(jobId: bigint): boolean {
    const stage = this.#stage(jobId);
    return stage === 'reported' || stage === 'settled' || stage === 'refunded';
  }

  #count(): void {
    const { observer, progress } = this.#p;
    progress.opened = this.#planned.size;
    progress.running = observer.count('running');
    progress.reported = observer.count('reported');
    progress.refunded = observer.count('refunded');
    progress.settled = observer.count('settled');
  }
}
