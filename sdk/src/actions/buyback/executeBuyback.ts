import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link executeBuyback}. */
export interface ExecuteBuybackParameters {
  /** Last second of the purchase, at most an hour ahead. */
  deadline: bigint | number;
  /** Units of CPT to insist on beyond the contract's own minimum. */
  minimumOut?: bigint | undefined;
}

/** What came of {@link executeBuyback}. */
export interface ExecuteBuybackOutcome {
  /** USDC units. */
  spent: bigint;
  burned: bigint;
  /** The lower of oracle and mean, USDC per CPT, 8 decimals. */
  price: bigint;
  /** Units of CPT that were due. */
  minimumOut: bigint;
  /** CPT's total supply after the burn. */
  supply: bigint;
}

/** The call behind {@link executeBuyback}, for other transaction engines. */
export function executeBuybackCall(deployment: Deployment, parameters: ExecuteBuybackParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'execute',
    args: [BigInt(parameters.deadline), parameters.minimumOut ?? 0n],
  });
}

/**
 * Buys CPT in its Uniswap v3 pool with what the buyback holds, and burns it. Anyone. SPEC REV 4.
 *
 * @throws InvalidDeadlineError, AuctionRunningError, PrematureError, UnfitError, SpotAwayFromMeanError,
 * SpotAboveLimitError, TooLittleToSpendError, TooLittleReceivedError, EnforcedPauseError
 *
 * @example
 * const { wait } = await client.executeBuyback({ deadline: now + 300n });
 * const { spent, burned } = await wait();
 */
export async function executeBuyback(
  client: AnyClient,
  parameters: ExecuteBuybackParameters & WriteOptions,
): Promise<WriteResult<ExecuteBuybackOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, executeBuybackCall(deployment, parameters), parameters, (receipt) => {
    const { spent, burned, price, minimumOut, supply } = eventIn(
      receipt,
      deployment.contracts.BuybackBurner,
      buybackBurnerAbi,
      'BoughtAndBurned',
    );
    return { spent, burned, price, minimumOut, supply };
  });
}
