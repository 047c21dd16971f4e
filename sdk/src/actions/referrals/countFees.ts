import { referralsAbi } from '../../abis/Referrals.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link countFees}. */
export interface CountFeesParameters {
  jobIds: readonly bigint[];
}

/** The call behind {@link countFees}, for other transaction engines. */
export function countFeesCall(deployment: Deployment, parameters: CountFeesParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Referrals,
    abi: referralsAbi,
    functionName: 'countFees',
    args: [parameters.jobIds],
  });
}

/**
 * Adds the fees of settled, paid jobs of referred accounts; each counts once, others are passed over. Anyone. SPEC USER 3.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { hash } = await client.countFees({ jobIds: [7n, 8n] });
 */
export async function countFees(
  client: AnyClient,
  parameters: CountFeesParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, countFeesCall(deployment, parameters), parameters, noOutcome);
}
