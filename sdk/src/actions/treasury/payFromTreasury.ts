import type { Address } from 'viem';
import { treasuryAbi } from '../../abis/Treasury.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { TreasuryBudget } from './types.js';

/** Parameters of {@link payFromTreasury}. */
export interface PayFromTreasuryParameters {
  budget: TreasuryBudget;
  to: Address;
  /** USDC units. */
  amount: bigint;
  /** On chain; must not be empty. */
  reason: string;
  /** Five of nine sign, without limit; otherwise four, up to the daily limit. */
  large?: boolean | undefined;
}

/** The call behind {@link payFromTreasury}, for other transaction engines. */
export function payFromTreasuryCall(deployment: Deployment, parameters: PayFromTreasuryParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Treasury,
    abi: treasuryAbi,
    functionName: parameters.large ? 'payLarge' : 'pay',
    args: [parameters.budget, parameters.to, parameters.amount, parameters.reason],
  });
}

/**
 * Pays from a budget. Caller: TREASURY_DAILY role, or TREASURY_LARGE. SPEC GOV 2.
 *
 * @throws DailyLimitExceededError, InsufficientBudgetError, ReserveIsGovernancesError, ReasonMissingError
 *
 * @example
 * const { hash } = await client.payFromTreasury({ budget: TreasuryBudget.Team, to, amount: parseUsdc('900'), reason: 'audit' });
 */
export async function payFromTreasury(
  client: AnyClient,
  parameters: PayFromTreasuryParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payFromTreasuryCall(deployment, parameters), parameters, noOutcome);
}
