import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { VestingGrant } from './types.js';

/** Parameters of {@link createVestingBatch}. */
export interface CreateVestingBatchParameters {
  grants: readonly VestingGrant[];
}

/** What came of {@link createVestingBatch}. */
export interface CreateVestingBatchOutcome {
  scheduleIds: bigint[];
}

/** The call behind {@link createVestingBatch}, for other transaction engines. */
export function createVestingBatchCall(deployment: Deployment, parameters: CreateVestingBatchParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'createBatch',
    args: [parameters.grants],
  });
}

/**
 * As createVesting, for many; all or none. TREASURY. SPEC TOK 6.
 *
 * @throws PotExceededError, NotThePotsTermsError, NotFundedError, BuyerLimitExceededError, InvalidParameterError
 *
 * @example
 * const { wait } = await client.createVestingBatch({ grants });
 * const { scheduleIds } = await wait();
 */
export async function createVestingBatch(
  client: AnyClient,
  parameters: CreateVestingBatchParameters & WriteOptions,
): Promise<WriteResult<CreateVestingBatchOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createVestingBatchCall(deployment, parameters), parameters, (receipt) => {
    const created = eventsIn(receipt, deployment.contracts.TokenVesting, tokenVestingAbi, 'ScheduleCreated');
    return { scheduleIds: created.map(({ id }) => id) };
  });
}
