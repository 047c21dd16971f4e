import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link syncInsurance}. */
export interface SyncInsuranceOutcome {
  amount: bigint;
}

/** The call behind {@link syncInsurance}, for other transaction engines. */
export function syncInsuranceCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'sync',
    args: [],
  });
}

/**
 * Books what came to the fund by plain transfer: slashed bonds of meters. Anyone. SPEC POOL 4.
 *
 * @throws NothingToBookError
 *
 * @example
 * const { wait } = await client.syncInsurance();
 * const { amount } = await wait();
 */
export async function syncInsurance(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<SyncInsuranceOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, syncInsuranceCall(deployment), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.InsuranceFund, insuranceFundAbi, 'FundReceived');
    return { amount };
  });
}
