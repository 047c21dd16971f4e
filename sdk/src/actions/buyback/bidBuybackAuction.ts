import type { Address } from 'viem';
import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link bidBuybackAuction}. */
export interface BidBuybackAuctionParameters {
  /** USDC units wanted; what is left if that is less. */
  amount: bigint;
  /** Units of CPT for all of it; for less pro rata. */
  maxCost: bigint;
  /** Who gets the USDC. */
  recipient: Address;
}

/** What came of {@link bidBuybackAuction}. */
export interface BidBuybackAuctionOutcome {
  /** USDC units. */
  spent: bigint;
  /** Units of CPT, burned from the caller. */
  burned: bigint;
}

/** The call behind {@link bidBuybackAuction}, for other transaction engines. */
export function bidBuybackAuctionCall(deployment: Deployment, parameters: BidBuybackAuctionParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'bid',
    args: [parameters.amount, parameters.maxCost, parameters.recipient],
  });
}

/**
 * Buys USDC of the running auction for CPT, which is burned by the caller's allowance. SPEC REV 4.
 *
 * @throws ZeroAmountError, ZeroAddressError, NoAuctionError, UnfitError, AuctionOverError, TooExpensiveError,
 * EnforcedPauseError
 *
 * @example
 * const { cost } = await client.quoteBuybackBid({ amount });
 * const { wait } = await client.bidBuybackAuction({ amount, maxCost: cost, recipient });
 * const { spent, burned } = await wait();
 */
export async function bidBuybackAuction(
  client: AnyClient,
  parameters: BidBuybackAuctionParameters & WriteOptions,
): Promise<WriteResult<BidBuybackAuctionOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, bidBuybackAuctionCall(deployment, parameters), parameters, (receipt) => {
    const { spent, burned } = eventIn(receipt, deployment.contracts.BuybackBurner, buybackBurnerAbi, 'SoldAndBurned');
    return { spent, burned };
  });
}
