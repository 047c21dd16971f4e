import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link noteBuybackPrice}. */
export interface NoteBuybackPriceOutcome {
  /** USDC per CPT, 8 decimals. */
  price: bigint;
}

/** The call behind {@link noteBuybackPrice}, for other transaction engines. */
export function noteBuybackPriceCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'notePrice',
    args: [],
  });
}

/**
 * Keeps the present fit price of CPT, by which an auction may be held later. Anyone. SPEC REV 4.
 *
 * @throws UnfitError
 *
 * @example
 * const { wait } = await client.noteBuybackPrice();
 * const { price } = await wait();
 */
export async function noteBuybackPrice(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<NoteBuybackPriceOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, noteBuybackPriceCall(deployment), parameters, (receipt) => {
    const { price } = eventIn(receipt, deployment.contracts.BuybackBurner, buybackBurnerAbi, 'PriceNoted');
    return { price };
  });
}
