import type { Hex } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Infrastructure } from './types.js';

/** Parameters of {@link applyForCertification}. */
export interface ApplyForCertificationParameters {
  providerId: number;
  /** At least the entry bar. */
  infrastructure: Infrastructure;
  evidenceHash: Hex;
}

/** What came of {@link applyForCertification}. */
export interface ApplyForCertificationOutcome {
  fee: bigint;
}

/** The call behind {@link applyForCertification}, for other transaction engines. */
export function applyForCertificationCall(
  deployment: Deployment,
  parameters: ApplyForCertificationParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'applyForCertification',
    args: [parameters.providerId, parameters.infrastructure, parameters.evidenceHash],
  });
}

/**
 * Applies for certification and pays its fee in USDC by the account's allowance to the registry. Owner only. SPEC
 * PROV 2.
 *
 * @throws NotOwnerError, WrongStatusError, BelowEntryBarError
 *
 * @example
 * const { hash, wait } = await client.applyForCertification({ providerId: 1, infrastructure: { cores: 100, ramGb: 500, nvmeTb: 10, diskTb: 0, gbps: 10 }, evidenceHash });
 * const { fee } = await wait();
 */
export async function applyForCertification(
  client: AnyClient,
  parameters: ApplyForCertificationParameters & WriteOptions,
): Promise<WriteResult<ApplyForCertificationOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, applyForCertificationCall(deployment, parameters), parameters, (receipt) => {
    const { fee } = eventIn(
      receipt,
      deployment.contracts.ProviderRegistry,
      providerRegistryAbi,
      'CertificationApplied',
    );
    return { fee };
  });
}
