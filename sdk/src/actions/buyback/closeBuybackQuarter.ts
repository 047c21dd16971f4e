import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link closeBuybackQuarter}. */
export interface CloseBuybackQuarterOutcome {
  quarter: bigint;
  poolSpent: bigint;
  auctionSpent: bigint;
  burned: bigint;
  /** USDC per CPT, 8 decimals; 0 if nothing was bought. */
  averagePrice: bigint;
  /** Up to the end of this quarter. */
  totalSpent: bigint;
  totalBurned: bigint;
  supply: bigint;
}

/** The call behind {@link closeBuybackQuarter}, for other transaction engines. */
export function closeBuybackQuarterCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'closeQuarter',
    args: [],
  });
}

/**
 * Puts the oldest finished quarter's report on record. Anyone. SPEC REV 4.
 *
 * @throws QuarterOpenError
 *
 * @example
 * const { wait } = await client.closeBuybackQuarter();
 * const { quarter, burned } = await wait();
 */
export async function closeBuybackQuarter(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<CloseBuybackQuarterOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeBuybackQuarterCall(deployment), parameters, (receipt) => {
    const { quarter, poolSpent, auctionSpent, burned, averagePrice, totalSpent, totalBurned, supply } = eventIn(
      receipt,
      deployment.contracts.BuybackBurner,
      buybackBurnerAbi,
      'QuarterClosed',
    );
    return { quarter, poolSpent, auctionSpent, burned, averagePrice, totalSpent, totalBurned, supply };
  });
}
