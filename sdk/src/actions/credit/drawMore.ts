import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link drawMore}. */
export interface DrawMoreParameters {
  lotId: bigint;
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link drawMore}, for other transaction engines. */
export function drawMoreCall(deployment: Deployment, parameters: DrawMoreParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'drawMore',
    args: [parameters.lotId, parameters.amount],
  });
}

/**
 * Draws another tranche of a lot. Its borrower. SPEC POOL 3.
 *
 * @throws UnknownLotError, NotBorrowerError, AboveLotLimitError, AboveLendableError
 *
 * @example
 * await client.drawMore({ lotId, amount });
 */
export async function drawMore(client: AnyClient, parameters: DrawMoreParameters & WriteOptions): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, drawMoreCall(deployment, parameters), parameters, noOutcome);
}
