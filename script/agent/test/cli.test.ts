import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { inspectProcess } from '../src/run/inspect.js';
import { Scratch, sellThroughAgent, startMeter } from './support.js';

const SOURCE = join(fileURLToPath(new URL('.', import.meta.url)), '../src');
const TSX = join(fileURLToPath(new URL('.', import.meta.url)), '../../../node_modules/.bin/tsx');
const METERS = 4;

describe('command line', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    ({ listingId } = await sellThroughAgent(made));
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  /** Starts a CLI and waits for its ready line. */
  async function start(args: string[]): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(TSX, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env.PATH ?? '' } });
    scratch.onStop(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    const line = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
    });
    const ready = JSON.parse(line) as { msg: string; url: string };
    expect(ready.msg).toBe('ready');
    return { child, url: ready.url };
  }

  async function open(runSeconds: number, command = ['/bin/echo', 'x']): Promise<bigint> {
    const buyer = await world.current.buyer(0);
    const specHash = scratch.publish({ command, runSeconds });
    const { wait } = await buyer.openJob({ listingId, units: 1, duration: 3_600, specHash });
    return (await wait()).jobId;
  }

  const state = async (jobId: bigint) => (await world.current.client(account('buyer')).getJob({ jobId })).state;

  async function setUp() {
    const port = await freePort();
    const meters = await Promise.all(
      Array.from({ length: METERS }, (_, n) =>
        startMeter(world.current, scratch, n, { agents: [`http://127.0.0.1:${port}`] }),
      ),
    );
    const keyFile = scratch.path('key');
    writeFileSync(keyFile, `0x${'a1'.repeat(32)}`);
    const dataDir = scratch.path('agent');
    mkdirSync(dataDir, { recursive: true });
    const args = [
      join(SOURCE, 'cli.ts'),
      'run',
      '--rpc',
      world.current.url,
      '--deployment',
      scratch.deploymentFile(world.current),
    ];
    args.push(
      '--data-dir',
      dataDir,
      '--specs',
      scratch.specs,
      '--key-file',
      keyFile,
      '--port',
      String(port),
      '--poll-ms',
      '20',
    );
    for (const { url } of meters) args.push('--meter', url);
    return { args, meters };
  }

  const runOf = async (url: string, jobId: bigint) =>
    (await (await fetch(`${url}/runs/${jobId}`)).json()) as { phase?: string; pid: number; startedAt: number };
  /** Waits until every meter has seen something of a run. */
  async function seenBy(
    meters: readonly { url: string }[],
    jobId: bigint,
    isSeen: (observation: { lastAlive: number; goneAt?: number }) => boolean,
  ): Promise<void> {
    for (const { url } of meters) {
      await until(async () => {
        const response = await fetch(`${url}/observations/${jobId}`);
        return response.ok && isSeen((await response.json()) as { lastAlive: number; goneAt?: number });
      });
    }
  }
  const idle = async (url: string) => ((await (await fetch(`${url}/idle`)).json()) as { idle: boolean }).idle;

  it.each([
    ['its runs', JobState.Running, []],
    ['runs that their report acknowledges', JobState.Open, ['--report-acknowledges', '500']],
  ])('a killed agent comes back, finds what %s left, and is paid for what the meters saw', async (_, known, flags) => {
    const { args: basic, meters } = await setUp();
    const args = [...basic, ...flags];
    const { child, url } = await start(args);
    const jobId = await open(400);
    await until(async () => (await runOf(url, jobId)).phase === 'running');
    await until(() => idle(url));
    expect(await state(jobId)).toBe(known);
    const { pid, startedAt } = await runOf(url, jobId);
    await world.current.advanceTo(BigInt(startedAt + 200));
    await seenBy(meters, jobId, ({ lastAlive }) => lastAlive >= startedAt + 200);
    process.kill(Number(await agentPid(url, child)), 'SIGKILL');
    await until(() => inspectProcess(pid) === undefined);
    await seenBy(meters, jobId, ({ goneAt }) => goneAt !== undefined);
    await world.current.advanceTo(BigInt(startedAt + 500));

    await start(args);
    await until(async () => (await state(jobId)) === JobState.Reported);
    const [reported] = await world.current.chain.getContractEvents({
      address: world.current.contracts.JobMarket,
      abi: jobMarketAbi,
      eventName: 'JobReported',
      args: { jobId },
      fromBlock: 0n,
    });
    // the agent claims the 400 it was asked for, the meters saw 200, give or take their tolerance
    expect(Number(reported?.args.usage)).toBeGreaterThanOrEqual(200);
    expect(Number(reported?.args.usage)).toBeLessThanOrEqual(260);
  });

  it('a killed agent takes up a run that the chain does not know of, and ends it when its buyer cancels', async () => {
    const args = [...(await setUp()).args, '--report-acknowledges', '500'];
    const { child, url } = await start(args);
    const jobId = await open(400, ['/bin/sleep', '1000']);
    await until(async () => (await runOf(url, jobId)).phase === 'running');
    const { pid } = await runOf(url, jobId);
    process.kill(Number(await agentPid(url, child)), 'SIGKILL');

    const again = await start(args);
    await until(async () => (await runOf(again.url, jobId)).phase === 'running');
    expect((await runOf(again.url, jobId)).pid).toBe(pid);
    await (await world.current.client(account('buyer')).cancelJob({ jobId })).wait();
    await until(() => inspectProcess(pid) === undefined);
    await until(async () => (await runOf(again.url, jobId)).phase === 'done');
  });

  it('ends cleanly on SIGTERM and leaves no process behind', async () => {
    const { child, url } = await start((await setUp()).args);
    const jobId = await open(600);
    await until(async () => (await state(jobId)) === JobState.Running);
    await until(() => idle(url));
    const { pid } = await runOf(url, jobId);
    expect(inspectProcess(pid)).toBeDefined();
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(0);
    expect(inspectProcess(pid)).toBeUndefined();
  });

  it('says in one sentence what is wrong', async () => {
    const run = (args: string[]) =>
      new Promise<{ code: number | null; error: string }>((resolve) => {
        const child = spawn(TSX, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH ?? '' } });
        let error = '';
        child.stderr.on('data', (chunk: Buffer) => {
          error += chunk.toString();
        });
        child.once('exit', (code) => resolve({ code, error }));
      });
    const cases: [string[], string][] = [
      [['cli.ts', 'run', '--specs', 'x'], 'error: no key: set CYBERPLAZA_AGENT_KEY or --key-file\n'],
      [['meter.ts', 'run', '--tolerance', 'x'], 'error: tolerance: Invalid input: expected number, received NaN\n'],
      [['meter.ts', 'run', '--key-file', '/no/such'], 'error: key file /no/such cannot be read\n'],
    ];
    for (const [[file = '', ...args], message] of cases) {
      expect(await run([join(SOURCE, file), ...args])).toEqual({ code: 1, error: message });
    }
  });
});

/** tsx runs the program in a child of its own; that is the agent. */
async function agentPid(url: string, child: ChildProcess): Promise<number> {
  const { pid } = (await (await fetch(`${url}/health`)).json()) as { pid?: number };
  return pid ?? child.pid ?? 0;
}
