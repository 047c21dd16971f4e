import type { Address, Hex } from 'viem';
import type { SignedPermit } from '../../eip712/permit.js';

/** What is paid with, and how it becomes USDC (ITokenPayments.Swap). */
export interface TokenSwap {
  /** Any ERC-20 but USDC. */
  tokenIn: Address;
  amountIn: bigint;
  /** From {@link swapPath}; begins with `tokenIn`, ends with USDC. */
  path: Hex;
  /** USDC units, at least 1: the only protection from the pool's price. From quoteTokenPayment. */
  minimumOut: bigint;
  /** Last second of the swap, at most a day ahead. */
  deadline: bigint;
}

/** How the token gets from the account to the contract. */
export interface TokenSource {
  /** ERC-2612 permit to the TokenPayments contract; absent where an allowance was given. */
  permit?: SignedPermit | undefined;
  /** Sends the chain's own coin; `tokenIn` is then WETH. */
  native?: boolean | undefined;
}
