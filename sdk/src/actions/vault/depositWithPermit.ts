import type { Address } from 'viem';
import { vaultAbi } from '../../abis/Vault.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link depositWithPermit}. */
export interface DepositWithPermitParameters {
  /** USDC units. */
  amount: bigint;
  /** Of the sender, to the vault. */
  permit: SignedPermit;
  /** By default the sender. */
  beneficiary?: Address | undefined;
}

/** The call behind {@link depositWithPermit}, for other transaction engines. */
export function depositWithPermitCall(
  deployment: Deployment,
  parameters: DepositWithPermitParameters & { beneficiary: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.Vault,
    abi: vaultAbi,
    functionName: 'depositWithPermit',
    args: [
      parameters.beneficiary,
      parameters.amount,
      parameters.permit.deadline,
      parameters.permit.v,
      parameters.permit.r,
      parameters.permit.s,
    ],
  });
}

/**
 * Pays USDC into a platform balance with an ERC-2612 permit instead of an allowance. SPEC JOB 2.
 *
 * @throws ZeroAmountError, ZeroAddressError
 *
 * @example
 * const { hash } = await client.depositWithPermit({ amount, permit: await signPermit(client, { token: contracts.USDC, chainId, spender: contracts.Vault, value: amount, deadline }) });
 */
export async function depositWithPermit(
  client: AnyClient,
  parameters: DepositWithPermitParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  const beneficiary = parameters.beneficiary ?? accountOf(client, parameters.account).address;
  return write(client, depositWithPermitCall(deployment, { ...parameters, beneficiary }), parameters, noOutcome);
}
