/** An account of the vault, USDC units (IVault.Account). */
export interface VaultAccount {
  /** May be withdrawn or spent. */
  available: bigint;
  /** Held for open jobs. */
  escrowed: bigint;
}
