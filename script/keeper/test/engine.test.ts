import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, parseGwei } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { connect, createLogger, TransactionEngine } from '../src/kit/index.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper, until } from './support.js';

const ACK_WINDOW = 600;

describe('transactions', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.chain.mine({ blocks: 1 });
    await made.publishPrices();
    listingId = await made.listing(0, await made.provider(0, { certified: true }));
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(async () => {
    await world.current.chain.setAutomine(true);
    await scratch.halt();
  });
  afterAll(() => scratch.stop());

  /** A job that may be expired. */
  async function lapsed(): Promise<bigint> {
    await world.current.publishPrices();
    const { wait } = await (await world.current.buyer(0)).openJob({ listingId, units: 1, duration: 3_600 });
    const { jobId } = await wait();
    await world.current.advance(ACK_WINDOW + 1);
    return jobId;
  }

  const state = async (jobId: bigint) => (await world.current.client(account('buyer')).getJob({ jobId })).state;
  const pool = async () => {
    const { pending } = await world.current.chain.getTxpoolContent();
    return Object.values(pending).flatMap((byNonce) => Object.values(byNonce));
  };

  it('two keepers that race for one job both end well', async () => {
    const jobId = await lapsed();
    const keepers = await Promise.all(KEEPERS.map((account) => startKeeper(world.current, scratch, { account })));
    await world.current.chain.setAutomine(false);
    const running = keepers.map((keeper) => keeper.runOnce(['expire']));
    await until(async () => (await pool()).length === 2);
    await world.current.chain.mine({ blocks: 1 });
    const results = (await Promise.all(running)).map((result) => kinds(result).expire);
    expect(results.sort()).toEqual(['done', 'lost']);
    expect(await state(jobId)).toBe(JobState.Refunded);
  });

  it('raises the fee of a stuck transaction under the same nonce, up to the ceiling', async () => {
    const jobId = await lapsed();
    const keeper = await startKeeper(world.current, scratch, { stuckMs: 100 });
    const before = await sent(world.current, KEEPERS[0]);
    await world.current.chain.setAutomine(false);
    const running = keeper.runOnce(['expire']);
    const [first] = await until(async () => ((await pool()).length === 1 ? pool() : undefined));
    const bumped = await until(async () => {
      const [current] = await pool();
      return current && current.hash !== first?.hash ? current : undefined;
    });
    expect(bumped.nonce).toBe(first?.nonce);
    expect(BigInt(bumped.maxFeePerGas ?? 0) * 1_000n).toBeGreaterThanOrEqual(BigInt(first?.maxFeePerGas ?? 0) * 1_125n);
    expect(await pool()).toHaveLength(1);
    await world.current.chain.mine({ blocks: 1 });
    expect(kinds(await running)).toEqual({ expire: 'done' });
    expect(await state(jobId)).toBe(JobState.Refunded);
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);
  });

  it('never goes above the ceiling', async () => {
    await lapsed();
    const ceiling = 2.2;
    await world.current.chain.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('1') });
    await world.current.chain.mine({ blocks: 1 });
    const keeper = await startKeeper(world.current, scratch, { stuckMs: 100, maxFeeGwei: ceiling });
    await world.current.chain.setAutomine(false);
    const running = keeper.runOnce(['expire']);
    await until(async () => (await pool()).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 800));
    const [stuck] = await pool();
    expect(BigInt(stuck?.maxFeePerGas ?? 0)).toBeLessThanOrEqual(parseGwei(String(ceiling)));
    await world.current.chain.mine({ blocks: 1 });
    expect(kinds(await running)).toEqual({ expire: 'done' });
  });

  it('does not act twice on an unmined transaction, not even after a restart', async () => {
    const jobId = await lapsed();
    const dataDir = scratch.path('keeper');
    const before = await sent(world.current, KEEPERS[0]);
    await world.current.chain.setAutomine(false);
    const first = await startKeeper(world.current, scratch, { dataDir, txTimeoutMs: 200 });
    expect(kinds(await first.runOnce(['expire']))).toEqual({ expire: 'pending' });
    expect(kinds(await first.runOnce(['expire']))).toEqual({ expire: 'pending' });
    await first.stop();

    const second = await startKeeper(world.current, scratch, { dataDir, txTimeoutMs: 200 });
    expect(kinds(await second.runOnce(['expire']))).toEqual({ expire: 'pending' });
    expect(await pool()).toHaveLength(1);
    await world.current.chain.mine({ blocks: 1 });
    await until(async () => (await state(jobId)) === JobState.Refunded);
    expect(kinds(await second.runOnce(['expire']))).toEqual({ expire: 'nothing' });
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);
  });

  it('tells what the contract said, in simulation and on chain', async () => {
    const jobId = await lapsed();
    const { client } = await connect({
      rpc: world.current.url,
      deployment: scratch.write('d.json', world.current.deployment),
    });
    const engine = new TransactionEngine({
      client,
      account: KEEPERS[1],
      log: createLogger('test', 'silent'),
      pollMs: 20,
    });
    await engine.start();
    scratch.onStop(async () => engine.stop());
    const call = (key: string) => ({
      to: world.current.contracts.JobMarket,
      data: encodeFunctionData({ abi: jobMarketAbi, functionName: 'expire', args: [jobId] }),
      label: 'expire',
      key,
    });
    await world.current.chain.setAutomine(false);
    // both are fine when simulated; the second finds the job closed
    const engines = [engine.send(call('a'))];
    const other = await startKeeper(world.current, scratch, {});
    const racing = other.runOnce(['expire']);
    await until(async () => (await pool()).length === 2);
    await world.current.chain.mine({ blocks: 1 });
    const [mine] = await Promise.all(engines);
    const theirs = kinds(await racing).expire;
    if (mine?.kind === 'mined') expect(theirs).toBe('lost');
    else expect(mine).toMatchObject({ kind: 'reverted', stage: 'chain', revert: { name: 'WrongState' } });
    await world.current.chain.setAutomine(true);
    expect(await engine.send(call('b'))).toMatchObject({
      kind: 'reverted',
      stage: 'simulation',
      revert: { name: 'WrongState' },
    });
  });
});
