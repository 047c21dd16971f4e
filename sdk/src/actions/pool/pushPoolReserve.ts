import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link pushPoolReserve}. */
export interface PushPoolReserveOutcome {
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link pushPoolReserve}, for other transaction engines. */
export function pushPoolReserveCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'pushReserve',
    args: [],
  });
}

/**
 * Sends the reserve’s part of interest to the insurance fund. Anyone. SPEC POOL 4.
 *
 * @throws NothingToPushError
 *
 * @example
 * await client.pushPoolReserve();
 */
export async function pushPoolReserve(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<PushPoolReserveOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, pushPoolReserveCall(deployment), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'ReservePushed');
    return { amount };
  });
}
