import { type Address, concat, type Hex, numberToHex } from 'viem';
import { InvalidSwapPathError } from '../../errors/client.js';

/** One pool of a path: its fee in hundredths of a basis point (3,000 = 0.3%), and the token that comes out. */
export interface SwapHop {
  fee: number;
  token: Address;
}

const MAX_FEE = 1_000_000;
const FEE_BYTES = 3;

/**
 * A path through Uniswap v3's pools, as payWithToken takes it: from a token to USDC.
 *
 * @throws InvalidSwapPathError
 *
 * @example
 * const path = swapPath(cpt, [{ fee: 3_000, token: weth }, { fee: 500, token: usdc }]);
 */
export function swapPath(tokenIn: Address, hops: readonly SwapHop[]): Hex {
  if (hops.length === 0) throw new InvalidSwapPathError('it needs at least one pool');
  return concat([
    tokenIn,
    ...hops.flatMap(({ fee, token }) => {
      if (!Number.isInteger(fee) || fee <= 0 || fee >= MAX_FEE) throw new InvalidSwapPathError(`${fee} is no fee`);
      return [numberToHex(fee, { size: FEE_BYTES }), token];
    }),
  ]);
}
