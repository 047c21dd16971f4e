import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVeBalance}. */
export interface GetVeBalanceParameters extends ReadOptions {
  account: Address;
  /** Second; now by default. */
  timepoint?: bigint | undefined;
}

/**
 * veCPT of an account, 18 decimals, now or at a past second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getVeBalance({ account });
 */
export async function getVeBalance(client: AnyClient, parameters: GetVeBalanceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  const contract = {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    blockNumber: parameters.blockNumber,
  } as const;
  return parameters.timepoint === undefined
    ? read(client, { ...contract, functionName: 'balanceOf', args: [parameters.account] })
    : read(client, { ...contract, functionName: 'balanceOfAt', args: [parameters.account, parameters.timepoint] });
}
