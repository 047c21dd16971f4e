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
  keccak256,
  numberToHex,
  stringToHex,
} from 'viem';
import { describe, expect, test } from 'vitest';
import { positionManagerAbi, transferAbi, uniswapPoolAbi } from '../src/events/abis.js';
import { RpcSource, type RpcSourceOptions } from '../src/index.js';
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
  asked = 0;
  /** most blocks it gives logs of at once */
  most = Number.POSITIVE_INFINITY;

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
    this.asked += 1;
    if (Number(toBlock) - Number(fromBlock) >= this.most)
      throw Object.assign(new Error('too many blocks'), { code: -32_005 });
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

describe('reading', () => {
  const move = (shares: bigint): Entry => ({
    contract: SHARES,
    abi: transferAbi,
    event: 'Transfer',
    args: { from: ALICE, to: BOB, value: shares },
  });

  test('goes on with fewer blocks where the node refuses many', async () => {
    const node = new Node(true);
    for (let n = 0; n < 50; n++) node.transaction(move(BigInt(n)));
    node.most = 7;
    const events = await node.source({ LendingPool: SHARES, chunk: 100n }).eventsBefore(node.time(node.head));
    expect(events).toHaveLength(50);
    expect(node.asked).toBeLessThan(25);
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
