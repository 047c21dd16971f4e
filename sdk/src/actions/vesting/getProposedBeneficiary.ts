import type { Address } from 'viem';
import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getProposedBeneficiary}. */
export interface GetProposedBeneficiaryParameters extends ReadOptions {
  scheduleId: bigint;
}

/**
 * Who may accept a schedule; the zero address for nobody. SPEC TOK 6.
 *
 * @example
 * const proposed = await client.getProposedBeneficiary({ scheduleId: 1n });
 */
export async function getProposedBeneficiary(
  client: AnyClient,
  parameters: GetProposedBeneficiaryParameters,
): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'proposedBeneficiary',
    args: [parameters.scheduleId],
    blockNumber: parameters.blockNumber,
  });
}
