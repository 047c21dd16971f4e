import { keccak256, toHex } from 'viem';
import { account } from '../accounts.js';
import type { Calendar } from './calendar.js';
import type { Machine } from './machine.js';
import type { Meters } from './meters.js';
import type { Random } from './random.js';
import { RATES } from './rates.js';
import {
  CPT_PRICE,
  identify,
  MONTH_ENDS_ON,
  measure,
  publishPrices,
  reportMonth,
  type Seeded,
  type SeededSite,
} from './seed.js';
import { DAY, HOUR, TICK } from './times.js';
import type { Workload } from './workload.js';

const PRICE_INTERVAL = 20 * HOUR;
const REFRESH_INTERVAL = 3 * DAY;
const PAYDAY = 7 * DAY;
const REVENUE_INTERVAL = DAY;
/** The day on which CPT loses most of its price, and what is left of it: bonds in CPT no longer cover what they did. */
export const CRASH = { day: 15, price: CPT_PRICE / 16n };
/** The day on which a meter is shown to have signed two different reports. */
export const LIE = { day: 10, meter: 6 };
const MONTH = 30 * DAY;
const TRANSACTION_FEES = 1;
const CERTIFICATION = 3;
const RENEWED_BEFORE = 12 * HOUR;
const RENEWED_AFTER = 2 * DAY;
const REINSTATED_AFTER = 2 * DAY;
const EVIDENCE = keccak256(toHex('evidence'));

/** What comes round by the calendar, whatever the jobs do: prices, copies, revenue, certificates, months, one lying meter. */
export class Watch {
  /** work of this tick that needs signatures first */
  #signing: Promise<void>[] = [];
  suspendedForUptime = 0;
  renewed = 0;

  constructor(
    readonly machine: Machine,
    readonly calendar: Calendar,
    readonly meters: Meters,
    readonly seeded: Seeded,
    readonly workload: Workload,
    readonly random: Random,
  ) {}

  plan(): void {
    const { start, sites } = this.seeded;
    this.#every(PRICE_INTERVAL, () => this.#later(this.#prices()));
    this.#every(REFRESH_INTERVAL, () => this.#refresh());
    this.#every(REVENUE_INTERVAL, () => this.collect());
    this.#every(PAYDAY, () => this.payDay());
    // A tick after the round that may fall on the same second, which the oracle takes once only.
    this.calendar.background(start + CRASH.day * DAY + TICK, () => this.#later(this.#prices()));
    // It signs no more once it is about to be found out, so that no report in flight carries its name.
    this.calendar.background(start + LIE.day * DAY, () => this.meters.drop(LIE.meter));
    this.calendar.background(start + LIE.day * DAY + TICK, () => this.#later(this.#lie()));
    for (const it of sites) this.#certificate(it);
    const end = start + MONTH_ENDS_ON * DAY;
    this.calendar.at(end + TICK, () => this.#later(this.#months(Math.floor(end / MONTH) - 1)));
  }

  get isIdle(): boolean {
    return this.#signing.length === 0;
  }

  async flush(): Promise<void> {
    const signing = this.#signing;
    this.#signing = [];
    await Promise.all(signing);
  }

  /** Revenue on to its destinations. */
  collect(): void {
    const keeper = account('keeper').address;
    for (const source of [TRANSACTION_FEES, CERTIFICATION]) {
      this.machine.call(keeper, 'RevenueRouter', 'collect', [source]);
    }
    this.machine.call(keeper, 'RevenueRouter', 'distribute', [], () => undefined);
  }

  /** Providers take home what they earned. */
  payDay(): void {
    for (const it of this.seeded.sites) {
      this.machine.call(it.payout, 'Vault', 'withdraw', [2n ** 256n - 1n, it.payout], () => undefined);
    }
  }

  #every(interval: number, act: () => void): void {
    const next = (at: number): void =>
      this.calendar.background(at, () => {
        act();
        next(at + interval);
      });
    next(this.seeded.start + interval);
  }

  #later(work: Promise<void>): void {
    this.#signing.push(work);
  }

  #prices(): Promise<void> {
    const crashed = this.machine.now >= this.seeded.start + CRASH.day * DAY;
    return publishPrices(this.machine, this.workload.sites, crashed ? CRASH.price : CPT_PRICE);
  }

  #refresh(): void {
    for (const it of this.seeded.sites) {
      this.machine.call(account('keeper').address, 'JobMarket', 'refreshProvider', [it.providerId]);
    }
  }

  /** A certificate that ends is renewed in time, too late, or not at all. */
  #certificate(it: SeededSite): void {
    if (it.expiresAt === 0) return;
    const when = this.random.pick(RATES.renewal);
    if (when === undefined) return;
    const at = when === 'inTime' ? it.expiresAt - RENEWED_BEFORE : it.expiresAt + RENEWED_AFTER;
    this.calendar.at(at, () => {
      identify(this.machine, it);
      measure(this.machine, it);
    });
    this.calendar.at(at + TICK, () => {
      const args = [it.providerId, EVIDENCE, 'measured anew'];
      this.machine.call(account('certifier').address, 'ProviderRegistry', 'renew', args, ({ ok }) => {
        // Suspended at that moment, it is renewed once it is back.
        if (ok) this.renewed += 1;
        else this.calendar.at(this.machine.now + DAY, () => this.#renewAgain(it));
      });
    });
  }

  #renewAgain(it: SeededSite): void {
    const args = [it.providerId, EVIDENCE, 'measured anew'];
    this.machine.call(account('certifier').address, 'ProviderRegistry', 'renew', args, ({ ok }) => {
      if (ok) this.renewed += 1;
    });
  }

  /** A month ends for everybody; some were below the bar, are suspended by the report, and come back. */
  async #months(month: number): Promise<void> {
    for (const it of this.seeded.sites) {
      const below = this.random.chance(RATES.monthBelowBar);
      await reportMonth(this.machine, this.meters, it, month, below ? 0.97 + this.random.next() * 0.02 : 0.9995);
      if (!below) continue;
      this.suspendedForUptime += 1;
      this.calendar.at(this.machine.now + REINSTATED_AFTER, () => {
        const args = [it.providerId, EVIDENCE, 'power supply replaced'];
        this.machine.call(account('certifier').address, 'ProviderRegistry', 'reinstate', args, () => undefined);
      });
    }
  }

  /** Whoever sees two different reports with one sequence brings both: the meter's bond goes to it and to the fund. */
  async #lie(): Promise<void> {
    const { machine, meters } = this;
    const report = {
      market: machine.address('JobMarket'),
      jobId: 1n,
      sequence: 1,
      usage: 1n,
      startedAt: machine.now - 2,
      endedAt: machine.now - 1,
      outcome: 1 as const,
      failureCode: 0,
      uptimeBps: 10_000,
      resultHash: EVIDENCE,
    };
    const other = { ...report, usage: 2n };
    const [a, b] = await Promise.all([meters.signAs(LIE.meter, report), meters.signAs(LIE.meter, other)]);
    const keeper = account('keeper').address;
    machine.call(keeper, 'MeterQuorum', 'slash', [report, other, a, b]);
    machine.call(keeper, 'InsuranceFund', 'sync', []);
  }
}
