import type { Address, Hex } from 'viem';
import { councilAbi } from '../../abis/Council.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link actAsCouncil}. */
export interface ActAsCouncilParameters {
  target: Address;
  data: Hex;
  /** On chain; must not be empty. */
  reason: string;
}

/** The call behind {@link actAsCouncil}, for other transaction engines. */
export function actAsCouncilCall(deployment: Deployment, parameters: ActAsCouncilParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Council,
    abi: councilAbi,
    functionName: 'act',
    args: [parameters.target, parameters.data, parameters.reason],
  });
}

/**
 * Calls any other function the COUNCIL role may call. Caller: the council's member, within its mandate. SPEC GOV 1.
 *
 * @throws NotMemberError, MandateLapsedError, ReasonMissingError
 *
 * @example
 * const { hash } = await client.actAsCouncil({ target, data, reason: 'The claim is not covered.' });
 */
export async function actAsCouncil(
  client: AnyClient,
  parameters: ActAsCouncilParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, actAsCouncilCall(deployment, parameters), parameters, noOutcome);
}
