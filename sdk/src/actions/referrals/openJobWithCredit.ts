import type { Address } from 'viem';
import { creditWalletAbi } from '../../abis/CreditWallet.js';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import { referralsAbi } from '../../abis/Referrals.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import { read } from '../internal/read.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link openJobWithCredit}. The account becomes the job's buyer whatever they say. */
export type OpenJobWithCreditParameters = JobRequest;

/** What came of {@link openJobWithCredit}. */
export interface OpenJobWithCreditOutcome {
  jobId: bigint;
  escrow: bigint;
}

/** The call behind {@link openJobWithCredit}, for other transaction engines. `wallet` is what `getCreditWallet` answers. */
export function openJobWithCreditCall(
  _deployment: Deployment,
  parameters: OpenJobWithCreditParameters & { wallet: Address },
): ContractCall {
  return contractCall({
    address: parameters.wallet,
    abi: creditWalletAbi,
    functionName: 'open',
    args: [toOpenParams(parameters)],
  });
}

/**
 * Opens a job from the account's credit wallet, which `createCreditWallet` must have put in place. Refunds go back to the
 * wallet. SPEC USER 3.
 *
 * @throws NotWalletOwnerError, and the errors of `openJob`
 *
 * @example
 * await (await client.createCreditWallet({ owner: account.address })).wait();
 * const { wait } = await client.openJobWithCredit({ listingId: 1, units: 4, duration: 3_600 });
 */
export async function openJobWithCredit(
  client: AnyClient,
  parameters: OpenJobWithCreditParameters & WriteOptions,
): Promise<WriteResult<OpenJobWithCreditOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const wallet = await read(client, {
    address: deployment.contracts.Referrals,
    abi: referralsAbi,
    functionName: 'walletOf',
    args: [accountOf(client, parameters.account).address],
  });
  return write(client, openJobWithCreditCall(deployment, { ...parameters, wallet }), parameters, (receipt) => {
    const { jobId, escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobOpened');
    return { jobId, escrow };
  });
}
