import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setDelegatorShare}. */
export interface SetDelegatorShareParameters {
  providerId: number;
  /** Basis points of what the provider earns. */
  bps: number;
}

/** What came of {@link setDelegatorShare}. */
export interface SetDelegatorShareOutcome {
  /** Now if it was raised, else the end of the notice. */
  effectiveAt: bigint;
}

/** The call behind {@link setDelegatorShare}, for other transaction engines. */
export function setDelegatorShareCall(deployment: Deployment, parameters: SetDelegatorShareParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'setShare',
    args: [parameters.providerId, parameters.bps],
  });
}

/**
 * Sets the delegators' share of a provider's earnings. Raising holds at once, lowering after 35 days. The owner. SPEC PROV 6.
 *
 * @throws InvalidShareError, NotOwnerError
 *
 * @example
 * const { hash, wait } = await client.setDelegatorShare({ providerId: 1, bps: 1_000 });
 * const { effectiveAt } = await wait();
 */
export async function setDelegatorShare(
  client: AnyClient,
  parameters: SetDelegatorShareParameters & WriteOptions,
): Promise<WriteResult<SetDelegatorShareOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setDelegatorShareCall(deployment, parameters), parameters, (receipt) => {
    const { effectiveAt } = eventIn(receipt, deployment.contracts.BondDelegation, bondDelegationAbi, 'ShareSet');
    return { effectiveAt };
  });
}
