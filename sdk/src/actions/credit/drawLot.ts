import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { LotTerms } from './types.js';

/** Parameters of {@link drawLot}. */
export interface DrawLotParameters {
  lineId: bigint;
  /** What the money buys. */
  terms: LotTerms;
  /** USDC units, the first tranche. */
  amount: bigint;
}

/** What came of {@link drawLot}. */
export interface DrawLotOutcome {
  lotId: bigint;
}

/** The call behind {@link drawLot}, for other transaction engines. */
export function drawLotCall(deployment: Deployment, parameters: DrawLotParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'draw',
    args: [parameters.lineId, parameters.terms, parameters.amount],
  });
}

/**
 * Opens a lot and draws its first tranche to the borrower. SPEC POOL 3.
 *
 * @throws NotBorrowerError, CreditLinesAboveCapError, AboveLotLimitError, AboveLineLimitError, AboveLendableError, QueueNotEmptyError, StalePriceError
 *
 * @example
 * const { wait } = await client.drawLot({ lineId, terms, amount: parseUsdc('7000') });
 */
export async function drawLot(
  client: AnyClient,
  parameters: DrawLotParameters & WriteOptions,
): Promise<WriteResult<DrawLotOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, drawLotCall(deployment, parameters), parameters, (receipt) => {
    const { lotId } = eventIn(receipt, deployment.contracts.CreditLines, creditLinesAbi, 'LotOpened');
    return { lotId };
  });
}
