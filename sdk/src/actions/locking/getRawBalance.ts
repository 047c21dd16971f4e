import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRawBalance}. */
export interface GetRawBalanceParameters extends ReadOptions {
  account: Address;
  /** Past or present second. */
  timepoint: bigint;
}

/**
 * Raw weight (CPT wei x seconds) of an account at a second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getRawBalance({ account, timepoint });
 */
export async function getRawBalance(client: AnyClient, parameters: GetRawBalanceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'rawBalanceOfAt',
    args: [parameters.account, parameters.timepoint],
    blockNumber: parameters.blockNumber,
  });
}
