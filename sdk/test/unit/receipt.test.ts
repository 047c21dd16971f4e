import {
  createClient,
  custom,
  type Hex,
  numberToHex,
  pad,
  WaitForTransactionReceiptTimeoutError,
  zeroAddress,
} from 'viem';
import { expect, test } from 'vitest';
import { waitForReceipt } from '../../src/index.js';

const HASH: Hex = pad('0x01');
const LAST = 7n;

/** A chain whose only new block comes while viem is still reading the one before; after it none comes. */
function quietChain(receipts: boolean) {
  let mined = false;
  const transaction = () => ({
    hash: HASH,
    from: zeroAddress,
    to: zeroAddress,
    nonce: '0x0',
    blockNumber: mined ? numberToHex(LAST) : null,
  });
  const request = async ({ method }: { method: string }): Promise<unknown> => {
    if (method === 'eth_blockNumber') return numberToHex(mined ? LAST : LAST - 1n);
    if (method === 'eth_getTransactionByHash') return transaction();
    if (method === 'eth_getTransactionReceipt') {
      return receipts && mined ? { ...transaction(), status: '0x1', logs: [], transactionHash: HASH } : null;
    }
    if (method !== 'eth_getBlockByNumber') throw new Error(method);
    mined = true;
    // Long enough for the watcher to see the new block meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { number: numberToHex(LAST - 1n), transactions: [] };
  };
  return createClient({ transport: custom({ request }), pollingInterval: 10, cacheTime: 0 });
}

test('a receipt is found although the block it came with was passed over, and no other follows', async () => {
  expect((await waitForReceipt(quietChain(true), { hash: HASH, timeout: 20_000 })).status).toBe('success');
});

test('a transaction that is never mined ends in an error', async () => {
  await expect(waitForReceipt(quietChain(false), { hash: HASH, timeout: 1_500 })).rejects.toThrow(
    WaitForTransactionReceiptTimeoutError,
  );
});
