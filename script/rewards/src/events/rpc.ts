import { priceHubAbi, uniswapTwapAbi } from '@cyberplaza/sdk/abis';
import type { AbiEvent, Address, GetLogsReturnType, PublicClient } from 'viem';
import { messageOf, SourceError } from '../errors.js';
import { DAY } from '../time.js';
import { DECODERS, type EventContract, type EventContracts } from './decode.js';
import { withTokens } from './positions.js';
import { inRanges } from './ranges.js';
import type { BoundaryPrice, EventSource, Happening, PriceSource, RewardEvent } from './types.js';

/** Contracts that prices are read from. */
export interface PriceContracts {
  PriceHub: Address;
  /** the pool's averages; without it only PriceHub's price counts */
  UniswapTwap?: Address | undefined;
}

export interface RpcSourceOptions {
  client: PublicClient;
  contracts: EventContracts & PriceContracts;
  /** Uniswap's NonfungiblePositionManager */
  positionManager?: Address | undefined;
  /** first block that can hold an event */
  fromBlock: bigint;
  /** most blocks asked for at once; fewer where the node refuses */
  chunk?: bigint | undefined;
}

type StrictLogs = GetLogsReturnType<undefined, readonly AbiEvent[], true>;

const DEFAULT_CHUNK = 10_000n;
const FIT = 0;
/** Averages that a pair's rewards are also valued by (SPEC USER 4). */
const AVERAGES = [7 * DAY, 30 * DAY] as const;

/** Events and prices from a node's JSON-RPC. Prices of past weeks need an archive node; events do not. */
export class RpcSource implements EventSource, PriceSource {
  readonly name: string;
  readonly #timestamps = new Map<bigint, number>();

  constructor(private readonly options: RpcSourceOptions) {
    this.name = `chain through ${options.client.transport.url ?? 'JSON-RPC'}`;
  }

  async eventsBefore(until: number, progress: (events: number, what: string) => void = () => undefined) {
    const last = await this.lastBlockBefore(until);
    const { client, contracts, positionManager, fromBlock, chunk } = this.options;
    const read = new Set<string>(DECODERS.map(({ contract }) => contract));
    const addresses = Object.entries(contracts).filter(
      (entry): entry is [EventContract, Address] => entry[1] !== undefined && read.has(entry[0]),
    );
    const decoders = new Map<string, (typeof DECODERS)[number]>();
    for (const [name, address] of addresses) {
      for (const decoder of DECODERS) {
        if (decoder.contract === name) decoders.set(keyOf(address, decoder.event.name), decoder);
      }
    }
    const events: RewardEvent[] = [];
    const transactions = new Map<RewardEvent, `0x${string}`>();
    for await (const logs of this.#logs([...new Set(addresses.map(([, address]) => address))], last)) {
      const timestamps = await this.#timestampsOf(logs);
      for (const [index, log] of logs.entries()) {
        const decoder = decoders.get(keyOf(log.address, log.eventName));
        const happening = decoder?.read(log.args as never) as Happening | undefined;
        if (!happening) continue;
        const event = {
          block: Number(log.blockNumber),
          logIndex: log.logIndex,
          timestamp: timestamps[index] ?? 0,
          ...happening,
        };
        events.push(event);
        transactions.set(event, log.transactionHash);
      }
      progress(events.length, `events up to block ${logs.at(-1)?.blockNumber ?? last}`);
    }
    if (!positionManager) return events;
    return withTokens(
      { client, pool: contracts.CptPool, positionManager, fromBlock, toBlock: last, chunk },
      events,
      transactions,
      (block) => this.#timestampOf(block),
    );
  }

  async priceAt(boundary: number): Promise<BoundaryPrice> {
    const { client, contracts } = this.options;
    const blockNumber = await this.lastBlockBefore(boundary);
    const { PriceHub, UniswapTwap } = contracts;
    try {
      const code = await client.getCode({ address: PriceHub, blockNumber });
      if (!code) return { at: boundary, prices: [] };
      const [status, price] = await client.readContract({
        address: PriceHub,
        abi: priceHubAbi,
        functionName: 'cptUsd',
        blockNumber,
      });
      if (status !== FIT) return { at: boundary, prices: [] };
      if (!UniswapTwap) return { at: boundary, prices: [price] };
      const averages = await Promise.all(
        AVERAGES.map((window) =>
          client.readContract({
            address: UniswapTwap,
            abi: uniswapTwapAbi,
            functionName: 'twap',
            args: [window],
            blockNumber,
          }),
        ),
      );
      return {
        at: boundary,
        prices: [price, ...averages.map(([, average]) => average).filter((average) => average > 0n)],
      };
    } catch (cause) {
      throw new SourceError(
        `the price of CPT at block ${blockNumber} cannot be read; a node that keeps past state (an archive node) can: ${messageOf(cause)}`,
      );
    }
  }

  /** The last block before a second. Fails while the chain has not come that far. */
  async lastBlockBefore(second: number): Promise<bigint> {
    const head = await this.options.client.getBlock({ includeTransactions: false });
    if (head.timestamp < BigInt(second)) {
      throw new SourceError(
        `the chain is at ${new Date(Number(head.timestamp) * 1_000).toISOString()}; wait until ${new Date(second * 1_000).toISOString()} is past`,
      );
    }
    let [low, high] = [0n, head.number];
    while (low < high) {
      const middle = (low + high) / 2n;
      if ((await this.#timestampOf(middle)) < second) low = middle + 1n;
      else high = middle;
    }
    return low === 0n ? 0n : low - 1n;
  }

  #logs(addresses: Address[], toBlock: bigint): AsyncGenerator<StrictLogs> {
    const { client, fromBlock, chunk = DEFAULT_CHUNK } = this.options;
    const events = [...new Map(DECODERS.map(({ event }) => [JSON.stringify(event), event])).values()];
    return inRanges(
      { fromBlock, toBlock },
      chunk,
      (range) => client.getLogs({ address: addresses, events, ...range, strict: true }) as Promise<StrictLogs>,
    );
  }

  async #timestampsOf(logs: StrictLogs): Promise<number[]> {
    for (const { blockNumber, blockTimestamp } of logs as readonly { blockNumber: bigint; blockTimestamp?: bigint }[]) {
      if (blockTimestamp !== undefined) this.#timestamps.set(blockNumber, Number(blockTimestamp));
    }
    return Promise.all(logs.map(({ blockNumber }) => this.#timestampOf(blockNumber)));
  }

  async #timestampOf(blockNumber: bigint): Promise<number> {
    const known = this.#timestamps.get(blockNumber);
    if (known !== undefined) return known;
    const block = await this.options.client.getBlock({ blockNumber, includeTransactions: false });
    const timestamp = Number(block.timestamp);
    this.#timestamps.set(blockNumber, timestamp);
    return timestamp;
  }
}

function keyOf(address: Address, event: string): string {
  return `${address.toLowerCase()}:${event}`;
}
