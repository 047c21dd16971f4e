/** For what others change before the transaction is mined. */
const MARGIN_PERCENT = 130n;

/**
 * For what only the clock adds. A change of a lock that was estimated in the second of an earlier one writes up to six new entries of the
 * histories in the next second, 17,100 gas each, where it overwrote the last ones; the first deposit after the pool's day ends books the
 * interest of up to sixteen lines, 227,683 gas (docs/gas.md).
 */
const LATER_SECOND = 250_000n;

/** Above it chains with EIP-7825 refuse a transaction. */
const MOST = 16_777_216n;

/**
 * The gas limit for a transaction of which a node estimated that it needs *estimate* gas: 130% of it and 250,000 more. That passes what
 * EIP-7825 lets a transaction have only where the estimate itself does. What is not used is not paid for.
 *
 * Several blocks may share a second, and the histories of weights and votes (SPEC LOCK 4) hold one entry a second; nodes estimate at the time
 * of the newest block. What a new entry costs is missed then, which for a small transaction is more than half of the whole.
 *
 * @param estimate gas, as `eth_estimateGas` gives it
 * @example
 * const gas = withGasMargin(await client.estimateGas({ account, ...createLockCall(deployment, request) }));
 */
export function withGasMargin(estimate: bigint): bigint {
  const limit = (estimate * MARGIN_PERCENT) / 100n + LATER_SECOND;
  if (limit <= MOST) return limit;
  return estimate > MOST ? estimate : MOST;
}
