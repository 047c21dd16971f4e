import type { Address } from 'viem';

/** A governed parameter of the pool (ILendingPool.setParameter). */
export type PoolParameter = 'depositCap' | 'minDeposit' | 'bufferBps' | 'dailyBps' | 'notice';

/** The pool at one block. Amounts in USDC units, shares with 12 decimals, rates in basis points a year. */
export interface PoolState {
  /** What all shares are worth. */
  totalAssets: bigint;
  totalSupply: bigint;
  /** Free USDC. */
  cash: bigint;
  /** Interest set aside for the insurance fund. */
  reserve: bigint;
  /** Set aside for requests that are filled. */
  claimable: bigint;
  /** Outstanding, late lines included. */
  principal: bigint;
  /** What marks take off. */
  impaired: bigint;
  /** What the insurance fund has given for losses that still stand. */
  covered: bigint;
  /** Lines past due that owe something. */
  late: number;
  utilisationBps: bigint;
  /** What holders earn in this second: no promise. */
  supplyRateBps: bigint;
  /** What may leave at once, over all holders. */
  instantLimit: bigint;
  /** What the lines may still draw. */
  lendable: bigint;
  /** Shares that wait in the exit queue. */
  pendingShares: bigint;
}

/** What an account has in the pool. */
export interface PoolPosition {
  /** Of rUSDC, 12 decimals; staked ones not among them. */
  shares: bigint;
  /** What they are worth, USDC units. */
  assets: bigint;
  maxDeposit: bigint;
  maxWithdraw: bigint;
  maxRedeem: bigint;
  /** What its rUSDC that has been staked for a week weighs as veCPT, 18 decimals. */
  perkWeight: bigint;
}

/** A request of the exit queue (IExitQueue.Request). */
export interface ExitRequest {
  controller: Address;
  time: number;
  cancelled: boolean;
  /** Asked for. */
  shares: bigint;
  /** Neither filled nor cancelled. */
  pending: bigint;
  /** USDC units set aside and not fetched. */
  claimable: bigint;
}

/** The exit queue as a whole. */
export interface ExitQueueState {
  requestCount: bigint;
  pendingShares: bigint;
  /** USDC units that a fill could take for the request at the front. */
  fillBudget: bigint;
  /** Point on the line of shares up to which everything is filled or cancelled. */
  filledTo: bigint;
  /** Where the last request ends. */
  end: bigint;
}

/** The insurance fund's first loss. */
export interface FirstLoss {
  /** In the last 365 days, USDC units. */
  covered: bigint;
  /** What it may cover still by that limit. */
  room: bigint;
  /** What the fund holds for the pool per 10% of its assets, basis points. */
  coverageBps: bigint;
}
