import { creditLinesAbi } from '../../abis/CreditLines.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link repayLot}. */
export interface RepayLotParameters {
  lineId: bigint;
  lotId: bigint;
  /** USDC units at most, by the account’s allowance to the credit lines; what is not owed is not taken. */
  amount: bigint;
}

/** What came of {@link repayLot}. */
export interface RepayLotOutcome {
  interest: bigint;
  principal: bigint;
  /** Part of the interest for the insurance fund. */
  toReserve: bigint;
}

/** The call behind {@link repayLot}, for other transaction engines. */
export function repayLotCall(deployment: Deployment, parameters: RepayLotParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'repay',
    args: [parameters.lineId, parameters.lotId, parameters.amount],
  });
}

/**
 * Repays a line: its interest first, then the lot’s principal. Anyone. SPEC POOL 3.
 *
 * @throws UnknownLineError, UnknownLotError, CreditLinesNothingOwedError
 *
 * @example
 * const { wait } = await client.repayLot({ lineId, lotId, amount });
 */
export async function repayLot(
  client: AnyClient,
  parameters: RepayLotParameters & WriteOptions,
): Promise<WriteResult<RepayLotOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, repayLotCall(deployment, parameters), parameters, (receipt) => {
    const { interest, principal, toReserve } = eventIn(
      receipt,
      deployment.contracts.CreditLines,
      creditLinesAbi,
      'Repaid',
    );
    return { interest, principal, toReserve };
  });
}
