import { treasuryAbi } from '../../abis/Treasury.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelTreasuryStream}. */
export interface CancelTreasuryStreamParameters {
  streamId: bigint;
  /** On chain; must not be empty. */
  reason: string;
}

/** What came of {@link cancelTreasuryStream}. */
export interface CancelTreasuryStreamOutcome {
  accrued: bigint;
  returned: bigint;
}

/** The call behind {@link cancelTreasuryStream}, for other transaction engines. */
export function cancelTreasuryStreamCall(
  deployment: Deployment,
  parameters: CancelTreasuryStreamParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.Treasury,
    abi: treasuryAbi,
    functionName: 'cancelStream',
    args: [parameters.streamId, parameters.reason],
  });
}

/**
 * Ends a stream now; what has accrued stays its recipient's. Caller: TREASURY_DAILY role. SPEC GOV 2.
 *
 * @throws UnknownStreamError, StreamOverError
 *
 * @example
 * const { wait } = await client.cancelTreasuryStream({ streamId: 1n, reason: 'Contract ended.' });
 * const { returned } = await wait();
 */
export async function cancelTreasuryStream(
  client: AnyClient,
  parameters: CancelTreasuryStreamParameters & WriteOptions,
): Promise<WriteResult<CancelTreasuryStreamOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelTreasuryStreamCall(deployment, parameters), parameters, (receipt) => {
    const { accrued, returned } = eventIn(receipt, deployment.contracts.Treasury, treasuryAbi, 'StreamCancelled');
    return { accrued, returned };
  });
}
