import { JobState } from '@cyberplaza/sdk';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { FailureCode } from '../src/index.js';
import { OPERATOR, refundOf, reportsOf, Scratch, sellThroughAgent, startAgent, startMarket } from './support.js';

const DURATION = 3_600;

describe('jobs that an agent could lose', () => {
  const scratch = new Scratch();
  let providerId: number;
  let listingId: number;
  const world = useWorld(async (made) => {
    ({ providerId, listingId } = await sellThroughAgent(made));
  });
  afterEach(async () => {
    await world.current.chain.setAutomine(true);
    await scratch.halt();
  });
  afterAll(() => scratch.stop());

  async function open(runSeconds = 600): Promise<bigint> {
    const buyer = await world.current.buyer(0);
    const specHash = scratch.publish({ command: ['/bin/echo', 'x'], runSeconds });
    return (await (await buyer.openJob({ listingId, units: 1, duration: DURATION, specHash })).wait()).jobId;
  }
  const job = (jobId: bigint) => world.current.client(account('buyer')).getJob({ jobId });
  const state = async (jobId: bigint) => (await job(jobId)).state;
  const allow = async (allowed: boolean) => {
    const owner = world.current.client(account('provider'));
    await (await owner.setOperator({ providerId, operator: OPERATOR.address, allowed })).wait();
  };

  it('takes the first jobs of a provider that was late to name its operator', async () => {
    await allow(false);
    const agent = await startAgent(world.current, scratch);
    const jobId = await open();
    await until(async () => agent.isIdle(await world.current.chain.getBlockNumber({ cacheTime: 0 })));
    expect(await state(jobId)).toBe(JobState.Open);
    await allow(true);
    await world.current.advance(30);
    await until(async () => (await state(jobId)) === JobState.Running);
  });

  /** An agent that sent a start and was stopped before it saw the receipt. */
  async function startUnseen(dataDir: string): Promise<bigint> {
    const agent = await startAgent(world.current, scratch, { dataDir });
    await world.current.chain.setAutomine(false);
    const opening = open();
    // the opening is the one transaction that is mined by hand
    const jobId = await until(async () => {
      const { pending } = await world.current.chain.getTxpoolContent();
      if (Object.keys(pending).length > 0) await world.current.chain.mine({ blocks: 1 });
      return Promise.race([opening, new Promise<undefined>((resolve) => setTimeout(resolve, 20, undefined))]);
    });
    await until(async () => {
      const { pending } = await world.current.chain.getTxpoolContent();
      return Object.keys(pending).some((from) => from.toLowerCase() === OPERATOR.address.toLowerCase());
    });
    await agent.stop();
    await world.current.chain.mine({ blocks: 1 });
    await world.current.chain.setAutomine(true);
    expect(await state(jobId)).toBe(JobState.Running);
    return jobId;
  }

  it('runs a job whose start arrived although nobody saw its receipt', async () => {
    const dataDir = scratch.path('agent');
    const jobId = await startUnseen(dataDir);
    const { agent } = await startMarket(world.current, scratch, { agent: { dataDir } });
    await until(async () => {
      const run = await fetch(`${agent.url}/runs/${jobId}`);
      return run.ok && ((await run.json()) as { phase: string }).phase === 'running';
    });
    await until(() => agent.isIdle());
    await world.current.advanceTo(BigInt((await job(jobId)).since + 600));
    await until(async () => (await state(jobId)) === JobState.Reported);
    const [reported] = await reportsOf(world.current, jobId);
    expect(reported?.args).toMatchObject({ failureCode: 0, usage: 600n });
  });

  it('gives such a job up where its time is over', async () => {
    const dataDir = scratch.path('agent');
    const jobId = await startUnseen(dataDir);
    await world.current.advanceTo(BigInt((await job(jobId)).since + DURATION));
    await startAgent(world.current, scratch, { dataDir });
    await until(async () => (await state(jobId)) === JobState.Refunded);
    const refunded = await refundOf(world.current, jobId);
    expect(refunded?.args.failureCode).toBe(FailureCode.LOST);
  });
});
