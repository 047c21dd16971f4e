import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link acceptBeneficiary}. */
export interface AcceptBeneficiaryParameters {
  scheduleId: bigint;
}

/** The call behind {@link acceptBeneficiary}, for other transaction engines. */
export function acceptBeneficiaryCall(deployment: Deployment, parameters: AcceptBeneficiaryParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'acceptBeneficiary',
    args: [parameters.scheduleId],
  });
}

/**
 * Second step of giving a schedule to another. The proposed. SPEC TOK 6.
 *
 * @throws UnknownScheduleError, NotProposedError
 *
 * @example
 * await client.acceptBeneficiary({ scheduleId: 1n });
 */
export async function acceptBeneficiary(
  client: AnyClient,
  parameters: AcceptBeneficiaryParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, acceptBeneficiaryCall(deployment, parameters), parameters, noOutcome);
}
