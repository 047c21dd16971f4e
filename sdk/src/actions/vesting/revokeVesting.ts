import type { Address } from 'viem';
import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link revokeVesting}. */
export interface RevokeVestingParameters {
  scheduleId: bigint;
  /** Gets what has not vested. */
  to: Address;
}

/** What came of {@link revokeVesting}. */
export interface RevokeVestingOutcome {
  /** CPT wei. */
  unvested: bigint;
  /** CPT wei. */
  vested: bigint;
}

/** The call behind {@link revokeVesting}, for other transaction engines. */
export function revokeVestingCall(deployment: Deployment, parameters: RevokeVestingParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'revoke',
    args: [parameters.scheduleId, parameters.to],
  });
}

/**
 * Ends a revocable schedule; what has vested stays the beneficiary's. TREASURY. SPEC TOK 6.
 *
 * @throws UnknownScheduleError, NotRevocableError
 *
 * @example
 * const { wait } = await client.revokeVesting({ scheduleId: 1n, to });
 * const { unvested } = await wait();
 */
export async function revokeVesting(
  client: AnyClient,
  parameters: RevokeVestingParameters & WriteOptions,
): Promise<WriteResult<RevokeVestingOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, revokeVestingCall(deployment, parameters), parameters, (receipt) => {
    const { unvested, vested } = eventIn(receipt, deployment.contracts.TokenVesting, tokenVestingAbi, 'Revoked');
    return { unvested, vested };
  });
}
