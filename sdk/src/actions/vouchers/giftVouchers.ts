import type { Address } from 'viem';
import { vouchersAbi } from '../../abis/Vouchers.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link giftVouchers}. */
export interface GiftVouchersParameters {
  /** The account, or one that approved it. */
  from: Address;
  to: Address;
  tokenId: bigint;
  units: bigint;
}

/** The call behind {@link giftVouchers}, for other transaction engines. */
export function giftVouchersCall(deployment: Deployment, parameters: GiftVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'safeTransferFrom',
    args: [parameters.from, parameters.to, parameters.tokenId, parameters.units, '0x'],
  });
}

/**
 * Gives vouchers away, with every right they carry. SPEC POOL 6.
 *
 * @throws ERC1155InsufficientBalanceError, ERC1155MissingApprovalForAllError
 *
 * @example
 * const { wait } = await client.giftVouchers({ from: account.address, to: friend, tokenId, units: 10n });
 */
export async function giftVouchers(
  client: AnyClient,
  parameters: GiftVouchersParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, giftVouchersCall(deployment, parameters), parameters, noOutcome);
}
