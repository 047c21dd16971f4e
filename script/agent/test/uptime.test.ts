import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobState, type NewTariff } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import type { UsageReport } from '@cyberplaza/sdk/eip712';
import { decodeFunctionData } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { FailureCode } from '../src/index.js';
import {
  emptyTally,
  heartbeatPath,
  isUp,
  samplingError,
  type Tally,
  UptimeMeter,
  uptimeOf,
} from '../src/run/uptime.js';
import { refundOf, reportsOf, Scratch, sellThroughAgent, startMarket } from './support.js';

const PROBE_MS = 20;
const NEVER_MS = 600_000;
const DOWN_PROBES = 50;
const UNITS = 2;
const TARIFF: NewTariff = {
  uptime: [
    { belowBps: 9_990, creditBps: 1_000 },
    { belowBps: 9_500, creditBps: 4_000 },
  ],
};

describe('uptime, measured', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    ({ listingId } = await sellThroughAgent(made, {}, TARIFF));
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  async function open(spec: Parameters<Scratch['publish']>[0]): Promise<bigint> {
    const buyer = await world.current.buyer(0);
    const { wait } = await buyer.openJob({ listingId, units: UNITS, duration: 3_600, specHash: scratch.publish(spec) });
    return (await wait()).jobId;
  }

  const state = async (jobId: bigint) => (await world.current.client(account('buyer')).getJob({ jobId })).state;

  /** The settled report of a job, as it was signed, and what it moved. */
  async function settlement(jobId: bigint) {
    const [event] = await reportsOf(world.current, jobId);
    if (!event) throw new Error(`job ${jobId} has no report`);
    const { input } = await world.current.chain.getTransaction({ hash: event.transactionHash });
    const call = decodeFunctionData({ abi: jobMarketAbi, data: input });
    if (call.functionName !== 'report') throw new Error(`job ${jobId} was settled by ${call.functionName}`);
    return { ...event.args, report: call.args[0] };
  }

  async function expectCredit(jobId: bigint): Promise<number> {
    const { report, cost, slaCredit } = await settlement(jobId);
    const anyone = world.current.client(account('buyer'));
    const { credit } = await anyone.quoteSla({ listingId, cost: cost + slaCredit, uptimeBps: report.uptimeBps });
    expect(slaCredit).toBe(credit);
    expect(credit).toBeGreaterThan(0n);
    return report.uptimeBps;
  }

  it('a job that stood still for a part of its run earns its buyer the credit, whatever its agent saw', async () => {
    const { agent, meters } = await startMarket(world.current, scratch, {
      agent: { probeMs: NEVER_MS },
      meter: { probeMs: PROBE_MS },
    });
    const jobId = await open({ command: ['/bin/sleep', '10'], runSeconds: 1_800 });
    const tallies = () =>
      Promise.all(
        meters.map(async ({ url }) => {
          const observation = await (await fetch(`${url}/observations/${jobId}`)).json();
          return (observation as { tally?: Tally }).tally ?? emptyTally();
        }),
      );
    const run = await until(async () => {
      const view = (await (await fetch(`${agent.url}/runs/${jobId}`)).json()) as { phase: string; pid: number };
      return view.phase === 'running' ? view : undefined;
    });
    process.kill(-run.pid, 'SIGSTOP');
    await until(async () => (await tallies()).every(({ probes, up }) => probes - up >= DOWN_PROBES));
    process.kill(-run.pid, 'SIGCONT');
    await until(() => agent.isIdle());
    await world.current.advance(1_900);
    await until(async () => (await state(jobId)) === JobState.Reported);
    const uptimeBps = await expectCredit(jobId);
    const seen = (await tallies()).map(uptimeOf);
    expect(uptimeBps).toBeGreaterThanOrEqual(Math.min(...seen));
    expect(uptimeBps).toBeLessThanOrEqual(Math.max(...seen));
  });

  it('a job that falls silent is down, where its provider vouches for heartbeats', async () => {
    const { agent } = await startMarket(world.current, scratch, {
      agent: { probeMs: PROBE_MS, heartbeats: true },
      meter: { probeMs: PROBE_MS },
    });
    const beat = 'touch "$CYBERPLAZA_HEARTBEAT"';
    const script = `${beat}; sleep 2.5; for i in 1 2 3 4; do ${beat}; sleep 0.4; done`;
    const jobId = await open({ command: ['/bin/sh', '-c', script], runSeconds: 1_800, heartbeatSeconds: 1 });
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => agent.isIdle());
    await world.current.advance(1_900);
    await until(async () => (await state(jobId)) === JobState.Reported);
    const uptimeBps = await expectCredit(jobId);
    expect(uptimeBps).toBeLessThan(9_000);
  });

  it('a job that never stood still costs its provider nothing, and nobody gets more by claiming less', async () => {
    const { agent, meters } = await startMarket(world.current, scratch, {
      agent: { probeMs: PROBE_MS },
      meter: { probeMs: PROBE_MS },
    });
    const jobId = await open({ command: ['/bin/sleep', '0.5'], runSeconds: 1_800 });
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => agent.isIdle());
    await world.current.advance(600);
    const job = await world.current.client(account('buyer')).getJob({ jobId });
    const claim: UsageReport = {
      market: world.current.contracts.JobMarket,
      jobId,
      sequence: 77,
      usage: BigInt(UNITS * 300),
      startedAt: job.since,
      endedAt: job.since + 300,
      outcome: 0,
      failureCode: 0,
      uptimeBps: 5_000,
      resultHash: `0x${'00'.repeat(32)}`,
    };
    const [verdict] = (await meters[0]?.sign(world.current.deployment.chainId, [claim])) ?? [];
    expect(verdict).toMatchObject({ refused: 'uptime-mismatch', observed: { uptimeBps: 10_000 } });
    await world.current.advance(1_300);
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect(await settlement(jobId)).toMatchObject({ slaCredit: 0n, report: { uptimeBps: 10_000 } });
  });

  it('an agent that was not told to vouch for heartbeats declines such a job', async () => {
    await startMarket(world.current, scratch);
    const jobId = await open({ command: ['/bin/echo'], heartbeatSeconds: 60 });
    await until(async () => (await state(jobId)) === JobState.Refunded);
    const refunded = await refundOf(world.current, jobId);
    expect(refunded?.args.failureCode).toBe(FailureCode.HEARTBEAT);
  });
});

describe('one look', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cyberplaza-uptime-'));
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });

  it('finds a run down while it is stopped or silent, and looks away once its command has ended', async () => {
    const child = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
    children.push(child);
    const pid = child.pid ?? 0;
    expect(isUp({ pid, dir })).toBe(true);
    child.kill('SIGSTOP');
    await until(() => isUp({ pid, dir }) === false);
    child.kill('SIGCONT');
    await until(() => isUp({ pid, dir }) === true);

    expect(isUp({ pid, dir, heartbeatSeconds: 10 })).toBe(false);
    writeFileSync(heartbeatPath(dir), '');
    expect(isUp({ pid, dir, heartbeatSeconds: 10 })).toBe(true);
    const before = Date.now() / 1_000 - 11;
    utimesSync(heartbeatPath(dir), before, before);
    expect(isUp({ pid, dir, heartbeatSeconds: 10 })).toBe(false);

    writeFileSync(join(dir, 'code'), '1\n');
    expect(isUp({ pid, dir, heartbeatSeconds: 10 })).toBeUndefined();
  });

  it('adds up to an uptime and to what two observers may differ by', () => {
    const meter = new UptimeMeter();
    expect(uptimeOf(emptyTally())).toBe(10_000);
    for (const up of [true, true, false, true, true, true]) meter.count(up);
    meter.count(false, 0);
    expect(meter.tally).toEqual({ probes: 6, up: 5, changes: 2 });
    expect(uptimeOf(meter.tally)).toBe(8_333);
    expect(samplingError(meter.tally)).toBe(3_334);
    meter.count(false, 4);
    expect(uptimeOf(meter.tally)).toBe(5_000);
  });
});
