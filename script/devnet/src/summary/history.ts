import { type Abi, type Address, type Log, parseEventLogs } from 'viem';
import type { ContractName, World } from '../chain/world.js';

const BLOCKS_PER_QUERY = 2_000n;

/** All logs of one contract since the deployment, read in slices. */
export async function logsOf(world: World, address: Address, to: bigint): Promise<Log[]> {
  const logs: Log[] = [];
  for (let from = 0n; from <= to; from += BLOCKS_PER_QUERY) {
    const end = from + BLOCKS_PER_QUERY - 1n;
    logs.push(...(await world.reader.getLogs({ address, fromBlock: from, toBlock: end < to ? end : to })));
  }
  return logs;
}

/** Decoded events of one of our contracts. */
export async function eventsOf<N extends Exclude<ContractName, 'FundHolder'>>(world: World, name: N, to: bigint) {
  const logs = await logsOf(world, world.address(name), to);
  return parseEventLogs({ abi: world.abi(name) as Abi, logs }) as unknown as {
    eventName: string;
    args: Record<string, unknown>;
    blockNumber: bigint;
  }[];
}

export type Decoded = Awaited<ReturnType<typeof eventsOf>>[number];

/** An event's integer argument. */
export function int(event: Decoded, name: string): bigint {
  const value = event.args[name];
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  throw new Error(`${event.eventName} has no integer ${name}`);
}

export function sum(events: readonly Decoded[], eventName: string, argument: string): bigint {
  return events
    .filter((event) => event.eventName === eventName)
    .reduce((total, event) => total + int(event, argument), 0n);
}
