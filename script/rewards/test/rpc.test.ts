import {
  type Abi,
  type AbiEvent,
  type Address,
  createPublicClient,
  custom,
  encodeAbiParameters,
  encodeEventTopics,
  getAbiItem,
  type Hex,
  HttpRequestError,
  keccak256,
  numberToHex,
  stringToHex,
  TimeoutError,
} from 'viem';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { positionManagerAbi, transferAbi, uniswapPoolAbi } from '../src/events/abis.js';
import { RpcSource, type RpcSourceOptions, SourceError } from '../src/index.js';
import { address } from './support.js';

const [POOL, OTHER, MANAGER, SHARES] = [address(0x9001), address(0x9002), address(0x3a3a), address(0x1e4d)];
const [ALICE, BOB] = [address(0xa), address(0xb)];
const NOBODY = address(0);
const SECONDS_PER_BLOCK = 12;
const GENESIS = 1_700_000_000;

interface Entry {
  contract: Address;
  abi: Abi;
  event: string;
  args: Record<string, unknown>;
}

/** One transaction a block; a node that answers what the source asks. */
class Node {
  readonly #blocks: Entry[][] = [[]];
  /** how many blocks each request for logs was about */
  readonly asked: number[] = [];
  /** most blocks it gives logs of at once */
  most = Number.POSITIVE_INFINITY;
  /** what it says to the requests for logs that come next, instead of an answer */
  readonly failures: Error[] = [];

  constructor(private readonly withTimestamps: boolean) {}

  transaction(...entries: Entry[]): this {
    this.#blocks.push(entries);
    return this;
  }

  get head(): number {
    return this.#blocks.length;
  }

  time(block: number): number {
    return GENESIS + block * SECONDS_PER_BLOCK;
  }

  source(
    options: Partial<RpcSourceOptions['contracts']> & { positionManager?: Address; chunk?: bigint } = {},
  ): RpcSource {
    const { positionManager, chunk, ...contracts } = options;
    const client = createPublicClient({
      transport: custom({ request: (call) => this.#answer(call) }, { retryCount: 0 }),
      cacheTime: 0,
    });
    const none = {
      Vault: NOBODY,
      Perks: NOBODY,
      Subscriptions: NOBODY,
      Referrals: NOBODY,
      Reviews: NOBODY,
      ProviderRegistry: NOBODY,
      VotingEscrow: NOBODY,
      EmissionSchedule: NOBODY,
      PriceHub: NOBODY,
    };
    return new RpcSource({ client, contracts: { ...none, ...contracts }, positionManager, fromBlock: 0n, chunk });
  }

  async #answer({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const [first] = params as [never];
    if (method === 'eth_getLogs') return this.#logs(first);
    if (method === 'eth_getBlockByNumber') {
      const number = first === 'latest' ? this.head : Number(first);
      return {
        number: numberToHex(number),
        timestamp: numberToHex(this.time(number)),
        transactions: [],
        hash: `0x${'1'.repeat(64)}`,
      };
    }
    if (method === 'eth_getTransactionReceipt') {
      const block = this.#blocks.findIndex((_, number) => transactionOf(number) === first);
      return {
        transactionHash: first,
        blockNumber: numberToHex(block),
        status: '0x1',
        type: '0x2',
        logs: this.#encoded(block),
      };
    }
    throw new Error(`not asked for: ${method}`);
  }

  #logs({
    address: wanted,
    topics = [],
    fromBlock,
    toBlock,
  }: {
    address: Address | Address[];
    topics?: (Hex | Hex[] | null)[];
    fromBlock: Hex;
    toBlock: Hex;
  }) {
    const blocks = Number(toBlock) - Number(fromBlock) + 1;
    this.asked.push(blocks);
    const failure = this.failures.shift();
    if (failure) throw failure;
    if (blocks > this.most) throw said('exceed maximum block range: 7', -32_005);
    const found = [];
    for (let block = Number(fromBlock); block <= Number(toBlock); block++) {
      for (const log of this.#encoded(block)) {
        const fits = topics.every((topic, n) => topic === null || [topic].flat().includes(log.topics[n] as Hex));
        if ([wanted].flat().some((one) => one.toLowerCase() === log.address) && fits) found.push(log);
      }
    }
    return found;
  }

  #encoded(block: number) {
    return (this.#blocks[block] ?? []).map(({ contract, abi, event, args }, index) => {
      const item = getAbiItem({ abi, name: event }) as AbiEvent;
      const plain = item.inputs.filter(({ indexed }) => !indexed);
      return {
        address: contract,
        topics: encodeEventTopics({ abi, eventName: event, args } as never) as Hex[],
        data: encodeAbiParameters(
          plain,
          plain.map(({ name = '' }) => args[name]),
        ),
        blockNumber: numberToHex(block),
        blockHash: `0x${'2'.repeat(64)}`,
        transactionHash: transactionOf(block),
        transactionIndex: '0x0',
        logIndex: numberToHex(index),
        removed: false,
        ...(this.withTimestamps ? { blockTimestamp: numberToHex(this.time(block)) } : {}),
      };
    });
  }
}

/** An error as a node sends it. */
function said(message: string, code = -32_000): Error {
  return Object.assign(new Error(message), { code });
}

function transactionOf(block: number): Hex {
  return keccak256(stringToHex(`transaction ${block}`));
}

const pool = (contract: Address, event: 'Mint' | 'Burn', owner: Address, amount: bigint): Entry => ({
  contract,
  abi: uniswapPoolAbi,
  event,
  args: { sender: owner, owner, tickLower: -10, tickUpper: 20, amount, amount0: 0n, amount1: 0n },
});
const manager = (event: 'IncreaseLiquidity' | 'DecreaseLiquidity', tokenId: bigint, liquidity: bigint): Entry => ({
  contract: MANAGER,
  abi: positionManagerAbi,
  event,
  args: { tokenId, liquidity, amount0: 0n, amount1: 0n },
});
const token = (from: Address, to: Address, tokenId: bigint): Entry => ({
  contract: MANAGER,
  abi: positionManagerAbi,
  event: 'Transfer',
  args: { from, to, tokenId },
});
const swap = (tick: number): Entry => ({
  contract: POOL,
  abi: uniswapPoolAbi,
  event: 'Swap',
  args: { sender: ALICE, recipient: ALICE, amount0: 1n, amount1: -1n, sqrtPriceX96: 1n, liquidity: 1n, tick },
});

describe("positions, from the pool's events and the manager's", () => {
  const tell = (withTimestamps: boolean) =>
    new Node(withTimestamps)
      .transaction({ contract: POOL, abi: uniswapPoolAbi, event: 'Initialize', args: { sqrtPriceX96: 1n, tick: -3 } })
      // Alice's token, minted in one go with a position of another pool that is just as large.
      .transaction(
        pool(OTHER, 'Mint', MANAGER, 100n),
        token(NOBODY, BOB, 6n),
        manager('IncreaseLiquidity', 6n, 100n),
        token(NOBODY, ALICE, 7n),
        pool(POOL, 'Mint', MANAGER, 100n),
        manager('IncreaseLiquidity', 7n, 100n),
      )
      .transaction(swap(5))
      // Somebody's own position.
      .transaction(pool(POOL, 'Mint', BOB, 40n))
      // Fees are collected, which burns nothing.
      .transaction(pool(POOL, 'Burn', MANAGER, 0n))
      .transaction(token(ALICE, BOB, 7n), token(BOB, ALICE, 6n))
      .transaction(pool(POOL, 'Burn', MANAGER, 30n), manager('DecreaseLiquidity', 7n, 30n));

  test.each([true, false])(
    'tokens are named and followed, whether logs have timestamps (%s)',
    async (withTimestamps) => {
      const node = tell(withTimestamps);
      const source = node.source({ CptPool: POOL, positionManager: MANAGER });
      const events = await source.eventsBefore(node.time(node.head));
      const range = { lower: -10, upper: 20 };
      const position = (block: number, logIndex: number) => ({ block, logIndex, timestamp: node.time(block) });
      expect(events.sort((a, b) => a.block - b.block || a.logIndex - b.logIndex)).toEqual([
        { ...position(1, 0), kind: 'TickMoved', tick: -3 },
        { ...position(2, 3), kind: 'PositionMoved', token: 7n, to: ALICE },
        { ...position(2, 4), kind: 'LiquidityChanged', owner: MANAGER, token: 7n, delta: 100n, ...range },
        { ...position(3, 0), kind: 'TickMoved', tick: 5 },
        { ...position(4, 0), kind: 'LiquidityChanged', owner: BOB, delta: 40n, ...range },
        { ...position(6, 0), kind: 'PositionMoved', token: 7n, to: BOB },
        { ...position(7, 0), kind: 'LiquidityChanged', owner: MANAGER, token: 7n, delta: -30n, ...range },
      ]);
    },
  );
});

test("transfers of the manager's tokens are asked for in ranges, too", async () => {
  const node = new Node(true)
    .transaction(token(NOBODY, ALICE, 7n), pool(POOL, 'Mint', MANAGER, 100n), manager('IncreaseLiquidity', 7n, 100n))
    .transaction(token(ALICE, BOB, 7n))
    .transaction(token(BOB, ALICE, 7n));
  node.most = 2;
  const events = await node.source({ CptPool: POOL, positionManager: MANAGER }).eventsBefore(node.time(node.head));
  expect(events.flatMap((event) => (event.kind === 'PositionMoved' ? event.to : []))).toEqual([ALICE, BOB, ALICE]);
});

describe('reading', () => {
  const move = (shares: bigint): Entry => ({
    contract: SHARES,
    abi: transferAbi,
    event: 'Transfer',
    args: { from: ALICE, to: BOB, value: shares },
  });
  const moving = (transactions: number): Node => {
    const node = new Node(true);
    for (let n = 0; n < transactions; n++) node.transaction(move(BigInt(n)));
    return node;
  };

  test('goes on with fewer blocks where the node refuses many', async () => {
    const node = moving(50);
    node.most = 7;
    const events = await node.source({ LendingPool: SHARES, chunk: 100n }).eventsBefore(node.time(node.head));
    expect(events).toHaveLength(50);
    expect(node.asked.length).toBeLessThan(25);
  });

  test.each([
    'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size',
    'Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range.',
    'Query timeout exceeded. Consider reducing your block range.',
    'query returned more than 10000 results. Try with this block range [0x1, 0x2].',
    'query timeout exceeded',
    'eth_getLogs is limited to a 10,000 range',
    'eth_getLogs and eth_newFilter are limited to a 10,000 blocks range',
    'block range is too wide',
    'query exceeds max results 20000, retry with the range 24499-24505',
    'query exceeds max block range 100000',
    'logs matched by query exceeds limit of 10000',
    'log query timed out',
    'exceed maximum block range: 50000',
    'requested too many blocks from 1 to 9, maximum is set to 2048',
    'backend response too large',
    'ranges over 10000 blocks are not supported on freetier',
  ])('halves what it asks for, at once, where a node says: %s', async (message) => {
    const node = moving(50);
    node.failures.push(said(message, -32_602));
    expect(await node.source({ LendingPool: SHARES, chunk: 40n }).eventsBefore(node.time(node.head))).toHaveLength(50);
    expect(node.asked.slice(0, 3)).toEqual([40, 20, 31]);
  });

  describe('from a node that fails for another reason', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    test.each([
      said("Your app has exceeded its compute units per second capacity. If you have retries enabled, don't mind", 429),
      said('daily request count exceeded, request rate limited', -32_005),
      said('project ID request rate exceeded', -32_005),
      said('50/second request limit reached - reduce calls per second or upgrade your account', -32_007),
      said('Too many requests, reason: call rate limit exhausted, retry in 10s', -32_090),
      said('block range extends beyond current head block'),
      said('request timed out', -32_002),
      new HttpRequestError({ url: 'https://block.range', status: 429, details: 'block range is too wide' }),
      new TimeoutError({ body: { blocks: 'too many results' }, url: 'https://block.range' }),
    ])('it asks for as much again, later: $message', async (failure) => {
      const node = moving(50);
      node.failures.push(failure, failure, failure);
      const events = node.source({ LendingPool: SHARES, chunk: 40n }).eventsBefore(node.time(node.head));
      await vi.advanceTimersByTimeAsync(500);
      expect(node.asked).toEqual([40]);
      await vi.runAllTimersAsync();
      expect(await events).toHaveLength(50);
      expect(node.asked).toEqual([40, 40, 40, 40, 11]);
    });

    test('it gives up after some attempts, and says what can be done', async () => {
      const node = moving(50);
      for (let n = 0; n < 100; n++) node.failures.push(said('Too many requests'));
      const error = node
        .source({ LendingPool: SHARES })
        .eventsBefore(node.time(node.head))
        .catch((caught) => caught);
      await vi.runAllTimersAsync();
      expect(await error).toBeInstanceOf(SourceError);
      expect((await error).message).toMatch(
        /^the node gave no logs of blocks 0 to 50 in 8 attempts: Too many requests; .*--rpc.*--chunk/,
      );
      expect(node.asked).toHaveLength(8);
    });
  });

  test('asks for more again, ever more rarely while the node refuses it', async () => {
    const node = moving(2_000);
    node.most = 10;
    const source = node.source({ LendingPool: SHARES, chunk: 16n });
    expect(await source.eventsBefore(node.time(node.head))).toHaveLength(2_000);
    const refused = node.asked.filter((blocks) => blocks > node.most);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.length).toBeLessThan(15);
    node.most = 100;
    node.asked.splice(0);
    node.failures.push(said('too many results'));
    await source.eventsBefore(node.time(node.head));
    expect(node.asked.slice(0, 4)).toEqual([16, 8, 16, 16]);
  });

  test('says so where not even one block is given', async () => {
    const node = moving(3);
    node.most = 0;
    await expect(node.source({ LendingPool: SHARES }).eventsBefore(node.time(node.head))).rejects.toThrow(
      'refuses the logs of block 0 alone: exceed maximum block range',
    );
  });

  test('ends with the last block before the second, and not before that second is past', async () => {
    const node = new Node(false).transaction(move(1n)).transaction(move(2n)).transaction(move(3n));
    const source = node.source({ LendingPool: SHARES });
    const shares = async (until: number) =>
      (await source.eventsBefore(until)).map((event) => event.kind === 'SharesMoved' && event.shares);
    expect(await shares(node.time(2))).toEqual([1n]);
    expect(await shares(node.time(2) + 1)).toEqual([1n, 2n]);
    expect(await source.lastBlockBefore(node.time(3))).toBe(2n);
    await expect(source.eventsBefore(node.time(node.head) + 1)).rejects.toThrow('wait until');
  });
});
