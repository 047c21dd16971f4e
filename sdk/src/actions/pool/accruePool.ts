import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link accruePool}, for other transaction engines. */
export function accruePoolCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'accrue',
    args: [],
  });
}

/**
 * Brings all credit lines up to date: interest, marks, rates. Anyone. SPEC POOL 1, 3.
 *
 * @example
 * await client.accruePool();
 */
export async function accruePool(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, accruePoolCall(deployment), parameters, noOutcome);
}
