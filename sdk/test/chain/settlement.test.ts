import { beforeAll, describe, expect, test } from 'vitest';
import { eventIn } from '../../src/actions/internal/outcome.js';
import {
  escrowFor,
  jobMarketAbi,
  MAX_LOCK_DURATION,
  Outcome,
  Period,
  parseCpt,
  parseUsdc,
  payerDiscountBps,
  Resource,
  type SettlementTerms,
  type SlaTariff,
  settleHoldback,
  settleReport,
  type ThroughputTerms,
  throughputBps,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld, type World } from '../support/world.js';

const ROUNDS = 40;
/** Each round is some ten transactions. */
const PATIENCE_MS = 240_000;
/** Hardly more than its listings need, so that early payments run into it. */
const SMALL_BOND = parseUsdc('2200');
const SLA = { slaUptimeBps: 9_950, slaCreditBps: 700 } as const;
const RESOURCE = {
  [Period.Hour]: Resource.CpuCoreHour,
  [Period.Month]: Resource.StorageTbMonth,
  [Period.Unit]: Resource.BandwidthTb,
} as const;
const TARIFF: SlaTariff = {
  uptime: [
    { belowBps: 9_990, creditBps: 333 },
    { belowBps: 9_700, creditBps: 1_111 },
    { belowBps: 9_400, creditBps: 4_321 },
  ],
  throughputFloorBps: 8_000,
  throughputCreditBps: 2_777,
  noticeMinutes: 5,
  preemptNoticeMinutes: 2,
  exitNoticeMinutes: 1_440,
};
let listings: { listingId: number; period: Period; sla: boolean; tariff?: SlaTariff | undefined }[];
let providerId: number;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(0, { certified: true, bond: SMALL_BOND });
  const make = async (period: Period, sla: boolean, unitPrice: number, tariff?: SlaTariff) => {
    const terms = { period, unitPrice, resource: RESOURCE[period], feedId: 0, ...(sla ? SLA : {}) };
    return { listingId: await w.listing(0, providerId, terms, tariff), period, sla, tariff };
  };
  listings = [
    await make(Period.Hour, false, 39_983),
    await make(Period.Hour, true, 77_777),
    await make(Period.Month, true, 12_345_679),
    await make(Period.Unit, false, 99_998_317),
    await make(Period.Hour, false, 38_117, TARIFF),
    await make(Period.Unit, false, 99_119_317, TARIFF),
  ];
});

/** What a listing promises, with what was measured. */
function slaOf(listing: (typeof listings)[0], uptimeBps: number, run: ThroughputTerms): SettlementTerms['sla'] {
  if (listing.tariff) return { tariff: listing.tariff, uptimeBps, throughputBps: throughputBps(run) };
  return listing.sla ? { promisedBps: SLA.slaUptimeBps, uptimeBps, creditBps: SLA.slaCreditBps } : undefined;
}

describe("randomised: what a job costs and who gets it is the chain's, to the unit", () => {
  const random = seeded(99);
  let payers: Awaited<ReturnType<World['buyer']>>[];

  beforeAll(async () => {
    payers = [];
    for (const [n, cpt] of [0n, 1_000n, 10_000n, 100_000n].entries()) {
      const payer = await world.current.buyer(n, parseUsdc('100000'));
      if (cpt > 0n) {
        await world.current.fund(payer.account.address, { cpt: parseCpt(String(cpt)) });
        await world.current.approve(account('buyer', n), 'CPT', world.current.contracts.VotingEscrow);
        await (await payer.createLock({ amount: parseCpt(String(cpt)), duration: MAX_LOCK_DURATION })).wait();
      }
      payers.push(payer);
    }
  });

  test(
    `${ROUNDS} random jobs`,
    async () => {
      const seller = world.current.client(account('provider', 0));
      const market = world.current.contracts.JobMarket;
      let limited = 0;
      let credited = 0;
      let tariffed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await world.current.publishPrices();
        const payer = payers[round % payers.length] as (typeof payers)[0];
        const listing = listings[Number(randomBigint(random, 0n, BigInt(listings.length - 1)))] as (typeof listings)[0];
        const units = Number(randomBigint(random, 1n, 64n));
        const duration = Number(randomBigint(random, 60n, 20n * 3_600n));
        const { unitPrice } = await payer.getListing({ listingId: listing.listingId });
        const request = { listingId: listing.listingId, units, duration };

        const predicted = escrowFor({ ...request, unitPrice, period: listing.period });
        expect(await payer.quoteJob(request)).toBe(predicted);
        const { jobId, escrow } = await (await payer.openJob({ ...request, maxUnitPrice: unitPrice })).wait();
        expect(escrow).toBe(predicted);
        await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
        const job = await payer.getJob({ jobId });
        const veCpt = await payer.getVeBalance({ account: payer.account.address });
        expect(BigInt(job.discountBps)).toBe(payerDiscountBps(veCpt));
        expect(job.feeBps).toBe(400);

        const ran = Number(randomBigint(random, 1n, BigInt(duration)));
        await world.current.advance(ran);
        // rounds are long: the market's copy of the provider may have lapsed, and a lapsed one vouches for nothing
        await (await payer.refreshProvider({ providerId })).wait();
        const most = listing.period === Period.Unit ? BigInt(units) * 2n : BigInt(units * ran);
        const usage = randomBigint(random, 1n, most);
        const uptimeBps = Number(randomBigint(random, 9_000n, 10_000n));
        const { atRisk } = await payer.getProviderLoad({ providerId });
        const expected = settleReport({
          escrow,
          usage,
          unitPrice: BigInt(unitPrice),
          period: listing.period,
          feeBps: job.feeBps,
          discountBps: job.discountBps,
          holdbackBps: 1_000,
          haircutBond: SMALL_BOND,
          atRisk,
          sla: slaOf(listing, uptimeBps, { period: listing.period, usage, units, duration, elapsed: ran }),
        });
        const signed = await world.current.signedReport({
          jobId,
          usage,
          startedAt: job.since,
          endedAt: job.since + ran,
          uptimeBps,
          outcome: Outcome.Completed,
        });
        const { receipt } = await (await seller.reportJob(signed)).wait();
        const { cost, slaCredit, paid, fee, refunded, held } = eventIn(receipt, market, jobMarketAbi, 'JobReported');
        expect({ cost, slaCredit, paid, fee, refunded, held }).toEqual({
          cost: expected.cost,
          slaCredit: expected.slaCredit,
          paid: expected.paid,
          fee: expected.fee,
          refunded: expected.refunded,
          held: expected.held,
        });
        expect((await payer.getJob({ jobId })).paidEarly).toBe(expected.held === 0n ? 0n : expected.paidEarly);
        if (expected.held > expected.cost / 5n) limited++;
        if (expected.slaCredit > 0n) credited++;
        if (expected.slaCredit > 0n && listing.tariff) tariffed++;
        if (round % 3 !== 0) {
          const settled = await (await payer.confirmJob({ jobId })).wait();
          const rest = settleHoldback(held, job.feeBps, job.discountBps);
          expect(settled).toMatchObject({ paid: rest.toProvider, fee: rest.fee, refunded: rest.refunded });
        }
      }
      expect(limited).toBeGreaterThan(0);
      expect(credited).toBeGreaterThan(0);
      expect(tariffed).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
