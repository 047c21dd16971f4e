import { treasuryAbi } from '../../abis/Treasury.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link allocateTreasury}, for other transaction engines. */
export function allocateTreasuryCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.Treasury,
    abi: treasuryAbi,
    functionName: 'allocate',
    args: [],
  });
}

/**
 * Divides what has arrived among the budgets. Anyone. SPEC REV 2.
 *
 * @throws NothingToAllocateError
 *
 * @example
 * const { hash } = await client.allocateTreasury();
 */
export async function allocateTreasury(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, allocateTreasuryCall(deployment), parameters, noOutcome);
}
