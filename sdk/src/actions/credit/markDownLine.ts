import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link markDownLine}. */
export interface MarkDownLineParameters {
  lineId: bigint;
}

/** The call behind {@link markDownLine}, for other transaction engines. */
export function markDownLineCall(deployment: Deployment, parameters: MarkDownLineParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'markDown',
    args: [parameters.lineId],
  });
}

/**
 * Applies the mark that time has brought to a late line. Anyone. SPEC POOL 3.
 *
 * @throws UnknownLineError, LineNotOpenError, NotMarkableError
 *
 * @example
 * await client.markDownLine({ lineId });
 */
export async function markDownLine(
  client: AnyClient,
  parameters: MarkDownLineParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, markDownLineCall(deployment, parameters), parameters, noOutcome);
}
