import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link closeCreditLine}. */
export interface CloseCreditLineParameters {
  lineId: bigint;
}

/** The call behind {@link closeCreditLine}, for other transaction engines. */
export function closeCreditLineCall(deployment: Deployment, parameters: CloseCreditLineParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'closeLine',
    args: [parameters.lineId],
  });
}

/**
 * Closes a line that owes nothing. Its borrower; anyone once it is due. SPEC POOL 3.
 *
 * @throws UnknownLineError, LineNotOpenError, StillOwedError
 *
 * @example
 * await client.closeCreditLine({ lineId });
 */
export async function closeCreditLine(
  client: AnyClient,
  parameters: CloseCreditLineParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeCreditLineCall(deployment, parameters), parameters, noOutcome);
}
