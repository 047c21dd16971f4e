import { describe, expect, test } from 'vitest';
import {
  acceptsPrice,
  DuplicateSignerError,
  feedId,
  hashPriceReport,
  NonCanonicalSignatureError,
  NothingAcceptedError,
  NotNodeError,
  PriceStatus,
  packNodeReports,
  recoverPriceNode,
  robustMedian,
  signPriceReport,
  TooFewReportsError,
  UnknownRoundError,
} from '../../src/index.js';
import { account, PRICE_NODES } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld } from '../support/world.js';

const FEED = 'GPU-hour/eu';
const relayer = account('relayer');

const world = useWorld(async (w) => {
  await w.fund(relayer.address);
});

async function submission(prices: readonly bigint[], feedName = FEED) {
  const { current } = world;
  await current.advance(1);
  const feedIds = [feedId(current.deployment, feedName)];
  const observedAt = Number(await current.now());
  const signed = await Promise.all(
    prices.map((price, n) =>
      signPriceReport(account('priceNode', n), current.deployment, { feedIds, prices: [price], observedAt }),
    ),
  );
  return { feedIds, observedAt, signed };
}

async function submit(prices: readonly bigint[], feedName = FEED) {
  const { feedIds, observedAt, signed } = await submission(prices, feedName);
  return world.current.client(relayer).submitPrices({ feedIds, observedAt, reports: packNodeReports(signed) });
}

describe('prices', () => {
  test('are unfit before the first submission and fit after it', async () => {
    const client = world.current.client(relayer);
    expect((await client.getUsdcPrice()).status).not.toBe(PriceStatus.Fit);
    await world.current.publishPrices({ 'CPT/USD': 123_456_789n });
    expect(await client.getUsdcPrice()).toEqual({ status: PriceStatus.Fit, price: 100_000_000n });
    expect(await client.getCptPrice()).toEqual({ status: PriceStatus.Fit, price: 123_456_789n });
    const all = await client.getPrices();
    expect(Object.keys(all)).toEqual(Object.keys(world.current.deployment.feeds));
    expect(all['CPT/USD']).toMatchObject({ price: 123_456_789n, decimals: 8, signers: PRICE_NODES });
    expect(Object.keys(await client.getPrices({ names: [FEED] }))).toEqual([FEED]);
    const id = feedId(world.current.deployment, 'CPT/USD');
    const { price, observedAt } = await client.getPrice({ feedId: id });
    expect(await client.getFeed({ feedId: id })).toMatchObject({ price, observedAt });
    expect(await client.isPriceNode({ account: account('priceNode', 3).address })).toBe(true);
    expect(await client.isPriceNode({ account: relayer.address })).toBe(false);
  });

  test('random submissions end as the maths says', async () => {
    const random = seeded(13);
    const client = world.current.client(relayer);
    const id = feedId(world.current.deployment, FEED);
    let accepted = 0;
    for (let i = 0; i < 25; i++) {
      const { price: previous } = await client.getPrice({ feedId: id });
      const centre = previous === 0n ? 1_000_000n : (previous * randomBigint(random, 70n, 130n)) / 100n;
      const nodes = Number(randomBigint(random, 7n, 13n));
      const spread = randomBigint(random, 1n, 25n);
      const prices = Array.from(
        { length: nodes },
        () => (centre * randomBigint(random, 100n - spread, 100n + spread)) / 100n,
      );
      const expected = robustMedian(prices);
      if (acceptsPrice(previous, expected)) {
        const { updates } = await (await submit(prices)).wait();
        expect(updates).toEqual([{ feedId: id, price: expected.price }]);
        expect((await client.getFeed({ feedId: id })).signers).toBe(expected.agreeing);
        accepted++;
      } else {
        await expect(submit(prices)).rejects.toThrow(NothingAcceptedError);
        expect((await client.getPrice({ feedId: id })).price).toBe(previous);
      }
    }
    expect(accepted).toBeGreaterThan(3);
    expect(accepted).toBeLessThan(25);
  });

  test('refusals name what is wrong', async () => {
    const few = await submit([1n, 1n, 1n, 1n, 1n, 1n]).catch((error: unknown) => error);
    expect(few).toBeInstanceOf(TooFewReportsError);
    expect((few as TooFewReportsError).args).toEqual({ given: 6n, needed: 7n });
    const { feedIds, observedAt, signed } = await submission(Array.from({ length: 7 }, () => 1_000_000n));
    const stranger = await signPriceReport(relayer, world.current.deployment, { feedIds, prices: [1n], observedAt });
    const client = world.current.client(relayer);
    const refused = client.submitPrices({ feedIds, observedAt, reports: packNodeReports([...signed, stranger]) });
    await expect(refused).rejects.toThrow(NotNodeError);
    const [first] = signed;
    if (!first) throw new Error('nothing was signed');
    expect(() => packNodeReports([...signed, first])).toThrow(DuplicateSignerError);
  });

  test('the set is listed, and counts for what was observed since', async () => {
    const client = world.current.client(relayer);
    const nodes = await client.getPriceNodes();
    expect(new Set(nodes)).toEqual(
      new Set(Array.from({ length: PRICE_NODES }, (_, n) => account('priceNode', n).address)),
    );
    const observedAt = Number(await world.current.now());
    expect(await client.isPriceNode({ account: account('priceNode', 3).address, observedAt })).toBe(true);
    expect(await client.isPriceNode({ account: relayer.address, observedAt })).toBe(false);
  });

  test('every accepted price stays', async () => {
    const client = world.current.client(relayer);
    const name = 'CPU core-hour/us';
    const id = feedId(world.current.deployment, name);
    await world.current.publishPrices();
    const { round: before } = await client.getFeed({ feedId: id });
    const given = [40_100n, 40_200n, 40_300n];
    for (const price of given)
      await (
        await submit(
          Array.from({ length: 8 }, () => price),
          name,
        )
      ).wait();
    const history = await client.getPriceHistory({ feedId: id, count: 3 });
    expect(history.map(({ price, signers, round }) => ({ price, signers, round }))).toEqual(
      [40_300n, 40_200n, 40_100n].map((price, n) => ({ price, signers: 8, round: before + 3 - n })),
    );
    const { decimals: _, ...latest } = await client.getFeed({ feedId: id });
    expect(history[0]).toEqual(latest);
    const early = await client.getPriceHistory({ feedId: id, until: before + 1 });
    expect(early).toHaveLength(before + 1);
    expect(early[0]?.price).toBe(40_100n);
    expect(await client.getPriceHistory({ feedId: id, count: 0 })).toEqual([]);
    await expect(client.getPriceHistory({ feedId: id, until: before + 9, count: 1 })).rejects.toThrow(
      UnknownRoundError,
    );
  });

  test('who signed is recovered as the oracle would', async () => {
    const { feedIds, observedAt, signed } = await submission([1_000_000n]);
    const [report] = signed;
    if (!report) throw new Error('nothing was signed');
    const { deployment } = world.current;
    const content = { feedIds, prices: report.prices, observedAt };
    expect(await recoverPriceNode(deployment, content, report.signature)).toBe(account('priceNode', 0).address);
    const other = `${report.signature.slice(0, -2)}${report.signature.endsWith('1b') ? '00' : '01'}` as const;
    await expect(recoverPriceNode(deployment, content, other as `0x${string}`)).rejects.toThrow(
      NonCanonicalSignatureError,
    );
  });

  test('a digest differs by every field', async () => {
    const { deployment } = world.current;
    const report = { feedIds: [1], prices: [1n], observedAt: 1 };
    const digests = [
      hashPriceReport(deployment, report),
      hashPriceReport(deployment, { ...report, feedIds: [2] }),
      hashPriceReport(deployment, { ...report, prices: [2n] }),
      hashPriceReport(deployment, { ...report, observedAt: 2 }),
      hashPriceReport({ ...deployment, chainId: 1 }, report),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});
