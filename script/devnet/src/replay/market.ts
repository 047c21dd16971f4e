import type { Address, Hex } from 'viem';
import { keccak256, toHex, zeroAddress, zeroHash } from 'viem';
import { account } from '../accounts.js';
import type { Calendar } from './calendar.js';
import { type Happened, int } from './contracts.js';
import type { Courts } from './courts.js';
import { type Fate, fateOf, plainFate } from './fates.js';
import type { Machine } from './machine.js';
import type { Meters } from './meters.js';
import type { Random } from './random.js';
import { WORTH_DISPUTING } from './rates.js';
import type { SeededSite } from './seed.js';
import { ACK_WINDOW, DISPUTE_WINDOW, HOUR, OVERDUE_GRACE, START_LIMIT, TICK } from './times.js';
import type { Work } from './workload.js';

const OPENINGS_AT_ONCE = 20;
const STARTS_AT_ONCE = 60;
const ENDS_AT_ONCE = 40;
const GIVEN_UP = 5;
const TOP_UP = 1_000_000n;
const EXTENSION = 3_600;
/** Runs shorter than this end before anybody could intervene. */
const EVENTFUL = 4 * TICK;
const ANY_PRICE = 2 ** 40 - 1;
/** A run taken over needs a fraction of what its first provider was given. */
const TAKEN_OVER_PART = 6;

/** A job the market has, and what is to become of it. */
export interface Live {
  id: bigint;
  payer: Address;
  site: SeededSite;
  fate: Fate;
  campaign: boolean;
  failsQuickly: boolean;
  units: number;
  duration: number;
  runSeconds: number;
  openedAt: number;
  startedAt: number;
  sequence: number;
  ended: boolean;
}

interface Opening {
  work: Work;
  fate: Fate;
}

/** Buyers, the sites' scheduler, meters and keeper, all following the plan: who does what when, never how the contracts answer. */
export class Market {
  readonly jobs = new Map<bigint, Live>();
  /** jobs that the market would not open, by its reason */
  readonly refused = new Map<string, number>();
  readonly #m: Machine;
  readonly #agent = account('agent').address;
  readonly #keeper = account('keeper').address;
  readonly #relayer = account('relayer').address;
  #openings = new Map<number, Opening[]>();
  #toStart: bigint[] = [];
  #toQueue: bigint[] = [];
  #toExpire: bigint[] = [];
  #toRelease: bigint[] = [];
  #signing: Promise<void>[] = [];
  readonly #opened = new Map<bigint, Happened>();

  constructor(
    machine: Machine,
    readonly calendar: Calendar,
    readonly meters: Meters,
    readonly courts: Courts,
    readonly sites: readonly SeededSite[],
    readonly users: readonly Address[],
    readonly random: Random,
  ) {
    this.#m = machine;
    machine.listen((happened) => {
      if (happened.contract === 'JobMarket') this.#hear(happened);
    });
  }

  plan(work: Work, at: number): void {
    this.calendar.at(at, () => {
      const site = this.#site(work.site);
      const list = this.#openings.get(work.user) ?? [];
      this.#openings.set(work.user, list);
      list.push({ work, fate: fateOf(work, site.site, this.random) });
    });
  }

  get isIdle(): boolean {
    const lists = [this.#toStart, this.#toQueue, this.#toExpire, this.#toRelease, this.#signing];
    return this.#openings.size === 0 && lists.every((list) => list.length === 0);
  }

  /** Turns all that has gathered into calls of the next block. */
  async flush(): Promise<void> {
    const signing = this.#signing;
    this.#signing = [];
    await Promise.all(signing);
    for (const [user, openings] of this.#openings) {
      for (const part of inParts(openings, OPENINGS_AT_ONCE)) this.#open(user, part);
    }
    this.#openings = new Map();
    for (const part of inParts(this.#toStart, STARTS_AT_ONCE)) {
      this.#m.call(this.#agent, 'JobMarket', 'acknowledge', [part, true]);
    }
    for (const part of inParts(this.#toQueue, STARTS_AT_ONCE)) {
      this.#m.call(this.#agent, 'JobMarket', 'acknowledge', [part, false]);
    }
    for (const part of inParts(this.#toExpire, ENDS_AT_ONCE)) {
      this.#m.call(this.#keeper, 'JobMarket', 'expireBatch', [part]);
    }
    for (const part of inParts(this.#toRelease, ENDS_AT_ONCE)) {
      this.#m.call(this.#keeper, 'JobMarket', 'releaseBatch', [part]);
    }
    [this.#toStart, this.#toQueue, this.#toExpire, this.#toRelease] = [[], [], [], []];
  }

  // ---- opening ----

  #open(user: number, openings: readonly Opening[]): void {
    const payer = this.#user(user);
    const orders = openings.map(({ work }) => ({
      listingId: this.#site(work.site).listingId,
      units: work.units,
      duration: work.requestedSeconds,
      maxUnitPrice: 0,
      buyer: zeroAddress,
      taskCount: 0,
      tasksRoot: zeroHash,
      specHash: keccak256(toHex(work.ref)),
    }));
    this.#m.call(payer, 'JobMarket', 'openBatch', [orders], ({ ok, reason, events }) => {
      if (ok) {
        const ids = events.filter(({ event }) => event === 'JobOpened').map((event) => int(event, 'jobId'));
        for (const [i, opening] of openings.entries()) this.#live(ids[i] ?? 0n, payer, opening);
      } else if (openings.length > 1) {
        // All or none: one by one, to see which.
        for (const opening of openings) this.#open(user, [opening]);
      } else {
        this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
      }
    });
  }

  #live(id: bigint, payer: Address, { work, fate }: Opening): void {
    const live: Live = {
      id,
      payer,
      site: this.#site(work.site),
      fate,
      campaign: work.campaign,
      failsQuickly: work.failsQuickly,
      units: work.units,
      duration: work.requestedSeconds,
      runSeconds: Math.max(1, work.runSeconds),
      openedAt: this.#m.now,
      startedAt: 0,
      sequence: 0,
      ended: false,
    };
    this.jobs.set(id, live);
    const backup = fate.backup ? this.sites[(work.site + 1) % this.sites.length] : undefined;
    if (backup && backup.site.n !== work.site) {
      this.#next(() => {
        const args = [id, backup.listingId, ANY_PRICE];
        this.#m.call(payer, 'JobMarket', 'setBackup', args, () => undefined);
      });
    }
    this.#meet(live);
  }

  /** What the provider makes of a new job, when it looks next. */
  #meet(live: Live): void {
    const { now } = this.#m;
    switch (live.fate.detour) {
      case 'cancelledFree':
        this.#m.call(live.payer, 'JobMarket', 'cancel', [live.id]);
        return;
      case 'cancelledForFee':
        this.#next(() => this.#toQueue.push(live.id));
        this.calendar.at(now + TICK + 1, () => this.#m.call(live.payer, 'JobMarket', 'cancel', [live.id]));
        return;
      case 'ignored':
        this.calendar.at(now + ACK_WINDOW + 1, () => this.#toExpire.push(live.id));
        return;
      case 'declined':
        this.#next(() => this.#m.call(this.#agent, 'JobMarket', 'fail', [live.id, GIVEN_UP]));
        return;
      case 'notStarted':
        this.#next(() => this.#toQueue.push(live.id));
        this.calendar.at(now + START_LIMIT + 1, () => this.#toExpire.push(live.id));
        return;
      default:
        this.#next(() => this.#toStart.push(live.id));
    }
  }

  /** At the next look: one block for all that has gathered until then. */
  #next(act: () => void): void {
    this.calendar.at(this.#m.now + 1, act);
  }

  // ---- what the chain says ----

  #hear(happened: Happened): void {
    if (happened.event === 'JobOpened') {
      this.#opened.set(int(happened, 'jobId'), happened);
      return;
    }
    if (happened.event === 'JobHandedOver') {
      this.#takeOver(int(happened, 'jobId'), int(happened, 'newJobId'));
      return;
    }
    const live = 'jobId' in happened.args ? this.jobs.get(int(happened, 'jobId')) : undefined;
    if (!live) return;
    if (happened.event === 'JobStarted') this.#run(live);
    else if (happened.event === 'JobNoticed') this.#underNotice(live, Number(int(happened, 'endsAt')));
    else if (happened.event === 'JobReported') this.#reported(live, int(happened, 'cost'), int(happened, 'held'));
    else if (happened.event === 'JobSettled' || happened.event === 'JobRefunded') live.ended = true;
  }

  /** A backup opened a job with the money that came back. */
  #takeOver(oldId: bigint, id: bigint): void {
    const old = this.jobs.get(oldId);
    const opened = this.#opened.get(id);
    if (!old || !opened) throw new Error(`job ${id} came out of nothing`);
    const site = this.sites.find(({ listingId }) => BigInt(listingId) === int(opened, 'listingId'));
    if (!site) throw new Error(`job ${id} is at an unknown listing`);
    const duration = Number(int(opened, 'duration'));
    const live: Live = {
      ...old,
      id,
      site,
      fate: plainFate(),
      campaign: false,
      failsQuickly: false,
      units: Number(int(opened, 'units')),
      duration,
      runSeconds: Math.ceil(duration / TAKEN_OVER_PART),
      openedAt: this.#m.now,
      sequence: 0,
      ended: false,
    };
    this.jobs.set(id, live);
    this.#next(() => this.#toStart.push(id));
  }

  #run(live: Live): void {
    const { now } = this.#m;
    live.startedAt = now;
    const { fate, runSeconds } = live;
    const half = now + Math.floor(runSeconds / 2);
    const eventful = runSeconds >= EVENTFUL;
    if (eventful && (fate.checkpoint || fate.detour === 'overdue')) {
      this.calendar.at(now + Math.floor(runSeconds / 4), () => this.#report(live, 0, 0));
    }
    if (eventful && fate.topUp) this.#later(now + TICK, live, 'topUp', [live.id, TOP_UP]);
    if (eventful && fate.extension && fate.detour === undefined) {
      this.#later(now + TICK, live, 'extend', [live.id, EXTENSION]);
    }
    if (fate.detour === 'givenUp') {
      this.calendar.at(half, () => this.#m.call(this.#agent, 'JobMarket', 'fail', [live.id, GIVEN_UP]));
    } else if (fate.detour === 'overdue') {
      this.calendar.at(now + live.duration + OVERDUE_GRACE + 1, () => this.#toExpire.push(live.id));
    } else if (eventful && fate.detour === 'stopped') {
      this.#later(half, live, 'giveNotice', [live.id]);
    } else if (eventful && fate.detour === 'preempted') {
      this.calendar.at(half, () => this.#m.call(this.#agent, 'JobMarket', 'giveNotice', [live.id]));
    } else {
      this.calendar.at(now + runSeconds, () => this.#finish(live, now + runSeconds));
    }
  }

  #later(at: number, live: Live, functionName: string, args: readonly unknown[]): void {
    this.calendar.at(at, () => {
      // An extension may find a listing that is off the market, an account that is empty.
      if (!live.ended) this.#m.call(live.payer, 'JobMarket', functionName, args, () => undefined);
    });
  }

  #underNotice(live: Live, endsAt: number): void {
    this.calendar.at(endsAt, () => this.#report(live, 1, 0, endsAt));
  }

  #finish(live: Live, endedAt: number): void {
    const { failure } = live.fate;
    this.#report(live, failure === 0 ? 1 : 2, Math.max(0, failure), endedAt);
  }

  #report(live: Live, outcome: 0 | 1 | 2, failureCode: number, endedAt = this.#m.now): void {
    if (live.ended) return;
    live.sequence += 1;
    const report = {
      market: this.#m.address('JobMarket'),
      jobId: live.id,
      sequence: live.sequence,
      usage: BigInt(Math.floor(live.units * (endedAt - live.startedAt) * live.fate.throughput)),
      startedAt: live.startedAt,
      endedAt,
      outcome,
      failureCode,
      uptimeBps: live.fate.uptimeBps,
      resultHash: keccak256(toHex(`result of ${live.id}`)),
    };
    const sign = this.meters.signUsage(report).then((proof: Hex) => {
      this.#m.call(this.#relayer, 'JobMarket', 'report', [report, proof]);
    });
    this.#signing.push(sign);
  }

  #reported(live: Live, cost: bigint, held: bigint): void {
    if (held === 0n) return;
    const { now } = this.#m;
    const release = (): void => this.calendar.at(now + DISPUTE_WINDOW + 1, () => this.#toRelease.push(live.id));
    if (live.fate.disputed && cost >= WORTH_DISPUTING) {
      this.calendar.at(now + this.random.int(1, 60) * HOUR, () => this.courts.dispute(live, cost, release));
    } else if (live.fate.confirmed) {
      this.#next(() => this.#m.call(live.payer, 'JobMarket', 'confirm', [live.id]));
    } else {
      release();
    }
  }

  #site(n: number): SeededSite {
    const site = this.sites[n];
    if (!site) throw new Error(`no site ${n}`);
    return site;
  }

  #user(n: number): Address {
    const user = this.users[n];
    if (!user) throw new Error(`no user ${n}`);
    return user;
  }
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
