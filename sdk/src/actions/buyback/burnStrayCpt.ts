import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link burnStrayCpt}. */
export interface BurnStrayCptOutcome {
  amount: bigint;
  supply: bigint;
}

/** The call behind {@link burnStrayCpt}, for other transaction engines. */
export function burnStrayCptCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'burnStray',
    args: [],
  });
}

/**
 * Burns CPT that somebody sent to the buyback. Anyone. SPEC REV 4.
 *
 * @throws ZeroAmountError
 *
 * @example
 * const { wait } = await client.burnStrayCpt();
 * const { amount } = await wait();
 */
export async function burnStrayCpt(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<BurnStrayCptOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, burnStrayCptCall(deployment), parameters, (receipt) => {
    const { amount, supply } = eventIn(receipt, deployment.contracts.BuybackBurner, buybackBurnerAbi, 'StrayBurned');
    return { amount, supply };
  });
}
