import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setBackup}. */
export interface SetBackupParameters {
  jobId: bigint;
  /** 0 for none. */
  listingId: number;
  /** Highest unit price accepted of the backup; without it the oracle's price decides, as for {@link openJob}. */
  maxUnitPrice?: number | undefined;
}

/** The call behind {@link setBackup}, for other transaction engines. */
export function setBackupCall(deployment: Deployment, parameters: SetBackupParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'setBackup',
    args: [parameters.jobId, parameters.listingId, parameters.maxUnitPrice ?? 0],
  });
}

/**
 * Names the listing that takes a job over, with the money that comes back, should its provider not take, start, keep or
 * finish it. Payer, before or during the run. SPEC JOB 4.
 *
 * @throws NotPayerError, WrongStateError, TooLateError, InvalidBackupError
 *
 * @example
 * const { wait } = await client.setBackup({ jobId: 7n, listingId: 2, maxUnitPrice: 45_000 });
 * await wait();
 */
export async function setBackup(
  client: AnyClient,
  parameters: SetBackupParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setBackupCall(deployment, parameters), parameters, noOutcome);
}
