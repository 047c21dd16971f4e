import { cptAbi } from '../../abis/CPT.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link burnCpt}. */
export interface BurnCptParameters {
  /** CPT wei. */
  amount: bigint;
}

/** The call behind {@link burnCpt}, for other transaction engines. */
export function burnCptCall(deployment: Deployment, parameters: BurnCptParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CPT,
    abi: cptAbi,
    functionName: 'burn',
    args: [parameters.amount],
  });
}

/**
 * Burns the account's own CPT, which lowers the total supply. SPEC TOK 2.
 *
 * @throws ERC20InsufficientBalanceError
 *
 * @example
 * const { hash } = await client.burnCpt({ amount: parseCpt('1') });
 */
export async function burnCpt(client: AnyClient, parameters: BurnCptParameters & WriteOptions): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, burnCptCall(deployment, parameters), parameters, noOutcome);
}
