import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link coverPoolLoss}. */
export interface CoverPoolLossOutcome {
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link coverPoolLoss}, for other transaction engines. */
export function coverPoolLossCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'coverLoss',
    args: [],
  });
}

/**
 * Asks the insurance fund for losses it has not covered yet. Anyone. SPEC POOL 4.
 *
 * @throws NothingToCoverError
 *
 * @example
 * await client.coverPoolLoss();
 */
export async function coverPoolLoss(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<CoverPoolLossOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, coverPoolLossCall(deployment), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'LossCovered');
    return { amount };
  });
}
