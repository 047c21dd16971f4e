import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  allPages,
  createIndexerClient,
  IndexerBehindError,
  type IndexerClient,
  IndexerQueryError,
  IndexerRequestError,
  IndexerShapeError,
  idNumber,
  numberId,
  queryAccount,
  queryBuyback,
  queryBuybackAuctions,
  queryBuybackQuarters,
  queryCreditLines,
  queryDispute,
  queryDisputes,
  queryExits,
  queryIndexedBlock,
  queryJob,
  queryJobEvents,
  queryJobs,
  queryListings,
  queryLots,
  queryOutcomesSeries,
  queryPoolSeries,
  queryPriceFeeds,
  queryPriceRounds,
  queryPriceSeries,
  queryProtocol,
  queryProvider,
  queryProviders,
  queryRevenue,
  queryRevenueSeries,
  queryRevenueWeeks,
  queryRewardClaims,
  queryRewardEpochs,
  queryRewardInputs,
  querySalesSeries,
  querySlaSeries,
  queryStakes,
  queryVeSeries,
  waitForIndexedBlock,
} from '../../src/index.js';
import { ROOT } from '../support/paths.js';
import { Schema } from '../support/schema.js';

interface Sent {
  query: string;
  variables: { where?: Record<string, unknown>; first?: number; id?: string };
}

const ADDRESS = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const schema = new Schema(readFileSync(join(ROOT, 'subgraph/schema.graphql'), 'utf8'));
let server: Server;
let indexer: IndexerClient;
let sent: Sent[];
let answer: (request: Sent) => { status?: number; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const parsed = JSON.parse(text) as Sent;
      sent.push(parsed);
      const { status = 200, body } = answer(parsed);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  indexer = createIndexerClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  sent = [];
  answer = ({ query }) => ({ body: JSON.stringify({ data: schema.sample(query) }) });
});

describe('queries', () => {
  const account = ADDRESS;
  const queries: [string, () => Promise<unknown>][] = [
    ['stakes', () => queryStakes(indexer, { delegator: account, providerId: 1 })],
    ['exits', () => queryExits(indexer, { controller: account })],
    ['credit lines', () => queryCreditLines(indexer, { borrower: account, state: 'Open' })],
    ['lots', () => queryLots(indexer, { lineId: 1n })],
    ['pool series', () => queryPoolSeries(indexer, { interval: 'hour' })],
    ['protocol', () => queryProtocol(indexer, { block: 5n })],
    [
      'jobs',
      () => queryJobs(indexer, { state: ['Open'], payer: account, providerId: 1, listingId: 2, openedFrom: 9n }),
    ],
    ['job', () => queryJob(indexer, { jobId: 7n })],
    ['disputes', () => queryDisputes(indexer, { state: 'Panel', opener: account, providerId: 1, outcome: 'None' })],
    ['dispute', () => queryDispute(indexer, { jobId: 7n })],
    ['job events', () => queryJobEvents(indexer, { jobId: 7n, kind: 'Started' })],
    ['providers', () => queryProviders(indexer, { status: 'Certified', owner: account })],
    ['provider', () => queryProvider(indexer, { providerId: 1 })],
    ['listings', () => queryListings(indexer, { active: true, resource: 'GpuHour', maxUnitPrice: 5n })],
    ['account', () => queryAccount(indexer, { account })],
    ['revenue', () => queryRevenue(indexer)],
    ['buyback', () => queryBuyback(indexer)],
    ['buyback quarters', () => queryBuybackQuarters(indexer, { first: 2 })],
    ['buyback auctions', () => queryBuybackAuctions(indexer)],
    ['revenue weeks', () => queryRevenueWeeks(indexer, { first: 2 })],
    ['reward epochs', () => queryRewardEpochs(indexer, { closed: true })],
    ['reward claims', () => queryRewardClaims(indexer, { account })],
    ['reward inputs', () => queryRewardInputs(indexer, { before: 7 })],
    ['sales series', () => querySalesSeries(indexer, { interval: 'hour', resource: 'Data', from: 1n, until: 2n })],
    ['outcomes series', () => queryOutcomesSeries(indexer, { outcome: 'Completed' })],
    ['revenue series', () => queryRevenueSeries(indexer, { source: 'SaaS' })],
    ['SLA series', () => querySlaSeries(indexer, { providerId: 3, kind: 'Both', interval: 'day' })],
    ['price feeds', () => queryPriceFeeds(indexer)],
    ['price rounds', () => queryPriceRounds(indexer, { feedId: 3, from: 1n, until: 9n })],
    ['price series', () => queryPriceSeries(indexer, { feedId: 3, interval: 'hour' })],
    ['veCPT series', () => queryVeSeries(indexer)],
  ];

  test.each(queries)(
    "%s: asks only for what the subgraph's schema has, and reads what it answers",
    async (_, query) => {
      expect(await query()).toBeTruthy();
      expect(sent).toHaveLength(1);
      for (const request of sent) schema.check(request.query, request.variables.where ?? {});
    },
  );

  test('numbers come as bigint and ids of linked entities as their own', async () => {
    const { items } = await queryJobs(indexer);
    expect(items[0]).toMatchObject({ number: 1n, escrowed: 1n, payer: '0x01', listing: 1, tasksRoot: null });
  });

  test('addresses and numbers are asked for as the subgraph writes them', async () => {
    await queryJobs(indexer, { payer: ADDRESS, providerId: 258, state: 'Running' });
    expect(sent[0]?.variables.where).toEqual({
      payer: ADDRESS.toLowerCase(),
      provider: '0x0000000000000102',
      state_in: ['Running'],
    });
    expect(idNumber(numberId(258))).toBe(258n);
  });

  test('a missing entity is null', async () => {
    answer = () => ({ body: '{"data":{"job":null}}' });
    expect(await queryJob(indexer, { jobId: 7n })).toBeNull();
  });
});

test('pages follow each other by id until one is short', async () => {
  const total = 25;
  const { query } = await capture(() => queryJobEvents(indexer));
  const [event] = (schema.sample(query) as { jobEvents: [Record<string, unknown>] }).jobEvents;
  sent = [];
  answer = ({ variables: { where, first = 0 } }) => {
    const after = where?.id_gt === undefined ? 0n : idNumber(where.id_gt as `0x${string}`);
    const count = Math.min(first, total - Number(after));
    const jobEvents = Array.from({ length: count }, (_, i) => ({ ...event, id: numberId(after + BigInt(i) + 1n) }));
    return { body: JSON.stringify({ data: { jobEvents } }) };
  };
  const ids: bigint[] = [];
  for await (const { id } of allPages((page) => queryJobEvents(indexer, page), { first: 10 })) ids.push(idNumber(id));
  expect(ids).toEqual(Array.from({ length: total }, (_, i) => BigInt(i + 1)));
  expect(sent).toHaveLength(3);
});

describe('failures are named', () => {
  test('GraphQL errors', async () => {
    answer = () => ({ body: '{"errors":[{"message":"no field foo"}]}' });
    await expect(queryProtocol(indexer)).rejects.toThrow(IndexerQueryError);
    await expect(queryProtocol(indexer)).rejects.toThrow('no field foo');
  });

  test('HTTP errors, garbage, and silence', async () => {
    answer = () => ({ status: 502, body: 'bad gateway' });
    await expect(queryProtocol(indexer)).rejects.toMatchObject({ name: 'IndexerRequestError', status: 502 });
    answer = () => ({ body: '<html>' });
    await expect(queryProtocol(indexer)).rejects.toThrow('not JSON');
    answer = () => ({ body: '{}' });
    await expect(queryProtocol(indexer)).rejects.toThrow('no data');
    const nobody = createIndexerClient({ url: 'http://127.0.0.1:1/' });
    await expect(queryProtocol(nobody)).rejects.toThrow(IndexerRequestError);
  });

  test('an answer of another shape', async () => {
    answer = () => ({ body: '{"data":{"protocol":{"gmv":"1.5"}}}' });
    await expect(queryProtocol(indexer)).rejects.toThrow(IndexerShapeError);
    await expect(queryProtocol(indexer)).rejects.toThrow('protocol.gmv');
  });
});

test('waits until a block is indexed, and says so if it never is', async () => {
  let block = 7;
  answer = () => ({
    body: JSON.stringify({ data: { _meta: { block: { number: block++ }, hasIndexingErrors: false } } }),
  });
  await waitForIndexedBlock(indexer, 10n, { pollingInterval: 1 });
  expect(await queryIndexedBlock(indexer)).toEqual({ number: 11n, failed: false });
  await expect(waitForIndexedBlock(indexer, 10n ** 6n, { timeout: 5, pollingInterval: 1 })).rejects.toThrow(
    IndexerBehindError,
  );
});

async function capture(query: () => Promise<unknown>): Promise<Sent> {
  await query();
  const last = sent.at(-1);
  if (!last) throw new Error('nothing was sent');
  return last;
}
