import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Referral } from './types.js';

/** Parameters of {@link getReferral}. */
export interface GetReferralParameters extends ReadOptions {
  account: Address;
}

/**
 * Who referred an account, the fees that count and the credit of each side. SPEC USER 3.
 *
 * @example
 * const { referrer, vested } = await client.getReferral({ account });
 */
export async function getReferral(client: AnyClient, parameters: GetReferralParameters): Promise<Referral> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'referralOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
