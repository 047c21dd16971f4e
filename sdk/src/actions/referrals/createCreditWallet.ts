import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link createCreditWallet}. */
export interface CreateCreditWalletParameters {
  /** Whose wallet it is. */
  owner: Address;
}

/** The call behind {@link createCreditWallet}, for other transaction engines. */
export function createCreditWalletCall(deployment: Deployment, parameters: CreateCreditWalletParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Referrals,
    abi: referralsAbi,
    functionName: 'createWallet',
    args: [parameters.owner],
  });
}

/**
 * Puts an account's credit wallet at its address, which has its credit already. Anyone. SPEC USER 3.
 *
 * @throws ZeroAddressError
 *
 * @example
 * const { hash } = await client.createCreditWallet({ owner });
 */
export async function createCreditWallet(
  client: AnyClient,
  parameters: CreateCreditWalletParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createCreditWalletCall(deployment, parameters), parameters, noOutcome);
}
