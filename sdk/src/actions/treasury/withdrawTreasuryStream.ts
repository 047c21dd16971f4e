import type { Address } from 'viem';
import { treasuryAbi } from '../../abis/Treasury.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawTreasuryStream}. */
export interface WithdrawTreasuryStreamParameters {
  streamId: bigint;
  to: Address;
}

/** What came of {@link withdrawTreasuryStream}. */
export interface WithdrawTreasuryStreamOutcome {
  amount: bigint;
}

/** The call behind {@link withdrawTreasuryStream}, for other transaction engines. */
export function withdrawTreasuryStreamCall(
  deployment: Deployment,
  parameters: WithdrawTreasuryStreamParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.Treasury,
    abi: treasuryAbi,
    functionName: 'withdrawStream',
    args: [parameters.streamId, parameters.to],
  });
}

/**
 * Pays what a stream has accrued to any address. Caller: its recipient. SPEC GOV 2.
 *
 * @throws UnknownStreamError, NotRecipientError, ZeroAmountError
 *
 * @example
 * const { wait } = await client.withdrawTreasuryStream({ streamId: 1n, to: account.address });
 * const { amount } = await wait();
 */
export async function withdrawTreasuryStream(
  client: AnyClient,
  parameters: WithdrawTreasuryStreamParameters & WriteOptions,
): Promise<WriteResult<WithdrawTreasuryStreamOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawTreasuryStreamCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.Treasury, treasuryAbi, 'StreamWithdrawn');
    return { amount };
  });
}
