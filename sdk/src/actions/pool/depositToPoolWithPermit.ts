import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link depositToPoolWithPermit}. */
export interface DepositToPoolWithPermitParameters {
  /** USDC units. */
  assets: bigint;
  /** Of the sender, for USDC, to the pool. */
  permit: SignedPermit;
  /** Who gets the shares; by default the sender. */
  receiver?: Address | undefined;
}

/** What came of {@link depositToPoolWithPermit}. */
export interface DepositToPoolWithPermitOutcome {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
}

/** The call behind {@link depositToPoolWithPermit}, for other transaction engines. */
export function depositToPoolWithPermitCall(
  deployment: Deployment,
  parameters: DepositToPoolWithPermitParameters & { receiver: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'depositWithPermit',
    args: [
      parameters.assets,
      parameters.receiver,
      parameters.permit.deadline,
      parameters.permit.v,
      parameters.permit.r,
      parameters.permit.s,
    ],
  });
}

/**
 * Lends USDC to the pool with a permit instead of an allowance. SPEC POOL 1.
 *
 * @throws BelowMinimumError, ERC4626ExceededMaxDepositError
 *
 * @example
 * const { wait } = await client.depositToPoolWithPermit({ assets, permit: await signPermit(client, { token: contracts.USDC, chainId, spender: contracts.LendingPool, value: assets, deadline }) });
 */
export async function depositToPoolWithPermit(
  client: AnyClient,
  parameters: DepositToPoolWithPermitParameters & WriteOptions,
): Promise<WriteResult<DepositToPoolWithPermitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    depositToPoolWithPermitCall(deployment, { ...parameters, receiver: parameters.receiver ?? self }),
    parameters,
    (receipt) => {
      const { shares } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'Deposit');
      return { shares };
    },
  );
}
