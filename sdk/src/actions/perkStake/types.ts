/** What an account has staked for perks (IPerkStake.Stake). Shares of rUSDC, 12 decimals. */
export interface PerkStake {
  /** What counts. */
  ripe: bigint;
  /** What counts from `ripeAt` on. */
  young: bigint;
  ripeAt: number;
}
