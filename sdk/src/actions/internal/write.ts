import type { Account, Address, Hash, SendTransactionParameters, TransactionReceipt } from 'viem';
import { estimateGas, call as ethCall, sendTransaction } from 'viem/actions';
import { getAction, parseAccount } from 'viem/utils';
import { AccountRequiredError, TransactionRevertedError } from '../../errors/client.js';
import { withDecodedErrors } from '../../errors/decodeContractError.js';
import type { ContractCall } from './call.js';
import { withGasMargin } from './gasLimit.js';
import { waitForReceipt } from './receipt.js';
import type { AnyClient, WaitOptions, WriteOptions, WriteResult } from './types.js';

export function accountOf(client: AnyClient, account: Account | Address | undefined): Account {
  const chosen = account ?? client.account;
  if (!chosen) throw new AccountRequiredError();
  return parseAccount(chosen);
}

/**
 * Runs a call without sending it; a revert becomes a named error.
 *
 * @example
 * const call = openJobCall(deployment, { listingId: 1, units: 4, duration: 3600 });
 * await simulateCall(client, call, { account });
 */
export async function simulateCall(
  client: AnyClient,
  call: ContractCall,
  options: { account?: Account | Address | undefined } = {},
): Promise<void> {
  const account = accountOf(client, options.account);
  await withDecodedErrors(() =>
    getAction(client, ethCall, 'call')({ account, to: call.to, data: call.data, value: call.value, batch: false }),
  );
}

/**
 * Simulates a call and sends the same bytes.
 *
 * @param outcome reads the result from the receipt
 */
export async function write<outcome extends object>(
  client: AnyClient,
  call: ContractCall,
  options: WriteOptions,
  outcome: (receipt: TransactionReceipt) => outcome,
): Promise<WriteResult<outcome>> {
  const account = accountOf(client, options.account);
  await simulateCall(client, call, { account });
  const gas = options.gas ?? (await gasLimit(client, call, account));
  const hash = await withDecodedErrors(() =>
    getAction(
      client,
      sendTransaction,
      'sendTransaction',
    )({
      account,
      chain: client.chain ?? null,
      to: call.to,
      data: call.data,
      value: call.value,
      gas,
      nonce: options.nonce,
      maxFeePerGas: options.maxFeePerGas,
      maxPriorityFeePerGas: options.maxPriorityFeePerGas,
    } as SendTransactionParameters),
  );
  return {
    hash,
    wait: async (waiting = {}) => {
      const receipt = await receiptOf(client, hash, waiting);
      return { ...outcome(receipt), receipt };
    },
  };
}

/** The limit for an account we sign for; a wallet behind JSON-RPC chooses its own. */
async function gasLimit(client: AnyClient, call: ContractCall, account: Account): Promise<bigint | undefined> {
  if (account.type !== 'local') return undefined;
  const used = await withDecodedErrors(() =>
    getAction(client, estimateGas, 'estimateGas')({ account, to: call.to, data: call.data, value: call.value }),
  );
  return withGasMargin(used);
}

async function receiptOf(client: AnyClient, hash: Hash, waiting: WaitOptions): Promise<TransactionReceipt> {
  const receipt = await waitForReceipt(client, { hash, ...waiting });
  if (receipt.status === 'reverted') throw new TransactionRevertedError(hash);
  return receipt;
}
