import { zeroHash } from 'viem';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  defineWorkflow,
  describingTag,
  InvalidWorkflowError,
  ListingsNotCompatibleError,
  NothingDoneError,
  ParentNotSucceededError,
  parseUsdc,
  providingTag,
  requiringTag,
  StageStatus,
  tagsHash,
  UnknownWorkflowError,
  VaultInsufficientBalanceError,
  WrongTagsError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const MAX_PRICE = 50_000;
let providerId: number;
let listingId: number;
let buyer: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;
let launchBy: bigint;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(0, { certified: true });
  listingId = await w.listing(0, providerId);
  buyer = await w.buyer(0);
  seller = w.client(account('provider', 0));
});

beforeEach(async () => {
  await world.current.publishPrices();
  launchBy = (await world.current.now()) + 30n * 86_400n;
});

const request = () => ({ listingId, units: 2, duration: HOUR, maxUnitPrice: MAX_PRICE });

const diamond = () =>
  defineWorkflow()
    .stage('prepare', request())
    .stage('left', { ...request(), after: ['prepare'], launchBy })
    .stage('right', { ...request(), after: ['prepare'], launchBy })
    .stage('collect', { ...request(), after: ['left', 'right'], launchBy })
    .build();

async function complete(...jobIds: bigint[]): Promise<void> {
  await (await seller.acknowledgeJobs({ jobIds, start: true })).wait();
  const startedAt = (await buyer.getJob({ jobId: jobIds[0] ?? 0n })).since;
  await world.current.advance(HOUR);
  for (const jobId of jobIds) {
    const signed = await world.current.signedReport({
      jobId,
      usage: BigInt(2 * HOUR),
      startedAt,
      endedAt: startedAt + HOUR,
    });
    await (await buyer.reportJob(signed)).wait();
  }
}

describe('workflows', () => {
  test('a plan knows its names and cannot be a cycle', () => {
    const plan = diamond();
    expect(plan.index).toEqual({ prepare: 0, left: 1, right: 2, collect: 3 });
    expect(plan.stages.map(({ parents }) => parents)).toEqual([0, 1, 1, 6]);
    expect(() => defineWorkflow().stage('a', request()).stage('a', request())).toThrow(InvalidWorkflowError);
    expect(() => defineWorkflow().stage('a', { ...request(), after: ['b' as never], launchBy })).toThrow(
      InvalidWorkflowError,
    );
    expect(() =>
      defineWorkflow()
        .stage('a', request())
        .stage('b', { ...request(), after: ['a'] }),
    ).toThrow(InvalidWorkflowError);
  });

  test('children start once their parents have succeeded, and take no more than was reserved', async () => {
    const plan = diamond();
    const amount = await buyer.quoteWorkflow({ plan });
    // 2 core-hours at 40 mUSDC for the root, at most 50 for the others, with the buffer
    expect(amount).toBe(parseUsdc('0.096') + 3n * parseUsdc('0.12'));
    expect(await buyer.getRequirements({ action: 'createWorkflow', amount })).toEqual([]);
    const before = await buyer.getVaultAccount({ account: account('buyer', 0).address });
    const { workflowId, launched } = await (await buyer.createWorkflow({ plan })).wait();
    expect(launched).toHaveLength(1);
    expect(await buyer.getWorkflowCount()).toBe(workflowId);
    const after = await buyer.getVaultAccount({ account: account('buyer', 0).address });
    expect(before.available - after.available).toBe(amount);
    expect(await buyer.getWorkflow({ workflowId })).toMatchObject({
      payer: account('buyer', 0).address,
      waiting: [1, 2, 3],
      launched: [0],
      reserved: 3n * parseUsdc('0.12'),
    });

    await expect(seller.launchStage({ workflowId, stage: 1 })).rejects.toThrow(ParentNotSucceededError);
    await complete(launched[0]?.jobId ?? 0n);
    expect(await buyer.getWorkflowDue({ workflowId })).toEqual({ launchable: [1, 2], dead: [] });
    const left = await (await seller.launchStage({ workflowId, stage: 1 })).wait();
    const right = await (await seller.launchStage({ workflowId, stage: 2 })).wait();
    expect(left.launched[0]?.escrow).toBe(parseUsdc('0.096'));
    await complete(left.launched[0]?.jobId ?? 0n, right.launched[0]?.jobId ?? 0n);
    expect(await buyer.getWorkflowDue({ workflowId })).toEqual({ launchable: [3], dead: [] });
    await (await seller.launchStage({ workflowId, stage: 3 })).wait();
    const stages = await buyer.getWorkflowStages({ workflowId });
    expect(stages.every(({ status }) => status === StageStatus.Launched)).toBe(true);
    expect(stages[3]).toMatchObject({ index: 3, listingId, parents: 6, specHash: zeroHash });
    expect((await buyer.getWorkflow({ workflowId })).reserved).toBe(0n);
  });

  test('what can no longer start goes back, by anyone; the rest by its payer', async () => {
    const { workflowId, launched } = await (await buyer.createWorkflow({ plan: diamond() })).wait();
    const cancelled = await (await buyer.cancelStages({ workflowId, stages: [3] })).wait();
    expect(cancelled.returned).toEqual([{ stage: 3, amount: parseUsdc('0.12') }]);
    await expect(seller.refundStages({ workflowId, stages: [1, 2] })).rejects.toThrow(NothingDoneError);
    await (await seller.failJob({ jobId: launched[0]?.jobId ?? 0n, failureCode: 1 })).wait();
    const { dead } = await buyer.getWorkflowDue({ workflowId });
    const refunded = await (await seller.refundStages({ workflowId, stages: dead })).wait();
    expect(refunded.returned.map(({ stage }) => stage)).toEqual([1, 2]);
    await expect(buyer.getWorkflow({ workflowId: 99n })).rejects.toThrow(UnknownWorkflowError);
  });

  test('software and hardware open together, if they fit', async () => {
    const [needs, has] = [[requiringTag('cuda-12')], [describingTag('h100'), providingTag('cuda-12')]];
    const software = await world.current.listing(0, providerId, {}, undefined, needs);
    const hardware = await world.current.listing(0, providerId, {}, undefined, has);
    expect(await buyer.getTagsHash({ listingId: hardware })).toBe(tagsHash(has));
    const pair = { first: { listingId: software, tags: needs }, second: { listingId: hardware, tags: has } };
    expect(await buyer.areListingsCompatible(pair)).toBe(true);
    await expect(buyer.areListingsCompatible({ ...pair, second: { listingId: hardware, tags: [] } })).rejects.toThrow(
      WrongTagsError,
    );

    const bundle = (tags: typeof needs, second: number) =>
      defineWorkflow()
        .bundle(
          ['solver', 'nodes'],
          [
            { ...request(), listingId: software, tags: needs },
            { ...request(), listingId: second, tags },
          ],
        )
        .build();
    const { launched } = await (await buyer.createWorkflow({ plan: bundle(has, hardware) })).wait();
    expect(launched.map(({ stage }) => stage)).toEqual([0, 1]);
    await expect(buyer.createWorkflow({ plan: bundle([], listingId) })).rejects.toThrow(ListingsNotCompatibleError);
  });

  test('nothing is created where the balance does not suffice', async () => {
    const poor = await world.current.buyer(7, 1n);
    await expect(poor.createWorkflow({ plan: diamond() })).rejects.toThrow(VaultInsufficientBalanceError);
  });
});
