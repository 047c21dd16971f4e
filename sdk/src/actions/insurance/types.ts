import type { Address } from 'viem';

/** Where the fund's money comes from (IInsuranceFund.Source). */
export const InsuranceSource = {
  Donations: 0,
  Slashes: 1,
  ReserveFactor: 2,
  EmergencyReserve: 3,
} as const;
export type InsuranceSource = (typeof InsuranceSource)[keyof typeof InsuranceSource];

/** State of a claim (IInsuranceFund.ClaimState). */
export const ClaimState = {
  None: 0,
  Filed: 1,
  Rejected: 2,
  Queued: 3,
  Paid: 4,
} as const;
export type ClaimState = (typeof ClaimState)[keyof typeof ClaimState];

/** A claim on the fund (IInsuranceFund.Claim). Amounts in USDC units. */
export interface InsuranceClaim {
  beneficiary: Address;
  /** Filed, from the grant on granted. */
  amount: bigint;
  state: ClaimState;
  providerId: number;
  providerCap: bigint;
  /** Last second in which it may be rejected. */
  reviewUntil: number;
  paid: bigint;
  jobId: number;
}

/** The parts of the fund (IInsuranceFund.Books). */
export interface InsuranceBooks {
  claimsOnly: bigint;
  poolOnly: bigint;
  shared: bigint;
}

/** What each duty may draw: the shared part and its own. */
export interface InsuranceAvailable {
  forClaims: bigint;
  forPool: bigint;
}

/** What the fund owes or may come to owe. */
export interface InsuranceOutstanding {
  filed: bigint;
  queued: bigint;
}

/** What the fund ever paid. */
export interface InsuranceSpent {
  onClaims: bigint;
  onLosses: bigint;
}
