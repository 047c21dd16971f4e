import type { Address, Hex } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import type { UsageReport } from '../../eip712/usageReport.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link slashMeter}. */
export interface SlashMeterParameters {
  a: UsageReport;
  /** Another report with the same market, job and sequence. */
  b: UsageReport;
  signatureA: Hex;
  signatureB: Hex;
}

/** What came of {@link slashMeter}. */
export interface SlashMeterOutcome {
  signer: Address;
  toReporter: bigint;
}

/** The call behind {@link slashMeter}, for other transaction engines. */
export function slashMeterCall(deployment: Deployment, parameters: SlashMeterParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'slash',
    args: [parameters.a, parameters.b, parameters.signatureA, parameters.signatureB],
  });
}

/**
 * Slashes a meter that signed two different reports with one sequence; half goes to the sender. SPEC JOB 5.
 *
 * @throws NotConflictingError, UnknownSignerError
 *
 * @example
 * const { hash, wait } = await client.slashMeter({ a, b, signatureA, signatureB });
 * const { signer, toReporter } = await wait();
 */
export async function slashMeter(
  client: AnyClient,
  parameters: SlashMeterParameters & WriteOptions,
): Promise<WriteResult<SlashMeterOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, slashMeterCall(deployment, parameters), parameters, (receipt) => {
    const { signer, toReporter } = eventIn(receipt, deployment.contracts.MeterQuorum, meterQuorumAbi, 'MeterSlashed');
    return { signer, toReporter };
  });
}
