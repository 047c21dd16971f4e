import { readFileSync } from 'node:fs';
import { JobState, Reason } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { keccak256, parseEventLogs, toHex } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { FailureCode } from '../src/index.js';
import { inspectProcess } from '../src/run/inspect.js';
import { refundOf, reportsOf, Scratch, sellThroughAgent, startAgent, startMarket } from './support.js';

const HOUR_PRICE = 40_000n;
const UNITS = 2;

describe('agent and meters', () => {
  const scratch = new Scratch();
  let providerId: number;
  let listingId: number;
  const world = useWorld(async (made) => {
    ({ providerId, listingId } = await sellThroughAgent(made));
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  async function open(spec: Parameters<Scratch['publish']>[0], duration = 3_600): Promise<bigint> {
    const buyer = await world.current.buyer(0);
    const { wait } = await buyer.openJob({ listingId, units: UNITS, duration, specHash: scratch.publish(spec) });
    return (await wait()).jobId;
  }

  const job = async (jobId: bigint) => world.current.client(account('buyer')).getJob({ jobId });
  const reports = async (jobId: bigint) => {
    const events = await reportsOf(world.current, jobId);
    return events.map(({ args }) => args);
  };
  /** Failure code under which a job was closed, however it was. */
  const codeOf = async (jobId: bigint): Promise<number | undefined> => {
    const refunded = await refundOf(world.current, jobId);
    return refunded?.args.failureCode ?? (await reports(jobId))[0]?.failureCode;
  };
  const state = async (jobId: bigint) => (await job(jobId)).state;

  it('runs a real process for as long as the chain says and is paid for exactly that', async () => {
    const { agent } = await startMarket(world.current, scratch);
    const before = await world.current
      .client(account('provider'))
      .getVaultAccount({ account: account('provider').address });
    const jobId = await open({
      command: ['/bin/sh', '-c', 'echo "$GREETING from $CYBERPLAZA_JOB_ID"'],
      env: { GREETING: 'hello' },
      runSeconds: 1_800,
    });

    const run = await until(async () => {
      const response = await fetch(`${agent.url}/runs/${jobId}`);
      const view = (await response.json()) as { phase: string; pid: number; dir: string; startedAt: number };
      return view.phase === 'running' ? view : undefined;
    });
    expect(inspectProcess(run.pid)?.environment?.get('CYBERPLAZA_JOB_ID')).toBe(jobId.toString());
    expect(await state(jobId)).toBe(JobState.Running);

    // whoever drives the clock waits until the meters have seen the run
    await until(() => agent.isIdle());
    await world.current.advanceTo(BigInt(run.startedAt + 1_700));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(inspectProcess(run.pid)).toBeDefined();

    await world.current.advanceTo(BigInt(run.startedAt + 1_900));
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect(inspectProcess(run.pid)).toBeUndefined();

    expect(readFileSync(`${run.dir}/stdout`, 'utf8')).toBe(`hello from ${jobId}\n`);
    const reported = await world.current.client(account('buyer')).getJob({ jobId });
    // half an hour of two units, whatever the clock did after
    const cost = (HOUR_PRICE * BigInt(UNITS)) / 2n;
    const after = await world.current
      .client(account('provider'))
      .getVaultAccount({ account: account('provider').address });
    const paid = cost - cost / 10n;
    expect(reported.escrow).toBe(cost / 10n);
    expect(after.available - before.available).toBe(paid - (paid * 4n) / 100n);
  });

  it('keeps its jobs and its word over a restart', async () => {
    const dataDir = scratch.path('agent');
    const { agent: first } = await startMarket(world.current, scratch, { agent: { dataDir, concurrency: 1 } });
    const running = await open({ command: ['/bin/echo', 'first'], runSeconds: 600 });
    await until(async () => (await state(running)) === JobState.Running);
    const waiting = await open({ command: ['/bin/echo', 'second'], runSeconds: 60 });
    await until(async () => (await state(waiting)) === JobState.Acknowledged);
    await until(() => first.isIdle());
    await scratch.halt();

    // its run died with it, and it says so: the provider's fault, the buyer has all its money back
    const { agent } = await startMarket(world.current, scratch, { agent: { dataDir } });
    await until(async () => (await state(running)) === JobState.Refunded);
    await until(async () => (await state(waiting)) === JobState.Running);
    await until(() => agent.isIdle());
    await world.current.advance(61);
    await until(async () => (await state(waiting)) === JobState.Reported);
  });

  it('maps exits to outcomes: buyer fault, uncoded, not runnable, undescribed', async () => {
    const { agent } = await startMarket(world.current, scratch);
    const buyerFault = await open({ command: ['/bin/sh', '-c', 'exit 72'], runSeconds: 60 });
    const uncoded = await open({ command: ['/bin/sh', '-c', 'exit 1'], runSeconds: 60 });
    const notRunnable = await open({ command: ['/no/such/program'] });
    const buyer = await world.current.buyer(0);
    const silent = await (
      await buyer.openJob({ listingId, units: 1, duration: 60, specHash: keccak256(toHex('withheld')) })
    ).wait();

    await until(async () => (await state(notRunnable)) === JobState.Refunded);
    await until(
      async () => (await state(buyerFault)) === JobState.Running && (await state(uncoded)) === JobState.Running,
    );
    await until(() => agent.isIdle());
    await world.current.advance(70);
    await until(async () => (await state(buyerFault)) === JobState.Reported);
    await until(async () => (await state(uncoded)) === JobState.Refunded);
    expect(await state(silent.jobId)).toBe(JobState.Open);
  });

  it('kills what passes its limits, and the meters agree whose fault it is', async () => {
    const maxStdoutBytes = 10_000;
    const { agent } = await startMarket(world.current, scratch, {
      agent: { maxStdoutBytes },
      meter: { maxStdoutBytes },
    });
    const talkative = await open({ command: ['/usr/bin/yes'] });
    const endless = await open({ command: ['/bin/echo'], runSeconds: 100_000 }, 600);
    // The talkative one may be over before the endless one has begun; its failure below says that it ran.
    await until(async () => (await state(endless)) === JobState.Running);
    const startedAt = Number((await job(endless)).since);
    await until(async () => (await codeOf(talkative)) === FailureCode.OUTPUT);

    await until(() => agent.isIdle());
    await world.current.advanceTo(BigInt(startedAt + 5_000));
    await until(async () => (await codeOf(endless)) === FailureCode.DEADLINE);
    // the predicted time and a fifth more is what the escrow pays for
    expect((await reports(endless))[0]?.usage).toBe(BigInt(UNITS * 720));
  });

  it('goes by the description of the job it takes over, and longer where more was paid for', async () => {
    const buyer = await world.current.buyer(0);
    const specHash = scratch.publish({ command: ['/bin/echo', 'x'], runSeconds: 900 });
    const other = await world.current.listing(0, providerId, { startLimit: 30 });
    const request = { listingId: other, units: UNITS, duration: 600, specHash };
    const { jobId: first } = await (await buyer.openJob(request)).wait();
    await (await buyer.setBackup({ jobId: first, listingId })).wait();
    const { receipt } = await (
      await world.current.client(account('provider')).failJob({ jobId: first, failureCode: 1 })
    ).wait();
    const [handed] = parseEventLogs({ abi: jobMarketAbi, eventName: 'JobHandedOver', logs: receipt.logs });
    const jobId = handed?.args.newJobId ?? 0n;
    await (await buyer.extendJob({ jobId, extraDuration: 600 })).wait();

    const { agent } = await startMarket(world.current, scratch);
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => agent.isIdle());
    // the first 600 seconds and a fifth more would not have been enough
    await world.current.advanceTo(BigInt((await job(jobId)).since + 905));
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect(await reports(jobId)).toMatchObject([{ reason: Reason.Completed, usage: BigInt(UNITS * 900) }]);
  });

  it('reports partial work on the way', async () => {
    const { agent } = await startMarket(world.current, scratch, {
      agent: { checkpointEvery: 100, heartbeatEvery: 100 },
    });
    const jobId = await open({ command: ['/bin/echo'], runSeconds: 600 });
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => agent.isIdle());
    const startedAt = Number((await job(jobId)).since);
    await world.current.advanceTo(BigInt(startedAt + 150));
    await until(async () => (await job(jobId)).checkpointUsage >= BigInt(UNITS * 150));
    await until(() => agent.isIdle());
    await world.current.advanceTo(BigInt(startedAt + 700));
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect((await reports(jobId))[0]?.usage).toBe(BigInt(UNITS * 600));
  });

  it('leaves foreign jobs alone and finds old ones of its own', async () => {
    const stranger = await startAgent(world.current, scratch, { providers: [providerId + 1] });
    const jobId = await open({ command: ['/bin/echo', 'x'], runSeconds: 60 });
    const head = await world.current.chain.getBlockNumber();
    await until(() => stranger.isIdle(head));
    expect(await state(jobId)).toBe(JobState.Open);
    await scratch.halt();

    const { agent } = await startMarket(world.current, scratch);
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => agent.isIdle());
    await world.current.advance(61);
    await until(async () => (await state(jobId)) === JobState.Reported);
    const starts = await world.current.chain.getContractEvents({
      address: world.current.contracts.JobMarket,
      abi: jobMarketAbi,
      eventName: 'JobStarted',
      args: { jobId },
      fromBlock: 0n,
    });
    expect(starts).toHaveLength(1);
  });
});
