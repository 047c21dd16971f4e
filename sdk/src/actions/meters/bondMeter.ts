import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link bondMeter}. */
export interface BondMeterParameters {
  /** The meter's signing address. */
  signer: Address;
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link bondMeter}, for other transaction engines. */
export function bondMeterCall(deployment: Deployment, parameters: BondMeterParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'bond',
    args: [parameters.signer, parameters.amount],
  });
}

/**
 * Adds to a meter's USDC bond by the sender's allowance to the quorum; the minimum activates it. Anyone. SPEC JOB 5.
 *
 * @throws ZeroAmountError, UnknownSignerError
 *
 * @example
 * const { hash } = await client.bondMeter({ signer: meter.address, amount: parseUsdc('10000') });
 */
export async function bondMeter(
  client: AnyClient,
  parameters: BondMeterParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, bondMeterCall(deployment, parameters), parameters, noOutcome);
}
