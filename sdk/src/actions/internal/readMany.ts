import type { Abi, Address } from 'viem';
import { multicall } from 'viem/actions';
import { getAction } from 'viem/utils';
import { withDecodedErrors } from '../../errors/decodeContractError.js';
import type { AnyClient, ReadOptions } from './types.js';

/** One view of a batch. */
export interface ManyRead {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
}

/** Bytes of calldata in one multicall; more are split. */
const BATCH_BYTES = 16_384;

/**
 * Reads many views at one block, through Multicall3 where the chain has one and otherwise through its code carried in the
 * call itself. Reads only: a write through it would change the caller.
 */
export function readMany(
  client: AnyClient,
  contracts: readonly ManyRead[],
  options: ReadOptions,
): Promise<readonly unknown[]> {
  if (contracts.length === 0) return Promise.resolve([]);
  return withDecodedErrors(() =>
    getAction(
      client,
      multicall,
      'multicall',
    )({
      contracts,
      allowFailure: false,
      batchSize: BATCH_BYTES,
      blockNumber: options.blockNumber,
      deployless: client.chain?.contracts?.multicall3 === undefined,
    } as Parameters<typeof multicall>[1]),
  ) as Promise<readonly unknown[]>;
}
