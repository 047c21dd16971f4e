import type { Random } from './random.js';
import { RATES } from './rates.js';
import type { Site, Work } from './workload.js';

export type Detour = keyof typeof RATES.detours;

/** What will become of a job, as far as it does not depend on the market. */
export interface Fate {
  detour: Detour | undefined;
  /** 0 = completes; otherwise it fails, with a code of IJobMarketTypes, or -1 for none */
  failure: number;
  uptimeBps: number;
  /** of what was ordered, 1 = all */
  throughput: number;
  checkpoint: boolean;
  topUp: boolean;
  extension: boolean;
  backup: boolean;
  confirmed: boolean;
  disputed: boolean;
  dispute: DisputeFate;
}

export interface DisputeFate {
  course: keyof typeof RATES.dispute;
  /** of the disputed sum, to the payer */
  payerBps: number;
  votes: number;
  appealed: boolean;
  appealRuled: boolean;
  appealBps: number;
  /** part of what can be disputed */
  part: number;
}

const PROVIDER_FAULT = 7;
const BUYER_FAULT = 107;
const UNCODED = -1;
const SEATS = 5;

export function fateOf(work: Work, site: Site, random: Random): Fate {
  const { preempted, ...anywhere } = RATES.detours;
  const detour: Detour | undefined =
    random.pick(anywhere) ?? (site.preemptible && random.chance(preempted) ? 'preempted' : undefined);
  const large = work.campaign;
  return {
    // Who cheats does not also dawdle.
    detour: site.rogue && large ? undefined : detour,
    failure: site.rogue && large ? 0 : failureOf(work, random),
    uptimeBps: uptime(random),
    throughput: random.chance(RATES.throughputMiss) ? 0.3 + random.next() * 0.6 : 1,
    checkpoint: random.chance(RATES.checkpoint),
    topUp: random.chance(RATES.topUp),
    extension: random.chance(RATES.extension),
    backup: random.chance(RATES.backupNamed),
    confirmed: !(site.rogue && large) && random.chance(RATES.confirmed),
    disputed: (site.rogue && large) || random.chance(large ? RATES.campaignDisputed : RATES.disputed),
    dispute: disputeFate(site.rogue && large, random),
  };
}

/** What went to its backup only has to run. */
export function plainFate(): Fate {
  return {
    detour: undefined,
    failure: 0,
    uptimeBps: 10_000,
    throughput: 1,
    checkpoint: false,
    topUp: false,
    extension: false,
    backup: false,
    confirmed: false,
    disputed: false,
    dispute: { course: 'agreed', payerBps: 0, votes: 0, appealed: false, appealRuled: false, appealBps: 0, part: 0 },
  };
}

function failureOf(work: Work, random: Random): number {
  const blame = random.pick(work.failsQuickly ? RATES.quickFailure : RATES.lateFailure);
  if (!blame) return 0;
  return blame === 'provider' ? PROVIDER_FAULT : blame === 'buyer' ? BUYER_FAULT : UNCODED;
}

function uptime(random: Random): number {
  const tier = random.pick(RATES.uptimeMiss);
  if (tier === 'below9990') return random.int(9_900, 9_989);
  if (tier === 'below9900') return random.int(9_500, 9_899);
  if (tier === 'below9500') return random.int(8_000, 9_499);
  if (tier === 'below8000') return random.int(2_000, 7_999);
  return random.int(9_990, 10_000);
}

function disputeFate(rogue: boolean, random: Random): DisputeFate {
  const course = rogue ? 'ruled' : (random.pick(RATES.dispute) ?? 'silentPanel');
  return {
    course,
    payerBps: rogue
      ? random.int(9_000, 10_000)
      : random.pick({ none: 0.2, even: 0.15 }) === 'even'
        ? 5_000
        : random.int(0, 100) * 100,
    votes: course === 'silentPanel' ? random.int(0, 2) : random.int(3, SEATS),
    appealed: random.chance(RATES.appealed),
    appealRuled: random.chance(RATES.appealRuled),
    appealBps: random.int(0, 100) * 100,
    part: rogue || random.chance(0.5) ? 1 : 0.2 + random.next() * 0.8,
  };
}
