import type { JobInput } from '../input/job.js';
import { readSwf } from '../input/swf.js';
import type { Random } from './random.js';
import { SHORT_FAILURE_SECONDS } from './rates.js';

/** One traced processor stands for so many cores: a job of 2005 is a small one today, and one of cents would dispute nothing. */
const CORES = 100;
const CORES_ON_PROBATION = 10;
/** One job in so many, where it ran for hours, is a campaign: an order of so many cores. */
const CAMPAIGN_EVERY = 40;
const CAMPAIGN_CORES = { least: 2_000, most: 40_000 };
const CAMPAIGN_MIN_SECONDS = 4 * 3_600;
/** SPEC PROV 2: jobs at once of a provider on probation. */
const PROBATION_JOBS = 10;
const BASE_PRICE = 36_000;
const PRICE_STEP = 500;
const PRICE_STEPS = 20;
const SECONDS_PER_HOUR = 3_600;
const DAY = 86_400;

export interface Site {
  name: string;
  /** index among the sites */
  n: number;
  tier: 'certified' | 'probation';
  /** USDC units a core-hour */
  unitPrice: number;
  region: 'eu' | 'us';
  preemptible: boolean;
  /** cores that can be in use at once */
  capacity: number;
  /** bonded in CPT alone, and does not deliver what it reports */
  rogue: boolean;
  /** certified a year ago, so that the certificate ends during the replay */
  expiring: boolean;
}

export interface Work {
  ref: string;
  submitAt: number;
  user: number;
  site: number;
  units: number;
  requestedSeconds: number;
  runSeconds: number;
  campaign: boolean;
  failsQuickly: boolean;
}

export interface Workload {
  source: string;
  sites: Site[];
  users: string[];
  works: Work[];
  /** lines of the trace that could be used */
  usable: number;
  passedOver: number;
}

const LIMITS = { minDuration: 60, maxDuration: 30 * DAY, maxUnits: 100_000 };

/** Every n-th job of the trace, so that all of its days, sites and users are there. */
export async function readWorkload(file: string, jobs: number, random: Random): Promise<Workload> {
  const input = await readSwf(file, {
    ...LIMITS,
    limit: 0,
    shortFailureSeconds: SHORT_FAILURE_SECONDS,
    command: () => [],
  });
  return toWorkload(input, jobs, random);
}

export function toWorkload(input: JobInput, jobs: number, random: Random): Workload {
  const usable = input.jobs.length;
  const taken = jobs === 0 || jobs >= usable ? input.jobs : thin(input.jobs, jobs);
  const siteNames = unique(taken.map(({ provider }) => provider));
  const users = unique(taken.map(({ buyer }) => buyer));
  const siteOf = new Map(siteNames.map((name, n) => [name, n]));
  const userOf = new Map(users.map((name, n) => [name, n]));
  const perSite = count(taken.map(({ provider }) => provider));
  const sites = siteNames.map((name, n) => siteFrom(name, n, perSite.get(name) ?? 0));
  appointRogues(sites, count(taken.filter(isLong).map(({ provider }) => provider)));
  const works = taken.map((job, i): Work => {
    const site = sites[siteOf.get(job.provider) ?? 0];
    if (!site) throw new Error(`no site ${job.provider}`);
    const campaign =
      site.tier === 'certified' &&
      isLong(job) &&
      (i % CAMPAIGN_EVERY === 7 || (site.rogue && random.chance(ROGUE_CAMPAIGNS)));
    return {
      ref: job.ref,
      submitAt: job.submitAt,
      user: userOf.get(job.buyer) ?? 0,
      site: site.n,
      units: campaign
        ? Math.ceil(random.logarithmic(CAMPAIGN_CORES.least, CAMPAIGN_CORES.most))
        : job.units * (site.tier === 'certified' ? CORES : CORES_ON_PROBATION),
      requestedSeconds: job.requestedSeconds,
      runSeconds: job.runSeconds,
      campaign,
      failsQuickly: job.ending !== 'completes' && job.runSeconds < SHORT_FAILURE_SECONDS,
    };
  });
  for (const site of sites) site.capacity = mostAtOnce(works.filter((work) => work.site === site.n));
  return {
    source: input.source,
    sites,
    users,
    works,
    usable,
    passedOver: input.skipped.malformed + input.skipped.incomplete,
  };
}

const ROGUES = 2;
const ROGUE_CAMPAIGNS = 0.5;

function siteFrom(name: string, n: number, jobs: number): Site {
  const tier = jobs > PROBATION_JOBS ? 'certified' : 'probation';
  return {
    name,
    n,
    tier,
    unitPrice: BASE_PRICE + (n % PRICE_STEPS) * PRICE_STEP,
    region: n % 2 === 0 ? 'eu' : 'us',
    preemptible: n % 5 === 1,
    capacity: 0,
    rogue: false,
    expiring: tier === 'certified' && n % 3 === 0,
  };
}

function isLong({ runSeconds }: { runSeconds: number }): boolean {
  return runSeconds >= CAMPAIGN_MIN_SECONDS;
}

/** Two sites with some long jobs turn out not to deliver. */
function appointRogues(sites: readonly Site[], longJobs: ReadonlyMap<string, number>): void {
  const candidates = sites.filter((site) => site.tier === 'certified' && !site.expiring);
  candidates.sort((a, b) => (longJobs.get(b.name) ?? 0) - (longJobs.get(a.name) ?? 0) || a.n - b.n);
  for (const site of candidates.slice(Math.floor(candidates.length / 8)).slice(0, ROGUES)) site.rogue = true;
}

/** The most cores in use at any time, were every job to last as long as the market lets it. */
function mostAtOnce(works: readonly Work[]): number {
  const SLACK = DAY + 2 * SECONDS_PER_HOUR;
  const changes = works.flatMap(({ submitAt, requestedSeconds, units }) => [
    { at: submitAt, units },
    { at: submitAt + requestedSeconds + SLACK, units: -units },
  ]);
  changes.sort((a, b) => a.at - b.at || b.units - a.units);
  let now = 0;
  let most = 1;
  for (const change of changes) {
    now += change.units;
    most = Math.max(most, now);
  }
  return most;
}

function thin<T>(all: readonly T[], wanted: number): T[] {
  return all.filter((_, i) => Math.floor(((i + 1) * wanted) / all.length) > Math.floor((i * wanted) / all.length));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
