import { zeroHash } from 'viem';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  CapacityExceededError,
  EmptyBatchError,
  escrowFor,
  InvalidAccountNonceError,
  InvalidFailureCodeError,
  JobMarketNotOperatorError,
  JobState,
  jobSpecHash,
  NotBuyerError,
  NothingDoneError,
  OrderExpiredError,
  Outcome,
  Period,
  PriceAboveMaximumError,
  parseUsdc,
  Reason,
  SequenceNotRisingError,
  signOrder,
  signPermit,
  TooEarlyError,
  TooFewSignersError,
  tasksHash,
  UnknownJobError,
  WrongStateError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const SELLER = 0;
let providerId: number;
let listingId: number;
let buyer: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(SELLER, { certified: true });
  listingId = await w.listing(SELLER, providerId);
  buyer = await w.buyer(0);
  seller = w.client(account('provider', SELLER));
});

beforeEach(async () => {
  await world.current.publishPrices();
});

const request = (units = 4) => ({ listingId, units, duration: HOUR, specHash: jobSpecHash({ command: ['make'] }) });

async function opened(units = 4): Promise<bigint> {
  return (await (await buyer.openJob(request(units))).wait()).jobId;
}

async function running(units = 4): Promise<{ jobId: bigint; startedAt: number }> {
  const jobId = await opened(units);
  await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
  return { jobId, startedAt: (await buyer.getJob({ jobId })).since };
}

async function reported(units = 4): Promise<bigint> {
  const { jobId, startedAt } = await running(units);
  await world.current.advance(HOUR);
  const signed = await world.current.signedReport({
    jobId,
    usage: BigInt(units * HOUR),
    startedAt,
    endedAt: startedAt + HOUR,
  });
  await (await buyer.reportJob(signed)).wait();
  return jobId;
}

describe('opening', () => {
  test("takes exactly the quoted escrow, which is the maths' too", async () => {
    const quote = await buyer.quoteJob({ listingId, units: 4, duration: HOUR });
    expect(quote).toBe(escrowFor({ unitPrice: 40_000, period: Period.Hour, units: 4, duration: HOUR }));
    expect(await buyer.getRequirements({ action: 'openJob', amount: quote })).toEqual([]);
    const tooMuch = await buyer.getRequirements({ action: 'openJob', amount: parseUsdc('1000000') });
    expect(tooMuch).toMatchObject([{ kind: 'vaultBalance', needed: parseUsdc('1000000') }]);
    const before = await buyer.getVaultAccount({ account: buyer.account.address });
    const { jobId, escrow } = await (await buyer.openJob(request())).wait();
    const after = await buyer.getVaultAccount({ account: buyer.account.address });
    expect(escrow).toBe(quote);
    expect(before.available - after.available).toBe(quote);
    expect(await buyer.getJob({ jobId })).toMatchObject({
      payer: buyer.account.address,
      buyer: buyer.account.address,
      listingId,
      providerId,
      state: JobState.Open,
      escrow: quote,
      unitPrice: 40_000,
    });
    expect(await buyer.getJobCount()).toBe(jobId);
  });

  test('from the wallet, by allowance and by permit', async () => {
    const who = account('buyer', 1);
    await world.current.fund(who.address, { usdc: parseUsdc('100') });
    const client = world.current.client(who);
    const { USDC, Vault } = world.current.contracts;
    const value = await client.quoteJob({ listingId, units: 4, duration: HOUR });
    const deadline = (await world.current.now()) + 600n;
    const permit = await signPermit(client, { token: USDC, chainId: 31337, spender: Vault, value, deadline });
    const byPermit = await (await client.openJobWithToken({ ...request(), permit })).wait();
    expect(byPermit.escrow).toBe(value);
    for (const needed of await client.getRequirements({ action: 'openJobWithToken', amount: value })) {
      if (needed.kind === 'allowance') await (await client.sendCall({ call: needed.approval })).wait();
    }
    const byAllowance = await (await client.openJobWithToken(request())).wait();
    expect(byAllowance.jobId).toBe(byPermit.jobId + 1n);
    expect(await client.getVaultAccount({ account: who.address })).toEqual({ available: 0n, escrowed: value * 2n });
  });

  test('by a signed order, once, and not after it was voided or ran out', async () => {
    const relayer = world.current.client(account('relayer'));
    const payer = account('buyer', 0);
    const { deployment } = world.current;
    const deadline = (await world.current.now()) + 600n;
    const order = async (key: bigint, until = deadline) => {
      const nonce = await buyer.getOrderNonce({ account: payer.address, key });
      const signed = { payer: payer.address, request: request(), nonce, deadline: until };
      return { order: signed, signature: await signOrder(payer, deployment, signed) };
    };
    const first = await order(3n);
    const { jobId } = await (await relayer.openOrder(first)).wait();
    expect((await buyer.getJob({ jobId })).payer).toBe(payer.address);
    await expect(relayer.openOrder(first)).rejects.toThrow(InvalidAccountNonceError);
    const second = await order(3n);
    await (await buyer.invalidateNonce({ key: 3n })).wait();
    await expect(relayer.openOrder(second)).rejects.toThrow(InvalidAccountNonceError);
    await expect(relayer.openOrder(await order(4n, 1n))).rejects.toThrow(OrderExpiredError);
  });

  test('several at once have consecutive ids and are read by one call', async () => {
    const { jobIds } = await (await buyer.openJobs({ requests: [request(1), request(2), request(3)] })).wait();
    const [first = 0n] = jobIds;
    expect(jobIds).toEqual([first, first + 1n, first + 2n]);
    const jobs = await buyer.getJobs({ jobIds });
    expect(jobs.map(({ units }) => units)).toEqual([1, 2, 3]);
    expect(jobs[2]).toEqual(await buyer.getJob({ jobId: first + 2n }));
    expect(await buyer.getJobs({ jobIds: [] })).toEqual([]);
    await expect(buyer.openJobs({ requests: [] })).rejects.toThrow(EmptyBatchError);
    for (const jobId of jobIds) await (await buyer.cancelJob({ jobId })).wait();
  });

  test('refusals carry what was wanted and what there is', async () => {
    const tooMany = await buyer.openJob(request(65)).catch((error: unknown) => error);
    expect(tooMany).toBeInstanceOf(CapacityExceededError);
    expect((tooMany as CapacityExceededError).args).toMatchObject({ listingId, wanted: 65n });
    await expect(buyer.openJob({ ...request(), maxUnitPrice: 39_999 })).rejects.toThrow(PriceAboveMaximumError);
    await expect(buyer.getJob({ jobId: 10n ** 9n })).rejects.toThrow(UnknownJobError);
    await expect(buyer.getJobs({ jobIds: [10n ** 9n] })).rejects.toThrow(UnknownJobError);
  });
});

describe('before the start', () => {
  test('cancelling at once is free', async () => {
    const jobId = await opened();
    const { escrow } = await buyer.getJob({ jobId });
    await expect(seller.cancelJob({ jobId })).rejects.toThrow(NotBuyerError);
    const { reason, refunded } = await (await buyer.cancelJob({ jobId })).wait();
    expect(reason).toBe(Reason.CancelledFree);
    expect(refunded).toBe(escrow);
    expect((await buyer.getJob({ jobId })).state).toBe(JobState.Refunded);
  });

  test('acknowledge and start in two calls, a heartbeat, and giving up', async () => {
    const jobId = await opened();
    await expect(buyer.acknowledgeJobs({ jobIds: [jobId] })).rejects.toThrow(JobMarketNotOperatorError);
    await (await seller.acknowledgeJobs({ jobIds: [jobId] })).wait();
    await (await seller.startJobs({ jobIds: [jobId] })).wait();
    expect((await buyer.getJob({ jobId })).state).toBe(JobState.Running);
    await (await seller.heartbeatJob({ jobId })).wait();
    await expect(seller.failJob({ jobId, failureCode: 100 })).rejects.toThrow(InvalidFailureCodeError);
    await (await seller.failJob({ jobId, failureCode: 12 })).wait();
    expect((await buyer.getJob({ jobId })).state).toBe(JobState.Refunded);
  });

  test('silence of the provider is ended by anyone', async () => {
    const [a, b] = [await opened(1), await opened(1)];
    const early = await seller.expireJob({ jobId: a }).catch((error: unknown) => error);
    expect(early).toBeInstanceOf(TooEarlyError);
    await expect(seller.expireJobs({ jobIds: [a, b] })).rejects.toThrow(NothingDoneError);
    await world.current.advanceTo((early as TooEarlyError).args.from);
    expect(await buyer.getJobDue({ jobId: a })).toBe(Reason.NotAcknowledged);
    await (await seller.expireJob({ jobId: a })).wait();
    await world.current.advance(60);
    expect(await buyer.getJobsDue({ jobIds: [a, b] })).toEqual([Reason.None, Reason.NotAcknowledged]);
    await (await seller.expireJobs({ jobIds: [a, b] })).wait();
    expect((await buyer.getJob({ jobId: b })).state).toBe(JobState.Refunded);
  });
});

describe('reports', () => {
  test('completion pays at once, the hold-back after the window', async () => {
    const jobId = await reported();
    const job = await buyer.getJob({ jobId });
    expect(job.state).toBe(JobState.Reported);
    expect(job.escrow > 0n).toBe(true);
    expect((await buyer.getProviderLoad({ providerId })).atRisk).toBe(job.paidEarly);
    await expect(buyer.releaseJob({ jobId })).rejects.toThrow(TooEarlyError);
    await world.current.advance(72n * 3_600n + 1n);
    expect(await buyer.getJobDue({ jobId })).toBe(Reason.WindowElapsed);
    const { paid, fee, refunded } = await (await buyer.releaseJob({ jobId })).wait();
    expect(paid + fee + refunded).toBe(job.escrow);
    const settled = await buyer.getJob({ jobId });
    expect(settled).toMatchObject({ state: JobState.Settled, succeeded: true, paidEarly: 0n, escrow: 0n });
    expect(settled.paid).toBe(job.paidEarly + job.escrow);
    expect((await buyer.getMarketVolume()) > 0n).toBe(true);
  });

  test('several hold-backs in one call', async () => {
    const jobIds = [await reported(), await reported()];
    await world.current.advance(72n * 3_600n + 1n);
    const { settled } = await (await seller.releaseJobs({ jobIds })).wait();
    expect(settled).toEqual(jobIds);
    await expect(seller.releaseJobs({ jobIds })).rejects.toThrow(NothingDoneError);
  });

  test('the buyer may confirm early', async () => {
    const jobId = await reported();
    const { escrow } = await buyer.getJob({ jobId });
    const { paid, fee, refunded } = await (await buyer.confirmJob({ jobId })).wait();
    expect(paid + fee + refunded).toBe(escrow);
    await expect(buyer.confirmJob({ jobId })).rejects.toThrow(WrongStateError);
  });

  test('a report may start an acknowledged job; checkpoints must rise', async () => {
    const jobId = await opened();
    await (await seller.acknowledgeJobs({ jobIds: [jobId] })).wait();
    const startedAt = Number(await world.current.now());
    await world.current.advance(600);
    const checkpoint = { jobId, usage: 1_000n, startedAt, endedAt: startedAt + 600, outcome: Outcome.Checkpoint };
    await (await seller.reportJob(await world.current.signedReport(checkpoint))).wait();
    expect(await buyer.getJob({ jobId })).toMatchObject({
      state: JobState.Running,
      checkpointUsage: 1_000n,
      lastSequence: 1,
    });
    const again = await world.current.signedReport(checkpoint);
    await expect(seller.reportJob(again)).rejects.toThrow(SequenceNotRisingError);
    const signed = await world.current.signedReport({ ...checkpoint, sequence: 2 });
    const half: `0x${string}` = `0x${signed.proof.slice(2, 2 + 65 * 2 * 3)}`;
    const refused = await seller.reportJob({ report: signed.report, proof: half }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TooFewSignersError);
    expect((refused as TooFewSignersError).args).toEqual({ counted: 3n, needed: 4n });
  });

  test('a sweep keeps its size and its root', async () => {
    const tasksRoot = jobSpecHash({ command: ['sweep'] });
    const { jobId } = await (await buyer.openJob({ ...request(), taskCount: 100, tasksRoot })).wait();
    expect((await buyer.getJob({ jobId })).tasksHash).toBe(tasksHash(100, tasksRoot));
    expect((await buyer.getJob({ jobId: jobId - 1n })).tasksHash).toBe(zeroHash);
  });
});

describe("the market's copies and settings", () => {
  test('anyone may refresh them', async () => {
    await (await buyer.refreshProvider({ providerId })).wait();
    await (await buyer.refreshListing({ listingId })).wait();
    await (await buyer.refreshStatus()).wait();
  });

  test('settings have their defaults', async () => {
    expect(await buyer.getMarketParams()).toMatchObject({ bufferBps: 2_000, ackWindow: 600, disputeWindow: 259_200 });
    expect(await buyer.getVerifier()).toBe(world.current.contracts.MeterQuorum);
    expect((await buyer.getUnitsInUse({ listingId })) >= 0n).toBe(true);
  });
});
