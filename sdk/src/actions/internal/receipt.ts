import type { Hash, TransactionReceipt } from 'viem';
import { getTransactionReceipt, waitForTransactionReceipt } from 'viem/actions';
import { getAction } from 'viem/utils';
import type { AnyClient, WaitOptions } from './types.js';

/** How often a receipt is asked for by itself, in milliseconds; twice viem's polling interval if that is longer. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The receipt of a transaction, once it is mined. Like viem's *waitForTransactionReceipt*, but it ends on a chain that only mines when there is
 * something to mine, too: viem looks when a block comes, and passes over one that comes while it still reads the one before.
 *
 * Gives up after *timeout* milliseconds, as viem does.
 *
 * @example
 * const receipt = await waitForReceipt(client, { hash });
 */
export async function waitForReceipt(
  client: AnyClient,
  { hash, ...options }: { hash: Hash } & WaitOptions,
): Promise<TransactionReceipt> {
  const watched = getAction(client, waitForTransactionReceipt, 'waitForTransactionReceipt')({ hash, ...options });
  if ((options.confirmations ?? 1) > 1) return watched;
  const pause = Math.max(LOOK_AGAIN_MS, 2 * (options.pollingInterval ?? client.pollingInterval));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const asked = new Promise<TransactionReceipt>((resolve) => {
    const look = async () => {
      // What goes wrong here goes wrong for viem as well, which knows better what is worth an error.
      const receipt = await getAction(
        client,
        getTransactionReceipt,
        'getTransactionReceipt',
      )({ hash }).catch(() => undefined);
      if (receipt) resolve(receipt);
      else if (!over) timer = setTimeout(look, pause);
    };
    timer = setTimeout(look, pause);
  });
  try {
    return await Promise.race([watched, asked]);
  } finally {
    over = true;
    clearTimeout(timer);
    // It may still run into its time limit when the answer came the other way.
    watched.catch(() => {});
  }
}
