import type { Address } from 'viem';

/** What an account has delegated to a provider (IBondDelegation.Position). */
export interface DelegationPosition {
  shares: bigint;
  exitingShares: bigint;
  /** What the staying shares are worth, CPT wei. */
  cpt: bigint;
  exitingCpt: bigint;
  /** End of the notice; 0 for none. */
  releaseTime: number;
  /** USDC units of earnings already split. */
  claimable: bigint;
}

/** All that is delegated to a provider (IBondDelegation.Pool). */
export interface DelegationPool {
  shares: bigint;
  exitingShares: bigint;
  /** All delegated CPT, what exits included. */
  cpt: bigint;
  exitingCpt: bigint;
  generation: number;
  /** Of the provider's earnings, to the delegators. */
  shareBps: number;
  /** What it is lowered to by the first split at or after nextShareAt; 0 there means nothing is announced. */
  nextShareBps: number;
  nextShareAt: number;
  /** The vault account jobs are paid to while anything is shared. */
  account: Address;
  /** USDC units waiting there. */
  unsplit: bigint;
}
