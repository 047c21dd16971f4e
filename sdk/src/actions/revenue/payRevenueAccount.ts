import type { Address } from 'viem';
import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link payRevenueAccount}. */
export interface PayRevenueAccountParameters {
  recipient: Address;
}

/** The call behind {@link payRevenueAccount}, for other transaction engines. */
export function payRevenueAccountCall(deployment: Deployment, parameters: PayRevenueAccountParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'payAccount',
    args: [parameters.recipient],
  });
}

/**
 * Pays any account what the router owes it, former destinations included. Anyone. SPEC REV 2.
 *
 * @example
 * const { hash } = await client.payRevenueAccount({ recipient });
 */
export async function payRevenueAccount(
  client: AnyClient,
  parameters: PayRevenueAccountParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payRevenueAccountCall(deployment, parameters), parameters, noOutcome);
}
