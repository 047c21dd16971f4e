import type { Address } from 'viem';
import { treasuryAbi } from '../../abis/Treasury.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { TreasuryBudget } from './types.js';

/** Parameters of {@link openTreasuryStream}. */
export interface OpenTreasuryStreamParameters {
  budget: TreasuryBudget;
  recipient: Address;
  /** USDC units, set aside at once. */
  amount: bigint;
  /** Seconds; not past, at most a year ahead. */
  start: number;
  /** Seconds; 1 day to 4 years. */
  duration: number;
  /** On chain; must not be empty. */
  reason: string;
  /** Five of nine sign, without limit; otherwise four, up to the daily limit. */
  large?: boolean | undefined;
}

/** What came of {@link openTreasuryStream}. */
export interface OpenTreasuryStreamOutcome {
  streamId: bigint;
}

/** The call behind {@link openTreasuryStream}, for other transaction engines. */
export function openTreasuryStreamCall(deployment: Deployment, parameters: OpenTreasuryStreamParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Treasury,
    abi: treasuryAbi,
    functionName: parameters.large ? 'openStreamLarge' : 'openStream',
    args: [
      parameters.budget,
      parameters.recipient,
      parameters.amount,
      parameters.start,
      parameters.duration,
      parameters.reason,
    ],
  });
}

/**
 * Pays a budget out by the second. Caller: TREASURY_DAILY role, or TREASURY_LARGE. SPEC GOV 2.
 *
 * @throws DailyLimitExceededError, InsufficientBudgetError, InvalidStreamError
 *
 * @example
 * const { wait } = await client.openTreasuryStream({ budget: TreasuryBudget.Team, recipient, amount, start, duration, reason: 'salary' });
 * const { streamId } = await wait();
 */
export async function openTreasuryStream(
  client: AnyClient,
  parameters: OpenTreasuryStreamParameters & WriteOptions,
): Promise<WriteResult<OpenTreasuryStreamOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openTreasuryStreamCall(deployment, parameters), parameters, (receipt) => {
    const { streamId } = eventIn(receipt, deployment.contracts.Treasury, treasuryAbi, 'StreamOpened');
    return { streamId };
  });
}
