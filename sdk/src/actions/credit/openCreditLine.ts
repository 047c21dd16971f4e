import type { Address } from 'viem';
import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openCreditLine}. */
export interface OpenCreditLineParameters {
  borrower: Address;
  /** USDC units. */
  cap: bigint;
  /** Lowest rate, basis points a year. */
  rateBps: number;
  /** Seconds until it is due. */
  term: number;
}

/** What came of {@link openCreditLine}. */
export interface OpenCreditLineOutcome {
  lineId: bigint;
}

/** The call behind {@link openCreditLine}, for other transaction engines. */
export function openCreditLineCall(deployment: Deployment, parameters: OpenCreditLineParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'openLine',
    args: [parameters.borrower, parameters.cap, parameters.rateBps, parameters.term],
  });
}

/**
 * Opens a credit line. Governance. SPEC POOL 3.
 *
 * @throws InvalidRateError, InvalidTermError, TooManyLinesError
 *
 * @example
 * const { wait } = await client.openCreditLine({ borrower, cap: parseUsdc('50000'), rateBps: 900, term: 90 * 86_400 });
 */
export async function openCreditLine(
  client: AnyClient,
  parameters: OpenCreditLineParameters & WriteOptions,
): Promise<WriteResult<OpenCreditLineOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openCreditLineCall(deployment, parameters), parameters, (receipt) => {
    const { lineId } = eventIn(receipt, deployment.contracts.CreditLines, creditLinesAbi, 'LineOpened');
    return { lineId };
  });
}
