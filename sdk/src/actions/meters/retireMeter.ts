import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link retireMeter}. */
export interface RetireMeterParameters {
  /** The meter's signing address. */
  signer: Address;
}

/** What came of {@link retireMeter}. */
export interface RetireMeterOutcome {
  bondReleaseTime: bigint;
}

/** The call behind {@link retireMeter}, for other transaction engines. */
export function retireMeterCall(deployment: Deployment, parameters: RetireMeterParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'retireMeter',
    args: [parameters.signer],
  });
}

/**
 * Retires a meter; its bond is free 35 days later. The meter's operator. SPEC JOB 5.
 *
 * @throws UnknownSignerError, AccessManagedUnauthorizedError
 *
 * @example
 * const { hash, wait } = await client.retireMeter({ signer: meter.address });
 * const { bondReleaseTime } = await wait();
 */
export async function retireMeter(
  client: AnyClient,
  parameters: RetireMeterParameters & WriteOptions,
): Promise<WriteResult<RetireMeterOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, retireMeterCall(deployment, parameters), parameters, (receipt) => {
    const { bondReleaseTime } = eventIn(receipt, deployment.contracts.MeterQuorum, meterQuorumAbi, 'MeterRetired');
    return { bondReleaseTime };
  });
}
