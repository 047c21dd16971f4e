import type { Address } from 'viem';

/** A meter (IMeterQuorum.Meter). */
export interface Meter {
  operator: Address;
  active: boolean;
  index: number;
  /** Providers it may not witness for. */
  tiedProviders: readonly [number, number];
}

/** The quorum as a whole. */
export interface MeterQuorumState {
  /** Signers needed. */
  threshold: bigint;
  activeMeters: bigint;
  /** USDC units; what activates a meter. */
  minimumBond: bigint;
}
