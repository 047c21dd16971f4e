import { type BridgeReadOptions, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient } from '../internal/types.js';
import type { WaitingTransfer } from './types.js';
import { type RawWaiting, waitingOf } from './waiting.js';

/** Parameters of {@link getWaitingTransfer}. */
export interface GetWaitingTransferParameters extends BridgeReadOptions {
  id: bigint;
}

/**
 * A transfer that waits or waited at this end. SPEC BRG 2.
 *
 * @example
 * const { status, readyAt, due } = await client.getWaitingTransfer({ id });
 */
export async function getWaitingTransfer(
  client: AnyClient,
  parameters: GetWaitingTransferParameters,
): Promise<WaitingTransfer> {
  const contract = bridgeContract(await bridgeOf(client, parameters));
  const { id, blockNumber } = parameters;
  const [raw, due] = (await readMany(
    client,
    [
      { ...contract, functionName: 'waiting', args: [id] },
      { ...contract, functionName: 'due', args: [id] },
    ],
    { blockNumber },
  )) as [RawWaiting, bigint];
  return waitingOf(id, raw, due);
}
