import { reviewsAbi } from '../../abis/Reviews.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link answerReview}. */
export interface AnswerReviewParameters {
  jobId: bigint;
  /** Of the text, up to 512 bytes. */
  uri: string;
}

/** The call behind {@link answerReview}, for other transaction engines. */
export function answerReviewCall(deployment: Deployment, parameters: AnswerReviewParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reviews,
    abi: reviewsAbi,
    functionName: 'answer',
    args: [parameters.jobId, parameters.uri],
  });
}

/**
 * Answers a review, once. The provider's owner or operator. SPEC PROV 10.
 *
 * @throws NotReviewedError, AlreadyAnsweredError, JobMarketNotOperatorError, InvalidUriError
 *
 * @example
 * const { hash } = await client.answerReview({ jobId: 7n, uri: 'ipfs://…' });
 */
export async function answerReview(
  client: AnyClient,
  parameters: AnswerReviewParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, answerReviewCall(deployment, parameters), parameters, noOutcome);
}
