import { type Address, encodeFunctionData, type Hex } from 'viem';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';

const TREASURY_DELAY_SECONDS = 172_800;

/** A delayed call through the AccessManager: scheduled, waited for, executed, as the treasury's signers would do it. */
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

/** Schedules all calls, lets the delay pass once, executes them; as the treasury unless another office is named. */
export async function executeDelayed(
  world: World,
  clock: Clock,
  calls: readonly DelayedCall[],
  office = account('treasury'),
): Promise<void> {
  for (const call of calls) {
    await world.send(office, 'AccessManager', 'schedule', [call.target, call.data, 0]);
  }
  await clock.advanceBy(TREASURY_DELAY_SECONDS + 1);
  for (const call of calls) {
    await world.send(office, 'AccessManager', 'execute', [call.target, call.data]);
  }
}
