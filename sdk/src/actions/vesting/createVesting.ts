import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { VestingGrant } from './types.js';

/** Parameters of {@link createVesting}. */
export interface CreateVestingParameters {
  grant: VestingGrant;
}

/** What came of {@link createVesting}. */
export interface CreateVestingOutcome {
  scheduleId: bigint;
}

/** The call behind {@link createVesting}, for other transaction engines. */
export function createVestingCall(deployment: Deployment, parameters: CreateVestingParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'create',
    args: [parameters.grant],
  });
}

/**
 * Commits CPT of a pot, or CPT sent to TokenVesting before, to a beneficiary. TREASURY, with its delay. SPEC TOK 6.
 *
 * @throws PotExceededError, NotThePotsTermsError, NotFundedError, BuyerLimitExceededError, InvalidParameterError
 *
 * @example
 * const { wait } = await client.createVesting({ grant });
 * const { scheduleId } = await wait();
 */
export async function createVesting(
  client: AnyClient,
  parameters: CreateVestingParameters & WriteOptions,
): Promise<WriteResult<CreateVestingOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createVestingCall(deployment, parameters), parameters, (receipt) => {
    const { id } = eventIn(receipt, deployment.contracts.TokenVesting, tokenVestingAbi, 'ScheduleCreated');
    return { scheduleId: id };
  });
}
