import type { Address, Hex } from 'viem';

/** Where a provider stands (IProviderRegistry.Status). */
export const ProviderStatus = {
  None: 0,
  Ordinary: 1,
  Applied: 2,
  Probation: 3,
  Certified: 4,
  Suspended: 5,
  Revoked: 6,
} as const;
export type ProviderStatus = (typeof ProviderStatus)[keyof typeof ProviderStatus];

/** A provider (IProviderRegistry.Provider). */
export interface Provider {
  owner: Address;
  status: ProviderStatus;
  suspendedFrom: ProviderStatus;
  statusUntil: number;
  /** When it was last certified or renewed; 0 for never. */
  certifiedAt: number;
  payout: Address;
  bondCpt: bigint;
  bondUsdc: bigint;
  bondReleaseTime: number;
  exitingCpt: bigint;
  exitingUsdc: bigint;
  metadataURI: string;
}

/** What the market keeps about a provider (IProviderRegistry.Standing). */
export interface Standing {
  payout: Address;
  tier: ProviderStatus;
  validUntil: number;
  maxOpenJobs: number;
  feeBps: number;
  haircutBond: bigint;
}

/** The entry bar: 100 cores, 500 GB RAM, 10 TB NVMe or 50 TB disk, 10 Gbps (SPEC PROV 2). */
export interface Infrastructure {
  cores: number;
  ramGb: number;
  nvmeTb: number;
  diskTb: number;
  gbps: number;
}

/** The CPT part of a slash that waits for a fit price (IProviderRegistry.QueuedSlash). */
export interface QueuedSlash {
  to: Address;
  /** Still to be covered, USDC units. */
  value: bigint;
  /** From then on the last fit price will do. */
  deadline: number;
  reason: Hex;
}

/** What came of a provider's slashes for one reason, USDC units (IProviderRegistry.SlashOutcome). */
export interface SlashOutcome {
  covered: bigint;
  /** Waits for a price. */
  queued: bigint;
}
