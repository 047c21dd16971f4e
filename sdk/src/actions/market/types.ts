import type { Address, Hex } from 'viem';

/** State of a job (IJobMarketTypes.State). */
export const JobState = {
  None: 0,
  Open: 1,
  Acknowledged: 2,
  Running: 3,
  Reported: 4,
  Disputed: 5,
  Settled: 6,
  Refunded: 7,
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];

/** Why a job moved or money moved (IJobMarketTypes.Reason). */
export const Reason = {
  None: 0,
  Completed: 1,
  CancelledFree: 2,
  CancelledFee: 3,
  NotAcknowledged: 4,
  NotStarted: 5,
  Declined: 6,
  ProviderFault: 7,
  UncodedFailure: 8,
  BuyerFault: 9,
  Overdue: 10,
  WindowElapsed: 11,
  Confirmed: 12,
  Ruled: 13,
  RulingDefaulted: 14,
  /** The provider gave notice of the run's end. */
  Preempted: 15,
  /** Payer or buyer gave notice of it. */
  Stopped: 16,
  /** The settlement agent never proved that its vendor was paid. */
  InvoiceMissing: 17,
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/** A job as the chain keeps it (IJobMarketTypes.Job). Descriptive fields are in the indexer. */
export interface Job {
  payer: Address;
  buyer: Address;
  listingId: number;
  providerId: number;
  state: JobState;
  /** Open, Acknowledged: opening; Running: start; Reported: report; Disputed: start of the dispute; Settled, Refunded: end. */
  since: number;
  units: number;
  /** Predicted seconds, extensions included. */
  duration: number;
  unitPrice: number;
  /** Still in escrow, USDC units; from Reported on the hold-back. */
  escrow: bigint;
  /** Gross amount paid at the report and still inside the window. */
  paidEarly: bigint;
  /** Gross amount paid to the provider so far; final once Settled or Refunded. */
  paid: bigint;
  feeBps: number;
  discountBps: number;
  flags: number;
  /** Opened for good: no free cancellation. */
  firm: boolean;
  /** Its units are of those kept out of free sale. */
  held: boolean;
  /** Reported complete, and not ruled mostly against its provider. */
  succeeded: boolean;
  /** Last payable second of a run under notice, 0 for none. */
  noticeEndsAt: number;
  noticeByProvider: boolean;
  /** The listing that takes over if the provider fails, 0 for none. */
  backupListing: number;
  lastSequence: number;
  checkpointUsage: bigint;
  /** Of a sweep, see {@link tasksHash}; 0 otherwise. */
  tasksHash: Hex;
}

/** Governed numbers of the market (IJobMarketTypes.Params). Times in seconds. */
export interface MarketParams {
  freeCancelWindow: number;
  ackWindow: number;
  overdueGrace: number;
  disputeWindow: number;
  rulingWindow: number;
  quickFailWindow: number;
  priceMaxAge: number;
  statusMaxAge: number;
  bufferBps: number;
  priceBandBps: number;
  holdbackCertifiedBps: number;
  holdbackProbationBps: number;
  holdbackOrdinaryBps: number;
  maxUncodedFailures: number;
}
