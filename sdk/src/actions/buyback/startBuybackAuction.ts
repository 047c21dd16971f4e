import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link startBuybackAuction}. */
export interface StartBuybackAuctionOutcome {
  auctionId: bigint;
  /** USDC units for sale. */
  amount: bigint;
  /** The last fit price, USDC per CPT, 8 decimals. */
  price: bigint;
}

/** The call behind {@link startBuybackAuction}, for other transaction engines. */
export function startBuybackAuctionCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'startAuction',
    args: [],
  });
}

/**
 * Starts an auction of USDC for CPT where no purchase in the pool has been possible for a day. Anyone. SPEC REV 4.
 *
 * @throws AuctionRunningError, MarketFitError, UnfitError, PrematureError, NoFitPriceError, TooLittleToSpendError,
 * EnforcedPauseError
 *
 * @example
 * const { wait } = await client.startBuybackAuction();
 * const { auctionId, amount } = await wait();
 */
export async function startBuybackAuction(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<StartBuybackAuctionOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, startBuybackAuctionCall(deployment), parameters, (receipt) => {
    const { auctionId, amount, price } = eventIn(
      receipt,
      deployment.contracts.BuybackBurner,
      buybackBurnerAbi,
      'AuctionStarted',
    );
    return { auctionId, amount, price };
  });
}
