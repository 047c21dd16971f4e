import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link refreshStatus}, for other transaction engines. */
export function refreshStatusCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'refreshStatus',
    args: [],
  });
}

/**
 * Makes the market look at USDC's peg again. Anyone. SPEC ORC 1.
 *
 * @example
 * const { hash } = await client.refreshStatus();
 */
export async function refreshStatus(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refreshStatusCall(deployment), parameters, noOutcome);
}
