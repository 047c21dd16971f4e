import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link settlePledges}. */
export interface SettlePledgesParameters {
  campaignId: bigint;
  /** Those without a pledge are passed over. */
  accounts: readonly Address[];
}

/** The call behind {@link settlePledges}, for other transaction engines. */
export function settlePledgesCall(deployment: Deployment, parameters: SettlePledgesParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'settle',
    args: [parameters.campaignId, parameters.accounts],
  });
}

/**
 * Charges pledges of a met campaign and returns the difference, or refunds those of a missed one. Anyone. SPEC POOL 5.
 *
 * @throws WrongStateError, NothingDoneError
 *
 * @example
 * const { wait } = await client.settlePledges({ campaignId: 1n, accounts: [account] });
 */
export async function settlePledges(
  client: AnyClient,
  parameters: SettlePledgesParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, settlePledgesCall(deployment, parameters), parameters, noOutcome);
}
