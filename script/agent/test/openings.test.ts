import { ChainClock, createLogger } from '@cyberplaza/keeper/kit';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import {
  createPublicClient,
  custom,
  encodeAbiParameters,
  encodeEventTopics,
  getAbiItem,
  type Hex,
  numberToHex,
  padHex,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem';
import { describe, expect, it } from 'vitest';
import { Openings } from '../src/openings.js';

const MARKET = padHex('0xaa', { size: 20 });
const HASH = toHex(7, { size: 32 });
const OPENED = getAbiItem({ abi: jobMarketAbi, name: 'JobOpened' });
const HANDED = getAbiItem({ abi: jobMarketAbi, name: 'JobHandedOver' });

/** A node with openings and takeovers by block. */
class Node {
  head = 0;
  behind = 0;
  asked = 0;
  readonly #logs: { block: number; topics: Hex[]; data: Hex }[] = [];

  opened(block: number, jobId: bigint, specHash: Hex): void {
    const topics = encodeEventTopics({ abi: [OPENED], args: { jobId, payer: zeroAddress, listingId: 1 } }) as Hex[];
    const values = [1, zeroAddress, 1, 60, 1, 1n, 0, 0, specHash] as const;
    const data = encodeAbiParameters(
      OPENED.inputs.filter((input) => !('indexed' in input && input.indexed)),
      values as never,
    );
    this.#logs.push({ block, topics, data });
  }

  handedOver(block: number, jobId: bigint, newJobId: bigint): void {
    const topics = encodeEventTopics({ abi: [HANDED], args: { jobId, newJobId } }) as Hex[];
    this.#logs.push({ block, topics, data: '0x' });
  }

  async openings(startBlock = 0): Promise<{ openings: Openings; clock: ChainClock }> {
    const client = createPublicClient({
      transport: custom({ request: (call) => this.#answer(call) }, { retryCount: 0 }),
    });
    const clock = new ChainClock({ client, pollMs: 10, log: createLogger('test', 'silent') });
    await clock.refresh();
    const deployment = { startBlock, contracts: { JobMarket: MARKET } };
    return { openings: new Openings({ client, deployment } as never, clock), clock };
  }

  async #answer({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    if (method === 'eth_getBlockByNumber')
      return { number: numberToHex(this.head), timestamp: '0x1', hash: zeroHash, transactions: [] };
    if (method !== 'eth_getLogs') throw new Error(`not asked for: ${method}`);
    this.asked += 1;
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
    const [from, to] = [Number(fromBlock), Math.min(Number(toBlock), this.head - this.behind)];
    return this.#logs
      .filter(({ block }) => block >= from && block <= to)
      .map(({ block, topics, data }, index) => ({
        address: MARKET,
        blockHash: numberToHex(block, { size: 32 }),
        blockNumber: numberToHex(block),
        data,
        logIndex: numberToHex(index),
        topics,
        transactionHash: zeroHash,
        transactionIndex: '0x0',
      }));
  }
}

describe('openings', () => {
  it('finds a young job at once, however long the chain is', async () => {
    const node = new Node();
    node.head = 500_000_000;
    node.opened(node.head - 700, 41n, HASH);
    const { openings } = await node.openings();
    expect(await openings.specHash(41n)).toBe(HASH);
    expect(node.asked).toBe(1);
    expect(await openings.specHash(41n)).toBe(HASH);
    expect(node.asked).toBe(1);
  });

  it('reads back as far as an old job, and no further than a job before one that is not there', async () => {
    const node = new Node();
    node.head = 500_000_000;
    node.opened(400_000_000, 7n, HASH);
    node.opened(node.head - 500, 41n, zeroHash);
    const { openings } = await node.openings();
    expect(await openings.specHash(42n)).toBeUndefined();
    expect(node.asked).toBe(1);
    expect(await openings.specHash(7n)).toBe(HASH);
    expect(node.asked).toBeLessThan(40);
  });

  it('goes by the job that another one took over from', async () => {
    const node = new Node();
    node.head = 10_000;
    node.opened(100, 1n, HASH);
    node.opened(9_000, 2n, zeroHash);
    node.handedOver(9_000, 1n, 2n);
    node.opened(9_500, 3n, zeroHash);
    node.handedOver(9_500, 2n, 3n);
    const { openings } = await node.openings();
    expect(await openings.specHash(3n)).toBe(HASH);
  });

  it('finds what a node that was behind did not have yet', async () => {
    const node = new Node();
    node.head = 10_000;
    node.behind = 2;
    node.opened(9_000, 1n, zeroHash);
    node.opened(9_999, 2n, HASH);
    const { openings, clock } = await node.openings();
    expect(await openings.specHash(2n)).toBeUndefined();
    node.behind = 0;
    node.head = 10_001;
    await clock.refresh();
    expect(await openings.specHash(2n)).toBe(HASH);
  });

  it('knows no job from before the deployment', async () => {
    const node = new Node();
    node.head = 10_000;
    node.opened(9_000, 5n, HASH);
    const { openings } = await node.openings(8_000);
    expect(await openings.specHash(4n)).toBeUndefined();
    expect(await openings.specHash(5n)).toBe(HASH);
  });
});
