import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link proveMeterTie}. */
export interface ProveMeterTieParameters {
  /** The meter's signing address. */
  signer: Address;
  providerId: number;
}

/** The call behind {@link proveMeterTie}, for other transaction engines. */
export function proveMeterTieCall(deployment: Deployment, parameters: ProveMeterTieParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'proveTie',
    args: [parameters.signer, parameters.providerId],
  });
}

/**
 * Sets a tie that the chain shows: the meter's signer or operator owns the provider, is its payout or delegated to its bond.
 * It stops counting for that provider's jobs. Anyone. SPEC JOB 5.
 *
 * @throws NotTiedError, TieKnownError, UnknownSignerError
 *
 * @example
 * await (await client.proveMeterTie({ signer: meter.address, providerId: 1 })).wait();
 */
export async function proveMeterTie(
  client: AnyClient,
  parameters: ProveMeterTieParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, proveMeterTieCall(deployment, parameters), parameters, noOutcome);
}
