import { JobState } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { createPublicClient, custom, encodeFunctionData, parseGwei } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { type Call, createLogger, type EngineOptions, NonceTakenError, TransactionEngine } from '../src/kit/index.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const ACK_WINDOW = 600;
const HOUR_MS = 3_600_000;
/** the least there is: over before any node has answered */
const IMPATIENT_MS = 10;

/** What a node says to a question; *ask* puts it to the chain. */
type Node = (method: string, ask: () => Promise<unknown>) => Promise<unknown>;

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

  /** An engine without a keeper, over a node that a test may make worse. */
  async function startEngine(options: Partial<EngineOptions> = {}, node: Node = (_, ask) => ask()) {
    const { chain } = world.current;
    const request = (asked: { method: string; params?: unknown }): Promise<unknown> =>
      node(asked.method, () => chain.request(asked as never));
    const engine = new TransactionEngine({
      client: createPublicClient({ transport: custom({ request }, { retryCount: 0 }), cacheTime: 0 }),
      account: KEEPERS[1],
      log: createLogger('test', 'silent'),
      pollMs: 20,
      ...options,
    });
    await engine.start();
    scratch.onStop(async () => engine.stop());
    return engine;
  }

  const pay = (key: string): Call => ({ to: KEEPERS[0].address, data: '0x', value: 1n, label: 'pay', key });

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
    const first = await startKeeper(world.current, scratch, { dataDir, txTimeoutMs: IMPATIENT_MS });
    expect(kinds(await first.runOnce(['expire']))).toEqual({ expire: 'pending' });
    expect(kinds(await first.runOnce(['expire']))).toEqual({ expire: 'pending' });
    await first.stop();

    const second = await startKeeper(world.current, scratch, { dataDir, txTimeoutMs: IMPATIENT_MS });
    expect(kinds(await second.runOnce(['expire']))).toEqual({ expire: 'pending' });
    expect(await pool()).toHaveLength(1);
    await world.current.chain.mine({ blocks: 1 });
    await until(async () => (await state(jobId)) === JobState.Refunded);
    expect(kinds(await second.runOnce(['expire']))).toEqual({ expire: 'nothing' });
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);
  });

  it('tells what the contract said, in simulation and on chain', async () => {
    const jobId = await lapsed();
    const engine = await startEngine();
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

  it('takes back a call whose turn does not come in time, and never sends it by itself', async () => {
    const before = await sent(world.current, KEEPERS[1]);
    await world.current.chain.setAutomine(false);
    const engine = await startEngine({ timeoutMs: IMPATIENT_MS });
    expect(await engine.send(pay('first'))).toMatchObject({ kind: 'pending' });
    expect(await Promise.all([engine.send(pay('second')), engine.send(pay('second'))])).toEqual([
      { kind: 'unsent' },
      { kind: 'unsent' },
    ]);
    await world.current.chain.setAutomine(true);
    await world.current.chain.mine({ blocks: 1 });
    await until(() => engine.pending === 0);

    // had it kept its place, it would go before this one
    expect((await engine.send(pay('third'))).kind).not.toBe('unsent');
    await until(() => engine.pending === 0);
    expect(await sent(world.current, KEEPERS[1])).toBe(before + 2);
    expect((await engine.send(pay('second'))).kind).not.toBe('unsent');
    await until(() => engine.pending === 0);
    expect(await sent(world.current, KEEPERS[1])).toBe(before + 3);
  });

  it('answers a caller whose time is over before a slow node has taken the call', async () => {
    await world.current.chain.setAutomine(false);
    const engine = await startEngine({ timeoutMs: IMPATIENT_MS }, async (method, ask) => {
      if (method === 'eth_estimateGas') await new Promise((resolve) => setTimeout(resolve, 10 * IMPATIENT_MS));
      return ask();
    });
    expect(await engine.send(pay('slow'))).toMatchObject({ kind: 'pending' });
    await world.current.chain.mine({ blocks: 1 });
    await until(() => engine.pending === 0);
  });

  it('sends nothing once it was stopped, not even what it was about to', async () => {
    const before = await sent(world.current, KEEPERS[1]);
    let asked = false;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const engine = await startEngine({}, async (method, ask) => {
      if (method !== 'eth_estimateGas') return ask();
      asked = true;
      await gate;
      return ask();
    });
    const sending = engine.send(pay('stopped'));
    const ended = expect(sending).rejects.toThrow('has been stopped');
    await until(() => asked);
    engine.stop();
    open();
    await ended;
    expect(await sent(world.current, KEEPERS[1])).toBe(before);
  });

  it('takes up a payment as it was, and raises its fee only once it is old', async () => {
    const kept = { pendingPath: scratch.path('pending'), timeoutMs: IMPATIENT_MS, stuckMs: HOUR_MS };
    await world.current.chain.setAutomine(false);
    const first = await startEngine(kept);
    expect(await first.send(pay('once'))).toMatchObject({ kind: 'pending' });
    first.stop();
    const [original] = await pool();

    let looks = 0;
    const second = await startEngine(kept, (method, ask) => {
      if (method === 'eth_getTransactionCount') looks += 1;
      return ask();
    });
    const begun = looks;
    await until(() => looks > begun + 2);
    second.stop();
    expect(await pool()).toEqual([original]);

    const third = await startEngine({ ...kept, stuckMs: 0 });
    const [raised] = await until(async () => {
      const found = await pool();
      return found[0]?.hash === original?.hash ? undefined : found;
    });
    expect(raised).toMatchObject({ nonce: original?.nonce, to: original?.to, value: original?.value });
    await world.current.chain.mine({ blocks: 1 });
    await until(() => third.pending === 0);
  });

  /** A node that has no receipts for a number of looks; *answer* says so, or fails. */
  function withoutReceipts(looks: number, answer: (look: number) => null): Node {
    let look = 0;
    return async (method, ask) => {
      if (method !== 'eth_getTransactionReceipt' || look >= looks) return ask();
      look += 1;
      return answer(look);
    };
  }
  const missing = () => null;
  const busy = (): never => {
    throw new Error('too many requests');
  };
  const LOOKS = 25;

  it.each([
    ['late', { missingMs: HOUR_MS }, missing],
    ['refused', { missingMs: HOUR_MS }, busy],
    ['late and refused by turns', { missingMs: IMPATIENT_MS }, (look: number) => (look % 2 ? missing() : busy())],
  ])('waits for a receipt that is %s', async (_, options, answer) => {
    const engine = await startEngine(options, withoutReceipts(LOOKS, answer));
    expect(await engine.send(pay('receipt'))).toMatchObject({ kind: 'mined' });
  });

  it('takes a nonce for taken once the node has known no receipt of it for long', async () => {
    const displaced: string[] = [];
    const engine = await startEngine(
      { missingMs: IMPATIENT_MS, onEvent: (event, label) => void (event === 'displaced' && displaced.push(label)) },
      withoutReceipts(Number.POSITIVE_INFINITY, missing),
    );
    await expect(engine.send(pay('taken'))).rejects.toThrow(NonceTakenError);
    expect(displaced).toEqual(['pay']);
    expect(engine.pending).toBe(0);
  });
});
