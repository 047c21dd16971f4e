import { erc20Abi, parseEther } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AuctionRunningError,
  auctionCost,
  BuybackFitness,
  buybackAmount,
  buybackAveragePrice,
  buybackLimit,
  buybackMinimumOut,
  buybackQuarterAt,
  MarketFitError,
  NoAuctionError,
  PrematureError,
  parseCpt,
  parseUsdc,
  QuarterOpenError,
  TooExpensiveError,
  TwapFitness,
  UnfitError,
  ZeroAmountError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { pokeFor, seedPool } from '../support/pool.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld } from '../support/world.js';

const POOL_FEE = 3_000n;
const DAY = 86_400n;
const keeper = account('relayer');
const bidder = account('staker', 0);
const random = seeded(85);

const world = useWorld(async (w) => {
  await w.publishPrices();
  await seedPool(w, parseCpt('1750000'), parseUsdc('875000'));
  await w.fund(keeper.address);
  await w.fund(bidder.address, { cpt: parseCpt('500000') });
  await w.fund(w.contracts.BuybackBurner, { usdc: parseUsdc('50000') });
});

const anyone = () => world.current.client(keeper);
const supply = () =>
  anyone().readContract({ address: world.current.contracts.CPT, abi: erc20Abi, functionName: 'totalSupply' });
const param = (name: Parameters<ReturnType<typeof anyone>['getBuybackParameter']>[0]['name']) =>
  anyone().getBuybackParameter({ name });

describe('the pool’s mean', () => {
  test('is young, then fit; pokes keep their spacing', async () => {
    const client = anyone();
    expect((await client.getLatestTwap()).fitness).toBe(TwapFitness.NoMarket);
    expect(await (await client.pokeTwap()).wait()).toMatchObject({ recorded: true });
    expect(await (await client.pokeTwap()).wait()).toMatchObject({ recorded: false });
    await expect(client.executeBuyback({ deadline: (await world.current.now()) + 60n })).rejects.toThrow(UnfitError);
    await pokeFor(world.current, 3_600);
    const latest = await client.getLatestTwap();
    expect(latest.fitness).toBe(TwapFitness.Fit);
    expect(Number(latest.price)).toBeCloseTo(0.5e8, -5);
    expect(await client.getTwapParameter({ name: 'window' })).toBe(1_800n);
    expect(latest.depth).toBeGreaterThan(await client.getTwapParameter({ name: 'minDepth' }));
    const week = await client.getTwap({ window: 7 * 86_400 });
    expect(week).toMatchObject({ fitness: TwapFitness.Young, price: latest.price });
    expect(week.covered).toBeGreaterThanOrEqual(3_600);
    expect(Number(await client.getCptSpot())).toBeCloseTo(0.5e8, -5);
  });
});

describe('purchases', () => {
  test('are what the maths plans, and burn what they buy', async () => {
    const client = anyone();
    const [plan, { depth }] = await Promise.all([client.getBuybackPlan(), client.getLatestTwap()]);
    expect(plan).toMatchObject({ fitness: BuybackFitness.Fit, spotFit: true });
    const [maxSpend, depthBps, slippageBps] = await Promise.all([
      param('maxSpend'),
      param('depthBps'),
      param('slippageBps'),
    ]);
    const terms = { held: parseUsdc('50000'), maxSpend, depth, poolFee: POOL_FEE, depthBps };
    // The chain takes the lesser of the mean's depth and that of this moment; they differ by the tick's rounding.
    expect(buybackAmount(terms) - plan.amount).toBeLessThan(parseUsdc('1'));
    expect(plan.minimumOut).toBe(buybackMinimumOut(plan.amount, plan.price, slippageBps));
    expect(plan.limit).toBe(buybackLimit(plan.price, slippageBps, POOL_FEE));

    const before = await supply();
    const bought = await (await client.executeBuyback({ deadline: (await world.current.now()) + 60n })).wait();
    expect(bought).toMatchObject({ spent: plan.amount, price: plan.price, minimumOut: plan.minimumOut });
    expect(bought.burned).toBeGreaterThanOrEqual(plan.minimumOut);
    expect(await supply()).toBe(before - bought.burned);
    expect(bought.supply).toBe(before - bought.burned);
    expect(await client.getBuybackTotals()).toEqual({ spent: bought.spent, burned: bought.burned });
    const quarter = buybackQuarterAt(await world.current.now());
    expect(await client.getBuybackReport({ quarter })).toEqual({
      poolSpent: bought.spent,
      auctionSpent: 0n,
      burned: bought.burned,
    });
    await expect(client.executeBuyback({ deadline: (await world.current.now()) + 60n })).rejects.toThrow(
      PrematureError,
    );
  });

  test('gifts of CPT are burned apart', async () => {
    const client = anyone();
    await expect(client.burnStrayCpt()).rejects.toThrow(ZeroAmountError);
    await world.current.fund(world.current.contracts.BuybackBurner, { cpt: parseEther('7') });
    expect(await (await client.burnStrayCpt()).wait()).toMatchObject({ amount: parseEther('7') });
  });
});

describe('auctions', () => {
  test('need a market that has been unfit for a day', async () => {
    const client = anyone();
    await expect(client.startBuybackAuction()).rejects.toThrow(MarketFitError);
    await expect(client.bidBuybackAuction({ amount: 1n, maxCost: 1n, recipient: bidder.address })).rejects.toThrow(
      NoAuctionError,
    );
    expect(await client.quoteBuybackBid({ amount: 1n })).toEqual({ filled: 0n, cost: 0n });
    const { price } = await (await client.noteBuybackPrice()).wait();
    expect((await client.getNotedPrice()).price).toBe(price);
    // Nobody pokes any more.
    await world.current.advance(DAY);
    expect((await client.getBuybackPlan()).fitness).toBe(BuybackFitness.PoolUnfit);
    const started = await (await client.startBuybackAuction()).wait();
    expect(started).toMatchObject({ auctionId: 1n, price });
    expect(started.amount).toBeLessThanOrEqual(await param('auctionLot'));
    await expect(client.startBuybackAuction()).rejects.toThrow(AuctionRunningError);
  });

  test('cost what the maths says at every second, and burn what is bid', async () => {
    const client = world.current.client(bidder);
    const [missing] = await client.getRequirements({ action: 'bidBuybackAuction', cpt: parseCpt('400000') });
    if (missing?.kind !== 'allowance') throw new Error('an allowance should be missing');
    await (await client.sendCall({ call: missing.approval })).wait();
    for (let n = 0; n < 20; n++) {
      await world.current.advance(randomBigint(random, 1n, 4_000n));
      const amount = randomBigint(random, 1n, parseUsdc('1000'));
      const auction = await client.getBuybackAuction();
      const { filled, cost } = await client.quoteBuybackBid({ amount });
      expect(filled).toBe(amount);
      expect(cost).toBe(auctionCost(filled, auction));
    }
    const { cost } = await client.quoteBuybackBid({ amount: parseUsdc('100') });
    const bid = { amount: parseUsdc('100'), recipient: keeper.address };
    await expect(client.bidBuybackAuction({ ...bid, maxCost: cost / 2n })).rejects.toThrow(TooExpensiveError);
    const before = await supply();
    const won = await (await client.bidBuybackAuction({ ...bid, maxCost: cost })).wait();
    expect(won.spent).toBe(bid.amount);
    expect(won.burned).toBeLessThanOrEqual(cost);
    expect(await supply()).toBe(before - won.burned);
  });

  test('end by time, and what is unsold stays', async () => {
    const client = anyone();
    await expect(client.closeBuybackAuction()).rejects.toThrow(AuctionRunningError);
    await world.current.advance(DAY);
    const { sold, unsold } = await (await client.closeBuybackAuction()).wait();
    expect(sold).toBe(parseUsdc('100'));
    const held = await client.readContract({
      address: world.current.contracts.USDC,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [world.current.contracts.BuybackBurner],
    });
    expect(held).toBe(unsold);
    expect((await client.getBuybackAuction()).left).toBe(0n);
  });
});

test('quarters are closed once they are over', async () => {
  const client = anyone();
  await expect(client.closeBuybackQuarter()).rejects.toThrow(QuarterOpenError);
  const quarter = await client.getNextBuybackQuarter();
  const report = await client.getBuybackReport({ quarter });
  await world.current.advance(13n * 7n * DAY);
  const closed = await (await client.closeBuybackQuarter()).wait();
  const spent = report.poolSpent + report.auctionSpent;
  expect(closed).toMatchObject({ quarter, ...report, totalSpent: spent, totalBurned: report.burned });
  expect(closed.averagePrice).toBe(buybackAveragePrice(spent, report.burned));
});
