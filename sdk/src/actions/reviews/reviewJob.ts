import { reviewsAbi } from '../../abis/Reviews.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link reviewJob}. */
export interface ReviewJobParameters {
  jobId: bigint;
  /** 1 to 5. */
  rating: number;
  /** Of the text, up to 512 bytes. */
  uri: string;
}

/** The call behind {@link reviewJob}, for other transaction engines. */
export function reviewJobCall(deployment: Deployment, parameters: ReviewJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reviews,
    abi: reviewsAbi,
    functionName: 'review',
    args: [parameters.jobId, parameters.rating, parameters.uri],
  });
}

/**
 * Reviews a settled, paid job, once and for ever. Its payer, within the review window. SPEC PROV 10.
 *
 * @throws UnknownJobError, NotPayerError, NotSettledError, NothingPaidError, TooLateError, AlreadyReviewedError, OwnProviderError,
 * InvalidRatingError, InvalidUriError
 *
 * @example
 * const { hash } = await client.reviewJob({ jobId: 7n, rating: 5, uri: 'ipfs://…' });
 */
export async function reviewJob(
  client: AnyClient,
  parameters: ReviewJobParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, reviewJobCall(deployment, parameters), parameters, noOutcome);
}
