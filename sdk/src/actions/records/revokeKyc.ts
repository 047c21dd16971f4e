import type { Address } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link revokeKyc}. */
export interface RevokeKycParameters {
  /** Whom it is about. */
  subject: Address;
}

/** The call behind {@link revokeKyc}, for other transaction engines. */
export function revokeKycCall(deployment: Deployment, parameters: RevokeKycParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'revokeKyc',
    args: [parameters.subject],
  });
}

/**
 * Ends an account's KYC level at once. The attestor that gave it, or GOVERNANCE. SPEC PROV 8.
 *
 * @throws AccessManagedUnauthorizedError, NothingAttestedError
 *
 * @example
 * await attestor.revokeKyc({ subject: owner });
 */
export async function revokeKyc(
  client: AnyClient,
  parameters: RevokeKycParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, revokeKycCall(deployment, parameters), parameters, noOutcome);
}
