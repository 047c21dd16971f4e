import type { Address, Hex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { KycLevel } from './types.js';

/** Parameters of {@link attestKyc}. */
export interface AttestKycParameters {
  /** Whom it is about. */
  subject: Address;
  level: KycLevel;
  /** From then on the level is None. */
  expiry: number;
  /** Salted hash of whom was identified. */
  subjectHash: Hex;
}

/** The call behind {@link attestKyc}, for other transaction engines. */
export function attestKycCall(deployment: Deployment, parameters: AttestKycParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'attestKyc',
    args: [parameters.subject, parameters.level, parameters.expiry, parameters.subjectHash],
  });
}

/**
 * Says the KYC level of an account, as the attestor itself. KYC_ATTESTOR role. SPEC PROV 8.
 *
 * @throws AccessManagedUnauthorizedError, InvalidRecordError, OutdatedAttestationError
 *
 * @example
 * await attestor.attestKyc({ subject: owner, level: KycLevel.Enhanced, expiry, subjectHash });
 */
export async function attestKyc(
  client: AnyClient,
  parameters: AttestKycParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, attestKycCall(deployment, parameters), parameters, noOutcome);
}
