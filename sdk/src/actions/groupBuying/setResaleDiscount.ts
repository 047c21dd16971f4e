import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setResaleDiscount}. */
export interface SetResaleDiscountParameters {
  campaignId: bigint;
  /** 1,000 to 3,000 basis points below list. */
  resaleBps: number;
}

/** What came of {@link setResaleDiscount}. */
export interface SetResaleDiscountOutcome {
  /** Of the vouchers sold from now on. */
  tokenId: bigint;
  price: number;
}

/** The call behind {@link setResaleDiscount}, for other transaction engines. */
export function setResaleDiscountCall(deployment: Deployment, parameters: SetResaleDiscountParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'setResaleDiscount',
    args: [parameters.campaignId, parameters.resaleBps],
  });
}

/**
 * Changes what unsold units cost. Caller: CAMPAIGNS role. SPEC POOL 5.
 *
 * @throws WrongStateError, InvalidTermsError, TooManySeriesError
 *
 * @example
 * const { wait } = await client.setResaleDiscount({ campaignId: 1n, resaleBps: 3_000 });
 */
export async function setResaleDiscount(
  client: AnyClient,
  parameters: SetResaleDiscountParameters & WriteOptions,
): Promise<WriteResult<SetResaleDiscountOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setResaleDiscountCall(deployment, parameters), parameters, (receipt) => {
    const { tokenId, price } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'SeriesOpened');
    return { tokenId, price };
  });
}
