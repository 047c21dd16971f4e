import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link closeBuybackAuction}. */
export interface CloseBuybackAuctionOutcome {
  auctionId: bigint;
  /** USDC units. */
  sold: bigint;
  /** USDC units that stay for later. */
  unsold: bigint;
}

/** The call behind {@link closeBuybackAuction}, for other transaction engines. */
export function closeBuybackAuctionCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'closeAuction',
    args: [],
  });
}

/**
 * Ends an auction whose time is over or whose market is fit again. Anyone. SPEC REV 4.
 *
 * @throws NoAuctionError, AuctionRunningError
 *
 * @example
 * const { wait } = await client.closeBuybackAuction();
 * const { unsold } = await wait();
 */
export async function closeBuybackAuction(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<CloseBuybackAuctionOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeBuybackAuctionCall(deployment), parameters, (receipt) => {
    const { auctionId, sold, unsold } = eventIn(
      receipt,
      deployment.contracts.BuybackBurner,
      buybackBurnerAbi,
      'AuctionClosed',
    );
    return { auctionId, sold, unsold };
  });
}
