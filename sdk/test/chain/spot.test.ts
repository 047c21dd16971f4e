import { stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  BidTooSmallError,
  clearSpot,
  compareSpotBids,
  jobSpecHash,
  NothingToClearError,
  OfferSettlingError,
  Period,
  parseUsdc,
  Resource,
  RoundRunningError,
  spotBidEscrow,
  spotRoundAt,
  spotSku,
  UnknownSkuError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const SELLER = 0;
const PRICE = 2_500_000;
const specHash = jobSpecHash({ command: ['make'] });
const sku = spotSku({
  sku: stringToHex('cpu.core', { size: 32 }),
  region: stringToHex('eu', { size: 32 }),
  resource: Resource.CpuCoreHour,
  period: Period.Hour,
});
const random = seeded(47);
let listings: number[];
let buyers: Awaited<ReturnType<World['buyer']>>[];
let seller: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  const providerId = await w.provider(SELLER, { certified: true });
  listings = [];
  for (let n = 0; n < 3; n++)
    listings.push(await w.listing(SELLER, providerId, { preemptible: true, unitPrice: PRICE }));
  buyers = [await w.buyer(0, parseUsdc('100000')), await w.buyer(1, parseUsdc('100000'))];
  seller = w.client(account('provider', SELLER));
});

const buyer = (n: number) => buyers[n % 2] as (typeof buyers)[number];
const offer = async (n: number, units: number, reserve: number) =>
  (await seller.offerSpot({ listingId: listings[n] ?? 0, units, reserve })).wait();
const bid = async (n: number, units: number, maxUnitPrice: number) =>
  (await buyer(n).bidSpot({ sku, units, duration: HOUR, maxUnitPrice, specHash })).wait();
const nextRound = async () => world.current.advanceTo(BigInt(await seller.getCurrentSpotRound()));

describe('spot', () => {
  test("a listing's SKU, its offer and a bid's escrow are the maths' too", async () => {
    expect(await seller.getListingSku({ listingId: listings[0] ?? 0 })).toBe(sku);
    await expect(bid(0, 4, 1_500_000)).rejects.toThrow(UnknownSkuError);
    await offer(0, 10, 1_000_000);
    const length = await seller.getSpotParameter({ name: 'roundLength' });
    const end = spotRoundAt(await world.current.now(), length);
    expect(await seller.getCurrentSpotRound()).toBe(Number(end));
    expect(await seller.getSpotOffers({ sku })).toMatchObject([
      { listingId: listings[0], units: 0, nextUnits: 10, nextReserve: 1_000_000, switchAt: Number(end) },
    ]);
    await nextRound();
    await expect(offer(0, 20, 1_000_000)).rejects.toThrow(OfferSettlingError);

    const terms = { unitPrice: 1_500_000, period: Period.Hour, units: 7, duration: 2_777 };
    const quote = await seller.quoteSpotBid({ sku, units: 7, duration: 2_777, maxUnitPrice: 1_500_000 });
    expect(quote).toBe(spotBidEscrow(terms));
    expect(await buyer(0).getRequirements({ action: 'bidSpot', amount: quote })).toEqual([]);
    const placed = await (
      await buyer(0).bidSpot({ sku, units: 7, duration: 2_777, maxUnitPrice: 1_500_000, specHash })
    ).wait();
    expect(placed).toMatchObject({ bidId: 1, escrow: quote, tier: 0 });
    await expect(bid(0, 1, 100_000)).rejects.toThrow(BidTooSmallError);

    const { roundEnd } = placed;
    expect(await seller.getSpotBids({ sku, roundEnd })).toMatchObject([
      { bidId: 1, units: 7, escrow: quote, specHash },
    ]);
    expect(await seller.previewSpotRound({ sku, roundEnd })).toEqual({
      price: 1_000_000,
      matched: 7n,
      lots: [{ listingId: listings[0], units: 10n }],
    });
    await expect(seller.clearSpotRound({ sku, roundEnd })).rejects.toThrow(RoundRunningError);
    await nextRound();
    const { filled } = await (await seller.clearSpotRound({ sku, roundEnd })).wait();
    expect(filled).toMatchObject([{ bidId: 1, listingId: listings[0], units: 7, unitPrice: 1_000_000 }]);
    expect(await seller.getJob({ jobId: filled[0]?.jobId ?? 0n })).toMatchObject({ unitPrice: 1_000_000, units: 7 });
    expect(await seller.getSpotRound({ sku, roundEnd })).toEqual({
      waiting: 0,
      priced: true,
      price: 1_000_000,
      sold: 7,
    });
    await expect(seller.clearSpotRound({ sku, roundEnd })).rejects.toThrow(NothingToClearError);
  });

  test('clears random rounds at the price, and to the bidders, that the maths say', async () => {
    let matchedRounds = 0;
    for (let era = 0; era < 2; era++) {
      await world.current.advance(2 * HOUR + 1);
      await world.current.publishPrices();
      const reserves = listings.map(() => Number(randomBigint(random, 750_000n, 1_250_000n)));
      for (const [n, reserve] of reserves.entries()) await offer(n, 1 + Math.floor(random() * 6), reserve);
      await nextRound();
      for (let round = 0; round < 4; round++) {
        const end = await seller.getCurrentSpotRound();
        const count = 1 + Math.floor(random() * 7);
        for (let n = 0; n < count; n++)
          await bid(n, 1 + Math.floor(random() * 5), 900_000 + 50_000 * Math.floor(random() * 10));
        const bids = await seller.getSpotBids({ sku, roundEnd: end });
        expect([...bids].sort(compareSpotBids)).toEqual(bids);
        await nextRound();

        const { lots } = await seller.previewSpotRound({ sku, roundEnd: end });
        const reserveOf = new Map(listings.map((listingId, n) => [listingId, reserves[n] ?? 0]));
        const said = clearSpot(
          bids,
          lots.map(({ listingId, units }) => ({ reserve: reserveOf.get(listingId) ?? 0, units })),
        );
        const { filled } = await (await seller.clearSpotRound({ sku, roundEnd: end, maxBids: 64 })).wait();
        const { price, sold } = await seller.getSpotRound({ sku, roundEnd: end });
        expect(BigInt(price)).toBe(said.price);
        expect(BigInt(sold)).toBe(said.matched);
        for (const [i, { bidId }] of bids.entries()) {
          const won = filled.filter((fill) => fill.bidId === bidId).reduce((sum, { units }) => sum + units, 0);
          expect(BigInt(won)).toBe(said.fills[i]);
        }
        if (sold > 0) matchedRounds++;
      }
    }
    expect(matchedRounds).toBeGreaterThan(3);
  });

  test('an offer is withdrawn from the next round on', async () => {
    await world.current.advance(2 * HOUR);
    const listingId = listings[1] ?? 0;
    await (await seller.withdrawSpotOffer({ listingId })).wait();
    const offers = await seller.getSpotOffers({ sku });
    expect(offers.find((found) => found.listingId === listingId)).toMatchObject({ nextUnits: 0 });
  });
});
