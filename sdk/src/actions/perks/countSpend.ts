import { perksAbi } from '../../abis/Perks.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link countSpend}. */
export interface CountSpendParameters {
  jobIds: readonly bigint[];
}

/** The call behind {@link countSpend}, for other transaction engines. */
export function countSpendCall(deployment: Deployment, parameters: CountSpendParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Perks,
    abi: perksAbi,
    functionName: 'countSpend',
    args: [parameters.jobIds],
  });
}

/**
 * Adds settled, paid jobs to their payers' 90-day spend; each counts once, others are passed over. Anyone. SPEC USER 1.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { hash } = await client.countSpend({ jobIds: [7n, 8n] });
 */
export async function countSpend(
  client: AnyClient,
  parameters: CountSpendParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, countSpendCall(deployment, parameters), parameters, noOutcome);
}
