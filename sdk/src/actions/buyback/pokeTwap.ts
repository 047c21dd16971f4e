import { uniswapTwapAbi } from '../../abis/UniswapTwap.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link pokeTwap}. */
export interface PokeTwapOutcome {
  /** False if it was too early, or there is no market yet: nothing happened. */
  recorded: boolean;
}

/** The call behind {@link pokeTwap}, for other transaction engines. */
export function pokeTwapCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.UniswapTwap,
    abi: uniswapTwapAbi,
    functionName: 'poke',
    args: [],
  });
}

/**
 * Keeps the CPT pool's accumulators as of now, every 10 minutes at most. Anyone. SPEC ORC 2.
 *
 * @example
 * const { wait } = await client.pokeTwap();
 * const { recorded } = await wait();
 */
export async function pokeTwap(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<PokeTwapOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, pokeTwapCall(deployment), parameters, (receipt) => {
    const kept = eventsIn(receipt, deployment.contracts.UniswapTwap, uniswapTwapAbi, 'Observed');
    return { recorded: kept.length !== 0 };
  });
}
