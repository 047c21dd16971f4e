import { bridgedCptAbi } from '../../abis/BridgedCPT.js';
import { type BridgeReadOptions, bridgeAddress, bridgeOf } from '../internal/bridge.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient } from '../internal/types.js';
import type { RemoteBooks } from './types.js';

/**
 * What circulates on a remote chain, and what waits there. SPEC BRG 2, law H.
 *
 * @example
 * const { supply } = await remoteClient.getRemoteBooks();
 */
export async function getRemoteBooks(client: AnyClient, parameters: BridgeReadOptions = {}): Promise<RemoteBooks> {
  const contract = { address: bridgeAddress(await bridgeOf(client, parameters)), abi: bridgedCptAbi };
  const [supply, [outgoing, arriving]] = (await readMany(
    client,
    [
      { ...contract, functionName: 'totalSupply', args: [] },
      { ...contract, functionName: 'totalWaiting', args: [] },
    ],
    { blockNumber: parameters.blockNumber },
  )) as [bigint, [bigint, bigint]];
  return { supply, outgoing, arriving };
}
