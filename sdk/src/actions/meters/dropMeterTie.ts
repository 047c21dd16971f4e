import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link dropMeterTie}. */
export interface DropMeterTieParameters {
  /** The meter's signing address. */
  signer: Address;
  providerId: number;
}

/** The call behind {@link dropMeterTie}, for other transaction engines. */
export function dropMeterTieCall(deployment: Deployment, parameters: DropMeterTieParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'dropTie',
    args: [parameters.signer, parameters.providerId],
  });
}

/**
 * Drops a proven tie that no longer holds. Anyone. SPEC JOB 5.
 *
 * @throws NotTiedError, TieKnownError, UnknownSignerError
 *
 * @example
 * await (await client.dropMeterTie({ signer: meter.address, providerId: 1 })).wait();
 */
export async function dropMeterTie(
  client: AnyClient,
  parameters: DropMeterTieParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, dropMeterTieCall(deployment, parameters), parameters, noOutcome);
}
