import { BigInt, ethereum } from '@graphprotocol/graph-ts';
import { Allotment, AllotmentChange, Reservation } from '../../generated/schema';
import {
  AllotmentSet,
  ParameterSet,
  ReservationClaimed,
  ReservationClosed,
  ReservationVacated,
  Reserved,
  TakingSet,
} from '../../generated/Reservations/Reservations';
import { touchAccount } from '../lib/accounts';
import { reservationClosingName, reservationStateName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

const BOOKED = 1;
const CLAIMED = 2;
const VACATED = 3;
const CLOSED = 4;

function loadAllotment(listing: BigInt): Allotment {
  const id = numberId(listing);
  let allotment = Allotment.load(id);
  if (allotment == null) {
    allotment = new Allotment(id);
    allotment.listing = id;
    allotment.units = BigInt.zero();
    allotment.taking = true;
  }
  return allotment;
}

function recordChange(event: ethereum.Event, allotment: Allotment): void {
  const change = new AllotmentChange(eventId(event));
  change.allotment = allotment.id;
  change.units = allotment.units;
  change.taking = allotment.taking;
  change.blockNumber = event.block.number;
  change.timestamp = event.block.timestamp;
  change.transaction = event.transaction.hash;
  change.save();
}

export function handleReservationsAllotmentSet(event: AllotmentSet): void {
  const allotment = loadAllotment(event.params.listingId);
  allotment.units = BigInt.fromI32(event.params.units);
  allotment.save();
  recordChange(event, allotment);
}

export function handleReservationsTakingSet(event: TakingSet): void {
  const allotment = loadAllotment(event.params.listingId);
  allotment.taking = event.params.taking;
  allotment.save();
  recordChange(event, allotment);
}

export function handleReservationsReserved(event: Reserved): void {
  const p = event.params;
  const zero = BigInt.zero();
  const reservation = new Reservation(numberId(p.reservationId));
  reservation.number = p.reservationId;
  reservation.payer = touchAccount(p.payer);
  reservation.listing = numberId(p.listingId);
  reservation.allotment = reservation.listing;
  reservation.units = BigInt.fromI32(p.units);
  reservation.start = p.start;
  reservation.end = p.end;
  reservation.unitPrice = p.unitPrice;
  reservation.feeBps = p.feeBps;
  reservation.discountBps = p.discountBps;
  reservation.state = reservationStateName(BOOKED);
  reservation.closing = reservationClosingName(0);
  reservation.escrowed = p.escrow;
  reservation.held = p.escrow;
  reservation.paid = zero;
  reservation.fee = zero;
  reservation.refunded = zero;
  reservation.bookedAt = event.block.timestamp;
  reservation.save();
}

export function handleReservationsReservationClaimed(event: ReservationClaimed): void {
  const reservation = Reservation.load(numberId(event.params.reservationId))!;
  reservation.state = reservationStateName(CLAIMED);
  reservation.job = numberId(event.params.jobId);
  reservation.held = reservation.held.minus(event.params.released);
  reservation.refunded = event.params.released;
  reservation.endedAt = event.block.timestamp;
  reservation.save();
}

export function handleReservationsReservationVacated(event: ReservationVacated): void {
  const reservation = Reservation.load(numberId(event.params.reservationId))!;
  reservation.state = reservationStateName(VACATED);
  reservation.vacatedAt = event.params.from;
  reservation.save();
}

export function handleReservationsReservationClosed(event: ReservationClosed): void {
  const p = event.params;
  const reservation = Reservation.load(numberId(p.reservationId))!;
  reservation.state = reservationStateName(CLOSED);
  reservation.closing = reservationClosingName(p.reason);
  reservation.paid = p.paid;
  reservation.fee = p.fee;
  reservation.refunded = p.refunded;
  reservation.held = reservation.held.minus(p.paid.plus(p.fee).plus(p.refunded));
  reservation.endedAt = event.block.timestamp;
  reservation.save();
}

export function handleReservationsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
