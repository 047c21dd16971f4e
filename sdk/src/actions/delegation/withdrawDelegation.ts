import type { Address } from 'viem';
import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawDelegation}. */
export interface WithdrawDelegationParameters {
  providerId: number;
  to: Address;
}

/** What came of {@link withdrawDelegation}. */
export interface WithdrawDelegationOutcome {
  /** CPT wei. */
  cpt: bigint;
  shares: bigint;
}

/** The call behind {@link withdrawDelegation}, for other transaction engines. */
export function withdrawDelegationCall(deployment: Deployment, parameters: WithdrawDelegationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'withdraw',
    args: [parameters.providerId, parameters.to],
  });
}

/**
 * Pays the exiting shares of a delegation out in CPT, after the notice and with no open job of the provider, or 21 days
 * later whatever is open. SPEC PROV 6.
 *
 * @throws ExitNotReleasableError, NoExitRequestedError, SlashPendingError, BondOnHoldError
 *
 * @example
 * const { hash, wait } = await client.withdrawDelegation({ providerId: 1, to: account.address });
 * const { cpt } = await wait();
 */
export async function withdrawDelegation(
  client: AnyClient,
  parameters: WithdrawDelegationParameters & WriteOptions,
): Promise<WriteResult<WithdrawDelegationOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawDelegationCall(deployment, parameters), parameters, (receipt) => {
    const { cpt, shares } = eventIn(
      receipt,
      deployment.contracts.BondDelegation,
      bondDelegationAbi,
      'DelegationWithdrawn',
    );
    return { cpt, shares };
  });
}
