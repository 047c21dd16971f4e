import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link payCredits}. */
export interface PayCreditsParameters {
  /** Claims. */
  max: bigint;
}

/** What came of {@link payCredits}. */
export interface PayCreditsOutcome {
  /** To each side, USDC units. */
  credits: { account: Address; referrer: Address; amount: bigint }[];
}

/** The call behind {@link payCredits}, for other transaction engines. */
export function payCreditsCall(deployment: Deployment, parameters: PayCreditsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Referrals,
    abi: referralsAbi,
    functionName: 'payCredits',
    args: [parameters.max],
  });
}

/**
 * Pays waiting referral credit in its order, as far as the budget reaches. Anyone. SPEC USER 3.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { wait } = await client.payCredits({ max: 20n });
 * const { credits } = await wait();
 */
export async function payCredits(
  client: AnyClient,
  parameters: PayCreditsParameters & WriteOptions,
): Promise<WriteResult<PayCreditsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payCreditsCall(deployment, parameters), parameters, (receipt) => {
    const credits = eventsIn(receipt, deployment.contracts.Referrals, referralsAbi, 'CreditPaid').map(
      ({ account, referrer, amount }) => ({ account, referrer, amount }),
    );
    return { credits };
  });
}
