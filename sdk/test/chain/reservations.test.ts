import { describe, expect, test } from 'vitest';
import {
  BelowBookedError,
  escrowFor,
  JobState,
  jobSpecHash,
  NotPayerError,
  NotTakingError,
  Period,
  parseUsdc,
  ReservationState,
  reservationHorizon,
  SlotFullError,
  settleCancellation,
  TooEarlyError,
  UnknownReservationError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const SELLER = 0;
const PRICE = 40_000;
const specHash = jobSpecHash({ command: ['make'] });
const random = seeded(11);
let listingId: number;
let buyer: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  const providerId = await w.provider(SELLER, { certified: true });
  listingId = await w.listing(SELLER, providerId, { reservable: true });
  buyer = await w.buyer(0, parseUsdc('50000'));
  seller = w.client(account('provider', SELLER));
  await (await seller.allotUnits({ listingId, units: 32 })).wait();
});

const nextHour = async (ahead = 0) => (Math.floor(Number(await world.current.now()) / HOUR) + 1 + ahead) * HOUR;
async function reserve(units: number, start: number, hours: number) {
  const end = start + hours * HOUR;
  return (await buyer.reserveCapacity({ listingId, units, start, end, maxUnitPrice: PRICE })).wait();
}

describe('reservations', () => {
  test('units are held, booked by the hour, and never twice', async () => {
    expect(await seller.getHeldUnits({ listingId })).toBe(32n);
    const start = await nextHour(2);
    const end = start + 3 * HOUR;
    const quote = await buyer.quoteReservation({ listingId, units: 20, start, end });
    expect(quote).toBe(escrowFor({ unitPrice: PRICE, period: Period.Hour, units: 20, duration: 3 * HOUR }));
    expect(await buyer.getRequirements({ action: 'reserveCapacity', amount: quote })).toEqual([]);
    const { reservationId, escrow } = await reserve(20, start, 3);
    expect(escrow).toBe(quote);
    expect(await buyer.getReservation({ reservationId })).toMatchObject({
      payer: buyer.account.address,
      state: ReservationState.Booked,
      start,
      end,
      unitPrice: PRICE,
      escrow: quote,
    });
    expect(await buyer.getReservationCount()).toBe(reservationId);
    expect(await buyer.getBookedUnits({ listingId, time: BigInt(end - 1) })).toBe(20n);
    expect(await buyer.getBookedUnits({ listingId, time: BigInt(end) })).toBe(0n);
    expect(await buyer.getReservableUnits({ listingId, start: start - HOUR, end })).toBe(12n);
    await expect(reserve(13, start - HOUR, 24)).rejects.toThrow(SlotFullError);
    await expect(seller.allotUnits({ listingId, units: 19 })).rejects.toThrow(BelowBookedError);
    expect(await seller.getAllotment({ listingId })).toEqual({ units: 32, stopped: false, lastEnd: end });
    await expect(buyer.getReservation({ reservationId: 99n })).rejects.toThrow(UnknownReservationError);
  });

  test('a claim opens the job of the rest of the window', async () => {
    const start = await nextHour(1);
    const { reservationId } = await reserve(4, start, 2);
    await expect(buyer.claimReservation({ reservationId, specHash })).rejects.toThrow(TooEarlyError);
    await world.current.advanceTo(BigInt(start + 60));
    await expect(world.current.client(account('relayer')).claimReservation({ reservationId })).rejects.toThrow(
      NotPayerError,
    );
    const { jobId, duration } = await (await buyer.claimReservation({ reservationId, specHash })).wait();
    expect(duration).toBeLessThanOrEqual(2 * HOUR - 60);
    expect(await buyer.getJob({ jobId })).toMatchObject({ state: JobState.Open, units: 4, unitPrice: PRICE, duration });
    expect((await buyer.getReservations({ reservationIds: [reservationId] }))[0]).toMatchObject({ jobId, escrow: 0n });

    await (await seller.failJob({ jobId, failureCode: 1 })).wait();
    expect(await buyer.getReservationsDue({ reservationIds: [reservationId] })).toEqual([
      { expires: false, vacates: true },
    ]);
    // Refunded is over: the hours can be booked again.
    await (await seller.vacateReservation({ reservationId })).wait();
    expect(await buyer.getReservation({ reservationId })).toMatchObject({ state: ReservationState.Vacated });
  });

  test('cancelling and not coming cost what the maths say', async () => {
    for (let i = 0; i < 4; i++) {
      const units = Number(randomBigint(random, 1n, 9n));
      const hours = Number(randomBigint(random, 1n, 12n));
      const start = await nextHour(3);
      const { reservationId, escrow } = await reserve(units, start, hours);
      const { feeBps, discountBps } = await buyer.getReservation({ reservationId });
      const said = settleCancellation({
        unitPrice: PRICE,
        period: Period.Hour,
        units,
        duration: hours * HOUR,
        escrow,
        cancelFeeBps: 500,
        feeBps,
        discountBps,
      });
      expect(said.toProvider + said.fee + said.refund).toBe(escrow);
      const paidTo = { account: account('provider', SELLER).address };
      const before = [
        await buyer.getVaultAccount({ account: buyer.account.address }),
        await seller.getVaultAccount(paidTo),
      ];
      if (i % 2 === 0) {
        await (await buyer.cancelReservation({ reservationId })).wait();
      } else {
        await world.current.advanceTo((await buyer.getReservationDeadline({ reservationId })) + 1n);
        expect((await buyer.getReservationsDue({ reservationIds: [reservationId] }))[0]?.expires).toBe(true);
        await (await seller.expireReservation({ reservationId })).wait();
      }
      const after = [
        await buyer.getVaultAccount({ account: buyer.account.address }),
        await seller.getVaultAccount(paidTo),
      ];
      expect((after[0]?.available ?? 0n) - (before[0]?.available ?? 0n)).toBe(said.refund);
      expect((after[1]?.available ?? 0n) - (before[1]?.available ?? 0n)).toBe(said.toProvider);
    }
  });

  test('a provider stops taking, and tiers decide how far ahead', async () => {
    const [horizon, tierStep] = [
      await buyer.getReservationParameter({ name: 'horizon' }),
      await buyer.getReservationParameter({ name: 'tierStep' }),
    ];
    const now = await world.current.now();
    const until = await buyer.getReservationHorizon({ account: buyer.account.address });
    expect(until - now).toBe(reservationHorizon(0, { horizon, tierStep }));
    await (await seller.setReservationTaking({ listingId, taking: false })).wait();
    await expect(reserve(1, await nextHour(1), 1)).rejects.toThrow(NotTakingError);
  });
});
