import { councilAbi } from '../../abis/Council.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link renewMandate}, for other transaction engines. */
export function renewMandateCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.Council,
    abi: councilAbi,
    functionName: 'renew',
    args: [],
  });
}

/**
 * Renews the council's mandate for a quarter. Caller: GOVERNANCE role, so put the call into a proposal. SPEC GOV 1.
 *
 * @throws AccessManagedUnauthorizedError
 *
 * @example
 * const proposal = { calls: [renewMandateCall(getDeployment(31337))], description };
 * await client.propose({ proposal });
 */
export async function renewMandate(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, renewMandateCall(deployment), parameters, noOutcome);
}
