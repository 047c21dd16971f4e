import type { Address, Hex } from 'viem';

/** State of a dispute (IDisputes.State). */
export const DisputeState = {
  None: 0,
  Opened: 1,
  Panel: 2,
  Ruled: 3,
  Appealed: 4,
  Closed: 5,
} as const;
export type DisputeState = (typeof DisputeState)[keyof typeof DisputeState];

/** How a dispute ended (IDisputes.Outcome). */
export const DisputeOutcome = {
  None: 0,
  Agreed: 1,
  Unanswered: 2,
  Ruled: 3,
  RuledOnAppeal: 4,
  AppealUnanswered: 5,
  NoRuling: 6,
  MarketEnded: 7,
} as const;
export type DisputeOutcome = (typeof DisputeOutcome)[keyof typeof DisputeOutcome];

/** What anyone may do for a dispute now (IDisputes.Action). */
export const DisputeAction = {
  None: 0,
  Finalize: 1,
  Slash: 2,
  FileClaim: 3,
} as const;
export type DisputeAction = (typeof DisputeAction)[keyof typeof DisputeAction];

/** Evidence for a job's dispute. */
export interface DisputeEvidence {
  jobId: bigint;
  /** Hash of the evidence. */
  evidenceHash: Hex;
  /** Where the evidence lies; published in the event only. */
  evidenceURI: string;
}

/** A dispute that waits for the provider's side. */
export interface DisputeAwaitingAnswer {
  bond: bigint;
  /** Last second for the provider's side to answer. */
  answerUntil: number;
}

/** A dispute that waits for its ruling. */
export interface DisputeAwaitingRuling {
  bond: bigint;
  /** Last second for whoever rules: the panel, on appeal governance. */
  rulingUntil: number;
}

/** A dispute (IDisputes.Dispute); it bears its job's id. */
export interface Dispute {
  state: DisputeState;
  outcome: DisputeOutcome;
  opener: Address;
  /** Who answered for the provider; the zero address until then. */
  respondent: Address;
  payer: Address;
  providerId: number;
  /** USDC units. */
  disputed: bigint;
  /** Of each side. */
  bond: bigint;
  /** Last second of the present state. */
  deadline: number;
  appealable: boolean;
  panelBps: number;
  finalBps: number;
  appellant: Address;
  appealByPayer: boolean;
  appealBond: bigint;
  /** What a ruling gave the payer beyond the hold-back. */
  owed: bigint;
  /** The provider's haircut bond when the dispute opened: the cap on claims against it over 90 days. */
  providerCap: bigint;
  /** The oracle's price at the ruling with the market's band on top; 0 if none was fresh. */
  priceLimit: bigint;
  slashed: boolean;
  /** Of the insurance fund; 0 for none. */
  claimId: number;
}

/** A side's settlement offer (IDisputes.Offer). */
export interface SettlementOffer {
  /** The zero address for none. */
  by: Address;
  payerBps: number;
  /** Its last second. */
  until: number;
  /** USDC units put up by the provider's side for the part beyond the hold-back. */
  escrowed: bigint;
}

/** A case before the panel (IArbiterPanel.Case). */
export interface PanelCase {
  version: number;
  seats: number;
  /** Bit i: seat i has a vote. */
  eligible: number;
  /** Bit i: seat i has voted. */
  voted: number;
  /** Votes that make a ruling at the deadline. */
  needed: number;
  deadline: number;
  lastVoteAt: number;
  providerId: number;
  closed: boolean;
}

/** The panel's ruling (IArbiterPanel.ruling). */
export interface PanelRuling {
  decided: boolean;
  /** The median of the votes. */
  payerBps: number;
  /** Second from which it stood. */
  decidedAt: number;
}
