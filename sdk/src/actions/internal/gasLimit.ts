/** For what others change before the transaction is mined. */
const MARGIN_PERCENT = 130n;

/**
 * What a change of a lock that was estimated in the second of an earlier change costs more in the next second, and then some: its entries
 * in the histories are new ones there, 17,100 gas each, up to six of them, and not entries that are overwritten.
 */
const NEW_SECOND = 120_000n;

/**
 * The gas limit for a transaction of which a node estimated that it needs *estimate* gas: 130% of it and 120,000 more. What is not used is
 * not paid for.
 *
 * Several blocks may share a second, and the histories of weights and votes (SPEC LOCK 4) hold one entry a second. An estimate made in the
 * second of the last entry misses what a new entry costs, which for a small transaction is more than half of the whole.
 *
 * @param estimate gas, as `eth_estimateGas` gives it
 * @example
 * const gas = withGasMargin(await client.estimateGas({ account, ...createLockCall(deployment, request) }));
 */
export function withGasMargin(estimate: bigint): bigint {
  return (estimate * MARGIN_PERCENT) / 100n + NEW_SECOND;
}
