import {
  createClient,
  custom,
  type Hex,
  LimitExceededRpcError,
  numberToHex,
  pad,
  WaitForTransactionReceiptTimeoutError,
  zeroAddress,
} from 'viem';
import { expect, test } from 'vitest';
import { TransactionReplacedError, waitForReceipt } from '../../src/index.js';

const HASH: Hex = pad('0x01');
const OTHER: Hex = pad('0x02');
const SENDER = pad('0x03', { size: 20 });
const TARGET = pad('0x04', { size: 20 });
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

/** A transaction, and a chain that mines it or, as *mined* says, another in its place; after its first answer about receipts *failures* fail. */
function replacingChain(mined: Partial<Record<'hash' | 'to' | 'value' | 'input', Hex>>, failures = 0) {
  const sent = { hash: HASH, from: SENDER, to: TARGET, nonce: '0x0', value: '0x1', input: '0x1234', type: '0x2' };
  const other = { ...sent, ...mined };
  let head = LAST;
  let asked = 0;
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    const [hash] = (params ?? []) as Hex[];
    if (method === 'eth_blockNumber') return numberToHex(head++);
    if (method === 'eth_getTransactionByHash') return { ...sent, blockNumber: null };
    if (method === 'eth_getTransactionReceipt') {
      const question = asked++;
      if (question > 0 && question <= failures) throw new LimitExceededRpcError(new Error('slow down'));
      if (hash !== other.hash || question === 0) return null;
      return { ...other, blockNumber: numberToHex(LAST), transactionHash: hash, status: '0x1', logs: [] };
    }
    return { number: numberToHex(head), transactions: [{ ...other, blockNumber: numberToHex(head) }] };
  };
  return createClient({ transport: custom({ request }, { retryCount: 0 }), pollingInterval: 10, cacheTime: 0 });
}

test('a transaction that only pays more is taken for the one it replaces', async () => {
  const receipt = await waitForReceipt(replacingChain({ hash: OTHER }), { hash: HASH, timeout: 20_000 });
  expect(receipt.transactionHash).toBe(OTHER);
});

test.each([
  ['a cancellation', { to: SENDER, value: '0x0', input: '0x' }],
  ['a call with other data', { input: '0x5678' }],
  ['a call elsewhere', { to: zeroAddress }],
] as const)('%s is not', async (_name, mined) => {
  const error = await waitForReceipt(replacingChain({ hash: OTHER, ...mined }), { hash: HASH, timeout: 20_000 }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TransactionReplacedError);
  expect(error).toMatchObject({ hash: HASH, replacement: OTHER });
});

test.each([1, 2])('a node that fails for a while ends nothing, with %i confirmations', async (confirmations) => {
  const chain = replacingChain({}, 2);
  const receipt = await waitForReceipt(chain, { hash: HASH, timeout: 20_000, confirmations });
  expect(receipt.transactionHash).toBe(HASH);
});
