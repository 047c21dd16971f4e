import { existsSync, readFileSync } from 'node:fs';
import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import type { Agent } from '../src/index.js';
import { inspectProcess } from '../src/run/inspect.js';
import { reportsOf, Scratch, sellThroughAgent, startAgent, startMarket } from './support.js';

const UNITS = 2;
const STOP = 10 * 60;
const PREEMPTION = 3 * 60;
const HOUR_PRICE = 40_000n;
/** A service that runs until it is told to stop, then saves its work. */
const SERVICE = {
  command: ['/bin/sh', '-c', 'trap "echo saved; exit 0" TERM; while :; do sleep 0.1; done'],
};

describe('notice', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    const notices = { noticeMinutes: STOP / 60, preemptNoticeMinutes: PREEMPTION / 60 };
    ({ listingId } = await sellThroughAgent(made, { preemptible: true }, notices));
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  const job = async (jobId: bigint) => world.current.client(account('buyer')).getJob({ jobId });

  async function service(agent: Agent) {
    const buyer = await world.current.buyer(0);
    const { wait } = await buyer.openJob({
      listingId,
      units: UNITS,
      duration: 7_200,
      specHash: scratch.publish(SERVICE),
    });
    const { jobId } = await wait();
    await until(async () => (await job(jobId)).state === JobState.Running);
    const run = await until(async () => {
      const view = (await (await fetch(`${agent.url}/runs/${jobId}`)).json()) as {
        phase: string;
        pid: number;
        dir: string;
      };
      return view.phase === 'running' ? view : undefined;
    });
    return { ...run, jobId, startedAt: (await job(jobId)).since };
  }

  async function reported(jobId: bigint) {
    await until(async () => (await job(jobId)).state === JobState.Reported);
    const [event] = await reportsOf(world.current, jobId);
    return event?.args;
  }

  it('a service that its buyer stops is checkpointed, told when, ended in time and paid up to then', async () => {
    const { agent } = await startMarket(world.current, scratch);
    const { jobId, startedAt, pid, dir } = await service(agent);
    await world.current.advanceTo(BigInt(startedAt + 600));
    const buyer = world.current.client(account('buyer'));
    const hash = await buyer.writeContract({
      address: world.current.contracts.JobMarket,
      abi: jobMarketAbi,
      functionName: 'giveNotice',
      args: [jobId],
    });
    await world.current.chain.waitForTransactionReceipt({ hash });
    const { noticeEndsAt } = await job(jobId);
    expect(noticeEndsAt).toBeGreaterThanOrEqual(startedAt + 600 + STOP);
    await until(async () => (await job(jobId)).checkpointUsage >= BigInt(UNITS * 600));
    await until(() => existsSync(`${dir}/notice.json`));
    expect(JSON.parse(readFileSync(`${dir}/notice.json`, 'utf8'))).toEqual({ endsAt: noticeEndsAt, byProvider: false });
    expect(inspectProcess(pid)).toBeDefined();

    await world.current.advanceTo(BigInt(noticeEndsAt + 30));
    const settled = await reported(jobId);
    const usage = BigInt(UNITS * (noticeEndsAt - startedAt));
    expect(settled?.usage).toBe(usage);
    expect(settled?.cost).toBe((usage * HOUR_PRICE + 3_599n) / 3_600n);
    expect(settled?.failureCode).toBe(0);
    expect(readFileSync(`${dir}/stdout`, 'utf8')).toBe('saved\n');
    expect(inspectProcess(pid)).toBeUndefined();
  });

  it('an agent that must go gives notice to what may be pre-empted, and is paid up to then', async () => {
    const dataDir = scratch.path('agent');
    const { agent } = await startMarket(world.current, scratch, { agent: { dataDir } });
    const { jobId, startedAt } = await service(agent);
    await world.current.advanceTo(BigInt(startedAt + 900));
    let drained = false;
    const going = agent.drain().then(() => {
      drained = true;
    });
    const { noticeEndsAt } = await until(async () => {
      const found = await job(jobId);
      return found.noticeByProvider ? found : undefined;
    });
    expect(noticeEndsAt).toBeGreaterThanOrEqual(startedAt + 900 + PREEMPTION);
    await until(async () => (await job(jobId)).checkpointUsage >= BigInt(UNITS * 900));
    expect(drained).toBe(false);

    // a job that comes meanwhile is left to the agent's next start
    const buyer = await world.current.buyer(1);
    const specHash = scratch.publish({ command: ['/bin/echo'] });
    const other = await (await buyer.openJob({ listingId, units: 1, duration: 3_600, specHash })).wait();

    await world.current.advanceTo(BigInt(noticeEndsAt + 1));
    const settled = await reported(jobId);
    await going;
    expect(settled?.usage).toBe(BigInt(UNITS * (noticeEndsAt - startedAt)));
    expect((await job(other.jobId)).state).toBe(JobState.Open);
    expect(agent.jobs().running).toBe(0);

    await agent.stop();
    await startAgent(world.current, scratch, { dataDir });
    await until(async () => (await job(other.jobId)).state !== JobState.Open);
    expect((await job(other.jobId)).state).toBe(JobState.Running);
  });
});
