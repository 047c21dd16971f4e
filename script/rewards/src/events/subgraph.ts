import {
  createIndexerClient,
  type IndexedRewardInput,
  type IndexerClient,
  queryRewardInputs,
} from '@cyberplaza/sdk/indexer';
import { messageOf, SourceError } from '../errors.js';
import { PROGRAMMES } from '../time.js';
import type { Address, EventSource, Happening, RewardEvent } from './types.js';

const PAGE = 1_000;
const LOG_INDEX_HEX = 8;
/** Rows that are no events of their own. */
const NAMING = 'TokenNamed';

/** Events from the subgraph's RewardInput rows: no node needed, and a hundredth of the time of reading logs. */
export class SubgraphSource implements EventSource {
  readonly name: string;
  readonly #indexer: IndexerClient;

  constructor(options: { url: string; fetch?: typeof fetch | undefined }) {
    this.#indexer = createIndexerClient(options);
    this.name = `subgraph at ${options.url}`;
  }

  async eventsBefore(until: number, progress: (events: number, what: string) => void = () => undefined) {
    const block = await this.#blockPast(until);
    const inputs: IndexedRewardInput[] = [];
    let after: `0x${string}` | undefined;
    do {
      const page = await queryRewardInputs(this.#indexer, { before: until, first: PAGE, after, block });
      inputs.push(...page.items);
      progress(inputs.length, 'rows of the subgraph');
      after = page.next;
    } while (after !== undefined);
    return named(inputs);
  }

  /** The newest indexed block; all pages are read as of it. */
  async #blockPast(until: number): Promise<bigint> {
    const data = await this.#indexer.request('{ _meta { block { number timestamp } hasIndexingErrors } }');
    const meta = data._meta as { block?: { number?: number; timestamp?: number }; hasIndexingErrors?: boolean } | null;
    const { number, timestamp } = meta?.block ?? {};
    if (typeof number !== 'number' || typeof timestamp !== 'number')
      throw new SourceError(`the ${this.name} does not say how far it is`);
    if (meta?.hasIndexingErrors)
      throw new SourceError(`the ${this.name} has failed at block ${number}: use another, or leave --subgraph away`);
    if (timestamp < until) {
      throw new SourceError(
        `the ${this.name} is at ${new Date(timestamp * 1_000).toISOString()}: wait for it, or leave --subgraph away`,
      );
    }
    return BigInt(number);
  }
}

/** Rows as events; a change of the pool by the position manager gets the token that the manager reported right after it. */
function named(inputs: readonly IndexedRewardInput[]): RewardEvent[] {
  const reports = inputs.filter(({ kind }) => kind === NAMING).map((input) => ({ input, row: new Row(input) }));
  const byTransaction = new Map<string, typeof reports>();
  for (const report of reports) {
    byTransaction.set(report.input.transaction, [...(byTransaction.get(report.input.transaction) ?? []), report]);
  }
  return inputs
    .filter(({ kind }) => kind !== NAMING)
    .map((input) => {
      const event = eventOf(input);
      if (event.kind !== 'LiquidityChanged') return event;
      const report = byTransaction
        .get(input.transaction)
        ?.find(
          ({ input: { id }, row }) => id > input.id && row.account() === event.owner && row.big(1) === event.delta,
        );
      return { ...event, token: report?.row.big(0) };
    });
}

/** One row as an event. */
export function eventOf(input: IndexedRewardInput): RewardEvent {
  const { blockNumber: block, timestamp } = input;
  const logIndex = Number.parseInt(input.id.slice(-LOG_INDEX_HEX), 16);
  try {
    return { block, logIndex, timestamp, ...happeningOf(new Row(input)) };
  } catch (error) {
    throw new SourceError(`row ${input.id} of the subgraph: ${messageOf(error)}`);
  }
}

/** A row's lists, with what must be there. */
class Row {
  constructor(private readonly input: IndexedRewardInput) {}

  get kind(): string {
    return this.input.kind;
  }

  account(index = 0): Address {
    const account = this.input.accounts[index];
    if (account === undefined) throw new Error(`${this.kind} without account ${index}`);
    return account.toLowerCase() as Address;
  }

  big(index: number): bigint {
    const value = this.input.numbers[index];
    if (value === undefined) throw new Error(`${this.kind} without number ${index}`);
    return value;
  }

  int(index: number): number {
    return Number(this.big(index));
  }

  optional(index: number): number | undefined {
    return this.input.numbers.length > index ? this.int(index) : undefined;
  }

  rest(from: number, until: number): number[] {
    return Array.from({ length: until - from }, (_, n) => this.int(from + n));
  }
}

function happeningOf(row: Row): Happening {
  switch (row.kind) {
    case 'SpendCounted':
      return {
        kind: 'SpendCounted',
        payer: row.account(),
        provider: row.int(0),
        day: row.int(1),
        paid: row.big(2),
        fee: row.big(3),
      };
    case 'RatesSet':
      return {
        kind: 'RatesSet',
        thresholds: [row.big(0), row.big(1), row.big(2)],
        loyaltyBps: row.rest(3, 7),
        planBps: row.rest(7, 11),
      };
    case 'PlanPaid':
      return { kind: 'PlanPaid', account: row.account(), plan: row.int(0), paidUntil: row.optional(1) };
    case 'RenewalSet':
      return { kind: 'RenewalSet', account: row.account(), autoRenew: row.big(0) === 1n };
    case 'PlanLapsed':
      return { kind: 'PlanLapsed', account: row.account() };
    case 'GraceSet':
      return { kind: 'GraceSet', seconds: row.int(0) };
    case 'Referred':
      return { kind: 'Referred', account: row.account() };
    case 'CreditVested':
      return { kind: 'CreditVested', account: row.account(), vested: row.big(0) };
    case 'CreditTerm':
      return { kind: 'CreditTerm', name: row.big(0) === 0n ? 'credit' : 'feeShareBps', value: row.big(1) };
    case 'WalletCreated':
      return { kind: 'WalletCreated', wallet: row.account() };
    case 'ModuleSet':
      return { kind: 'ModuleSet', module: row.account(), allowed: row.big(0) === 1n };
    case 'Reviewed':
      return { kind: 'Reviewed', payer: row.account(), provider: row.int(0) };
    case 'ProviderOwned':
      return { kind: 'ProviderOwned', provider: row.int(0), owner: row.account() };
    case 'ProviderStatus':
      return { kind: 'ProviderStatus', provider: row.int(0), certified: row.big(1) === 1n, until: row.int(2) };
    case 'LockChanged':
      return {
        kind: 'LockChanged',
        account: row.account(),
        lock: row.int(0),
        amount: row.big(1),
        end: row.int(2),
        gone: row.optional(3),
      };
    default:
      return liquidityOf(row);
  }
}

function liquidityOf(row: Row): Happening {
  switch (row.kind) {
    case 'SharesMoved':
      return { kind: 'SharesMoved', from: row.account(0), to: row.account(1), shares: row.big(0) };
    case 'TickMoved':
      return { kind: 'TickMoved', tick: row.int(0) };
    case 'LiquidityChanged':
      return {
        kind: 'LiquidityChanged',
        owner: row.account(),
        lower: row.int(0),
        upper: row.int(1),
        delta: row.big(2),
      };
    case 'PositionMoved':
      return { kind: 'PositionMoved', token: row.big(0), to: row.account() };
    case 'Released':
      return {
        kind: 'Released',
        programme: PROGRAMMES[row.int(0)] ?? 'Airdrop',
        amount: row.big(1),
        periods: row.int(2),
      };
    case 'DistributorSet':
      return { kind: 'DistributorSet', distributor: row.account() };
    default:
      throw new Error(`unknown kind ${row.kind}; update this package`);
  }
}
