import type { Address } from 'viem';
import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getBallotNonce}. */
export interface GetBallotNonceParameters extends ReadOptions {
  account: Address;
}

/**
 * The nonce of the next ballot an account signs.
 *
 * @example
 * const nonce = await client.getBallotNonce({ account });
 */
export async function getBallotNonce(client: AnyClient, parameters: GetBallotNonceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'nonces',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
