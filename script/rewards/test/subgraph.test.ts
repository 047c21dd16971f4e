import { numberToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { PROGRAMMES, type RewardEvent, SourceError, SubgraphSource, WEEK } from '../src/index.js';
import { randomStory } from './random.js';
import { address, seeded, T0 } from './support.js';

interface Row {
  id: string;
  kind: string;
  accounts: string[];
  numbers: string[];
  blockNumber: string;
  timestamp: string;
  transaction: string;
}

/** What the subgraph keeps of an event: subgraph/src/lib/rewardInputs.ts. */
function rowOf(event: RewardEvent): Row {
  const { block, logIndex, timestamp } = event;
  const id = `${numberToHex(block, { size: 8 })}${numberToHex(logIndex, { size: 4 }).slice(2)}`;
  const row = (accounts: string[], ...numbers: (bigint | number | undefined)[]): Row => ({
    id,
    kind: event.kind,
    accounts,
    numbers: numbers.filter((number) => number !== undefined).map(String),
    blockNumber: String(block),
    timestamp: String(timestamp),
    transaction: numberToHex(block, { size: 32 }),
  });
  switch (event.kind) {
    case 'SpendCounted':
      return row([event.payer], event.provider, event.day, event.paid, event.fee);
    case 'RatesSet':
      return row([], ...event.thresholds, ...event.loyaltyBps, ...event.planBps);
    case 'PlanPaid':
      return row([event.account], event.plan, event.paidUntil);
    case 'RenewalSet':
      return row([event.account], event.autoRenew ? 1 : 0);
    case 'PlanLapsed':
    case 'Referred':
      return row([event.account]);
    case 'GraceSet':
      return row([], event.seconds);
    case 'CreditVested':
      return row([event.account], event.vested);
    case 'CreditTerm':
      return row([], event.name === 'credit' ? 0 : 1, event.value);
    case 'WalletCreated':
      return row([event.wallet]);
    case 'ModuleSet':
      return row([event.module], event.allowed ? 1 : 0);
    case 'Reviewed':
      return row([event.payer], event.provider);
    case 'ProviderOwned':
      return row([event.owner], event.provider);
    case 'ProviderStatus':
      return row([], event.provider, event.certified ? 1 : 0, event.until);
    case 'LockChanged':
      return row([event.account], event.lock, event.amount, event.end, event.gone);
    case 'SharesMoved':
      return row([event.from, event.to], event.shares);
    case 'TickMoved':
      return row([], event.tick);
    case 'LiquidityChanged':
      return row([event.owner], event.lower, event.upper, event.delta);
    case 'PositionMoved':
      return row([event.to], event.token);
    case 'Released':
      return row([], PROGRAMMES.indexOf(event.programme), event.amount, event.periods);
    case 'DistributorSet':
      return row([event.distributor]);
  }
}

/** A subgraph that has indexed these rows up to a second. */
function node(rows: readonly Row[], meta: { timestamp: number; failed?: boolean }): typeof fetch {
  return async (_url, init) => {
    const { query, variables } = JSON.parse(String(init?.body)) as {
      query: string;
      variables: { first?: number; where?: { id_gt?: string; timestamp_lt?: number } };
    };
    if (query.includes('_meta')) {
      const data = {
        _meta: { block: { number: 9, timestamp: meta.timestamp }, hasIndexingErrors: meta.failed ?? false },
      };
      return new Response(JSON.stringify({ data }));
    }
    expect(query).toContain('block: { number: 9 }');
    const { id_gt: after = '0x', timestamp_lt: before = 0 } = variables.where ?? {};
    const rewardInputs = rows
      .filter(({ id, timestamp }) => id > after && Number(timestamp) < before)
      .slice(0, variables.first);
    return new Response(JSON.stringify({ data: { rewardInputs } }));
  };
}

describe('the subgraph as a source', () => {
  const until = T0 + 4 * WEEK;

  test('gives the events back, of all pages, before the second', async () => {
    const { told } = randomStory(seeded(3), 12, 4_000);
    expect(new Set(told.map(({ kind }) => kind)).size).toBeGreaterThan(14);
    const source = new SubgraphSource({ url: 'http://x', fetch: node(told.map(rowOf), { timestamp: until }) });
    const wanted = told.filter(({ timestamp }) => timestamp < until);
    expect(wanted.length).toBeGreaterThan(1_000);
    expect(await source.eventsBefore(until)).toEqual(wanted);
  });

  test('names the token behind a change by the position manager, and no other', async () => {
    const manager = address(0x3a3a);
    const row = (block: number, logIndex: number, kind: string, owner: string, ...numbers: bigint[]): Row => ({
      id: `${numberToHex(block, { size: 8 })}${numberToHex(logIndex, { size: 4 }).slice(2)}`,
      kind,
      accounts: [owner],
      numbers: numbers.map(String),
      blockNumber: String(block),
      timestamp: String(T0),
      transaction: numberToHex(block, { size: 32 }),
    });
    const rows = [
      row(1, 0, 'TokenNamed', manager, 6n, 100n),
      row(1, 1, 'LiquidityChanged', manager, -10n, 10n, 100n),
      row(1, 2, 'PositionMoved', address(0xa), 7n),
      row(1, 3, 'TokenNamed', manager, 7n, 100n),
      row(2, 0, 'LiquidityChanged', address(0xb), -10n, 10n, 100n),
      row(2, 1, 'TokenNamed', manager, 8n, 100n),
      row(3, 0, 'LiquidityChanged', manager, -10n, 10n, -100n),
      row(3, 1, 'TokenNamed', manager, 7n, -100n),
    ];
    const source = new SubgraphSource({ url: 'http://x', fetch: node(rows, { timestamp: until }) });
    const tokens = (await source.eventsBefore(until)).map((event) =>
      event.kind === 'PositionMoved' ? 'moved' : 'token' in event && event.token,
    );
    expect(tokens).toEqual([7n, 'moved', undefined, 7n]);
  });

  test('is refused while it is behind, or has failed, or knows kinds that we do not', async () => {
    const ask = (rows: Row[], meta: { timestamp: number; failed?: boolean }) =>
      new SubgraphSource({ url: 'http://x', fetch: node(rows, meta) }).eventsBefore(until);
    await expect(ask([], { timestamp: until - 1 })).rejects.toThrow('wait for it');
    await expect(ask([], { timestamp: until, failed: true })).rejects.toThrow('has failed');
    const [row] = randomStory(seeded(3), 2, 5).told.map(rowOf);
    if (!row) throw new Error('no row');
    await expect(ask([{ ...row, kind: 'Meteor' }], { timestamp: until })).rejects.toThrow('unknown kind Meteor');
    await expect(ask([{ ...row, numbers: [], accounts: [] }], { timestamp: until })).rejects.toThrow(SourceError);
  });
});
