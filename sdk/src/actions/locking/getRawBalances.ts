import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRawBalances}. */
export interface GetRawBalancesParameters extends ReadOptions {
  account: Address;
  /** Ascending. */
  timepoints: readonly bigint[];
}

/**
 * Raw weights of an account at several seconds. SPEC LOCK 4.
 *
 * @throws FutureLookupError, TimepointsNotAscendingError
 *
 * @example
 * const result = await client.getRawBalances({ account, timepoints });
 */
export async function getRawBalances(
  client: AnyClient,
  parameters: GetRawBalancesParameters,
): Promise<readonly bigint[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'rawBalancesAt',
    args: [parameters.account, parameters.timepoints],
    blockNumber: parameters.blockNumber,
  });
}
