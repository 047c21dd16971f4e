import { defineWorkflow, parseUsdc, StageStatus } from '@cyberplaza/sdk';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const HOUR = 3_600;

describe('workflows duty', () => {
  const scratch = new Scratch();
  let providerId: number;
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.publishPrices();
    await made.bondMeters();
    providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId);
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  /** prepare -> solve -> collect */
  async function create() {
    const buyer = await world.current.buyer(0);
    const launchBy = Number(await world.current.now()) + 30 * 86_400;
    const request = { listingId, units: 2, duration: HOUR, maxUnitPrice: 50_000 };
    const plan = defineWorkflow()
      .stage('prepare', request)
      .stage('solve', { ...request, after: ['prepare'], launchBy })
      .stage('collect', { ...request, after: ['solve'], launchBy })
      .build();
    return { buyer, ...(await (await buyer.createWorkflow({ plan })).wait()) };
  }

  it('launches a stage once its parent has succeeded, once', async () => {
    await world.current.publishPrices();
    const { buyer, workflowId, launched } = await create();
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['workflows']))).toEqual({ workflows: 'nothing' });

    const jobId = launched[0]?.jobId ?? 0n;
    const owner = world.current.client(account('provider'));
    await (await owner.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const startedAt = Number((await owner.getJob({ jobId })).since);
    await world.current.advance(HOUR);
    const times = { startedAt, endedAt: startedAt + HOUR };
    const signed = await world.current.signedReport({ jobId, usage: BigInt(2 * HOUR), ...times });
    await (await owner.reportJob(signed)).wait();

    expect(kinds(await keeper.runOnce(['workflows']))).toEqual({ workflows: 'done' });
    const stages = await buyer.getWorkflowStages({ workflowId });
    expect(stages.map(({ status }) => status)).toEqual([
      StageStatus.Launched,
      StageStatus.Launched,
      StageStatus.Waiting,
    ]);
    const before = await sent(world.current, KEEPERS[0]);
    await keeper.runOnce(['workflows']);
    expect(await sent(world.current, KEEPERS[0])).toBe(before);
  });

  it('gives every reserve back once a parent failed', async () => {
    await world.current.publishPrices();
    const { buyer, workflowId, launched } = await create();
    const owner = world.current.client(account('provider'));
    await (await owner.failJob({ jobId: launched[0]?.jobId ?? 0n, failureCode: 1 })).wait();
    const keeper = await startKeeper(world.current, scratch);
    const { reserved } = await buyer.getWorkflow({ workflowId });
    expect(reserved).toBeGreaterThan(parseUsdc('0'));
    expect(kinds(await keeper.runOnce(['workflows']))).toEqual({ workflows: 'done' });
    expect(await buyer.getWorkflow({ workflowId })).toMatchObject({ waiting: [], reserved: 0n });
  });
});
