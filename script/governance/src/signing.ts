import { type Deployment, waitForReceipt, withGasMargin } from '@cyberplaza/sdk';
import { type Address, createWalletClient, type Hex, http, publicActions } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { type SafeTransaction, safeKit } from './safe.js';

const PATIENCE_MS = 300_000;
const POLL_MS = 20;

/** What the owners' wallets would show is not what the plan printed. */
export class SafeHashDiffersError extends Error {
  override readonly name = 'SafeHashDiffersError';

  constructor(planned: Hex, found: string) {
    super(`the plan says ${planned}, Safe's own SDK ${found}`);
  }
}

/**
 * Signs a planned transaction with every key, in Safe's own SDK, and lets the last of them execute it. The command never does
 * this: it is for chains whose keys everybody knows, devnet and tests.
 *
 * @throws what the Safe answers, such as GS020 where a signature is missing
 */
export async function signAndExecute(
  rpcUrl: string,
  deployment: Deployment,
  safe: Address,
  transaction: SafeTransaction,
  keys: readonly Hex[],
): Promise<Hex> {
  const reader = await safeKit(rpcUrl, deployment, safe);
  // The plan's bytes, not the calls anew: what was shown is what is signed.
  let signed = await reader.createTransaction({
    transactions: [
      {
        to: transaction.to,
        data: transaction.data,
        value: transaction.value.toString(),
        operation: transaction.operation as 0 | 1,
      },
    ],
    options: { nonce: transaction.nonce },
  });
  const hash = await reader.getTransactionHash(signed);
  if (hash !== transaction.safeTxHash) throw new SafeHashDiffersError(transaction.safeTxHash, hash);
  let kit = reader;
  for (const key of keys) {
    kit = await safeKit(rpcUrl, deployment, safe, key);
    signed = await kit.signTransaction(signed);
  }
  // Not by the kit's executeTransaction, which counts signatures itself: what refuses here is the Safe.
  const data = (await kit.getEncodedTransaction(signed)) as Hex;
  const executor = privateKeyToAccount(keys.at(-1) ?? '0x');
  const client = createWalletClient({
    account: executor,
    transport: http(rpcUrl, { timeout: 60_000 }),
    pollingInterval: POLL_MS,
  }).extend(publicActions);
  await client.call({ account: executor, to: safe, data });
  const gas = withGasMargin(await client.estimateGas({ account: executor, to: safe, data }));
  const sent = await client.sendTransaction({ to: safe, data, gas, chain: null });
  const receipt = await waitForReceipt(client, { hash: sent, timeout: PATIENCE_MS });
  if (receipt.status !== 'success') throw new Error(`the Safe's transaction ${sent} reverted`);
  return sent;
}
