import { type Period, Period as Periods } from './cost.js';
import { BPS, min, requireUint, shareDown } from './integers.js';

/** Uptime below `belowBps` earns `creditBps` of the cost (IListings.SlaTier). */
export interface SlaTier {
  belowBps: number;
  creditBps: number;
}

/** What a missed promise costs the provider, and how long in advance each side says that it stops (IListings.SlaTariff). */
export interface SlaTariff {
  /** At most four, by strictly falling belowBps and strictly rising creditBps. */
  uptime: readonly SlaTier[];
  /** Of what was ordered; 0 = none. */
  throughputFloorBps: number;
  throughputCreditBps: number;
  /** From a buyer's notice to the end of its run, 0 .. 10,080. */
  noticeMinutes: number;
  /** From a provider's notice to the end of a run it pre-empts, 2 .. 1,440. */
  preemptNoticeMinutes: number;
  /** From a provider's notice to the end of any other run, 60 .. 43,200. */
  exitNoticeMinutes: number;
}

/** A run as its meters measured it. */
export interface SlaMeasurement {
  /** 0 .. 10,000. */
  uptimeBps: bigint | number;
  /** 0 .. 10,000; see {@link throughputBps}. */
  throughputBps: bigint | number;
}

/** Basis points of a run's cost, by what was missed. */
export interface SlaCreditRate {
  uptimeCreditBps: bigint;
  throughputCreditBps: bigint;
}

/** What a tariff gives for one run. Equal to `Listings.slaCreditBps`. */
export function slaCreditRate(tariff: Omit<SlaTariff, NoticeField>, measured: SlaMeasurement): SlaCreditRate {
  const uptime = Number(measured.uptimeBps);
  const tier = tariff.uptime.findLast(({ belowBps }) => uptime < belowBps);
  const slow = Number(measured.throughputBps) < tariff.throughputFloorBps;
  return {
    uptimeCreditBps: BigInt(tier?.creditBps ?? 0),
    throughputCreditBps: slow ? BigInt(tariff.throughputCreditBps) : 0n,
  };
}

type NoticeField = 'noticeMinutes' | 'preemptNoticeMinutes' | 'exitNoticeMinutes';

/** The two credits together, at most all of the cost, rounded down. */
export function creditOf(cost: bigint, rate: SlaCreditRate): bigint {
  return shareDown(cost, min(BPS, rate.uptimeCreditBps + rate.throughputCreditBps));
}

/**
 * The credit that a tariff takes off a run's cost, USDC units (SPEC JOB 7).
 *
 * @example
 * tariffCredit({ cost: 24_000_000n, tariff, uptimeBps: 9_850, throughputBps: 10_000 });
 */
export function tariffCredit(terms: SlaMeasurement & { cost: bigint; tariff: Omit<SlaTariff, NoticeField> }): bigint {
  return creditOf(terms.cost, slaCreditRate(terms.tariff, terms));
}

/** What the throughput of a run is measured by. */
export interface ThroughputTerms {
  period: Period;
  usage: bigint;
  units: bigint | number;
  /** Predicted seconds. */
  duration: bigint | number;
  /** Seconds from start to end. */
  elapsed: bigint | number;
}

/**
 * What was delivered of what was ordered for the time the run took, in basis points, rounded down, at most 10,000. Timed prices: of
 * units x elapsed; prices per unit: of the pace units / duration.
 *
 * @example
 * throughputBps({ period: Period.Unit, usage: 10n, units: 10, duration: 7_200, elapsed: 10_800 }); // 6_666n
 */
export function throughputBps(terms: ThroughputTerms): bigint {
  requireUint('usage', terms.usage, 64);
  const ordered = BigInt(terms.units) * BigInt(terms.elapsed);
  if (ordered === 0n) return BPS;
  const usage = terms.period === Periods.Unit ? terms.usage * BigInt(terms.duration) : terms.usage;
  return min(BPS, (usage * BPS) / ordered);
}
