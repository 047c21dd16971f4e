import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import type { Deployment } from '../../deployments/types.js';
import type { NodeReport } from '../../eip712/priceReport.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link submitPrices}. */
export interface SubmitPricesParameters {
  /** Strictly ascending. */
  feedIds: readonly number[];
  /** One for all reports. */
  observedAt: number;
  /** Ascending by signer: {@link packNodeReports}. */
  reports: readonly NodeReport[];
}

/** What came of {@link submitPrices}. */
export interface SubmitPricesOutcome {
  updates: { feedId: number; price: bigint }[];
}

/** The call behind {@link submitPrices}, for other transaction engines. */
export function submitPricesCall(deployment: Deployment, parameters: SubmitPricesParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'submit',
    args: [parameters.feedIds, parameters.observedAt, parameters.reports],
  });
}

/**
 * Transmits signed prices; every feed that can be updated is. Anyone. SPEC ORC 3.
 *
 * @throws TooFewReportsError, TooManyReportsError, NotNodeError, DuplicateNodeError, DuplicateFeedError,
 * InvalidObservationTimeError, LengthMismatchError, NothingAcceptedError
 *
 * @example
 * const { hash, wait } = await client.submitPrices({ feedIds, observedAt, reports: packNodeReports(signed) });
 * const { updates } = await wait();
 */
export async function submitPrices(
  client: AnyClient,
  parameters: SubmitPricesParameters & WriteOptions,
): Promise<WriteResult<SubmitPricesOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, submitPricesCall(deployment, parameters), parameters, (receipt) => ({
    updates: eventsIn(receipt, deployment.contracts.ComputePriceOracle, computePriceOracleAbi, 'PriceUpdated').map(
      ({ feedId, price }) => ({ feedId, price }),
    ),
  }));
}
