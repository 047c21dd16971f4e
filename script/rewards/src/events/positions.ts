import { type Address, type Hex, type Log, type PublicClient, parseEventLogs } from 'viem';
import { positionManagerAbi } from './abis.js';
import { lower } from './decode.js';
import { type BlockRange, inRanges } from './ranges.js';
import type { RewardEvent } from './types.js';

interface Where extends BlockRange {
  client: PublicClient;
  pool?: Address | undefined;
  positionManager: Address;
  /** most blocks asked for at once; all of them where this is not given, since few transfers are of our tokens */
  chunk?: bigint | undefined;
}

const TOKENS_AT_ONCE = 200;

/**
 * Names the tokens behind the pool's positions that the position manager owns, and adds who owns those tokens. The manager serves all pools
 * there are, so its events are not read one by one: only receipts of transactions that changed our pool, and transfers of our tokens.
 */
export async function withTokens(
  where: Where,
  events: readonly RewardEvent[],
  transactions: ReadonlyMap<RewardEvent, Hex>,
  timestampOf: (block: bigint) => Promise<number>,
): Promise<RewardEvent[]> {
  const manager = lower(where.positionManager);
  const tokens = new Set<bigint>();
  const receipts = new Map<Hex, readonly Log[]>();
  const named: RewardEvent[] = [];
  for (const event of events) {
    const hash = transactions.get(event);
    if (event.kind !== 'LiquidityChanged' || event.owner !== manager || !hash) {
      named.push(event);
      continue;
    }
    const logs = receipts.get(hash) ?? (await where.client.getTransactionReceipt({ hash })).logs;
    receipts.set(hash, logs);
    const token = tokenOf(logs, manager, event.logIndex, event.delta);
    if (token !== undefined) tokens.add(token);
    named.push({ ...event, token });
  }
  return [...named, ...(await transfers(where, [...tokens], timestampOf))];
}

/** The manager reports a change right after the pool did; the first report of that very amount is it. */
export function tokenOf(logs: readonly Log[], manager: Address, logIndex: number, delta: bigint): bigint | undefined {
  const reports = parseEventLogs({
    abi: positionManagerAbi,
    logs: [...logs],
    eventName: ['IncreaseLiquidity', 'DecreaseLiquidity'],
  });
  const size = delta < 0n ? -delta : delta;
  const report = reports.find(
    (log) =>
      lower(log.address) === manager &&
      log.logIndex > logIndex &&
      log.eventName === (delta < 0n ? 'DecreaseLiquidity' : 'IncreaseLiquidity') &&
      log.args.liquidity === size,
  );
  return report?.args.tokenId;
}

async function transfers(
  where: Where,
  tokens: readonly bigint[],
  timestampOf: (block: bigint) => Promise<number>,
): Promise<RewardEvent[]> {
  const moved: RewardEvent[] = [];
  const { client, chunk = where.toBlock - where.fromBlock + 1n } = where;
  for (let at = 0; at < tokens.length; at += TOKENS_AT_ONCE) {
    const tokenId = tokens.slice(at, at + TOKENS_AT_ONCE);
    const found = inRanges(where, chunk, (range) =>
      client.getContractEvents({
        address: where.positionManager,
        abi: positionManagerAbi,
        eventName: 'Transfer',
        args: { tokenId },
        ...range,
        strict: true,
      }),
    );
    for await (const logs of found) {
      for (const { args, blockNumber, logIndex } of logs) {
        const position = { block: Number(blockNumber), logIndex, timestamp: await timestampOf(blockNumber) };
        moved.push({ ...position, kind: 'PositionMoved', token: args.tokenId, to: lower(args.to) });
      }
    }
  }
  return moved;
}
