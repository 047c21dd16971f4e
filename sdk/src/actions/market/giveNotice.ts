import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link giveNotice}. */
export interface GiveNoticeParameters {
  jobId: bigint;
}

/** What came of {@link giveNotice}. */
export interface GiveNoticeOutcome {
  /** The run's last payable second. */
  endsAt: number;
  /** Whether the caller acts for the provider; payer or buyer otherwise. */
  byProvider: boolean;
}

/** The call behind {@link giveNotice}, for other transaction engines. */
export function giveNoticeCall(deployment: Deployment, parameters: GiveNoticeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'giveNotice',
    args: [parameters.jobId],
  });
}

/**
 * Ends a run after the listing's notice ({@link getNotices}): payer or buyer stop it; the provider's owner or operator
 * pre-empt it where the listing is pre-emptible, and leave it otherwise. Nothing after the end is payable. SPEC JOB 4.
 *
 * @throws NotBuyerError, WrongStateError, TooLateError, AlreadyNoticedError
 *
 * @example
 * const { wait } = await client.giveNotice({ jobId: 7n });
 * const { endsAt } = await wait();
 */
export async function giveNotice(
  client: AnyClient,
  parameters: GiveNoticeParameters & WriteOptions,
): Promise<WriteResult<GiveNoticeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, giveNoticeCall(deployment, parameters), parameters, (receipt) => {
    const { endsAt, byProvider } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobNoticed');
    return { endsAt, byProvider };
  });
}
