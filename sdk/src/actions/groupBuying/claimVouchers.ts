import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimVouchers}. */
export interface ClaimVouchersParameters {
  /** See `voucherTokenId`. */
  tokenId: bigint;
  to: Address;
}

/** What came of {@link claimVouchers}. */
export interface ClaimVouchersOutcome {
  units: number;
}

/** The call behind {@link claimVouchers}, for other transaction engines. */
export function claimVouchersCall(deployment: Deployment, parameters: ClaimVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'claim',
    args: [parameters.tokenId, parameters.to],
  });
}

/**
 * Mints the vouchers that are the account's: of its pledge, or back from jobs. SPEC POOL 6.
 *
 * @throws NothingDoneError, ZeroAddressError
 *
 * @example
 * const { wait } = await client.claimVouchers({ tokenId: voucherTokenId(1n, 0), to: account.address });
 */
export async function claimVouchers(
  client: AnyClient,
  parameters: ClaimVouchersParameters & WriteOptions,
): Promise<WriteResult<ClaimVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { units } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'VouchersClaimed');
    return { units };
  });
}
