import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link closeRedemptions}. */
export interface CloseRedemptionsParameters {
  /** Those not over are passed over. */
  jobIds: readonly bigint[];
}

/** The call behind {@link closeRedemptions}, for other transaction engines. */
export function closeRedemptionsCall(deployment: Deployment, parameters: CloseRedemptionsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'closeBatch',
    args: [parameters.jobIds],
  });
}

/**
 * Gives back the vouchers that jobs did not spend; their holders claim them with `claimVouchers`. Anyone. SPEC POOL 6.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { wait } = await client.closeRedemptions({ jobIds: [7n] });
 */
export async function closeRedemptions(
  client: AnyClient,
  parameters: CloseRedemptionsParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeRedemptionsCall(deployment, parameters), parameters, noOutcome);
}
