import type { Address } from 'viem';
import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link releaseVested}. */
export interface ReleaseVestedParameters {
  scheduleId: bigint;
  /** Elsewhere than to the beneficiary; only it may say so. */
  to?: Address;
}

/** What came of {@link releaseVested}. */
export interface ReleaseVestedOutcome {
  /** CPT wei. */
  amount: bigint;
}

/** The call behind {@link releaseVested}, for other transaction engines. */
export function releaseVestedCall(deployment: Deployment, parameters: ReleaseVestedParameters): ContractCall {
  const { scheduleId, to } = parameters;
  const target = { address: deployment.contracts.TokenVesting, abi: tokenVestingAbi } as const;
  if (to) return contractCall({ ...target, functionName: 'releaseTo', args: [scheduleId, to] });
  return contractCall({ ...target, functionName: 'release', args: [scheduleId] });
}

/**
 * Pays what has vested to the beneficiary; anyone may call it. Of a private-sale grant at most 5% a day. SPEC TOK 6.
 *
 * @throws UnknownScheduleError, NothingToReleaseError, NotBeneficiaryError
 *
 * @example
 * const { wait } = await client.releaseVested({ scheduleId: 1n });
 * const { amount } = await wait();
 */
export async function releaseVested(
  client: AnyClient,
  parameters: ReleaseVestedParameters & WriteOptions,
): Promise<WriteResult<ReleaseVestedOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, releaseVestedCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.TokenVesting, tokenVestingAbi, 'Released');
    return { amount };
  });
}
