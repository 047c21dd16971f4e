import type { Address, Hex } from 'viem';
import { councilAbi } from '../../abis/Council.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelScheduled}. */
export interface CancelScheduledParameters {
  /** Who scheduled it. */
  scheduler: Address;
  target: Address;
  data: Hex;
  /** On chain; must not be empty. */
  reason: string;
}

/** The call behind {@link cancelScheduled}, for other transaction engines. */
export function cancelScheduledCall(deployment: Deployment, parameters: CancelScheduledParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Council,
    abi: councilAbi,
    functionName: 'cancel',
    args: [parameters.scheduler, parameters.target, parameters.data, parameters.reason],
  });
}

/**
 * Cancels what waits in the AccessManager: an upgrade, a critical parameter. Caller: the council's member. SPEC GOV 2.
 *
 * @throws NotMemberError, MandateLapsedError, ReasonMissingError
 *
 * @example
 * const { hash } = await client.cancelScheduled({ scheduler: safe, target, data, reason: 'Not the announced code.' });
 */
export async function cancelScheduled(
  client: AnyClient,
  parameters: CancelScheduledParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelScheduledCall(deployment, parameters), parameters, noOutcome);
}
