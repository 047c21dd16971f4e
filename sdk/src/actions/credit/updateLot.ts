import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link updateLot}. */
export interface UpdateLotParameters {
  lotId: bigint;
  /** At most what it was. */
  unsold: bigint;
  /** At most unsold. */
  pledged: bigint;
}

/** The call behind {@link updateLot}, for other transaction engines. */
export function updateLotCall(deployment: Deployment, parameters: UpdateLotParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'updateLot',
    args: [parameters.lotId, parameters.unsold, parameters.pledged],
  });
}

/**
 * Says what of a lot is sold and pledged. Its borrower. SPEC POOL 3.
 *
 * @throws UnknownLotError, NotBorrowerError, InvalidLotError
 *
 * @example
 * await client.updateLot({ lotId, unsold: 600n, pledged: 100n });
 */
export async function updateLot(
  client: AnyClient,
  parameters: UpdateLotParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, updateLotCall(deployment, parameters), parameters, noOutcome);
}
