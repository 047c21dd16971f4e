import type { Address } from 'viem';

/** State of a reservation (IReservations.State). */
export const ReservationState = { None: 0, Booked: 1, Claimed: 2, Vacated: 3, Closed: 4 } as const;
export type ReservationState = (typeof ReservationState)[keyof typeof ReservationState];

/** Why a reservation ended without a job (IReservations.Closing). */
export const ReservationClosing = { None: 0, CancelledFree: 1, CancelledFee: 2, NoShow: 3, Unable: 4 } as const;
export type ReservationClosing = (typeof ReservationClosing)[keyof typeof ReservationClosing];

/** A reservation (IReservations.Reservation). Times in seconds. */
export interface Reservation {
  payer: Address;
  listingId: number;
  units: number;
  state: ReservationState;
  start: number;
  end: number;
  bookedAt: number;
  unitPrice: number;
  /** USDC units; 0 once claimed or closed. */
  escrow: bigint;
  feeBps: number;
  discountBps: number;
  /** 0 unless claimed. */
  jobId: bigint;
}

/** What of a listing is kept for reservations (IReservations.Allotment). */
export interface Allotment {
  units: number;
  /** New reservations are refused. */
  stopped: boolean;
  /** End of the latest hour ever booked. */
  lastEnd: number;
}

/** Governed numbers of the reservations, seconds. */
export type ReservationParameter = 'claimWindow' | 'freePeriod' | 'maxLength' | 'horizon' | 'tierStep';
