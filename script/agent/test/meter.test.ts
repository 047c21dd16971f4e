import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { JobState } from '@cyberplaza/sdk';
import { hashUsageReport, Outcome, type UsageReport } from '@cyberplaza/sdk/eip712';
import { keccak256, recoverAddress, zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { type Meter, SignedLedger } from '../src/index.js';
import { meterKey, OPERATOR, Scratch, startAgent, startMeter } from './support.js';

const UNITS = 3;

describe('meter', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.chain.mine({ blocks: 1 });
    await made.publishPrices();
    const providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId);
    await made.fund(OPERATOR.address);
    const { wait } = await made
      .client(account('provider'))
      .setOperator({ providerId, operator: OPERATOR.address, allowed: true });
    await wait();
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  /** A run that has ended, one meter that saw it, and the report that is true. */
  async function witnessed(spec: { command: string[]; runSeconds?: number }, meterDir = scratch.path('meter')) {
    const port = await freePort();
    const meter = await startMeter(world.current, scratch, 0, {
      agents: [`http://127.0.0.1:${port}`],
      dataDir: meterDir,
    });
    const agentDir = scratch.path('agent');
    // the one meter is no quorum: the agent stays at proposing
    const agent = await startAgent(world.current, scratch, { port, meters: [meter.url], dataDir: agentDir });
    const buyer = await world.current.buyer(0);
    const { wait } = await buyer.openJob({ listingId, units: UNITS, duration: 3_600, specHash: scratch.publish(spec) });
    const { jobId } = await wait();
    await until(async () => (await buyer.getJob({ jobId })).state === JobState.Running);
    await until(() => agent.isIdle());
    const { since } = await buyer.getJob({ jobId });
    const startedAt = Number(since);
    const length = spec.runSeconds ?? 0;
    // the meter looks at the process once more shortly before its end
    await world.current.advanceTo(BigInt(startedAt + length - 10));
    await until(async () => {
      const seen = (await (await fetch(`${meter.url}/observations/${jobId}`)).json()) as { lastAlive: number };
      return seen.lastAlive >= startedAt + length - 10;
    });
    await world.current.advanceTo(BigInt(startedAt + length + 5));
    const runs = join(agentDir, 'runs', jobId.toString());
    await until(
      async () => ((await (await fetch(`${agent.url}/runs/${jobId}`)).json()) as { phase: string }).phase === 'ended',
    );
    const { sequence } = await until(() => {
      const lines = readFileSync(join(agentDir, 'jobs.jsonl'), 'utf8').trim().split('\n');
      const record = JSON.parse(lines.at(-1) ?? '{}') as { sequence: number };
      return record.sequence > 0 ? record : undefined;
    });
    await agent.stop();
    const endedAt = startedAt + length;
    const truth: UsageReport = {
      market: world.current.contracts.JobMarket,
      jobId,
      sequence: sequence + 1,
      usage: BigInt(UNITS * (endedAt - startedAt)),
      startedAt,
      endedAt,
      outcome: Outcome.Completed,
      failureCode: 0,
      uptimeBps: 10_000,
      resultHash: keccak256(readFileSync(join(runs, 'stdout'))),
    };
    return { meter, truth, meterDir, runs };
  }

  async function verdict(
    meter: Meter,
    report: UsageReport,
    chainId = world.current.deployment.chainId,
  ): Promise<string> {
    const [result] = await meter.sign(chainId, [report]);
    if (!result) throw new Error('no answer');
    return 'refused' in result ? result.refused : 'signed';
  }

  it('signs what it saw and nothing else', async () => {
    const { meter, truth } = await witnessed({ command: ['/bin/echo', 'result'], runSeconds: 600 });
    let { sequence } = truth;
    const lie = (change: Partial<UsageReport>): UsageReport => {
      sequence += 1;
      return { ...truth, sequence, ...change };
    };

    expect(await verdict(meter, lie({ usage: truth.usage + 1n }))).toBe('usage-too-high');
    // a longer run, consistently told
    expect(await verdict(meter, lie({ endedAt: truth.endedAt + 600, usage: truth.usage * 2n }))).toBe('future-time');
    expect(await verdict(meter, lie({ startedAt: truth.startedAt - 60 }))).toBe('wrong-start');
    expect(await verdict(meter, lie({ endedAt: truth.startedAt + 60, usage: BigInt(UNITS * 60) }))).toBe(
      'ended-mismatch',
    );
    expect(await verdict(meter, lie({ resultHash: zeroHash }))).toBe('result-mismatch');
    expect(await verdict(meter, lie({ outcome: Outcome.Failed, failureCode: 100 }))).toBe('outcome-mismatch');
    expect(await verdict(meter, lie({ outcome: Outcome.Failed, failureCode: 0 }))).toBe('outcome-mismatch');
    expect(await verdict(meter, lie({ outcome: Outcome.Failed, failureCode: 110 }))).toBe('outcome-mismatch');
    expect(await verdict(meter, lie({ market: world.current.contracts.Vault }))).toBe('wrong-market');
    expect(await verdict(meter, lie({ jobId: 999n }))).toBe('unknown-job');
    expect(await verdict(meter, lie({}), 1)).toBe('wrong-chain');

    await world.current.advance(1_000);
    expect(await verdict(meter, lie({ endedAt: truth.endedAt + 600, usage: truth.usage * 2n }))).toBe('ended-mismatch');
    expect(await verdict(meter, truth)).toBe('signed');
  });

  it('signs so that the chain recovers it, over HTTP, and refuses with 409', async () => {
    const { meter, truth } = await witnessed({ command: ['/bin/sh', '-c', 'exit 71'], runSeconds: 60 });
    const report = { ...truth, outcome: Outcome.Failed, failureCode: 101 };
    const post = (body: unknown) =>
      fetch(`${meter.url}/sign`, {
        method: 'POST',
        body: JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
      });
    const { chainId } = world.current.deployment;
    const answer = await post({ chainId, report });
    const { signer, signature } = (await answer.json()) as { signer: string; signature: `0x${string}` };
    expect(answer.status).toBe(200);
    expect(signer).toBe(meterKey(0).address);
    expect(await recoverAddress({ hash: hashUsageReport(world.current.deployment, report), signature })).toBe(signer);

    const lie = await post({
      chainId,
      report: { ...report, sequence: report.sequence + 1, outcome: Outcome.Completed, failureCode: 0 },
    });
    expect(lie.status).toBe(409);
    expect(await lie.json()).toMatchObject({ refused: 'outcome-mismatch' });
    expect((await post({ chainId, report: { ...report, usage: -1 } })).status).toBe(400);
  });

  it('never signs two reports with one sequence, not even after a crash', async () => {
    const { meter, truth, meterDir } = await witnessed({ command: ['/bin/echo'], runSeconds: 300 });
    expect(await verdict(meter, truth)).toBe('signed');
    const other = { ...truth, usage: truth.usage - 1n };
    expect(await verdict(meter, other)).toBe('equivocation');
    await meter.stop();
    // what a crash in the middle of a write leaves behind
    appendFileSync(join(meterDir, 'signed.jsonl'), '{"key":"torn');

    const again = await startMeter(world.current, scratch, 0, { dataDir: meterDir });
    await until(async () => (await verdict(again, other)) === 'equivocation');
    expect(await verdict(again, truth)).toBe('signed');
    expect(await verdict(again, { ...other, sequence: other.sequence + 1 })).toBe('signed');
  });

  it('does not vouch for a process that is not the job', async () => {
    const buyer = await world.current.buyer(0);
    const specHash = scratch.publish({ command: ['/bin/sleep', '1000'] });
    const { jobId } = await (await buyer.openJob({ listingId, units: 1, duration: 3_600, specHash })).wait();
    const owner = world.current.client(account('provider'));
    await (await owner.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const startedAt = Number((await buyer.getJob({ jobId })).since);
    // an agent that shows some process of the machine as the job's
    const view = {
      jobId: jobId.toString(),
      specHash,
      phase: 'running',
      pid: process.pid,
      startedAt,
      dir: scratch.directory,
      version: 1,
    };
    const server = createServer((request, response) => {
      const since = Number(new URL(request.url ?? '', 'http://x').searchParams.get('since'));
      setTimeout(
        () => response.end(JSON.stringify({ instance: 'liar', version: 1, runs: since < 1 ? [view] : [] })),
        since < 1 ? 0 : 50,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    scratch.onStop(async () => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const meter = await startMeter(world.current, scratch, 0, { agents: [`http://127.0.0.1:${port}`] });
    await until(async () => (await (await fetch(`${meter.url}/metrics`)).text()).includes('suspicious_runs_total{'));
    await world.current.advance(600);
    const report: UsageReport = {
      market: world.current.contracts.JobMarket,
      jobId,
      sequence: 1,
      usage: 600n,
      startedAt,
      endedAt: startedAt + 600,
      outcome: Outcome.Completed,
      failureCode: 0,
      uptimeBps: 10_000,
      resultHash: keccak256('0x'),
    };
    await until(async () => (await verdict(meter, report)) === 'not-observed');
  });
});

describe('signed ledger', () => {
  it('binds a batch in one go and keeps what is bound', () => {
    const scratch = new Scratch();
    const ledger = new SignedLedger(scratch.directory);
    expect(
      ledger.bind([
        { key: 'a', digest: '0x01' },
        { key: 'a', digest: '0x02' },
        { key: 'b', digest: '0x03' },
      ]),
    ).toEqual([true, false, true]);
    ledger.close();
    const path = join(scratch.directory, 'signed.jsonl');
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"key":"c","dig`);
    const again = new SignedLedger(scratch.directory);
    expect(again.size).toBe(2);
    expect(
      again.bind([
        { key: 'c', digest: '0x04' },
        { key: 'b', digest: '0x05' },
      ]),
    ).toEqual([true, false]);
    again.close();
    expect(new SignedLedger(scratch.directory).get('c')).toBe('0x04');
    return scratch.stop();
  });
});
