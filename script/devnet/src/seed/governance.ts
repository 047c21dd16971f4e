import { type Address, encodeFunctionData, type Hex } from 'viem';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import { bySafe } from './safes.js';

const DELAY_SECONDS = 172_800;

/** A call that waits 48 hours in the AccessManager's list. */
export interface DelayedCall {
  target: Address;
  data: Hex;
}

export function releaseFrom(
  world: World,
  holder: string,
  token: Address,
  to: Address,
  amount: bigint,
  reason: string,
): DelayedCall {
  return {
    target: world.holder(holder),
    data: encodeFunctionData({
      abi: world.abi('FundHolder'),
      functionName: 'release',
      args: [token, to, amount, reason],
    }),
  };
}

/** A Safe schedules all calls, lets the delay pass once, and executes them: two transactions, each with its owners' signatures. */
export async function executeDelayed(
  world: World,
  clock: Clock,
  calls: readonly DelayedCall[],
  safe = 'treasury',
): Promise<void> {
  const to = world.address('AccessManager');
  const abi = world.abi('AccessManager');
  const each = (encode: (call: DelayedCall) => Hex) => calls.map((call) => ({ to, data: encode(call), value: 0n }));
  await bySafe(
    world,
    safe,
    each(({ target, data }) => encodeFunctionData({ abi, functionName: 'schedule', args: [target, data, 0] })),
  );
  await clock.advanceBy(DELAY_SECONDS + 1);
  await bySafe(
    world,
    safe,
    each(({ target, data }) => encodeFunctionData({ abi, functionName: 'execute', args: [target, data] })),
  );
}
