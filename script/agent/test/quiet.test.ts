import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { parseEventLogs } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import type { Agent, AgentInput } from '../src/index.js';
import { inspectProcess } from '../src/run/inspect.js';
import { reportsOf, Scratch, sellThroughAgent, startAgent, startMarket, startMeter } from './support.js';

const UNITS = 2;
const HOUR_PRICE = 40_000n;
/** what the market waits for an acknowledgement, and what the agent keeps of it for a transaction */
const WINDOW = 600;
const MARGIN = 60;
const LONGEST = 300;
const QUORUM = 4;

describe('runs that their report acknowledges', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    ({ listingId } = await sellThroughAgent(made));
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  const start = (input: Partial<AgentInput> = {}) =>
    startMarket(world.current, scratch, { agent: { reportAcknowledges: LONGEST, ...input } });
  const job = async (jobId: bigint) => world.current.client(account('buyer')).getJob({ jobId });
  const state = async (jobId: bigint) => (await job(jobId)).state;
  const payout = async () => {
    const { address } = account('provider');
    return (await world.current.client(account('provider')).getVaultAccount({ account: address })).available;
  };

  async function open(spec: Parameters<Scratch['publish']>[0], duration = LONGEST) {
    const buyer = await world.current.buyer(0);
    const { wait } = await buyer.openJob({ listingId, units: UNITS, duration, specHash: scratch.publish(spec) });
    const { jobId } = await wait();
    return { jobId, openedAt: (await job(jobId)).since };
  }

  /** A command that works until the test says that it may end. */
  function patient() {
    const path = scratch.path('go');
    return {
      spec: { command: ['/bin/sh', '-c', `until [ -e ${path} ]; do sleep 0.05; done`] },
      finish: () => writeFileSync(path, ''),
    };
  }

  /** The run as soon as it has begun and its witnesses have seen it. */
  async function running(agent: Agent, jobId: bigint) {
    const run = await until(async () => {
      const response = await fetch(`${agent.url}/runs/${jobId}`);
      if (!response.ok) return undefined;
      const view = (await response.json()) as { phase: string; pid: number; startedAt: number; dir: string };
      return view.phase === 'running' ? view : undefined;
    });
    await until(() => agent.isIdle());
    return run;
  }

  /** Moves the clock and waits for what the agent makes of it. */
  async function move(agent: Agent, timestamp: number): Promise<void> {
    await world.current.advanceTo(BigInt(timestamp));
    const head = await world.current.chain.getBlockNumber();
    await until(() => agent.isIdle(head));
  }

  /** What the market said of a job, by transaction. */
  async function story(jobId: bigint): Promise<string[][]> {
    const logs = await world.current.chain.getLogs({ address: world.current.contracts.JobMarket, fromBlock: 0n });
    const events = parseEventLogs({ abi: jobMarketAbi, logs }).filter(
      ({ args }) => 'jobId' in args && args.jobId === jobId,
    );
    const transactions = [...new Set(events.map(({ transactionHash }) => transactionHash))];
    return transactions.map((hash) =>
      events.filter(({ transactionHash }) => transactionHash === hash).map(({ eventName }) => eventName),
    );
  }

  async function settled(jobId: bigint) {
    const [event] = await reportsOf(world.current, jobId);
    return event?.args;
  }

  it('a short job costs its provider one transaction, and is paid like any other', async () => {
    const { agent } = await start({ heartbeatEvery: 10 });
    const before = await payout();
    const { jobId, openedAt } = await open({ command: ['/bin/echo', 'x'], runSeconds: 180 }, 3_600);
    const { startedAt } = await running(agent, jobId);
    expect(startedAt).toBeGreaterThanOrEqual(openedAt);
    // no heartbeat either: the chain does not know that it runs
    await move(agent, startedAt + 100);
    expect(await state(jobId)).toBe(JobState.Open);
    expect(await (await fetch(`${agent.url}/metrics`)).text()).not.toContain('heartbeat');

    await world.current.advanceTo(BigInt(startedAt + 200));
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect((await story(jobId)).slice(1)).toEqual([['JobAcknowledged', 'JobStarted', 'JobReported']]);
    const { usage, paid } = (await settled(jobId)) ?? {};
    expect(usage).toBe(BigInt(UNITS * 180));
    expect(paid).toBeGreaterThan(0n);
    expect((await payout()) - before).toBe(paid);
  });

  it('a job that may last longer than that is acknowledged by a transaction', async () => {
    const { agent } = await start();
    const long = await open({ command: ['/bin/echo'], runSeconds: LONGEST + 1 }, 3_600);
    const unlimited = await open({ command: ['/bin/echo'] }, LONGEST + 1);
    await running(agent, long.jobId);
    expect((await story(long.jobId))[1]).toEqual(['JobAcknowledged', 'JobStarted']);
    await until(async () => (await state(unlimited.jobId)) !== JobState.Open);
    expect((await story(unlimited.jobId))[1]).toEqual(['JobAcknowledged', 'JobStarted']);
  });

  it('a checkpoint acknowledges as well, and loses nothing', async () => {
    const { agent } = await start({ checkpointEvery: 100 });
    const { jobId } = await open({ command: ['/bin/echo'], runSeconds: LONGEST });
    const { startedAt } = await running(agent, jobId);
    await world.current.advanceTo(BigInt(startedAt + 150));
    await until(async () => (await state(jobId)) === JobState.Running);
    expect((await job(jobId)).since).toBe(startedAt);
    await world.current.advanceTo(BigInt(startedAt + LONGEST + 10));
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect((await story(jobId)).slice(1)).toEqual([
      ['JobAcknowledged', 'JobStarted', 'JobCheckpointed'],
      ['JobReported'],
    ]);
    expect((await settled(jobId))?.usage).toBe(BigInt(UNITS * LONGEST));
  });

  it('what outlasts the window is acknowledged in time, and paid from then', async () => {
    const { agent } = await start();
    const { spec, finish } = patient();
    const { jobId, openedAt } = await open(spec);
    const { startedAt } = await running(agent, jobId);
    await move(agent, openedAt + WINDOW - MARGIN - 10);
    expect(await state(jobId)).toBe(JobState.Open);
    await world.current.advanceTo(BigInt(openedAt + WINDOW - MARGIN));
    await until(async () => (await state(jobId)) === JobState.Running);
    const { since } = await job(jobId);
    expect(since).toBeGreaterThan(startedAt);
    expect((await story(jobId)).slice(1)).toEqual([['JobAcknowledged', 'JobStarted']]);
    await move(agent, since + 120);
    finish();
    await until(async () => (await state(jobId)) === JobState.Reported);
    const usage = (await settled(jobId))?.usage ?? 0n;
    expect(usage).toBeGreaterThanOrEqual(BigInt(UNITS * 120));
    expect(usage).toBeLessThan(BigInt(UNITS * (since - startedAt)));
  });

  it('is ended when its buyer cancels, and when the window went by unseen', async () => {
    const { agent } = await start();
    const { spec } = patient();
    const cancelled = await open(spec);
    const { pid } = await running(agent, cancelled.jobId);
    await (await world.current.client(account('buyer')).cancelJob({ jobId: cancelled.jobId })).wait();
    await until(() => inspectProcess(pid) === undefined);
    await until(() => agent.jobs().running === 0 && agent.isIdle());
    expect((await job(cancelled.jobId)).state).toBe(JobState.Refunded);

    const late = await open(spec);
    const run = await running(agent, late.jobId);
    await world.current.advanceTo(BigInt(late.openedAt + WINDOW + 1));
    await until(() => inspectProcess(run.pid) === undefined);
    const { note } = await until(async () => {
      const view = (await (await fetch(`${agent.url}/runs/${late.jobId}`)).json()) as { phase: string; note?: string };
      return view.phase === 'done' ? view : undefined;
    });
    expect(note).toBe('too late to report');
    expect(await state(late.jobId)).toBe(JobState.Open);
  });

  it('is remembered over a restart, and not run again', async () => {
    const dataDir = scratch.path('agent');
    const { agent: first } = await start({ dataDir });
    const { jobId } = await open({ command: ['/bin/echo'], runSeconds: LONGEST });
    await running(first, jobId);
    await scratch.halt();
    expect(await state(jobId)).toBe(JobState.Open);

    // its run died with the agent, and these meters never saw it: the job is given back
    await start({ dataDir });
    await until(async () => (await state(jobId)) === JobState.Refunded);
    expect((await story(jobId)).slice(1)).toEqual([['JobRefunded']]);
  });

  it('that finds no quorum in time is acknowledged without a start, and paid for all of it', async () => {
    const port = await freePort();
    const meters = await Promise.all(
      Array.from({ length: QUORUM }, (_, n) =>
        startMeter(world.current, scratch, n, { agents: [`http://127.0.0.1:${port}`] }),
      ),
    );
    const [absent, ...present] = meters.map(({ url }) => url);
    const gate = await Gate.before(absent ?? '', scratch);
    const agent = await startAgent(world.current, scratch, {
      port,
      meters: [gate.url, ...present],
      reportAcknowledges: LONGEST,
    });
    const { jobId, openedAt } = await open({ command: ['/bin/echo'], runSeconds: 60 });
    const { startedAt } = await running(agent, jobId);
    await world.current.advanceTo(BigInt(startedAt + 61));
    await until(() => agent.jobs().stalled === 1);
    await world.current.advanceTo(BigInt(openedAt + WINDOW - MARGIN));
    await until(async () => (await state(jobId)) === JobState.Acknowledged);
    await world.current.advanceTo(BigInt(openedAt + WINDOW + 10));
    gate.open();
    await until(async () => (await state(jobId)) === JobState.Reported);
    expect((await story(jobId)).slice(1)).toEqual([['JobAcknowledged'], ['JobStarted', 'JobReported']]);
    const usage = (await settled(jobId))?.usage;
    expect(usage).toBe(BigInt(UNITS * 60));
    expect((await settled(jobId))?.cost).toBe(((usage ?? 0n) * HOUR_PRICE + 3_599n) / 3_600n);
  });

  it('must leave the market time for a transaction', async () => {
    await expect(startAgent(world.current, scratch, { reportAcknowledges: WINDOW - MARGIN + 1 })).rejects.toThrow(
      'reportAcknowledges: 540 s at most, for the market waits 600 s for an acknowledgement',
    );
    await startAgent(world.current, scratch, { reportAcknowledges: WINDOW - MARGIN });
  });
});

/** Stands before a meter, which nobody reaches until it is opened. */
class Gate {
  #open = false;

  private constructor(readonly url: string) {}

  static async before(target: string, scratch: Scratch): Promise<Gate> {
    const port = await freePort();
    const gate = new Gate(`http://127.0.0.1:${port}`);
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (!gate.#open) {
        response.writeHead(503).end();
        return;
      }
      const answer = await fetch(`${target}${request.url}`, { method: 'POST', body: Buffer.concat(chunks) });
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    scratch.onStop(async () => {
      server.closeAllConnections();
      server.close();
    });
    return gate;
  }

  open(): void {
    this.#open = true;
  }
}
