import type { Deployment } from '@cyberplaza/sdk';
import { accessManagerAbi } from '@cyberplaza/sdk/abis';
import { type Address, encodeFunctionData, type Hex, isAddressEqual, type PublicClient } from 'viem';
import type { ResolvedCall } from './resolve.js';

/** How a caller may make a call: at once, after a delay of the AccessManager, or not at all. */
export interface Authority {
  readonly call: ResolvedCall;
  /** Seconds; 0 at once, undefined never. */
  readonly delay: number | undefined;
  readonly role: bigint;
}

const RESTRICTED_BY_ITSELF: Readonly<Record<string, 'timelock' | 'council'>> = {
  CyberPlazaGovernor: 'timelock',
  GovernanceTimelock: 'timelock',
};

/** Asks the AccessManager. Calls of the manager itself are the admin's. */
export async function authorityOf(
  client: PublicClient,
  deployment: Deployment,
  caller: Address,
  call: ResolvedCall,
): Promise<Authority> {
  const { AccessManager, GovernanceTimelock, Council } = deployment.contracts;
  if (RESTRICTED_BY_ITSELF[call.contract]) {
    return { call, role: 0n, delay: isAddressEqual(caller, GovernanceTimelock) ? 0 : undefined };
  }
  // A Safe's own functions are open to the Safe alone.
  if (call.contract.startsWith('safe:'))
    return { call, role: 0n, delay: isAddressEqual(caller, call.to) ? 0 : undefined };
  const manager = { address: AccessManager, abi: accessManagerAbi } as const;
  if (isAddressEqual(call.to, AccessManager)) {
    if (call.function.name === 'schedule' || call.function.name === 'execute') return { call, role: 0n, delay: 0 };
    const [held, delay] = await client.readContract({ ...manager, functionName: 'hasRole', args: [0n, caller] });
    return { call, role: 0n, delay: held ? delay : undefined };
  }
  const role = await client.readContract({
    ...manager,
    functionName: 'getTargetFunctionRole',
    args: [call.to, call.selector],
  });
  const args = [caller, call.to, call.selector] as const;
  const [immediate, delay] = await client.readContract({ ...manager, functionName: 'canCall', args });
  if (immediate) return { call, role, delay: 0 };
  if (delay > 0) return { call, role, delay };
  // Role 0 is also what every function has that is not restricted at all: the simulation will tell.
  const open = role === 0n || isAddressEqual(call.to, Council);
  return { call, role, delay: open ? 0 : undefined };
}

/** The same call put on the AccessManager's list, and taken from it once its delay is over. */
export function throughManager(call: ResolvedCall): { schedule: Hex; execute: Hex } {
  return {
    schedule: encodeFunctionData({ abi: accessManagerAbi, functionName: 'schedule', args: [call.to, call.data, 0] }),
    execute: encodeFunctionData({ abi: accessManagerAbi, functionName: 'execute', args: [call.to, call.data] }),
  };
}
