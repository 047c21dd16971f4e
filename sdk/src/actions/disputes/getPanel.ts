import type { Address } from 'viem';
import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The present panel of arbiters. SPEC JOB 9.
 *
 * @example
 * const arbiters = await client.getPanel();
 */
export async function getPanel(client: AnyClient, parameters: ReadOptions = {}): Promise<readonly Address[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'panel',
    blockNumber: parameters.blockNumber,
  });
}
