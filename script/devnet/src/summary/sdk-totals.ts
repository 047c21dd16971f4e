import {
  escrowFor,
  extensionEscrow,
  Period,
  rawWeight,
  rewardShare,
  splitFee,
  toVeCpt,
  usageCost,
} from '@cyberplaza/sdk';
import { type Address, hexToString } from 'viem';
import type { World } from '../chain/world.js';
import { type Decoded, eventsOf, int } from './history.js';
import type { Totals } from './totals.js';

const BPS = 10_000n;

interface Terms {
  period: Period;
  cancelFeeBps: bigint;
}

interface Flow {
  /** all that was ever escrowed for the job */
  escrow: bigint;
  paid: bigint;
  fee: bigint;
  refunded: bigint;
  volume: bigint;
  /** back to the payer, but for discounts: what a backup may be opened with */
  unused: bigint;
}

/**
 * The SDK's word: every amount worked out again by the SDK's own maths from what was agreed (terms at opening) and what was
 * measured (usage, hold-back), never by adding up the amounts that the contracts say they moved.
 */
export async function sdkTotals(world: World, block: bigint, timestamp: bigint): Promise<Totals> {
  const market = await eventsOf(world, 'JobMarket', block);
  const terms = await listingTerms(world, block);
  const flows = new Map<bigint, Flow>();
  const ended = { settled: 0n, refunded: 0n };
  const jobs = new Map<bigint, Decoded[]>();
  const predecessors = new Map<bigint, bigint>();
  for (const event of market) {
    if (typeof event.args.jobId !== 'bigint') continue;
    jobs.set(event.args.jobId, [...(jobs.get(event.args.jobId) ?? []), event]);
    if (event.eventName === 'JobSettled') ended.settled += 1n;
    if (event.eventName === 'JobRefunded') ended.refunded += 1n;
    if (event.eventName === 'JobHandedOver') predecessors.set(int(event, 'newJobId'), event.args.jobId);
  }
  for (const [id, history] of jobs) {
    flows.set(id, flowOf(history, terms, flows.get(predecessors.get(id) ?? 0n)?.unused));
  }

  const total = (key: keyof Flow): bigint => [...flows.values()].reduce((sum, flow) => sum + flow[key], 0n);
  const escrowed = total('escrow');
  const [paid, fees, refunded] = [total('paid'), total('fee'), total('refunded')];
  const revenue = await revenueSplit(world, block);
  const ve = await locks(world, block);
  const vault = await eventsOf(world, 'Vault', block);
  const sum = (name: string): bigint =>
    vault.filter((e) => e.eventName === name).reduce((n, e) => n + int(e, 'amount'), 0n);

  return {
    jobsOpened: BigInt(jobs.size),
    jobsSettled: ended.settled,
    jobsRefunded: ended.refunded,
    escrowed,
    paid,
    fees,
    refunded,
    held: escrowed - paid - fees - refunded,
    volume: total('volume'),
    // What came in and neither left, nor is in escrow, nor was earned by the platform.
    vaultAvailable: sum('Deposited') - sum('Withdrawn') - (escrowed - paid - refunded),
    ...revenue,
    ...(await rewards(world, block, ve)),
    cptLocked: ve.reduce((n, { amount }) => n + amount, 0n),
    veSupply: toVeCpt(ve.reduce((n, lock) => n + rawWeight(lock, timestamp), 0n)),
  };
}

/** One job's money, from its terms and its measured usage; a job that took over has no more than was left. */
function flowOf(history: readonly Decoded[], terms: ReadonlyMap<number, Terms>, left?: bigint): Flow {
  const opened = history.find(({ eventName }) => eventName === 'JobOpened');
  if (!opened) throw new Error('a job without an opening');
  const listing = terms.get(Number(opened.args.listingId));
  if (!listing) throw new Error(`listing ${String(opened.args.listingId)} is unknown`);
  const unitPrice = int(opened, 'unitPrice');
  const units = int(opened, 'units');
  let duration = int(opened, 'duration');
  const [feeBps, discountBps] = [int(opened, 'feeBps'), int(opened, 'discountBps')];
  const wanted = escrowFor({ unitPrice, period: listing.period, units, duration });
  const flow: Flow = {
    escrow: left !== undefined && left < wanted ? left : wanted,
    paid: 0n,
    fee: 0n,
    refunded: 0n,
    volume: 0n,
    unused: 0n,
  };
  const giveBack = (amount: bigint): void => {
    flow.unused += amount;
    flow.refunded += amount;
  };
  const pay = (gross: bigint): void => {
    const split = splitFee(gross, feeBps, discountBps);
    flow.paid += split.toProvider;
    flow.fee += split.fee;
    flow.refunded += split.discount;
    flow.volume += gross;
  };
  for (const event of history) {
    if (event.eventName === 'JobToppedUp') {
      flow.escrow += int(event, 'amount');
    } else if (event.eventName === 'JobExtended') {
      const extra = int(event, 'duration') - duration;
      flow.escrow += extensionEscrow({ unitPrice, period: listing.period, units, duration: extra });
      duration += extra;
    } else if (event.eventName === 'JobReported') {
      const gross = usageCost(int(event, 'usage'), unitPrice, listing.period);
      const cost = (gross < flow.escrow ? gross : flow.escrow) - int(event, 'slaCredit');
      giveBack(flow.escrow - cost);
      pay(cost - int(event, 'held'));
    } else if (event.eventName === 'JobSettled') {
      const reported = history.find(({ eventName }) => eventName === 'JobReported');
      pay(reported ? int(reported, 'held') : 0n);
    } else if (event.eventName === 'JobRefunded') {
      const cancelled = int(event, 'paid') + int(event, 'fee') > 0n;
      const usage = listing.period === Period.Unit ? units : units * duration;
      const fee = cancelled
        ? (usageCost(usage, unitPrice, listing.period) * listing.cancelFeeBps + BPS - 1n) / BPS
        : 0n;
      giveBack(flow.escrow - fee);
      pay(fee);
    }
  }
  return flow;
}

async function listingTerms(world: World, block: bigint): Promise<Map<number, Terms>> {
  const terms = new Map<number, Terms>();
  for (const { eventName, args } of await eventsOf(world, 'Listings', block)) {
    if (eventName !== 'ListingCreated') continue;
    const listing = args.terms as { period: Period; cancelFeeBps: number };
    terms.set(Number(args.listingId), { period: listing.period, cancelFeeBps: BigInt(listing.cancelFeeBps) });
  }
  return terms;
}

/** Every distribution split again by the governed shares, floors and remainders included. */
async function revenueSplit(world: World, block: bigint) {
  const shares = new Map<string, bigint>();
  let split: { name: `0x${string}`; bps: number }[] = [];
  let [received, undistributed] = [0n, 0n];
  for (const event of await eventsOf(world, 'RevenueRouter', block)) {
    if (event.eventName === 'SplitSet') split = event.args.destinations as typeof split;
    if (event.eventName === 'RevenueReceived') {
      received += int(event, 'amount');
      undistributed += int(event, 'amount');
    }
    if (event.eventName !== 'RevenueDistributed') continue;
    const pool = undistributed;
    for (const { name, bps } of split) {
      const label = hexToString(name, { size: 32 });
      const share = (pool * BigInt(bps)) / BPS;
      shares.set(label, (shares.get(label) ?? 0n) + share);
      undistributed -= share;
    }
  }
  for (const { name } of split) {
    const label = hexToString(name, { size: 32 });
    if (!shares.has(label)) shares.set(label, 0n);
  }
  return {
    revenueReceived: received,
    revenueDistributed: received - undistributed,
    revenueUndistributed: undistributed,
    destinations: Object.fromEntries(shares),
  };
}

interface SeenLock {
  account: Address;
  amount: bigint;
  end: bigint;
  autoRenew: boolean;
}

async function locks(world: World, block: bigint): Promise<SeenLock[]> {
  const accounts = new Set<Address>();
  for (const { eventName, args } of await eventsOf(world, 'VotingEscrow', block)) {
    if (eventName === 'LockCreated') accounts.add(args.account as Address);
  }
  const found: SeenLock[] = [];
  for (const account of accounts) {
    const [, live] = await world.reader.readContract({
      address: world.address('VotingEscrow'),
      abi: world.abi('VotingEscrow'),
      functionName: 'getLocks',
      args: [account],
      blockNumber: block,
    });
    for (const { amount, end, autoRenew } of live) found.push({ account, amount, end: BigInt(end), autoRenew });
  }
  return found;
}

/** What each claim should have paid: every closed epoch's revenue times the claimer's share of the weight at its end. */
async function rewards(world: World, block: bigint, ve: readonly SeenLock[]) {
  const events = await eventsOf(world, 'StakingRewards', block);
  let [rewardsAdded, rewardsClaimed] = [0n, 0n];
  const closed = new Map<bigint, { end: bigint; revenue: bigint; totalRaw: bigint }>();
  for (const event of events) {
    if (event.eventName === 'RevenueAdded') rewardsAdded += int(event, 'amount');
    if (event.eventName === 'EpochClosed') {
      closed.set(int(event, 'epochId'), {
        end: int(event, 'end'),
        revenue: int(event, 'revenue'),
        totalRaw: int(event, 'totalRaw'),
      });
    }
  }
  for (const event of events) {
    if (event.eventName !== 'Claimed') continue;
    const own = ve.filter(({ account }) => account === event.args.account);
    for (const [id, epoch] of closed) {
      if (id < int(event, 'fromEpochId') || id > int(event, 'toEpochId')) continue;
      const raw = own.reduce((n, lock) => n + rawWeight(lock, epoch.end), 0n);
      rewardsClaimed += rewardShare(epoch.revenue, raw, epoch.totalRaw);
    }
  }
  return { rewardsAdded, rewardsClaimed };
}
