import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PanelRuling } from './types.js';

/** Parameters of {@link getPanelRuling}. */
export interface GetPanelRulingParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * The panel's ruling, if there is one yet. SPEC JOB 9.
 *
 * @example
 * const { decided, payerBps } = await client.getPanelRuling({ jobId: 7n });
 */
export async function getPanelRuling(client: AnyClient, parameters: GetPanelRulingParameters): Promise<PanelRuling> {
  const { contracts } = await deploymentOf(client, parameters);
  const [decided, payerBps, decidedAt] = await read(client, {
    address: contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'ruling',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
  return { decided, payerBps, decidedAt };
}
