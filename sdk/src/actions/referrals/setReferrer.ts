import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setReferrer}. */
export interface SetReferrerParameters {
  referrer: Address;
}

/** The call behind {@link setReferrer}, for other transaction engines. */
export function setReferrerCall(deployment: Deployment, parameters: SetReferrerParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Referrals,
    abi: referralsAbi,
    functionName: 'setReferrer',
    args: [parameters.referrer],
  });
}

/**
 * Names who brought the account here, once, before its first counted spend. SPEC USER 3.
 *
 * @throws ZeroAddressError, ReferrerIsSelfError, ReferrerIsReferredError, ReferrerAlreadySetError, AlreadyActiveError
 *
 * @example
 * const { hash } = await client.setReferrer({ referrer });
 */
export async function setReferrer(
  client: AnyClient,
  parameters: SetReferrerParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setReferrerCall(deployment, parameters), parameters, noOutcome);
}
