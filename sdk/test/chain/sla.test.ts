import { describe, expect, test } from 'vitest';
import { MathsDomainError, type SlaTariff, slaCreditRate, tariffCredit } from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld } from '../support/world.js';

const TARIFFS = 12;
const MEASUREMENTS = 8;

let providerId: number;
const world = useWorld(async (w) => {
  await w.publishPrices();
  providerId = await w.provider(0, { certified: true });
});

/** Some tariff that listings accept. */
function randomTariff(random: () => number): SlaTariff {
  const uptime: { belowBps: number; creditBps: number }[] = [];
  let below = 10_001n;
  let credit = 0n;
  for (let tiers = randomBigint(random, 0n, 4n); tiers > 0n; tiers--) {
    below = randomBigint(random, below / 2n, below - 1n);
    credit = randomBigint(random, credit + 1n, credit + 2_500n);
    uptime.push({ belowBps: Number(below), creditBps: Number(credit) });
  }
  const floor = Number(randomBigint(random, 0n, 10_000n));
  return {
    uptime,
    throughputFloorBps: floor,
    throughputCreditBps: floor === 0 ? 0 : Number(randomBigint(random, 1n, 10_000n)),
    noticeMinutes: Number(randomBigint(random, 0n, 10_080n)),
    preemptNoticeMinutes: Number(randomBigint(random, 2n, 1_440n)),
    exitNoticeMinutes: Number(randomBigint(random, 60n, 43_200n)),
  };
}

describe('SLA tariffs of listings', () => {
  test(`${TARIFFS} random tariffs: the chain keeps them and gives the credit that the SDK computes`, async () => {
    const random = seeded(4);
    const anyone = world.current.client(account('buyer', 0));
    let credited = 0;
    for (let n = 0; n < TARIFFS; n++) {
      const tariff = randomTariff(random);
      const listingId = await world.current.listing(0, providerId, { capacity: 1 }, tariff);
      expect(await anyone.getTariff({ listingId })).toEqual(tariff);
      expect(await anyone.getNotices({ listingId })).toEqual({
        stop: BigInt(tariff.noticeMinutes) * 60n,
        preemption: BigInt(tariff.preemptNoticeMinutes) * 60n,
        exit: BigInt(tariff.exitNoticeMinutes) * 60n,
      });
      for (let m = 0; m < MEASUREMENTS; m++) {
        const cost = randomBigint(random, 0n, 10n ** 13n);
        const measured = {
          uptimeBps: Number(randomBigint(random, 0n, 10_000n)),
          throughputBps: randomBigint(random, 0n, 10_000n),
        };
        const quote = await anyone.quoteSla({ listingId, cost, ...measured });
        const { credit, ...rate } = quote;
        expect(rate).toEqual(slaCreditRate(tariff, measured));
        expect(credit).toBe(tariffCredit({ cost, tariff, ...measured }));
        if (credit > 0n) credited++;
      }
    }
    expect(credited).toBeGreaterThan(TARIFFS);
  });

  test('what is left out of a tariff is none, and notices have defaults', async () => {
    const anyone = world.current.client(account('buyer', 0));
    const defaults = { noticeMinutes: 5, preemptNoticeMinutes: 2, exitNoticeMinutes: 1_440 };
    const none = { uptime: [], throughputFloorBps: 0, throughputCreditBps: 0, ...defaults };
    const uptime = [{ belowBps: 9_900, creditBps: 1_000 }];
    const partial = await world.current.listing(0, providerId, { capacity: 1 }, { uptime });
    expect(await anyone.getTariff({ listingId: partial })).toEqual({ ...none, uptime });
    const linear = await world.current.listing(0, providerId, {
      capacity: 1,
      slaUptimeBps: 9_990,
      slaCreditBps: 500,
    });
    expect(await anyone.getTariff({ listingId: linear })).toEqual(none);
    expect(await anyone.quoteSla({ listingId: linear, cost: 1_000n, uptimeBps: 9_889 })).toEqual({
      uptimeCreditBps: 1_000n,
      throughputCreditBps: 0n,
      credit: 100n,
    });
    const five = Array.from({ length: 5 }, (_, n) => ({ belowBps: 9_000 - n, creditBps: n + 1 }));
    await expect(world.current.listing(0, providerId, {}, { uptime: five })).rejects.toThrow(MathsDomainError);
  });
});
