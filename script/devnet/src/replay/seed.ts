import { Period, Resource } from '@cyberplaza/sdk';
import { type Address, getAddress, keccak256, maxUint256, toHex } from 'viem';
import { account } from '../accounts.js';
import { nodeReports } from '../seed/prices.js';
import { int } from './contracts.js';
import type { Machine } from './machine.js';
import type { Meters } from './meters.js';
import { DAY, START_LIMIT, TICK } from './times.js';
import type { Site, Work, Workload } from './workload.js';

const USDC = 1_000_000n;
const CPT = 10n ** 18n;
const CERTIFICATION_FEE = 5_000n * USDC;
const SPARE_BOND = 5_000n * USDC;
/** For a provider's own bonds in disputes, and what it offers in them. */
const PURSE = 100_000n * USDC;
const HOURS_PER_MONTH = 720n;
const PROBATION = 30 * DAY;
const YEAR = 365 * DAY;
const MONTH = 30 * DAY;
const MAX_DURATION = 30 * DAY;
const ENTRY_BAR = { cores: 512, ramGb: 2_048, nvmeTb: 20, diskTb: 100, gbps: 25 };
const METERS = 7;
const ENHANCED_KYC = 2;
const SUITES = ['HPL', 'STREAM'] as const;
/** Days over which old certificates end, from the first day of the trace. */
const EXPIRY_DAYS = 14;
/** The day of the trace on which a month of uptime ends. */
export const MONTH_ENDS_ON = 8;
/** USD, 8 decimals. */
export const CPT_PRICE = 50_000_000n;
const FUND = 50_000n * USDC;
/** Every so many users, and sites, holds veCPT. */
const LOCKERS = { users: 8, sites: 6 };
const LOCKED = [1_500n * CPT, 15_000n * CPT, 150_000n * CPT] as const;
const TARIFF = {
  uptime: [
    { belowBps: 9_990, creditBps: 500 },
    { belowBps: 9_900, creditBps: 2_000 },
    { belowBps: 9_500, creditBps: 5_000 },
    { belowBps: 8_000, creditBps: 10_000 },
  ],
  throughputFloorBps: 9_000,
  throughputCreditBps: 3_000,
  noticeMinutes: 10,
  preemptNoticeMinutes: 5,
  exitNoticeMinutes: 1_440,
} as const;
const evidence = (what: string) => keccak256(toHex(what));

export interface SeededSite {
  site: Site;
  owner: Address;
  payout: Address;
  providerId: number;
  listingId: number;
  /** 0 for a certificate that does not end during the replay */
  expiresAt: number;
}

export interface Seeded {
  sites: SeededSite[];
  users: Address[];
  /** second 0 of the trace */
  start: number;
}

/** Accounts nobody has a key of; the chain lets us act for them. */
function madeUp(name: string): Address {
  return getAddress(`0x${keccak256(toHex(`replay: ${name}`)).slice(-40)}`);
}

/** A market a year old: providers with certificates that are about to end, others fresh from probation, funded buyers. */
export async function seed(machine: Machine, meters: Meters, workload: Workload): Promise<Seeded> {
  const sites = workload.sites.map((site) => ({
    site,
    owner: madeUp(`owner of ${site.name}`),
    payout: madeUp(`payout of ${site.name}`),
    providerId: 0,
    listingId: 0,
    expiresAt: 0,
  }));
  const users = workload.users.map((name) => madeUp(name));
  bondMeters(machine);
  await machine.settle();
  await handOutCpt(machine, sites, users);
  const expiring = sites.filter(({ site }) => site.expiring);
  const fresh = sites.filter(({ site }) => !site.expiring);

  await admit(machine, expiring);
  const certifiedFrom = firstCertification(machine.now + PROBATION);
  const start = certifiedFrom + YEAR;
  await certifyDayByDay(machine, expiring, certifiedFrom);
  await reportMonths(machine, meters, expiring, start - PROBATION - DAY);

  await machine.advanceTo(start - PROBATION - DAY);
  await admit(machine, fresh);
  await reportMonths(machine, meters, expiring, start - TICK);
  await machine.advanceTo(start - TICK);
  for (const it of fresh.filter(({ site }) => site.tier === 'certified')) identify(machine, it);
  await machine.settle();
  for (const it of fresh.filter(({ site }) => site.tier === 'certified')) certify(machine, it);
  await publishPrices(machine, workload.sites, CPT_PRICE);
  await machine.settle();
  for (const it of sites) list(machine, it);
  await fundUsers(machine, users, workload);
  await machine.settle();
  return { sites, users, start };
}

function bondMeters(machine: Machine): void {
  const deployer = account('deployer').address;
  const bond = 10_000n * USDC;
  const quorum = machine.address('MeterQuorum');
  machine.call(deployer, 'USDC', 'mint', [deployer, bond * BigInt(METERS) + FUND]);
  machine.call(deployer, 'USDC', 'approve', [quorum, maxUint256]);
  machine.call(deployer, 'USDC', 'approve', [machine.address('InsuranceFund'), maxUint256]);
  for (let n = 0; n < METERS; n++) machine.call(deployer, 'MeterQuorum', 'bond', [account('meter', n).address, bond]);
  machine.call(deployer, 'InsuranceFund', 'contribute', [FUND]);
}

/** The CPT of a year that nobody lived through comes out of what the community is to earn; part of it is locked. */
async function handOutCpt(machine: Machine, sites: readonly SeededSite[], users: readonly Address[]): Promise<void> {
  const community = machine.deployment.contracts.EmissionSchedule;
  const locked = (n: number): bigint => LOCKED[n % LOCKED.length] ?? 0n;
  const lockers = [
    ...users.filter((_, n) => n % LOCKERS.users === 0).map((who, n) => ({ who, amount: locked(n) })),
    ...sites.filter((_, n) => n % LOCKERS.sites === 2).map(({ owner }, n) => ({ who: owner, amount: locked(n) })),
  ];
  const bonded = sites.filter(({ site }) => site.rogue).map((it) => ({ who: it.owner, amount: cptBond(it.site) }));
  for (const { who, amount } of [...lockers, ...bonded]) machine.call(community, 'CPT', 'transfer', [who, amount]);
  await machine.settle();
  for (const { who, amount } of lockers) {
    machine.call(who, 'CPT', 'approve', [machine.address('VotingEscrow'), maxUint256]);
    machine.call(who, 'VotingEscrow', 'createLock', [amount, 4 * YEAR]);
  }
  await machine.settle();
}

/** Registered, bonded, on probation. */
async function admit(machine: Machine, sites: readonly SeededSite[]): Promise<void> {
  const deployer = account('deployer').address;
  const registry = machine.address('ProviderRegistry');
  const agent = account('agent').address;
  for (const it of sites) {
    machine.call(deployer, 'USDC', 'mint', [it.owner, CERTIFICATION_FEE + usdcBond(it.site) + PURSE]);
  }
  await machine.settle();
  for (const it of sites) {
    machine.call(it.owner, 'USDC', 'approve', [registry, maxUint256]);
    machine.call(it.owner, 'USDC', 'approve', [machine.address('Vault'), maxUint256]);
    machine.call(it.owner, 'Vault', 'deposit', [PURSE]);
    if (it.site.rogue) machine.call(it.owner, 'CPT', 'approve', [registry, maxUint256]);
    const uri = `https://providers.example/${encodeURIComponent(it.site.name)}.json`;
    machine.call(it.owner, 'ProviderRegistry', 'register', [it.payout, uri], (done) => {
      const registered = done.events.find(({ event }) => event === 'ProviderRegistered');
      if (!registered) throw new Error(`${it.site.name} was not registered: ${done.reason}`);
      it.providerId = Number(int(registered, 'providerId'));
      const papers = evidence(`papers of ${it.site.name}`);
      machine.call(it.owner, 'ProviderRegistry', 'setOperator', [it.providerId, agent, true]);
      machine.call(it.owner, 'ProviderRegistry', 'applyForCertification', [it.providerId, ENTRY_BAR, papers]);
      const cpt = it.site.rogue ? cptBond(it.site) : 0n;
      machine.call(it.owner, 'ProviderRegistry', 'depositBond', [it.providerId, cpt, usdcBond(it.site)]);
    });
  }
  await machine.settle();
  for (const it of sites) {
    const args = [it.providerId, evidence(`site visit at ${it.site.name}`), 'papers in order'];
    machine.call(account('certifier').address, 'ProviderRegistry', 'admit', args);
  }
  await machine.settle();
}

/** A second after `after` from which a year brings us to so many days before a month's end. */
function firstCertification(after: number): number {
  const offset = (YEAR + MONTH_ENDS_ON * DAY) % MONTH;
  const month = Math.ceil((after + offset) / MONTH);
  return month * MONTH - offset;
}

async function certifyDayByDay(machine: Machine, sites: readonly SeededSite[], from: number): Promise<void> {
  for (let day = 0; day < EXPIRY_DAYS; day++) {
    await machine.advanceTo(from + day * DAY);
    for (const [n, it] of sites.entries()) {
      if (n % EXPIRY_DAYS !== day) continue;
      identify(machine, it);
      await machine.settle();
      it.expiresAt = machine.now + YEAR;
      certify(machine, it);
    }
    await machine.settle();
  }
}

export function identify(machine: Machine, it: SeededSite): void {
  const register = evidence(`company register of ${it.site.name}`);
  const args = [it.owner, ENHANCED_KYC, machine.now + YEAR, register];
  machine.call(account('kycAttestor').address, 'ProviderRecords', 'attestKyc', args);
}

function certify(machine: Machine, it: SeededSite): void {
  const args = [it.providerId, evidence(`benchmarks of ${it.site.name}`), 'benchmarks passed'];
  machine.call(account('certifier').address, 'ProviderRegistry', 'certify', args);
}

/** Fresh benchmarks, as a renewal asks for. */
export function measure(machine: Machine, it: SeededSite): void {
  for (const suite of SUITES) {
    machine.call(account('auditor').address, 'ProviderRecords', 'recordBenchmark', [
      it.providerId,
      toHex(suite, { size: 32 }),
      {
        score: 40n * BigInt(it.site.capacity),
        date: machine.now,
        expiry: machine.now + YEAR,
        unit: toHex('GFLOP/s', { size: 32 }),
        hardwareHash: evidence(`machines of ${it.site.name}`),
        evidenceHash: evidence(`${suite} at ${it.site.name}`),
      },
      `https://providers.example/${suite}.json`,
    ]);
  }
}

/** Goes to the end of each month until then, and brings its uptime reports. */
async function reportMonths(
  machine: Machine,
  meters: Meters,
  sites: readonly SeededSite[],
  until: number,
): Promise<void> {
  for (;;) {
    const month = Math.floor(machine.now / MONTH);
    const end = (month + 1) * MONTH;
    if (end > until) return;
    await machine.advanceTo(end + TICK);
    for (const it of sites) await reportMonth(machine, meters, it, month, 1);
    await machine.settle();
  }
}

/** @param part of the month in which the provider answered */
export async function reportMonth(
  machine: Machine,
  meters: Meters,
  it: SeededSite,
  month: number,
  part: number,
): Promise<void> {
  const report = {
    providerId: it.providerId,
    month,
    observed: MONTH,
    up: Math.floor(MONTH * part),
    evidenceHash: evidence(`month ${month}`),
  };
  const proof = await meters.signUptime(report);
  machine.call(account('relayer').address, 'UptimeMonitor', 'report', [report, proof]);
}

function list(machine: Machine, it: SeededSite): void {
  const { site } = it;
  const certified = site.tier === 'certified';
  const terms = {
    providerId: it.providerId,
    resource: Resource.CpuCoreHour,
    period: Period.Hour,
    active: true,
    preemptible: site.preemptible,
    reservable: false,
    unitPrice: site.unitPrice,
    capacity: site.capacity,
    minDuration: 60,
    maxDuration: MAX_DURATION,
    startLimit: START_LIMIT / 60,
    cancelFeeBps: 500,
    feedId: machine.deployment.feeds[`CPU core-hour/${site.region}`] ?? 0,
    slaUptimeBps: certified ? 0 : 9_950,
    slaCreditBps: certified ? 0 : 1_000,
    extraSigners: 0,
    verifier: 0,
  };
  const about = [toHex('cpu.core', { size: 32 }), toHex(site.region, { size: 32 }), [], 'https://providers.example'];
  const [name, args] = certified ? ['createWithSla', [terms, ...about, TARIFF]] : ['create', [terms, ...about]];
  machine.call(it.owner, 'Listings', name as string, args as unknown[], (done) => {
    const created = done.events.find(({ event }) => event === 'ListingCreated');
    if (!created) throw new Error(`${site.name} could not list: ${done.reason}`);
    it.listingId = Number(int(created, 'listingId'));
  });
}

/** Twice what a user's jobs could ever hold in escrow, and the bonds of its disputes. */
async function fundUsers(machine: Machine, users: readonly Address[], { works, sites }: Workload): Promise<void> {
  const needs = users.map(() => PURSE);
  for (const work of works) needs[work.user] = (needs[work.user] ?? 0n) + 2n * escrowOf(work, sites);
  for (const [n, user] of users.entries()) {
    machine.call(account('deployer').address, 'USDC', 'mint', [user, needs[n] ?? 0n]);
  }
  await machine.settle();
  for (const [n, user] of users.entries()) {
    machine.call(user, 'USDC', 'approve', [machine.address('Vault'), maxUint256]);
    machine.call(user, 'Vault', 'deposit', [needs[n] ?? 0n]);
  }
}

function escrowOf(work: Work, sites: readonly Site[]): bigint {
  const price = BigInt(sites[work.site]?.unitPrice ?? 0);
  return (BigInt(work.units) * BigInt(work.requestedSeconds) * price * 12n) / 36_000n;
}

/** A round of the oracle: USDC at 1 USD, CPT, and what the sites of a region ask on average. */
export async function publishPrices(machine: Machine, sites: readonly Site[], cptPrice: bigint): Promise<void> {
  const { feeds } = machine.deployment;
  const mean = (region: string): bigint => {
    const prices = sites.filter((site) => site.region === region).map((site) => BigInt(site.unitPrice));
    return prices.length === 0 ? 40_000n : prices.reduce((a, b) => a + b, 0n) / BigInt(prices.length);
  };
  const prices = new Map<number, bigint>([
    [feeds['USDC/USD'] ?? 0, 100_000_000n],
    [feeds['CPT/USD'] ?? 0, cptPrice],
    [feeds['CPU core-hour/eu'] ?? 0, mean('eu')],
    [feeds['CPU core-hour/us'] ?? 0, mean('us')],
  ]);
  const { feedIds, observedAt, reports } = await nodeReports(machine.deployment, prices, machine.now);
  machine.call(account('relayer').address, 'ComputePriceOracle', 'submit', [feedIds, observedAt, reports]);
}

function required(site: Site): bigint {
  return (BigInt(site.capacity) * BigInt(site.unitPrice) * HOURS_PER_MONTH + 9n) / 10n;
}

/** A tenth above what the listing asks for; nothing where it is CPT. */
function usdcBond(site: Site): bigint {
  return site.rogue ? 0n : (required(site) * 11n) / 10n + SPARE_BOND;
}

/** CPT counts for half of its price. */
function cptBond(site: Site): bigint {
  return (((required(site) * 11n) / 10n + SPARE_BOND) * 2n * CPT * 100n) / CPT_PRICE;
}
