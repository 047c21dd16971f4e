import { formatUsdc, parseUsdc } from '@cyberplaza/sdk';
import type { JobInput, PlannedJob } from './job.js';
import type { ProviderSpec } from './job-file.js';

/** What the seed sets up before the first job: everyone who takes part, sized to the work that is coming. */
export interface Scenario {
  input: JobInput;
  providers: ProviderSpec[];
  /** buyers in order of first appearance, with the USDC they bring (6 decimals) */
  buyers: { name: string; funds: bigint }[];
}

const REGIONS = ['eu', 'us'] as const;
/** Grid sites ask between 3.6 and 4.6 cents a core-hour: uneven totals, and nobody above the oracle’s band. */
const BASE_PRICE = 36_000;
const PRICE_STEP = 500;
const PRICE_STEPS = 20;
const MIN_CAPACITY = 16;
/** SPEC PROV 2 and 3: what a provider on probation may do. */
const PROBATION_JOBS = 10;
const PROBATION_MONTHLY_USDC = 10_000;
const HOURS_PER_MONTH = 720;
const USDC = 1_000_000n;
const BUYER_MARGIN = 2n;
const BUFFER_BPS = 12_000n;
const BPS = 10_000n;

/** Sites of a trace become providers, each large enough for all its jobs at once. */
export function scenarioFromTrace(input: JobInput): Scenario {
  const load = new Map<string, { jobs: number; units: number }>();
  for (const job of input.jobs) {
    const site = load.get(job.provider) ?? { jobs: 0, units: 0 };
    load.set(job.provider, { jobs: site.jobs + 1, units: site.units + job.units });
  }
  const providers: ProviderSpec[] = [...load].map(([name, { jobs, units }], i) => {
    const unitPrice = BASE_PRICE + (i % PRICE_STEPS) * PRICE_STEP;
    const capacity = Math.max(MIN_CAPACITY, units);
    const monthly = (capacity * HOURS_PER_MONTH * unitPrice) / Number(USDC);
    return {
      name,
      resource: 'CpuCoreHour',
      region: REGIONS[i % REGIONS.length] ?? 'eu',
      unitPrice: formatUsdc(BigInt(unitPrice)),
      capacity,
      tier: jobs <= PROBATION_JOBS && monthly <= PROBATION_MONTHLY_USDC ? 'probation' : 'certified',
      sla: false,
    };
  });
  return { input, providers, buyers: buyersOf(input.jobs, providers) };
}

export function scenarioFromFile(input: JobInput, providers: ProviderSpec[]): Scenario {
  return { input, providers, buyers: buyersOf(input.jobs, providers) };
}

/** Every buyer brings twice what its jobs could ever hold in escrow. */
function buyersOf(jobs: readonly PlannedJob[], providers: readonly ProviderSpec[]): Scenario['buyers'] {
  const price = new Map(providers.map((p) => [p.name, parseUsdc(p.unitPrice)]));
  const funds = new Map<string, bigint>();
  for (const job of jobs) {
    const hours = BigInt(Math.ceil(job.requestedSeconds / 3_600));
    const escrow = (BigInt(job.units) * hours * (price.get(job.provider) ?? 0n) * BUFFER_BPS) / BPS;
    funds.set(job.buyer, (funds.get(job.buyer) ?? 10n * USDC) + escrow * BUYER_MARGIN);
  }
  return [...funds].map(([name, amount]) => ({ name, funds: amount }));
}
