import type { Hex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setSettlementAgent}. */
export interface SetSettlementAgentParameters {
  providerId: number;
  /** Whether it pays vendors in fiat for its jobs. */
  agent: boolean;
  evidenceHash: Hex;
}

/** The call behind {@link setSettlementAgent}, for other transaction engines. */
export function setSettlementAgentCall(deployment: Deployment, parameters: SetSettlementAgentParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'setSettlementAgent',
    args: [parameters.providerId, parameters.agent, parameters.evidenceHash],
  });
}

/**
 * Says whether a provider's hold-backs wait for the proof that its vendors were paid. CERTIFIER. SPEC PROV 9.
 *
 * @throws AccessManagedUnauthorizedError, UnknownProviderError
 *
 * @example
 * await certifier.setSettlementAgent({ providerId: 1, agent: true, evidenceHash });
 */
export async function setSettlementAgent(
  client: AnyClient,
  parameters: SetSettlementAgentParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setSettlementAgentCall(deployment, parameters), parameters, noOutcome);
}
