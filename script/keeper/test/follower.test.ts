import { existsSync, readFileSync } from 'node:fs';
import {
  type AbiEvent,
  type Address,
  createPublicClient,
  custom,
  encodeEventTopics,
  type Hex,
  numberToHex,
  padHex,
  parseAbiItem,
  RpcRequestError,
} from 'viem';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LogFollower, type LogFollowerOptions, learned } from '../src/kit/index.js';
import { Scratch } from './support.js';

const ADDRESS: Address = '0x00000000000000000000000000000000000000aa';
const HAPPENED = parseAbiItem('event Happened(uint256 indexed n)') as AbiEvent;

/** Nodes behind one URL that know one chain: a log in some of its blocks, the block's number in it. */
class Nodes {
  head = 0;
  /** how far the node that answers for logs is behind the one that tells the head */
  behind = 0;
  /** most blocks it gives logs of at once */
  most = Number.POSITIVE_INFINITY;
  /** words of refusals to come, whatever is asked */
  readonly refusals: string[] = [];
  readonly asked: { from: number; to: number }[] = [];
  readonly #blocks = new Set<number>();
  genesis: Hex = `0x${'1'.repeat(64)}`;

  log(...blocks: number[]): void {
    for (const block of blocks) this.#blocks.add(block);
  }

  get client() {
    return createPublicClient({
      transport: custom({ request: (call) => this.#answer(call) }, { retryCount: 0 }),
      cacheTime: 0,
    });
  }

  async #answer({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    if (method === 'eth_blockNumber') return numberToHex(this.head);
    if (method === 'eth_getBlockByNumber')
      return { number: '0x0', hash: this.genesis, timestamp: '0x0', transactions: [] };
    if (method !== 'eth_getLogs') throw new Error(`not asked for: ${method}`);
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
    const [from, to] = [Number(fromBlock), Number(toBlock)];
    this.asked.push({ from, to });
    const refusal = to - from >= this.most ? `limited to a ${this.most} blocks range` : this.refusals.shift();
    if (refusal) throw new RpcRequestError({ body: {}, url: 'node', error: { code: -32_000, message: refusal } });
    return [...this.#blocks]
      .filter((block) => block >= from && block <= Math.min(to, this.head - this.behind))
      .sort((a, b) => a - b)
      .map((block) => ({
        address: ADDRESS,
        blockHash: numberToHex(block, { size: 32 }),
        blockNumber: numberToHex(block),
        data: '0x',
        logIndex: '0x0',
        topics: [...encodeEventTopics({ abi: [HAPPENED], args: { n: BigInt(block) } as never })],
        transactionHash: padHex('0x1'),
        transactionIndex: '0x0',
      }));
  }
}

describe('a follower of logs', () => {
  const scratch = new Scratch();
  afterAll(() => scratch.stop());

  /** A follower whose owner remembers every log, and the readings up to a head. */
  function follow(nodes: Nodes, options: Partial<LogFollowerOptions<AbiEvent[]>> = {}) {
    const heard: number[] = [];
    const follower = new LogFollower<AbiEvent[]>({
      client: nodes.client,
      address: ADDRESS,
      events: [HAPPENED],
      fromBlock: 1n,
      pauseMs: 1,
      learned: learned(
        z.array(z.number()),
        (saved) => void heard.push(...saved),
        () => heard,
      ),
      ...options,
    });
    const advance = async (head: number): Promise<void> => {
      nodes.head = head;
      await follower.advance(BigInt(head), (logs) => {
        for (const { args } of logs) heard.push(Number((args as unknown as { n: bigint }).n));
      });
    };
    return { follower, heard, advance };
  }

  it('hears what a node that was behind did not have, once and in order', async () => {
    const nodes = new Nodes();
    const { heard, advance } = follow(nodes);
    nodes.log(98, 99, 100);
    nodes.behind = 2;
    await advance(100);
    expect(heard).toEqual([98]);
    nodes.behind = 0;
    await advance(101);
    expect(heard).toEqual([98, 99, 100]);
    await advance(102);
    expect(heard).toEqual([98, 99, 100]);
  });

  it('hears it after a restart too, and nothing twice', async () => {
    const nodes = new Nodes();
    const path = scratch.path('state');
    nodes.log(98, 99, 100);
    nodes.behind = 2;
    const first = follow(nodes, { path });
    await first.advance(100);
    first.follower.save();
    // the node that answers at the start may be behind as well
    nodes.head = 90;
    nodes.behind = 0;
    const second = follow(nodes, { path });
    expect(await second.follower.load()).toBe(true);
    expect(second.heard).toEqual([98]);
    await second.advance(101);
    expect(second.heard).toEqual([98, 99, 100]);
  });

  it('keeps what was learned with the cursor, and drops what is of another chain', async () => {
    const nodes = new Nodes();
    const path = scratch.path('state');
    nodes.log(7);
    const first = follow(nodes, { path, overlap: 0n });
    await first.advance(50);
    first.follower.save();
    const second = follow(nodes, { path, overlap: 0n });
    nodes.asked.length = 0;
    await second.advance(60);
    expect(second.heard).toEqual([7]);
    expect(nodes.asked).toEqual([{ from: 51, to: 60 }]);

    nodes.genesis = `0x${'2'.repeat(64)}`;
    const other = follow(nodes, { path });
    expect(await other.follower.load()).toBe(false);
    expect(other.heard).toEqual([]);
    expect(other.follower.cursor).toBe(1n);
  });

  it('writes nothing where it only looks', async () => {
    const nodes = new Nodes();
    const path = scratch.path('state');
    nodes.log(7);
    const { follower, advance } = follow(nodes, { path, readOnly: true });
    await advance(50);
    follower.save();
    expect(existsSync(path)).toBe(false);
  });

  it('remembers no log for longer than it can come again', async () => {
    const nodes = new Nodes();
    const path = scratch.path('state');
    nodes.log(10, 900);
    const { follower, advance } = follow(nodes, { path });
    await advance(1_000);
    follower.save();
    expect(JSON.parse(readFileSync(path, 'utf8')).seen).toEqual([]);
    nodes.log(1_050);
    await advance(1_100);
    follower.save();
    expect(JSON.parse(readFileSync(path, 'utf8')).seen).toHaveLength(1);
  });

  it('does not hand on what its handler failed at, until it succeeds', async () => {
    const nodes = new Nodes();
    nodes.log(5);
    const { follower, heard, advance } = follow(nodes);
    nodes.head = 10;
    await expect(follower.advance(10n, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(follower.cursor).toBe(1n);
    await advance(10);
    expect(heard).toEqual([5]);
  });

  it('reads a year of Arbitrum in a few dozen requests', async () => {
    const nodes = new Nodes();
    const YEAR = 126_000_000;
    nodes.log(1, 5_000_000, YEAR);
    const { heard, advance } = follow(nodes);
    await advance(YEAR);
    expect(heard).toEqual([1, 5_000_000, YEAR]);
    expect(nodes.asked.length).toBeLessThan(50);
  });

  it('finds the range that a node allows, and wastes few requests above it', async () => {
    const nodes = new Nodes();
    nodes.most = 10_000;
    nodes.log(9_999, 10_000, 10_001, 999_999);
    const { heard, advance } = follow(nodes);
    await advance(1_000_000);
    expect(heard).toEqual([9_999, 10_000, 10_001, 999_999]);
    const refused = nodes.asked.filter(({ from, to }) => to - from >= nodes.most).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(nodes.asked.length / 10);
  });

  it.each([
    'query returned more than 10000 results',
    'Log response size exceeded',
    'block range is too wide',
    'exceed maximum block range: 5000',
    'query timeout exceeded',
    'logs matched by query exceeds limit of 10000',
  ])('asks for less where a node says "%s"', async (words) => {
    const nodes = new Nodes();
    nodes.refusals.push(words);
    const { advance } = follow(nodes);
    await advance(1_000);
    expect(nodes.asked.slice(0, 2)).toEqual([
      { from: 1, to: 1_000 },
      { from: 1, to: 500 },
    ]);
  });

  it.each([
    'Too Many Requests',
    'daily request count exceeded, request rate limited',
    'Your app has exceeded its compute units per second capacity',
    'request timed out',
  ])('waits where a node says "%s"', async (words) => {
    const nodes = new Nodes();
    nodes.refusals.push(words, words);
    const { advance } = follow(nodes);
    await advance(1_000);
    expect(nodes.asked).toEqual(Array.from({ length: 3 }, () => ({ from: 1, to: 1_000 })));
  });

  it('goes on where it was when a node comes back', async () => {
    const nodes = new Nodes();
    nodes.log(1, 6_000);
    const { heard, advance, follower } = follow(nodes);
    nodes.most = 4_000;
    nodes.head = 3_000;
    await advance(3_000);
    nodes.refusals.push('internal error');
    await expect(advance(6_000)).rejects.toThrow('internal error');
    expect(follower.cursor).toBe(3_001n);
    await advance(6_000);
    expect(heard).toEqual([1, 6_000]);
  });
});
