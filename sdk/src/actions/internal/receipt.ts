import {
  type Hash,
  type TransactionReceipt,
  type WaitForTransactionReceiptParameters,
  WaitForTransactionReceiptTimeoutError,
} from 'viem';
import { getTransactionReceipt, waitForTransactionReceipt } from 'viem/actions';
import { getAction } from 'viem/utils';
import { TransactionReplacedError } from '../../errors/client.js';
import type { AnyClient, WaitOptions } from './types.js';

/** How often a receipt is asked for by itself, in milliseconds; twice viem's polling interval if that is longer. */
const LOOK_AGAIN_MS = 1_000;

/** viem's. */
const PATIENCE_MS = 180_000;

/**
 * The receipt of a transaction, once it is mined. Like viem's *waitForTransactionReceipt*, but
 * - it ends on a chain that only mines when there is something to mine, too: viem looks when a block comes, and passes over one that comes
 *   while it still reads the one before;
 * - a node that fails for a while ends nothing: the transaction is on its way whether anybody looks or not;
 * - a transaction of the sender's that took the place of this one is not taken for it, unless it says the same and only pays more.
 *
 * Gives up after *timeout* milliseconds, by default 180,000, as viem does.
 *
 * @throws TransactionReplacedError, viem's WaitForTransactionReceiptTimeoutError
 * @example
 * const receipt = await waitForReceipt(client, { hash });
 */
export async function waitForReceipt(
  client: AnyClient,
  { hash, ...options }: { hash: Hash } & WaitOptions,
): Promise<TransactionReceipt> {
  const pause = Math.max(LOOK_AGAIN_MS, 2 * (options.pollingInterval ?? client.pollingInterval));
  const done = new AbortController();
  const looking = { pause, done: done.signal };
  try {
    const watched = watch(client, { hash, ...options }, looking);
    if ((options.confirmations ?? 1) > 1) return await watched;
    return await Promise.race([watched, ask(client, hash, looking)]);
  } finally {
    done.abort();
  }
}

interface Looking {
  /** milliseconds */
  pause: number;
  /** a receipt was found, or nobody waits any more */
  done: AbortSignal;
}

/** What goes wrong here goes wrong for the watcher as well, which has a time limit. */
async function ask(client: AnyClient, hash: Hash, looking: Looking): Promise<TransactionReceipt> {
  const get = getAction(client, getTransactionReceipt, 'getTransactionReceipt');
  for (;;) {
    await sleep(looking);
    // The race is decided; a promise that never ends keeps nothing alive.
    if (looking.done.aborted) return new Promise(() => {});
    const receipt = await get({ hash }).catch(() => undefined);
    if (receipt) return receipt;
  }
}

async function watch(
  client: AnyClient,
  { timeout = PATIENCE_MS, ...parameters }: WaitForTransactionReceiptParameters,
  looking: Looking,
): Promise<TransactionReceipt> {
  const wait = getAction(client, waitForTransactionReceipt, 'waitForTransactionReceipt');
  const end = timeout === 0 ? Number.POSITIVE_INFINITY : Date.now() + timeout;
  for (;;) {
    const left = end - Date.now();
    if (left <= 0) throw new WaitForTransactionReceiptTimeoutError({ hash: parameters.hash });
    let replacement: TransactionReplacedError | undefined;
    try {
      const receipt = await wait({
        ...parameters,
        timeout: Number.isFinite(left) ? left : 0,
        onReplaced: ({ reason, transaction }) => {
          if (reason !== 'repriced') replacement = new TransactionReplacedError(parameters.hash, transaction.hash);
        },
      });
      if (!replacement) return receipt;
    } catch (error) {
      if (looking.done.aborted || error instanceof WaitForTransactionReceiptTimeoutError) throw error;
      await sleep(looking);
    }
    if (replacement) throw replacement;
  }
}

function sleep({ pause, done }: Looking): Promise<void> {
  return new Promise((resolve) => {
    if (done.aborted) return resolve();
    const wake = () => {
      clearTimeout(timer);
      done.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, pause);
    done.addEventListener('abort', wake);
  });
}
