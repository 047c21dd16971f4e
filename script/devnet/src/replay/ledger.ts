import { Reason } from '@cyberplaza/sdk';
import type { Address } from 'viem';
import { type Happened, int, text } from './contracts.js';

export type JobStage = 'open' | 'acknowledged' | 'running' | 'reported' | 'disputed' | 'settled' | 'refunded';

export interface JobBook {
  stage: JobStage;
  payer: Address;
  escrowed: bigint;
  /** topped up and extended */
  added: bigint;
  paid: bigint;
  fee: bigint;
  refunded: bigint;
  slaCredit: bigint;
  /** of the report, or of the end where there was none; then of the end */
  reasons: string[];
}

export interface DisputeBook {
  took: bigint;
  gave: bigint;
  outcome: number;
  closings: number;
}

const NAMES = new Map<number, string>(Object.entries(Reason).map(([name, code]) => [code, name]));
const NOBODY = '0x0000000000000000000000000000000000000000';

/** Sums by key that start at 0. */
export class Sums<K> extends Map<K, bigint> {
  add(key: K, amount: bigint): void {
    this.set(key, (this.get(key) ?? 0n) + amount);
  }

  total(): bigint {
    return [...this.values()].reduce((a, b) => a + b, 0n);
  }
}

/**
 * Books kept from events alone. Nothing here was read from the contracts' storage: that is what the books are compared with at the end.
 */
export class Ledger {
  readonly available = new Sums<Address>();
  readonly escrowed = new Sums<Address>();
  readonly escrowedBy = new Sums<Address>();
  readonly uncollected = new Sums<number>();
  readonly collected = new Sums<number>();
  readonly usdc = new Sums<Address>();
  readonly cpt = new Sums<Address>();
  readonly bondUsdc = new Sums<number>();
  readonly bondCpt = new Sums<number>();
  readonly meterBonds = new Sums<Address>();
  readonly jobs = new Map<bigint, JobBook>();
  readonly disputes = new Map<bigint, DisputeBook>();
  readonly claims = new Sums<'filed' | 'granted' | 'paid'>();
  readonly fund = new Sums<'received' | 'paid'>();
  readonly slashed = new Sums<'usdc' | 'cpt' | 'value' | 'meters'>();
  readonly vault = new Sums<'deposited' | 'withdrawn' | 'volume' | 'fees'>();
  readonly revenue = new Sums<'received' | 'credited' | 'paid'>();
  readonly counts = new Map<string, number>();
  /** a job that did anything after its end */
  readonly resurrected: bigint[] = [];
  /** escrowed by Disputes in this transaction, less what its events have said it was for */
  #unnamed = 0n;

  constructor(readonly disputesAddress: Address) {}

  take(happened: Happened): void {
    const name = `${happened.contract}.${happened.event}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    switch (happened.contract) {
      case 'USDC':
      case 'CPT':
        this.#token(happened, happened.contract === 'USDC' ? this.usdc : this.cpt);
        return;
      case 'Vault':
        this.#vault(happened);
        return;
      case 'JobMarket':
        this.#job(happened);
        return;
      case 'ProviderRegistry':
        this.#bond(happened);
        return;
      case 'MeterQuorum':
        this.#meter(happened);
        return;
      case 'Disputes':
        this.#dispute(happened);
        return;
      case 'InsuranceFund':
        this.#claim(happened);
        return;
      case 'RevenueRouter':
        this.#revenue(happened);
        return;
      default:
        return;
    }
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  #token(happened: Happened, balances: Sums<Address>): void {
    if (happened.event !== 'Transfer') return;
    balances.add(text(happened, 'from') as Address, -int(happened, 'value'));
    balances.add(text(happened, 'to') as Address, int(happened, 'value'));
  }

  /** Minted less burned: what address 0 owes. */
  supplyOf(balances: Sums<Address>): bigint {
    return -(balances.get(NOBODY) ?? 0n);
  }

  #vault(happened: Happened): void {
    if (happened.event === 'Deposited') {
      this.available.add(text(happened, 'account') as Address, int(happened, 'amount'));
      this.vault.add('deposited', int(happened, 'amount'));
    } else if (happened.event === 'Withdrawn') {
      this.available.add(text(happened, 'account') as Address, -int(happened, 'amount'));
      this.vault.add('withdrawn', int(happened, 'amount'));
    } else if (happened.event === 'Escrowed') {
      this.available.add(text(happened, 'payer') as Address, -int(happened, 'amount'));
      this.escrowed.add(text(happened, 'payer') as Address, int(happened, 'amount'));
      this.escrowedBy.add(text(happened, 'module') as Address, int(happened, 'amount'));
      if (text(happened, 'module') === this.disputesAddress) this.#unnamed += int(happened, 'amount');
    } else if (happened.event === 'Released') {
      const [toPayee, fee, refund] = [int(happened, 'toPayee'), int(happened, 'fee'), int(happened, 'refund')];
      this.escrowed.add(text(happened, 'payer') as Address, -(toPayee + fee + refund));
      this.escrowedBy.add(text(happened, 'module') as Address, -(toPayee + fee + refund));
      this.available.add(text(happened, 'payer') as Address, refund);
      this.available.add(text(happened, 'payee') as Address, toPayee);
      this.uncollected.add(Number(int(happened, 'source')), fee);
      this.vault.add('volume', int(happened, 'volume'));
      this.vault.add('fees', fee);
    } else if (happened.event === 'RevenueCollected') {
      this.uncollected.add(Number(int(happened, 'source')), -int(happened, 'amount'));
      this.collected.add(Number(int(happened, 'source')), int(happened, 'amount'));
    }
  }

  #job(happened: Happened): void {
    if (!('jobId' in happened.args)) return;
    const id = int(happened, 'jobId');
    if (happened.event === 'JobOpened') {
      this.jobs.set(id, {
        stage: 'open',
        payer: text(happened, 'payer') as Address,
        escrowed: int(happened, 'escrow'),
        added: 0n,
        paid: 0n,
        fee: 0n,
        refunded: 0n,
        slaCredit: 0n,
        reasons: [],
      });
      return;
    }
    const job = this.jobs.get(id);
    if (!job) throw new Error(`${happened.event} of the unknown job ${id}`);
    if (isOver(job) && happened.event !== 'JobHandedOver') this.resurrected.push(id);
    if (happened.event === 'JobAcknowledged') job.stage = 'acknowledged';
    else if (happened.event === 'JobStarted') job.stage = 'running';
    else if (happened.event === 'JobDisputed') job.stage = 'disputed';
    else if (happened.event === 'JobToppedUp' || happened.event === 'JobExtended') job.added += int(happened, 'amount');
    else if (happened.event === 'SlaMissed') job.slaCredit += int(happened, 'credit');
    else if (happened.event === 'JobReported') this.#flow(job, happened, 'reported');
    else if (happened.event === 'JobSettled') this.#flow(job, happened, 'settled');
    else if (happened.event === 'JobRefunded') this.#flow(job, happened, 'refunded');
  }

  #flow(job: JobBook, happened: Happened, stage: JobStage): void {
    job.paid += int(happened, 'paid');
    job.fee += int(happened, 'fee');
    job.refunded += int(happened, 'refunded');
    job.stage = stage;
    job.reasons.push(NAMES.get(Number(int(happened, 'reason'))) ?? 'unknown');
  }

  #bond(happened: Happened): void {
    if (happened.event === 'BondDeposited') this.#addBond(happened, 1n);
    if (happened.event === 'BondWithdrawn') this.#addBond(happened, -1n);
    if (happened.event !== 'BondSlashed') return;
    this.#addBond(happened, -1n);
    this.slashed.add('usdc', int(happened, 'usdc'));
    this.slashed.add('cpt', int(happened, 'cpt'));
    this.slashed.add('value', int(happened, 'value'));
  }

  #addBond(happened: Happened, sign: bigint): void {
    const providerId = Number(int(happened, 'providerId'));
    this.bondUsdc.add(providerId, sign * int(happened, 'usdc'));
    this.bondCpt.add(providerId, sign * int(happened, 'cpt'));
  }

  #meter(happened: Happened): void {
    if (happened.event === 'MeterBonded') {
      this.meterBonds.add(text(happened, 'signer') as Address, int(happened, 'amount'));
    } else if (happened.event === 'MeterSlashed') {
      const amount = int(happened, 'toReporter') + int(happened, 'toReserve');
      this.meterBonds.add(text(happened, 'signer') as Address, -amount);
      this.slashed.add('meters', amount);
    }
  }

  #dispute(happened: Happened): void {
    if (!('jobId' in happened.args)) return;
    const id = int(happened, 'jobId');
    const book = this.disputes.get(id) ?? { took: 0n, gave: 0n, outcome: 0, closings: 0 };
    this.disputes.set(id, book);
    const take = (amount: bigint): void => {
      book.took += amount;
      this.#unnamed -= amount;
    };
    if (['DisputeOpened', 'DisputeAnswered', 'Appealed'].includes(happened.event)) take(int(happened, 'bond'));
    else if (happened.event === 'OfferMade') take(int(happened, 'escrowed'));
    else if (happened.event === 'BondReturned') book.gave += int(happened, 'amount');
    else if (happened.event === 'BondForfeited') {
      book.gave += int(happened, 'toWinner') + int(happened, 'voters') * int(happened, 'toEachVoter');
    } else if (happened.event === 'OfferPaid') {
      // Where the provider's side accepts, it pays at once what was not held before.
      if (this.#unnamed !== 0n) take(int(happened, 'amount'));
      book.gave += int(happened, 'amount');
    } else if (happened.event === 'DisputeClosed') {
      book.outcome = Number(int(happened, 'outcome'));
      book.closings += 1;
    }
  }

  #claim(happened: Happened): void {
    if (happened.event === 'FundReceived') this.fund.add('received', int(happened, 'amount'));
    else if (happened.event === 'ClaimFiled') this.claims.add('filed', int(happened, 'amount'));
    else if (happened.event === 'ClaimGranted') this.claims.add('granted', int(happened, 'amount'));
    else if (happened.event === 'ClaimPaid') {
      this.claims.add('paid', int(happened, 'amount'));
      this.fund.add('paid', int(happened, 'amount'));
    }
  }

  #revenue(happened: Happened): void {
    if (happened.event === 'RevenueReceived') this.revenue.add('received', int(happened, 'amount'));
    else if (happened.event === 'DestinationCredited') this.revenue.add('credited', int(happened, 'amount'));
    else if (happened.event === 'DestinationPaid') this.revenue.add('paid', int(happened, 'amount'));
  }
}

export function isOver(job: JobBook): boolean {
  return job.stage === 'settled' || job.stage === 'refunded';
}
