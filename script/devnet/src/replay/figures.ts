import { formatUnits } from 'viem';
import type { JobBook } from './ledger.js';
import type { Replayed } from './replay.js';

export interface Row {
  name: string;
  value: string;
  note?: string;
}

const OUTCOMES = [
  '',
  'agreed',
  'provider did not answer',
  'ruled by the panel',
  'ruled on appeal',
  'appeal not ruled on: the panel’s ruling stands',
  'no ruling: the report stands',
  'ended by the market',
];

export function usdc(units: bigint): string {
  return grouped(formatUnits(units, 6), 6);
}

export function cpt(units: bigint): string {
  return grouped(formatUnits(units, 18), 2);
}

function grouped(decimal: string, digits: number): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction.padEnd(digits, '0').slice(0, digits)}`;
}

export function number(value: number | bigint): string {
  return value.toLocaleString('en-US');
}

function percent(part: number, of: number): string {
  return of === 0 ? '–' : `${((100 * part) / of).toFixed(2)}%`;
}

/** Jobs by how they ended: the report's reason, then the end's. */
export function outcomes({ ledger }: Replayed): Row[] {
  const counts = new Map<string, number>();
  for (const job of ledger.jobs.values()) counts.set(outcomeOf(job), (counts.get(outcomeOf(job)) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => ({ name, value: number(count), note: percent(count, ledger.jobs.size) }));
}

function outcomeOf(job: JobBook): string {
  return `${job.stage}: ${[...new Set(job.reasons)].join(', ')}`;
}

export function disputes({ ledger }: Replayed): Row[] {
  const counts = new Map<number, number>();
  for (const { outcome } of ledger.disputes.values()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([outcome, count]) => ({
      name: OUTCOMES[outcome] ?? `outcome ${outcome}`,
      value: number(count),
      note: percent(count, ledger.disputes.size),
    }));
}

/** What happened beside jobs and disputes. */
export function events({ ledger, ...rest }: Replayed): Row[] {
  const times = (name: string): string => number(ledger.count(name));
  const refused = [...rest.refusedOpenings].map(([reason, count]) => `${count} ${reason}`).join(', ');
  const reported = ledger.count('JobMarket.JobReported');
  return [
    { name: 'openings refused', value: number(sum(rest.refusedOpenings)), note: refused },
    { name: 'jobs taken over by a backup', value: times('JobMarket.JobHandedOver') },
    { name: 'checkpoints', value: times('JobMarket.JobCheckpointed') },
    { name: 'jobs topped up, extended', value: `${times('JobMarket.JobToppedUp')}, ${times('JobMarket.JobExtended')}` },
    { name: 'runs ended by notice', value: times('JobMarket.JobNoticed') },
    {
      name: 'SLA misses',
      value: times('JobMarket.SlaMissed'),
      note: `${percent(ledger.count('JobMarket.SlaMissed'), reported)} of reported jobs`,
    },
    {
      name: 'jobs disputed',
      value: number(ledger.disputes.size),
      note: `${percent(ledger.disputes.size, reported)} of reported jobs`,
    },
    {
      name: 'steps of disputes refused',
      value: number(sum(rest.refusedDisputes)),
      note: [...rest.refusedDisputes].map(([reason, count]) => `${count} ${reason}`).join(', '),
    },
    { name: 'offers made, appeals', value: `${times('Disputes.OfferMade')}, ${times('Disputes.Appealed')}` },
    { name: 'bonds of disputes lost', value: times('Disputes.BondForfeited') },
    { name: 'provider bonds slashed', value: times('ProviderRegistry.BondSlashed') },
    { name: 'claims on the insurance fund', value: times('InsuranceFund.ClaimFiled') },
    { name: 'meters slashed', value: times('MeterQuorum.MeterSlashed') },
    {
      name: 'certificates that ended, renewals',
      value: `${number(rest.certificatesEnding)}, ${number(rest.certificatesRenewed)}`,
    },
    {
      name: 'uptime reports',
      value: times('UptimeMonitor.UptimeReported'),
      note: `${rest.suspendedForUptime} below the bar in the replay’s own month`,
    },
    { name: 'price updates', value: times('ComputePriceOracle.PriceUpdated') },
  ];
}

export function money({ ledger }: Replayed): Row[] {
  const jobs = [...ledger.jobs.values()];
  const of = (pick: (job: JobBook) => bigint): bigint => jobs.reduce((a, job) => a + pick(job), 0n);
  const s = (value: bigint | undefined): string => `${usdc(value ?? 0n)} USDC`;
  return [
    { name: 'deposited in the vault', value: s(ledger.vault.get('deposited')) },
    { name: 'escrowed for jobs', value: s(of((job) => job.escrowed)) },
    { name: 'topped up and extended', value: s(of((job) => job.added)) },
    { name: 'paid to providers', value: s(of((job) => job.paid)) },
    { name: 'platform fees', value: s(of((job) => job.fee)) },
    { name: 'back to payers', value: s(of((job) => job.refunded)) },
    { name: 'of that SLA credits', value: s(of((job) => job.slaCredit)) },
    {
      name: 'bonds and offers of disputes',
      value: s([...ledger.disputes.values()].reduce((a, { took }) => a + took, 0n)),
    },
    {
      name: 'slashed from provider bonds',
      value: `${s(ledger.slashed.get('usdc'))} and ${cpt(ledger.slashed.get('cpt') ?? 0n)} CPT, worth ${s(ledger.slashed.get('value'))} together`,
    },
    { name: 'slashed from meters', value: s(ledger.slashed.get('meters')) },
    {
      name: 'claims filed, granted, paid',
      value: [s(ledger.claims.get('filed')), s(ledger.claims.get('granted')), s(ledger.claims.get('paid'))].join(', '),
    },
    {
      name: 'revenue received, distributed',
      value: `${s(ledger.revenue.get('received'))}, ${s(ledger.revenue.get('credited'))}`,
    },
    { name: 'withdrawn from the vault', value: s(ledger.vault.get('withdrawn')) },
  ];
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}
