import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PanelCase } from './types.js';

/** Parameters of {@link getPanelCase}. */
export interface GetPanelCaseParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * What a case before the panel stands at; zeros for one never opened. SPEC JOB 9.
 *
 * @example
 * const { eligible, voted, deadline } = await client.getPanelCase({ jobId: 7n });
 */
export async function getPanelCase(client: AnyClient, parameters: GetPanelCaseParameters): Promise<PanelCase> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'caseOf',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  }) as Promise<PanelCase>;
}
