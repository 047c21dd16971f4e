import type { Address } from 'viem';
import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link proposeBeneficiary}. */
export interface ProposeBeneficiaryParameters {
  scheduleId: bigint;
  /** The zero address takes it back. */
  proposed: Address;
}

/** The call behind {@link proposeBeneficiary}, for other transaction engines. */
export function proposeBeneficiaryCall(deployment: Deployment, parameters: ProposeBeneficiaryParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'proposeBeneficiary',
    args: [parameters.scheduleId, parameters.proposed],
  });
}

/**
 * First step of giving a schedule to another. The beneficiary. SPEC TOK 6.
 *
 * @throws UnknownScheduleError, NotBeneficiaryError
 *
 * @example
 * await client.proposeBeneficiary({ scheduleId: 1n, proposed });
 */
export async function proposeBeneficiary(
  client: AnyClient,
  parameters: ProposeBeneficiaryParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, proposeBeneficiaryCall(deployment, parameters), parameters, noOutcome);
}
