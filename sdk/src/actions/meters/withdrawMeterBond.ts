import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawMeterBond}. */
export interface WithdrawMeterBondParameters {
  /** The meter's signing address. */
  signer: Address;
  to: Address;
}

/** What came of {@link withdrawMeterBond}. */
export interface WithdrawMeterBondOutcome {
  amount: bigint;
}

/** The call behind {@link withdrawMeterBond}, for other transaction engines. */
export function withdrawMeterBondCall(deployment: Deployment, parameters: WithdrawMeterBondParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'withdrawBond',
    args: [parameters.signer, parameters.to],
  });
}

/**
 * Takes a retired meter's bond. The meter's operator. SPEC JOB 5.
 *
 * @throws BondLockedError, MeterQuorumNotOperatorError
 *
 * @example
 * const { hash, wait } = await client.withdrawMeterBond({ signer: meter.address, to: account.address });
 * const { amount } = await wait();
 */
export async function withdrawMeterBond(
  client: AnyClient,
  parameters: WithdrawMeterBondParameters & WriteOptions,
): Promise<WriteResult<WithdrawMeterBondOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawMeterBondCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.MeterQuorum, meterQuorumAbi, 'MeterBondWithdrawn');
    return { amount };
  });
}
