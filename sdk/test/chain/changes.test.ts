import { beforeEach, describe, expect, test } from 'vitest';
import { eventsIn } from '../../src/actions/internal/outcome.js';
import {
  AlreadyNoticedError,
  ExtensionRefusedError,
  escrowFor,
  extensionEscrow,
  InvalidBackupError,
  InvalidTimesError,
  JobMarketDurationOutOfRangeError,
  JobState,
  jobMarketAbi,
  jobSpecHash,
  NotBuyerError,
  NotPayerError,
  Outcome,
  Period,
  parseUsdc,
  Reason,
  Resource,
  TooLateError,
  tasksHash,
  usageCost,
  WrongStateError,
  ZeroAmountError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const PRICE = 40_000;
const UNITS = 4;
const SELLER = 0;
const HELPER = 1;
const MONTHLY = { period: Period.Month, resource: Resource.StorageTbMonth, unitPrice: 12_345_679, feedId: 0 } as const;
const PER_UNIT = { period: Period.Unit, resource: Resource.BandwidthTb, unitPrice: 999_983, feedId: 0 } as const;
const EXTENSIONS = 6;

let listingId: number;
let preemptible: number;
let backup: number;
let buyer: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;
let helper: ReturnType<World['client']>;
let listings: { listingId: number; period: Period; unitPrice: number }[];

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  const sellerId = await w.provider(SELLER, { certified: true });
  const helperId = await w.provider(HELPER, { certified: true });
  listingId = await w.listing(SELLER, sellerId);
  preemptible = await w.listing(SELLER, sellerId, { preemptible: true });
  backup = await w.listing(HELPER, helperId);
  listings = [
    { listingId, period: Period.Hour, unitPrice: PRICE },
    { ...MONTHLY, listingId: await w.listing(SELLER, sellerId, MONTHLY) },
    { ...PER_UNIT, listingId: await w.listing(SELLER, sellerId, PER_UNIT) },
  ];
  buyer = await w.buyer(0, parseUsdc('100000'));
  seller = w.client(account('provider', SELLER));
  helper = w.client(account('provider', HELPER));
});

beforeEach(async () => {
  await world.current.publishPrices();
});

async function opened(on = listingId): Promise<bigint> {
  const specHash = jobSpecHash({ command: ['serve'] });
  return (await (await buyer.openJob({ listingId: on, units: UNITS, duration: HOUR, specHash })).wait()).jobId;
}

async function running(on = listingId): Promise<{ jobId: bigint; startedAt: number }> {
  const jobId = await opened(on);
  await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
  return { jobId, startedAt: (await buyer.getJob({ jobId })).since };
}

const available = async () => (await buyer.getVaultAccount({ account: buyer.account.address })).available;

describe('more money and more time', () => {
  test('a top-up pays for use beyond the first escrow, and what is left comes back', async () => {
    const { jobId, startedAt } = await running();
    const { escrow } = await buyer.getJob({ jobId });
    await expect(seller.topUpJob({ jobId, amount: 1n })).rejects.toThrow(NotPayerError);
    await expect(buyer.topUpJob({ jobId, amount: 0n })).rejects.toThrow(ZeroAmountError);
    const amount = parseUsdc('1');
    expect(await buyer.getRequirements({ action: 'topUpJob', amount })).toEqual([]);
    const before = await available();
    expect(await (await buyer.topUpJob({ jobId, amount })).wait()).toMatchObject({ escrow: escrow + amount });
    expect(before - (await available())).toBe(amount);

    await world.current.advance(2 * HOUR);
    const usage = BigInt(UNITS * 2 * HOUR);
    const cost = usageCost(usage, BigInt(PRICE), Period.Hour);
    expect(cost > escrow).toBe(true);
    const times = { startedAt, endedAt: startedAt + 2 * HOUR };
    await (await seller.reportJob(await world.current.signedReport({ jobId, usage, ...times }))).wait();
    await (await buyer.confirmJob({ jobId })).wait();
    expect((await buyer.getJob({ jobId })).paid).toBe(cost);
    expect(before - (await available())).toBe(cost - escrow);
    await expect(buyer.topUpJob({ jobId, amount })).rejects.toThrow(WrongStateError);
  });

  test(`${EXTENSIONS} random extensions a kind of price: the chain takes what the SDK computes`, async () => {
    const random = seeded(17);
    for (const { listingId: on, period, unitPrice } of listings) {
      const units = Number(randomBigint(random, 1n, 21n));
      const request = { listingId: on, units, duration: HOUR, maxUnitPrice: unitPrice };
      const { jobId } = await (await buyer.openJob(request)).wait();
      let { duration, escrow } = await buyer.getJob({ jobId });
      for (let n = 0; n < EXTENSIONS; n++) {
        const extraDuration = Number(randomBigint(random, 1n, 50_000n));
        const amount = extensionEscrow({ unitPrice, period, units, duration: extraDuration });
        if (period !== Period.Unit) expect(amount > 0n).toBe(true);
        duration += extraDuration;
        escrow += amount;
        const extended = await (await buyer.extendJob({ jobId, extraDuration })).wait();
        expect(extended).toMatchObject({ duration, amount, escrow });
      }
      expect(await buyer.getJob({ jobId })).toMatchObject({ duration, escrow });
      await (await buyer.cancelJob({ jobId })).wait();
    }
  });

  test('needs the provider to sell still, at no higher price, within its longest run', async () => {
    const jobId = await opened();
    const tooLong = buyer.extendJob({ jobId, extraDuration: 30 * 86_400 });
    await expect(tooLong).rejects.toThrow(JobMarketDurationOutOfRangeError);
    await (await seller.setListingPrice({ listingId, unitPrice: PRICE + 1 })).wait();
    await expect(buyer.extendJob({ jobId, extraDuration: 60 })).rejects.toThrow(ExtensionRefusedError);
    await (await seller.setListingPrice({ listingId, unitPrice: PRICE })).wait();
    await (await buyer.extendJob({ jobId, extraDuration: 60 })).wait();
    await world.current.advance(601);
    await expect(buyer.extendJob({ jobId, extraDuration: 60 })).rejects.toThrow(TooLateError);
  });
});

describe('notice', () => {
  test('a buyer stops a run: use after the notice is not payable, then its end is anyone’s to bring about', async () => {
    const { jobId, startedAt } = await running();
    const { stop } = await buyer.getNotices({ listingId });
    await expect(helper.giveNotice({ jobId })).rejects.toThrow(NotBuyerError);
    await world.current.advance(900);
    const { endsAt, byProvider } = await (await buyer.giveNotice({ jobId })).wait();
    expect(byProvider).toBe(false);
    expect(BigInt(endsAt)).toBe((await world.current.now()) + stop);
    await expect(buyer.giveNotice({ jobId })).rejects.toThrow(AlreadyNoticedError);
    expect(await buyer.getJob({ jobId })).toMatchObject({ noticeEndsAt: endsAt, noticeByProvider: false });

    await world.current.advance(Number(stop) + 60);
    const report = { jobId, usage: BigInt(UNITS * 900), startedAt, outcome: Outcome.Checkpoint };
    const late = await world.current.signedReport({ ...report, endedAt: endsAt + 1 });
    await expect(seller.reportJob(late)).rejects.toThrow(InvalidTimesError);
    await (await seller.reportJob(await world.current.signedReport({ ...report, endedAt: endsAt }))).wait();

    const { overdueGrace } = await buyer.getMarketParams();
    await world.current.advanceTo(BigInt(endsAt + overdueGrace));
    expect(await buyer.getJobDue({ jobId })).toBe(Reason.None);
    await world.current.advance(1);
    expect(await buyer.getJobDue({ jobId })).toBe(Reason.Stopped);
    await (await helper.expireJob({ jobId })).wait();
    const job = await buyer.getJob({ jobId });
    expect(job).toMatchObject({ state: JobState.Reported, succeeded: false });
    expect(job.paid + job.escrow).toBe(usageCost(report.usage, BigInt(PRICE), Period.Hour));
  });

  test('a provider pre-empts a run on pre-emptible capacity; one who leaves another gives longer notice', async () => {
    const { jobId, startedAt } = await running(preemptible);
    const { preemption, exit } = await buyer.getNotices({ listingId: preemptible });
    const { endsAt, byProvider } = await (await seller.giveNotice({ jobId })).wait();
    expect(byProvider).toBe(true);
    expect(BigInt(endsAt)).toBe((await world.current.now()) + preemption);
    await world.current.advanceTo(BigInt(endsAt));
    const usage = BigInt(UNITS * 60);
    await (
      await seller.reportJob(await world.current.signedReport({ jobId, usage, startedAt, endedAt: endsAt }))
    ).wait();
    expect(await buyer.getJob({ jobId })).toMatchObject({ state: JobState.Reported, succeeded: false });

    const silent = await running(preemptible);
    const given = await (await seller.giveNotice({ jobId: silent.jobId })).wait();
    await world.current.advanceTo(BigInt(given.endsAt) + 601n);
    expect(await buyer.getJobDue({ jobId: silent.jobId })).toBe(Reason.Preempted);
    await (await helper.expireJob({ jobId: silent.jobId })).wait();
    expect((await buyer.getJob({ jobId: silent.jobId })).state).toBe(JobState.Refunded);

    const other = await running();
    const leaving = await (await seller.giveNotice({ jobId: other.jobId })).wait();
    expect(BigInt(leaving.endsAt)).toBe((await world.current.now()) + exit);
    expect(exit > preemption).toBe(true);
    const { endsAt: sooner } = await (await buyer.giveNotice({ jobId: other.jobId })).wait();
    expect(sooner < leaving.endsAt).toBe(true);
  });
});

describe('a backup', () => {
  /** The job that a transaction opened in place of another. */
  const successor = (receipt: Parameters<typeof eventsIn>[0]) =>
    eventsIn(receipt, world.current.contracts.JobMarket, jobMarketAbi, 'JobHandedOver').map(({ newJobId }) => newJobId);

  test('takes over what nobody took, with the same money, buyer and tasks', async () => {
    const [tasksRoot, other] = [jobSpecHash({ command: ['sweep'] }), account('buyer', 5).address];
    const request = { listingId, units: UNITS, duration: HOUR, taskCount: 100, tasksRoot, buyer: other };
    const { jobId, escrow } = await (await buyer.openJob(request)).wait();
    await expect(buyer.setBackup({ jobId, listingId })).rejects.toThrow(InvalidBackupError);
    await expect(seller.setBackup({ jobId, listingId: backup })).rejects.toThrow(NotPayerError);
    await (await buyer.setBackup({ jobId, listingId: backup })).wait();
    expect((await buyer.getJob({ jobId })).backupListing).toBe(backup);
    const before = await available();

    await world.current.advance(601);
    const { receipt } = await (await helper.expireJob({ jobId })).wait();
    const [newJobId = 0n] = successor(receipt);
    expect(await buyer.getJobSuccessor({ jobId })).toBe(newJobId);
    expect(await available()).toBe(before);
    expect(await buyer.getJobs({ jobIds: [jobId, newJobId] })).toMatchObject([
      { state: JobState.Refunded, paid: 0n },
      {
        state: JobState.Open,
        payer: buyer.account.address,
        buyer: other,
        listingId: backup,
        units: UNITS,
        duration: HOUR,
        escrow,
        tasksHash: tasksHash(100, tasksRoot),
        backupListing: 0,
      },
    ]);
    await (await helper.acknowledgeJobs({ jobIds: [newJobId], start: true })).wait();
    await (await helper.failJob({ jobId: newJobId, failureCode: 12 })).wait();
  });

  test('goes on from the last checkpoint; where it may not cost more than it does the money stays with the payer', async () => {
    const { jobId, startedAt } = await running();
    await (await buyer.setBackup({ jobId, listingId: backup, maxUnitPrice: PRICE })).wait();
    await world.current.advance(900);
    const usage = BigInt(UNITS * 900);
    const checkpoint = { jobId, usage, startedAt, endedAt: startedAt + 900, outcome: Outcome.Checkpoint };
    await (await seller.reportJob(await world.current.signedReport(checkpoint))).wait();
    const failed = await (await seller.failJob({ jobId, failureCode: 12 })).wait();
    const [newJobId = 0n] = successor(failed.receipt);
    const duration = HOUR - 900;
    const escrow = escrowFor({ unitPrice: PRICE, period: Period.Hour, units: UNITS, duration });
    expect(await buyer.getJob({ jobId: newJobId })).toMatchObject({ duration, escrow, state: JobState.Open });
    await (await buyer.cancelJob({ jobId: newJobId })).wait();

    const last = await opened();
    await (await buyer.setBackup({ jobId: last, listingId: backup, maxUnitPrice: PRICE - 1 })).wait();
    const { receipt } = await (await seller.failJob({ jobId: last, failureCode: 12 })).wait();
    expect(successor(receipt)).toEqual([]);
  });
});

test('no module holds units back unless it said so', async () => {
  expect(await buyer.getHeldUnits({ listingId })).toBe(0n);
});
