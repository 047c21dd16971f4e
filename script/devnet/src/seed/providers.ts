import { Period, parseUsdc, Resource } from '@cyberplaza/sdk';
import { keccak256, maxUint256, parseEventLogs, toHex } from 'viem';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import type { ProviderSpec } from '../input/job-file.js';
import { feedName } from './prices.js';

const USDC = 1_000_000n;
const CERTIFICATION_FEE = 5_000n * USDC;
/** Covers 10% of anything the scenarios list, and the early payments of a busy day. */
const MIN_BOND = 20_000n * USDC;
const BOND_DIVISOR = 5n;
const HOURS_PER_MONTH = 720n;
const PROBATION_SECONDS = 30 * 86_400;
const MIN_DURATION = 60;
const MAX_DURATION = 30 * 86_400;
const START_LIMIT_MINUTES = 60;
const CANCEL_FEE_BPS = 500;
const SLA_UPTIME_BPS = 9_950;
const SLA_CREDIT_BPS = 1_000;
/** KycLevel. */
const ENHANCED = 2;
const YEAR_SECONDS = 365 * 86_400;
const BENCHMARKS = [
  { suite: 'HPL', score: 40n, unit: 'GFLOP/s' },
  { suite: 'STREAM', score: 12n, unit: 'GB/s' },
];
const CPT_BONDED = 3;
const CPT_BOND = 10_000n * 10n ** 18n;

export interface SeededProvider {
  name: string;
  providerId: number;
  listingId: number;
  spec: ProviderSpec;
}

const ENTRY_BAR = { cores: 512, ramGb: 2_048, nvmeTb: 20, diskTb: 100, gbps: 25 };
const evidence = (text: string) => keccak256(toHex(text));

/** Registers, bonds and admits every provider, lets probation pass for those that will be certified, and lists what they sell. */
export async function seedProviders(
  world: World,
  clock: Clock,
  specs: readonly ProviderSpec[],
  hooks: { onProgress: (done: number) => void; afterProbation: () => Promise<void> },
): Promise<SeededProvider[]> {
  const ids: number[] = [];
  for (const [n, spec] of specs.entries()) {
    ids.push(await registerProvider(world, n, spec));
    hooks.onProgress(n + 1);
  }
  await clock.advanceBy(PROBATION_SECONDS);
  await hooks.afterProbation();
  const seeded: SeededProvider[] = [];
  for (const [n, spec] of specs.entries()) {
    const providerId = ids[n] ?? 0;
    if (spec.tier === 'certified') {
      await putOnRecord(world, clock, n, providerId, spec);
      await world.send(account('certifier'), 'ProviderRegistry', 'certify', [
        providerId,
        evidence(`benchmarks of ${spec.name}`),
        'benchmarks passed',
      ]);
    }
    seeded.push({ name: spec.name, providerId, listingId: await list(world, n, providerId, spec), spec });
  }
  return seeded;
}

/** What certification asks for beside the certifier's word: the owner's KYC; and what the next renewal will compare with. */
async function putOnRecord(world: World, clock: Clock, n: number, providerId: number, spec: ProviderSpec) {
  const date = await clock.now();
  await world.send(account('kycAttestor'), 'ProviderRecords', 'attestKyc', [
    account('provider', n).address,
    ENHANCED,
    date + YEAR_SECONDS,
    evidence(`company register of ${spec.name}`),
  ]);
  for (const { suite, score, unit } of BENCHMARKS) {
    await world.send(account('auditor'), 'ProviderRecords', 'recordBenchmark', [
      providerId,
      toHex(suite, { size: 32 }),
      {
        score: score * BigInt(spec.capacity),
        date,
        expiry: date + YEAR_SECONDS,
        unit: toHex(unit, { size: 32 }),
        hardwareHash: evidence(`machines of ${spec.name}`),
        evidenceHash: evidence(`${suite} at ${spec.name}`),
      },
      `https://providers.example/${encodeURIComponent(spec.name)}/${suite}.json`,
    ]);
  }
}

async function registerProvider(world: World, n: number, spec: ProviderSpec): Promise<number> {
  const owner = account('provider', n);
  const registry = world.address('ProviderRegistry');
  const bond = bondFor(spec);
  await world.send(account('deployer'), 'USDC', 'mint', [owner.address, bond + CERTIFICATION_FEE]);
  await world.send(owner, 'USDC', 'approve', [registry, maxUint256]);
  const receipt = await world.send(owner, 'ProviderRegistry', 'register', [
    owner.address,
    `https://providers.example/${encodeURIComponent(spec.name)}.json`,
  ]);
  const [registered] = parseEventLogs({
    abi: world.abi('ProviderRegistry'),
    eventName: 'ProviderRegistered',
    logs: receipt.logs,
  });
  if (!registered) throw new Error(`no ProviderRegistered event for ${spec.name}`);
  const { providerId } = registered.args;
  await world.send(owner, 'ProviderRegistry', 'setOperator', [providerId, account('agent').address, true]);
  await world.send(owner, 'ProviderRegistry', 'applyForCertification', [
    providerId,
    ENTRY_BAR,
    evidence(`papers of ${spec.name}`),
  ]);
  const cpt = n < CPT_BONDED ? CPT_BOND : 0n;
  if (cpt > 0n) await world.send(owner, 'CPT', 'approve', [registry, cpt]);
  await world.send(owner, 'ProviderRegistry', 'depositBond', [providerId, cpt, bond]);
  await world.send(account('certifier'), 'ProviderRegistry', 'admit', [
    providerId,
    evidence(`site visit at ${spec.name}`),
    'papers in order',
  ]);
  return providerId;
}

/** How many providers also put CPT into their bond, and how much; the seed hands it out before. */
export const CPT_BONDS = { count: CPT_BONDED, amount: CPT_BOND };

function bondFor(spec: ProviderSpec): bigint {
  const perMonth = isTimed(spec)
    ? BigInt(spec.capacity) * parseUsdc(spec.unitPrice) * (spec.resource === 'StorageTbMonth' ? 1n : HOURS_PER_MONTH)
    : 0n;
  const wanted = perMonth / BOND_DIVISOR;
  return wanted > MIN_BOND ? wanted : MIN_BOND;
}

function isTimed(spec: ProviderSpec): boolean {
  return spec.resource !== 'BandwidthTb';
}

/** Lists what a provider sells, or more of it on other terms. */
export async function list(
  world: World,
  n: number,
  providerId: number,
  spec: ProviderSpec,
  other: { preemptible?: boolean; reservable?: boolean; capacity?: number } = {},
): Promise<number> {
  const period =
    spec.resource === 'StorageTbMonth' ? Period.Month : spec.resource === 'BandwidthTb' ? Period.Unit : Period.Hour;
  const terms = {
    providerId,
    resource: Resource[spec.resource],
    period,
    active: true,
    preemptible: false,
    reservable: false,
    unitPrice: Number(parseUsdc(spec.unitPrice)),
    capacity: spec.capacity,
    minDuration: MIN_DURATION,
    maxDuration: MAX_DURATION,
    startLimit: START_LIMIT_MINUTES,
    cancelFeeBps: CANCEL_FEE_BPS,
    feedId: world.deployment.feeds[feedName(spec)] ?? 0,
    slaUptimeBps: spec.sla ? SLA_UPTIME_BPS : 0,
    slaCreditBps: spec.sla ? SLA_CREDIT_BPS : 0,
    extraSigners: 0,
    verifier: 0,
    ...other,
  };
  const region = toHex(spec.region, { size: 32 });
  const sku = toHex(spec.resource, { size: 32 });
  const receipt = await world.send(account('provider', n), 'Listings', 'create', [
    terms,
    sku,
    region,
    [],
    `https://providers.example/${encodeURIComponent(spec.name)}/listing.json`,
  ]);
  const [created] = parseEventLogs({ abi: world.abi('Listings'), eventName: 'ListingCreated', logs: receipt.logs });
  if (!created) throw new Error(`no ListingCreated event for ${spec.name}`);
  return created.args.listingId;
}

export const LISTING_LIMITS = { minDuration: MIN_DURATION, maxDuration: MAX_DURATION };
