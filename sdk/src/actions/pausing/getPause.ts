import { cptAbi } from '../../abis/CPT.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPause}. */
export interface GetPauseParameters extends ReadOptions {
  /** The two contracts that a guardian may pause. */
  contract: 'CPT' | 'JobMarket';
}

/** Whether a contract is paused. */
export interface PauseState {
  paused: boolean;
  /** The second from which it works again; 0 if it was never paused. */
  until: bigint;
  /** The earliest second at which the guardian may pause again. */
  pausableFrom: bigint;
}

/**
 * Whether CPT or the opening of jobs is paused. SPEC TOK 3.
 *
 * @example
 * const { paused, until } = await client.getPause({ contract: 'JobMarket' });
 */
export async function getPause(client: AnyClient, parameters: GetPauseParameters): Promise<PauseState> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = ['paused', 'pausedUntil', 'pausableFrom'].map((functionName) => ({
    address: contracts[parameters.contract],
    abi: cptAbi,
    functionName,
    args: [],
  }));
  const [paused, until, pausableFrom] = (await readMany(client, calls, parameters)) as [boolean, bigint, bigint];
  return { paused, until, pausableFrom };
}
