import type { Hex } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type Order, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openOrder}. */
export interface OpenOrderParameters {
  /** What the payer signed. */
  order: Order;
  /** Of the payer: 65 bytes, or what its ERC-1271 contract accepts. */
  signature: Hex;
}

/** What came of {@link openOrder}. */
export interface OpenOrderOutcome {
  jobId: bigint;
  escrow: bigint;
}

/** The call behind {@link openOrder}, for other transaction engines. */
export function openOrderCall(deployment: Deployment, parameters: OpenOrderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'openOrder',
    args: [
      {
        payer: parameters.order.payer,
        params: toOpenParams(parameters.order.request),
        nonce: parameters.order.nonce,
        deadline: parameters.order.deadline,
      },
      parameters.signature,
    ],
  });
}

/**
 * Opens a job that its payer signed for, from the payer's vault balance. Anyone may relay it. SPEC JOB 4.
 *
 * @throws OrderExpiredError, InvalidSignatureError, InvalidAccountNonceError, ListingInactiveError,
 * ProviderCannotSellError, ProviderBusyError, CapacityExceededError, JobMarketDurationOutOfRangeError,
 * PriceAboveOracleError, PriceStaleError, PriceAboveMaximumError, UsdcUnfitError, EnforcedPauseError
 *
 * @example
 * const { hash, wait } = await client.openOrder({ order, signature: await signOrder(payer, deployment, order) });
 * const { jobId, escrow } = await wait();
 */
export async function openOrder(
  client: AnyClient,
  parameters: OpenOrderParameters & WriteOptions,
): Promise<WriteResult<OpenOrderOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openOrderCall(deployment, parameters), parameters, (receipt) => {
    const { jobId, escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobOpened');
    return { jobId, escrow };
  });
}
