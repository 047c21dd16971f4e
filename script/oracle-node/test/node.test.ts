import { acceptsPrice, CONTRACT_NAMES, hashPriceReport, parseDeployment, robustMedian } from '@cyberplaza/sdk';
import { numberToHex, recoverAddress } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, describe, expect, test } from 'vitest';
import { createPriceNode, type PriceNodeOptions, servePriceNode } from '../src/index.js';

const NOW = 1_795_000_000;
const deployment = parseDeployment({
  chainId: 31_337,
  network: 'local',
  startBlock: 0,
  contracts: Object.fromEntries(CONTRACT_NAMES.map((name, n) => [name, numberToHex(n + 1, { size: 20 })])),
  holders: {},
  feeds: { 'USDC/USD': 1, 'CPU core-hour/eu': 3 },
});
const decimals = new Map([
  [1, 8],
  [3, 6],
]);
const options = (prices: Record<string, string>, more: Partial<PriceNodeOptions> = {}): PriceNodeOptions => ({
  account: privateKeyToAccount(generatePrivateKey()),
  deployment,
  decimals,
  table: () => ({ prices, madeAt: NOW - 60 }),
  now: () => NOW,
  ...more,
});
const ASKED = { feedIds: [1, 3], observedAt: NOW };

describe('a price node', () => {
  test("signs its own prices in the feeds' decimals", async () => {
    const own = options({ 'USDC/USD': '0.9998', 'CPU core-hour/eu': '0.0412' });
    const { prices, signature } = await createPriceNode(own)(ASKED);
    expect(prices).toEqual(['99980000', '41200']);
    const hash = hashPriceReport(deployment, { ...ASKED, prices: prices.map(BigInt) });
    expect(await recoverAddress({ hash, signature })).toBe(own.account.address);
  });

  test.each([
    ['what is no question', {}, {}, 'ask {'],
    ['feeds out of order', { feedIds: [3, 1], observedAt: NOW }, {}, 'must ascend'],
    ['a feed twice', { feedIds: [3, 3], observedAt: NOW }, {}, 'must ascend'],
    ['feeds it has no price of', { feedIds: [2], observedAt: NOW }, {}, 'no price of feed 2'],
    ['another time than now', { feedIds: [1], observedAt: NOW + 601 }, {}, 'is not now'],
    ['to sign an old table', { feedIds: [1], observedAt: NOW }, { maxAge: 59 }, 's old'],
    ['to sign zero', { feedIds: [3], observedAt: NOW }, {}, 'the table says 0'],
  ])('refuses %s', async (_what, question, more, problem) => {
    const node = createPriceNode(options({ 'USDC/USD': '1', 'CPU core-hour/eu': '0' }, more));
    await expect(node(question)).rejects.toThrow(problem);
  });
});

describe('thirteen nodes over HTTP, three of them dead, two of them lying', () => {
  const servers: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  test('still give a price that eight agree about', async () => {
    const urls: string[] = [];
    for (let n = 0; n < 13; n++) {
      const price = n < 2 ? ['9.99', '0.0001'][n] : (0.04 + n / 100_000).toFixed(6);
      const server = await servePriceNode({
        ...options({ 'CPU core-hour/eu': price ?? '' }),
        host: '127.0.0.1',
        port: 0,
      });
      urls.push(server.url);
      if (n >= 10) await server.close();
      else servers.push(server);
    }
    const ask = async (url: string) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify({ feedIds: [3], observedAt: NOW }) });
      return ((await response.json()) as { prices: string[] }).prices.map(BigInt);
    };
    const settled = await Promise.allSettled(urls.map(ask));
    const values = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    expect(values).toHaveLength(10);
    const result = robustMedian(values);
    expect(result.agreeing).toBe(8);
    expect(result.price > 40_000n && result.price < 40_100n).toBe(true);
    expect(acceptsPrice(0n, result)).toBe(true);
  });

  test('say who they are, and what is wrong', async () => {
    const own = options({ 'USDC/USD': '1' });
    const server = await servePriceNode({ ...own, host: '127.0.0.1', port: 0 });
    servers.push(server);
    expect(await (await fetch(server.url)).json()).toEqual({ signer: own.account.address });
    const post = async (body: string) => (await fetch(server.url, { method: 'POST', body })).status;
    expect(await post('{')).toBe(400);
    expect(await post(JSON.stringify({ feedIds: [3], observedAt: NOW }))).toBe(404);
    expect(await post(`"${'x'.repeat(70_000)}"`)).toBe(413);
  });
});
