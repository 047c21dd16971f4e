import type { Address } from 'viem';
import type { ContractName } from './contracts.js';
import { isOver, type Ledger, Sums } from './ledger.js';
import type { Machine } from './machine.js';

/** One comparison of the books kept from events with the contracts. */
export interface Check {
  what: string;
  holds: boolean;
  /** both sides, where one number says it */
  left: bigint;
  right: bigint;
}

const NOBODY = '0x0000000000000000000000000000000000000000';
const TRANSACTION_FEES = 1;
const STATES: Readonly<Record<string, number>> = { settled: 6, refunded: 7 };
const CLOSED = 5;

interface JobRecord {
  payer: Address;
  state: number;
  escrow: bigint;
  paidEarly: bigint;
}

/** Every unit, from both sides. */
export async function reconcile(machine: Machine, ledger: Ledger): Promise<Check[]> {
  return [
    ...(await jobs(machine, ledger)),
    ...(await vault(machine, ledger)),
    ...(await tokens(machine, ledger)),
    ...(await bonds(machine, ledger)),
    ...(await disputes(machine, ledger)),
    ...(await insurance(machine, ledger)),
    ...(await revenue(machine, ledger)),
  ];
}

const equal = (what: string, left: bigint, right: bigint): Check => ({ what, holds: left === right, left, right });
/** Of so many, so many agree. */
const all = (what: string, agree: number, of: number): Check => equal(what, BigInt(agree), BigInt(of));

async function jobs(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const books = [...ledger.jobs];
  const records = await machine.readMany<JobRecord>(books.map(([id]) => call('JobMarket', 'job', id)));
  const lawD = books.filter(([, job]) => job.paid + job.fee + job.refunded === job.escrowed + job.added);
  const sum = new Sums<'in' | 'out'>();
  for (const [, job] of books) {
    sum.add('in', job.escrowed + job.added);
    sum.add('out', job.paid + job.fee + job.refunded);
  }
  const same = records.filter((record, i) => {
    const job = books[i]?.[1];
    return job && record.state === STATES[job.stage] && record.payer === job.payer;
  });
  return [
    all('jobs that are over', books.filter(([, job]) => isOver(job)).length, books.length),
    all('jobs for which law D holds: paid + fee + refunded = escrowed + added', lawD.length, books.length),
    equal('Σ paid + fee + refunded = Σ escrowed + topped up + extended', sum.get('out') ?? 0n, sum.get('in') ?? 0n),
    all('jobs whose record says what their events say', same.length, books.length),
    all(
      'jobs that hold nothing any more',
      records.filter(({ escrow, paidEarly }) => escrow === 0n && paidEarly === 0n).length,
      books.length,
    ),
    all('jobs that did anything after their end', ledger.resurrected.length, 0),
    equal(
      'jobs opened = jobs the market counts',
      BigInt(books.length),
      await machine.read<bigint>('JobMarket', 'jobCount'),
    ),
  ];
}

async function vault(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const accounts = [...new Set([...ledger.available.keys(), ...ledger.escrowed.keys()])].filter((a) => a !== NOBODY);
  const onChain = await machine.readMany<{ available: bigint; escrowed: bigint }>(
    accounts.map((account) => call('Vault', 'accountOf', account)),
  );
  const same = accounts.filter(
    (account, i) =>
      onChain[i]?.available === (ledger.available.get(account) ?? 0n) &&
      onChain[i]?.escrowed === (ledger.escrowed.get(account) ?? 0n),
  );
  const uncollected = await machine.read<bigint>('Vault', 'totalUncollectedRevenue');
  const available = ledger.available.total();
  const escrowed = ledger.escrowed.total();
  const sum = (name: 'deposited' | 'withdrawn' | 'volume' | 'fees'): bigint => ledger.vault.get(name) ?? 0n;
  const jobFees = [...ledger.jobs.values()].reduce((a, job) => a + job.fee, 0n);
  return [
    all('vault accounts whose balance is their own history', same.length, accounts.length),
    equal(
      'law C: USDC of the vault = available + escrowed + uncollected revenue',
      await balance(machine, 'USDC', 'Vault'),
      available + escrowed + uncollected,
    ),
    equal(
      'deposits = withdrawn + available + escrowed + revenue',
      sum('deposited'),
      sum('withdrawn') + available + escrowed + ledger.uncollected.total() + ledger.collected.total(),
    ),
    equal('escrowed by jobs at the end', escrowedBy(machine, ledger, 'JobMarket'), 0n),
    equal('escrowed by disputes at the end', escrowedBy(machine, ledger, 'Disputes'), 0n),
    equal(
      'Σ fees of jobs = revenue under transaction fees',
      jobFees,
      (ledger.collected.get(TRANSACTION_FEES) ?? 0n) + (ledger.uncollected.get(TRANSACTION_FEES) ?? 0n),
    ),
    equal(
      'GMV as the vault counts it = Σ volume of its settlements',
      await machine.read<bigint>('Vault', 'totalVolume'),
      sum('volume'),
    ),
  ];
}

/** Of a module that must have escrowed something at some time, or nothing was looked at. */
function escrowedBy(machine: Machine, ledger: Ledger, module: 'JobMarket' | 'Disputes'): bigint {
  const amount = ledger.escrowedBy.get(machine.address(module));
  if (amount === undefined) throw new Error(`${module} never escrowed anything`);
  return amount;
}

/** Every token is with somebody, and with whom the transfers say. */
async function tokens(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [token, balances] of [
    ['USDC', ledger.usdc],
    ['CPT', ledger.cpt],
  ] as const) {
    const holders = [...balances.keys()].filter((holder) => holder !== NOBODY);
    const onChain = await machine.readMany<bigint>(holders.map((holder) => call(token, 'balanceOf', holder)));
    const same = holders.filter((holder, i) => onChain[i] === balances.get(holder));
    checks.push(
      all(`${token} holders whose balance is what they were sent less what they sent`, same.length, holders.length),
      equal(
        `${token}: Σ balances = supply`,
        onChain.reduce((a, b) => a + b, 0n),
        await machine.read<bigint>(token, 'totalSupply'),
      ),
      equal(
        `${token}: supply = minted less burned`,
        await machine.read<bigint>(token, 'totalSupply'),
        ledger.supplyOf(balances),
      ),
    );
  }
  return checks;
}

async function bonds(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const ids = [...new Set([...ledger.bondUsdc.keys(), ...ledger.bondCpt.keys()])];
  const onChain = await machine.readMany<{
    bondUsdc: bigint;
    exitingUsdc: bigint;
    bondCpt: bigint;
    exitingCpt: bigint;
  }>(ids.map((id) => call('ProviderRegistry', 'provider', id)));
  const same = ids.filter((id, i) => {
    const p = onChain[i];
    return (
      p && p.bondUsdc + p.exitingUsdc === ledger.bondUsdc.get(id) && p.bondCpt + p.exitingCpt === ledger.bondCpt.get(id)
    );
  });
  return [
    all('providers whose bond is deposits less withdrawals less slashes', same.length, ids.length),
    equal(
      'USDC of the registry = Σ bonds',
      await balance(machine, 'USDC', 'ProviderRegistry'),
      ledger.bondUsdc.total(),
    ),
    equal('CPT of the registry = Σ bonds', await balance(machine, 'CPT', 'ProviderRegistry'), ledger.bondCpt.total()),
    equal(
      'USDC of the meter quorum = Σ meters’ bonds',
      await balance(machine, 'USDC', 'MeterQuorum'),
      ledger.meterBonds.total(),
    ),
  ];
}

async function disputes(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const books = [...ledger.disputes];
  const records = await machine.readMany<{ state: number; outcome: number }>(
    books.map(([id]) => call('Disputes', 'disputeOf', id)),
  );
  const closed = books.filter(([, { outcome, closings }], i) => {
    const record = records[i];
    return record?.state === CLOSED && record.outcome === outcome && closings === 1;
  });
  return [
    all('disputes closed once, by the outcome on record', closed.length, books.length),
    all(
      'disputes whose bonds and offers all went back or were paid',
      books.filter(([, { took, gave }]) => took === gave).length,
      books.length,
    ),
    equal('bonds and offers still held', await machine.read<bigint>('Disputes', 'totalHeld'), 0n),
  ];
}

async function insurance(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const books = await machine.read<{ claimsOnly: bigint; poolOnly: bigint; shared: bigint }>('InsuranceFund', 'books');
  const [, queued] = await machine.read<readonly [bigint, bigint]>('InsuranceFund', 'outstanding');
  const sum = books.claimsOnly + books.poolOnly + books.shared;
  const received = ledger.fund.get('received') ?? 0n;
  return [
    equal('insurance: USDC = its three books', await balance(machine, 'USDC', 'InsuranceFund'), sum),
    equal('insurance: its books = received less paid', sum, received - (ledger.fund.get('paid') ?? 0n)),
    equal(
      'insurance: granted = paid + queued',
      ledger.claims.get('granted') ?? 0n,
      (ledger.claims.get('paid') ?? 0n) + queued,
    ),
  ];
}

async function revenue(machine: Machine, ledger: Ledger): Promise<Check[]> {
  const [received, undistributed, owed] = await Promise.all([
    machine.read<bigint>('RevenueRouter', 'totalReceived'),
    machine.read<bigint>('RevenueRouter', 'undistributed'),
    machine.read<bigint>('RevenueRouter', 'totalOwed'),
  ]);
  const credited = ledger.revenue.get('credited') ?? 0n;
  return [
    equal('revenue received, by the router and by its events', received, ledger.revenue.get('received') ?? 0n),
    equal('law E: received = credited + undistributed', received, credited + undistributed),
    equal('credited = paid + owed', credited, (ledger.revenue.get('paid') ?? 0n) + owed),
    equal(
      'USDC of the router = owed + undistributed',
      await balance(machine, 'USDC', 'RevenueRouter'),
      owed + undistributed,
    ),
  ];
}

function call(contract: ContractName, functionName: string, argument: unknown) {
  return { contract, functionName, args: [argument] };
}

function balance(machine: Machine, token: 'USDC' | 'CPT', holder: ContractName): Promise<bigint> {
  return machine.read<bigint>(token, 'balanceOf', [machine.address(holder)]);
}
