import { Period, parseUsdc, ReservationState, Resource, spotSku } from '@cyberplaza/sdk';
import { stringToHex, zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, resumeKeeper, Scratch, sent, startKeeper } from './support.js';

const HOUR = 3_600;
const sku = spotSku({
  sku: stringToHex('cpu.core', { size: 32 }),
  region: stringToHex('eu', { size: 32 }),
  resource: Resource.CpuCoreHour,
  period: Period.Hour,
});

describe('duties of the spot market and of reservations', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.publishPrices();
    const providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId, { preemptible: true, reservable: true, unitPrice: 2_500_000 });
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('clears a round that is over, in steps, once', async () => {
    const w = world.current;
    const seller = w.client(account('provider'));
    await (await seller.offerSpot({ listingId, units: 8, reserve: 1_000_000 })).wait();
    await w.advanceTo(BigInt(await seller.getCurrentSpotRound()));
    const buyer = await w.buyer(0, parseUsdc('1000'));
    let roundEnd = 0;
    for (let n = 0; n < 10; n++) {
      const bid = { sku, units: 1, duration: HOUR, maxUnitPrice: 1_200_000 + n, specHash: zeroHash };
      roundEnd = (await (await buyer.bidSpot(bid)).wait()).roundEnd;
    }
    const dataDir = scratch.path('keeper');
    const first = await startKeeper(w, scratch, { dataDir });
    expect(kinds(await first.runOnce(['spot']))).toEqual({ spot: 'nothing' });
    await first.stop();
    const keeper = await resumeKeeper(w, scratch, dataDir);

    await w.advanceTo(BigInt(roundEnd));
    const [entry] = (await keeper.list()).filter(({ name }) => name === 'spot');
    expect(entry).toMatchObject({ due: true, why: `1 rounds, first ${roundEnd}` });
    const before = await sent(w, KEEPERS[0]);
    expect(kinds(await keeper.runOnce(['spot']))).toEqual({ spot: 'done' });
    expect(await sent(w, KEEPERS[0])).toBe(before + 2);
    expect(await buyer.getSpotRound({ sku, roundEnd })).toMatchObject({ waiting: 0, sold: 8, price: 1_200_002 });
    expect(kinds(await keeper.runOnce(['spot']))).toEqual({ spot: 'nothing' });
  });

  it('ends what nobody claimed, and frees what a finished job left', async () => {
    const w = world.current;
    const seller = w.client(account('provider'));
    const buyer = await w.buyer(1, parseUsdc('1000'));
    await (await seller.allotUnits({ listingId, units: 8 })).wait();
    const start = (Math.floor(Number(await w.now()) / HOUR) + 2) * HOUR;
    const window = { listingId, units: 2, start, end: start + 6 * HOUR, maxUnitPrice: 2_500_000 };
    const [claimed, missed] = [
      (await (await buyer.reserveCapacity(window)).wait()).reservationId,
      (await (await buyer.reserveCapacity(window)).wait()).reservationId,
    ];
    const keeper = await startKeeper(w, scratch);
    expect(kinds(await keeper.runOnce(['reservations']))).toEqual({ reservations: 'nothing' });

    await w.advanceTo(BigInt(start + 1));
    const { jobId } = await (await buyer.claimReservation({ reservationId: claimed })).wait();
    expect(kinds(await keeper.runOnce(['reservations']))).toEqual({ reservations: 'nothing' });
    await (await seller.failJob({ jobId, failureCode: 1 })).wait();
    await w.advanceTo((await buyer.getReservationDeadline({ reservationId: missed })) + 1n);
    expect(kinds(await keeper.runOnce(['reservations']))).toEqual({ reservations: 'done' });
    const states = await buyer.getReservations({ reservationIds: [claimed, missed] });
    expect(states.map(({ state }) => state)).toEqual([ReservationState.Vacated, ReservationState.Closed]);
    expect(kinds(await keeper.runOnce(['reservations']))).toEqual({ reservations: 'nothing' });
  });
});
