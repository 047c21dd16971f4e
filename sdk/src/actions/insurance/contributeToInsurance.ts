import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { InsuranceBooks } from './types.js';

/** Parameters of {@link contributeToInsurance}. */
export interface ContributeToInsuranceParameters {
  /** USDC units, by the account's allowance to the fund. */
  amount: bigint;
}

/** What came of {@link contributeToInsurance}: where it went. */
export type ContributeToInsuranceOutcome = InsuranceBooks;

/** The call behind {@link contributeToInsurance}, for other transaction engines. */
export function contributeToInsuranceCall(
  deployment: Deployment,
  parameters: ContributeToInsuranceParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'contribute',
    args: [parameters.amount],
  });
}

/**
 * Gives to the insurance fund: 40% for claims alone, 40% for the pool alone, 20% for both. Anyone. SPEC POOL 4.
 *
 * @throws ZeroAmountError, TransferMismatchError
 *
 * @example
 * await client.contributeToInsurance({ amount: parseUsdc('1000') });
 */
export async function contributeToInsurance(
  client: AnyClient,
  parameters: ContributeToInsuranceParameters & WriteOptions,
): Promise<WriteResult<ContributeToInsuranceOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, contributeToInsuranceCall(deployment, parameters), parameters, (receipt) => {
    const { claimsOnly, poolOnly, shared } = eventIn(
      receipt,
      deployment.contracts.InsuranceFund,
      insuranceFundAbi,
      'FundReceived',
    );
    return { claimsOnly, poolOnly, shared };
  });
}
