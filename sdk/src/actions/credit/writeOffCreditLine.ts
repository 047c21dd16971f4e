import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link writeOffCreditLine}. */
export interface WriteOffCreditLineParameters {
  lineId: bigint;
}

/** The call behind {@link writeOffCreditLine}, for other transaction engines. */
export function writeOffCreditLineCall(deployment: Deployment, parameters: WriteOffCreditLineParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'writeOff',
    args: [parameters.lineId],
  });
}

/**
 * Gives up a line that is wholly marked down. Governance. SPEC POOL 3.
 *
 * @throws UnknownLineError, LineNotOpenError, StillOwedError
 *
 * @example
 * await client.writeOffCreditLine({ lineId });
 */
export async function writeOffCreditLine(
  client: AnyClient,
  parameters: WriteOffCreditLineParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, writeOffCreditLineCall(deployment, parameters), parameters, noOutcome);
}
