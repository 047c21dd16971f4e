import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link fileInsuranceClaim}. */
export interface FileInsuranceClaimParameters {
  jobId: bigint;
}

/** What came of {@link fileInsuranceClaim}. */
export interface FileInsuranceClaimOutcome {
  claimId: bigint;
  uncovered: bigint;
  /** The part priced inside the oracle's band. */
  claimed: bigint;
}

/** The call behind {@link fileInsuranceClaim}, for other transaction engines. */
export function fileInsuranceClaimCall(deployment: Deployment, parameters: FileInsuranceClaimParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'fileClaim',
    args: [parameters.jobId],
  });
}

/**
 * Claims of the insurance fund what the bond did not cover, and suspends the provider. Anyone. SPEC JOB 10.
 *
 * @throws NotSlashedError, SlashQueuedError, NothingUncoveredError, NoFreshPriceError, AlreadyClaimedError
 *
 * @example
 * const { wait } = await client.fileInsuranceClaim({ jobId: 7n });
 * const { claimId, claimed } = await wait();
 */
export async function fileInsuranceClaim(
  client: AnyClient,
  parameters: FileInsuranceClaimParameters & WriteOptions,
): Promise<WriteResult<FileInsuranceClaimOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, fileInsuranceClaimCall(deployment, parameters), parameters, (receipt) => {
    const { claimId, uncovered, claimed } = eventIn(
      receipt,
      deployment.contracts.Disputes,
      disputesAbi,
      'ClaimForwarded',
    );
    return { claimId, uncovered, claimed };
  });
}
