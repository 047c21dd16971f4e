import { type BridgeReadOptions, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { read } from '../internal/read.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient } from '../internal/types.js';
import { WaitingStatus, type WaitingTransfer } from './types.js';
import { type RawWaiting, waitingOf } from './waiting.js';

/** Parameters of {@link getWaitingTransfers}. */
export interface GetWaitingTransfersParameters extends BridgeReadOptions {
  /** First id to look at; 1 by default. */
  from?: bigint | undefined;
  /** Those that are over, too. */
  all?: boolean | undefined;
}

/**
 * Everything that waits at this end, in order. SPEC BRG 2.
 *
 * @example
 * const due = (await client.getWaitingTransfers()).filter((transfer) => transfer.due > 0n);
 */
export async function getWaitingTransfers(
  client: AnyClient,
  parameters: GetWaitingTransfersParameters = {},
): Promise<WaitingTransfer[]> {
  const contract = bridgeContract(await bridgeOf(client, parameters));
  const { from = 1n, all = false, blockNumber } = parameters;
  const count = await read(client, { ...contract, functionName: 'waitingCount', blockNumber });
  const ids = Array.from({ length: Number(count >= from ? count - from + 1n : 0n) }, (_, n) => from + BigInt(n));
  const answers = (await readMany(
    client,
    ids.flatMap((id) => [
      { ...contract, functionName: 'waiting', args: [id] },
      { ...contract, functionName: 'due', args: [id] },
    ]),
    { blockNumber },
  )) as (RawWaiting | bigint)[];
  const transfers = ids.map((id, n) => waitingOf(id, answers[2 * n] as RawWaiting, answers[2 * n + 1] as bigint));
  return transfers.filter(({ status }) => all || status === WaitingStatus.Waiting || status === WaitingStatus.Vetoed);
}
