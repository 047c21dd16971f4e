import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setExitOperator}. */
export interface SetExitOperatorParameters {
  operator: Address;
  approved: boolean;
}

/** The call behind {@link setExitOperator}, for other transaction engines. */
export function setExitOperatorCall(deployment: Deployment, parameters: SetExitOperatorParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'setOperator',
    args: [parameters.operator, parameters.approved],
  });
}

/**
 * Lets another act for the sender’s requests, or forbids it. SPEC POOL 2.
 *
 * @example
 * await client.setExitOperator({ operator, approved: true });
 */
export async function setExitOperator(
  client: AnyClient,
  parameters: SetExitOperatorParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setExitOperatorCall(deployment, parameters), parameters, noOutcome);
}
