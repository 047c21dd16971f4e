import type { Hex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import type { KycAttestation } from '../../eip712/kycAttestation.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link submitKyc}. */
export interface SubmitKycParameters {
  attestation: KycAttestation;
  /** {@link signKycAttestation}. */
  signature: Hex;
}

/** The call behind {@link submitKyc}, for other transaction engines. */
export function submitKycCall(deployment: Deployment, parameters: SubmitKycParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'submitKyc',
    args: [parameters.attestation, parameters.signature],
  });
}

/**
 * Brings a KYC attestation that its attestor signed. Anyone. SPEC PROV 8.
 *
 * @throws NotAttestorError, InvalidSignatureError, InvalidRecordError, OutdatedAttestationError
 *
 * @example
 * await client.submitKyc({ attestation, signature });
 */
export async function submitKyc(
  client: AnyClient,
  parameters: SubmitKycParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, submitKycCall(deployment, parameters), parameters, noOutcome);
}
