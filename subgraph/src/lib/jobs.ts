import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import {
  Job,
  JobEvent,
  Listing,
  Outcome,
  PendingRelease,
  Protocol,
  Provider,
  ReasonTotal,
  Sale,
  VaultMove,
} from '../../generated/schema';
import { setCover } from './cover';
import { reasonName } from './enums';
import { codeId, eventId, numberId, singletonId } from './ids';

export function loadJob(number: BigInt): Job {
  return Job.load(numberId(number))!;
}

/** The next line of a job's history, with nothing moved yet. */
export function newJobEvent(event: ethereum.Event, job: Job, kind: string): JobEvent {
  const zero = BigInt.zero();
  const line = new JobEvent(eventId(event));
  line.job = job.id;
  line.index = job.eventCount;
  job.eventCount = job.eventCount + 1;
  line.kind = kind;
  line.state = job.state;
  line.reason = 'None';
  line.failureCode = 0;
  line.escrowed = zero;
  line.paid = zero;
  line.fee = zero;
  line.refunded = zero;
  line.held = job.held;
  line.volume = zero;
  line.discount = zero;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}

/** Moves a job between the totals by state. */
export function setState(protocol: Protocol, job: Job, state: string): void {
  count(protocol, job.state, -1);
  job.state = state;
  count(protocol, state, 1);
}

export function count(protocol: Protocol, state: string, by: i32): void {
  if (state == 'Open') protocol.jobsOpen = protocol.jobsOpen + by;
  else if (state == 'Acknowledged') protocol.jobsAcknowledged = protocol.jobsAcknowledged + by;
  else if (state == 'Running') protocol.jobsRunning = protocol.jobsRunning + by;
  else if (state == 'Reported') protocol.jobsReported = protocol.jobsReported + by;
  else if (state == 'Disputed') protocol.jobsDisputed = protocol.jobsDisputed + by;
  else if (state == 'Settled') protocol.jobsSettled = protocol.jobsSettled + by;
  else if (state == 'Refunded') protocol.jobsRefunded = protocol.jobsRefunded + by;
}

/** Money that joins a job's escrow after its opening. */
export function bookAddition(protocol: Protocol, job: Job, line: JobEvent, amount: BigInt): void {
  job.held = job.held.plus(amount);
  line.escrowed = amount;
  line.held = job.held;
  protocol.held = protocol.held.plus(amount);
}

/** What an event took out of a job's escrow. */
export class Payout {
  reason: i32;
  paid: BigInt;
  fee: BigInt;
  refunded: BigInt;

  constructor(reason: i32, paid: BigInt, fee: BigInt, refunded: BigInt) {
    this.reason = reason;
    this.paid = paid;
    this.fee = fee;
    this.refunded = refunded;
  }

  total(): BigInt {
    return this.paid.plus(this.fee).plus(this.refunded);
  }
}

/** Books money that left a job's escrow on the job, its line, its provider, its listing and the totals. */
export function bookPayout(protocol: Protocol, job: Job, line: JobEvent, provider: Provider, payout: Payout): void {
  job.reason = reasonName(payout.reason);
  job.paid = job.paid.plus(payout.paid);
  job.fee = job.fee.plus(payout.fee);
  job.refunded = job.refunded.plus(payout.refunded);
  job.held = job.held.minus(payout.total());

  line.state = job.state;
  line.reason = job.reason;
  line.paid = payout.paid;
  line.fee = payout.fee;
  line.refunded = payout.refunded;
  line.held = job.held;

  provider.earned = provider.earned.plus(payout.paid);
  provider.fees = provider.fees.plus(payout.fee);
  provider.refunded = provider.refunded.plus(payout.refunded);

  protocol.paid = protocol.paid.plus(payout.paid);
  protocol.fees = protocol.fees.plus(payout.fee);
  protocol.refunded = protocol.refunded.plus(payout.refunded);
  protocol.held = protocol.held.minus(payout.total());
}

/** A job that has ended: counted by its reason, with a point in the series. */
export function recordEnd(protocol: Protocol, provider: Provider, job: Job, at: BigInt): void {
  job.closedAt = at;
  provider.openJobs = provider.openJobs - 1;
  setCover(protocol, provider, provider.atRisk.minus(job.paidEarly), provider.haircutBond);
  job.paidEarly = BigInt.zero();
  recordOutcome(job);
}

export function recordOutcome(job: Job): void {
  const outcome = new Outcome(0);
  outcome.outcome = job.outcome;
  outcome.escrowed = job.escrowed.plus(job.toppedUp).plus(job.extended);
  outcome.paid = job.paid;
  outcome.fee = job.fee;
  outcome.refunded = job.refunded;
  outcome.save();
}

export function bookReason(payout: Payout, reported: i32, closed: i32): void {
  const total = loadReason(payout.reason);
  total.reported = total.reported + reported;
  total.closed = total.closed + closed;
  total.paid = total.paid.plus(payout.paid);
  total.fees = total.fees.plus(payout.fee);
  total.refunded = total.refunded.plus(payout.refunded);
  total.save();
}

function loadReason(code: i32): ReasonTotal {
  const id = codeId(code);
  let total = ReasonTotal.load(id);
  if (total == null) {
    total = new ReasonTotal(id);
    total.reason = reasonName(code);
    total.reported = 0;
    total.closed = 0;
    total.volume = BigInt.zero();
    total.paid = BigInt.zero();
    total.fees = BigInt.zero();
    total.refunded = BigInt.zero();
  }
  return total;
}

// The vault says what a release was worth (volume), the market which job it was for. They come next to each other in one
// transaction; whichever comes second completes the pair. Call after everything else of the handler is saved.

/** In place of a reason's number: the line has its volume already, only the move lacks its job. */
const SOLD = -1;

/** @param code the reason's number */
export function pairJobEvent(line: JobEvent, payer: Bytes, code: i32): void {
  const pending = loadPending(line.transaction);
  const moveId = pending.move;
  if (moveId !== null) {
    const move = VaultMove.load(moveId)!;
    if (matches(move, line, payer)) {
      pending.move = null;
      pending.save();
      complete(move, line, code);
      return;
    }
  }
  pending.event = line.id;
  pending.reasonCode = code;
  pending.save();
}

/** For an event that says itself what was paid, gross: the vault may move the money of several jobs at once. */
export function sell(line: JobEvent, payer: Bytes, code: i32, volume: BigInt): void {
  recordSale(line, code, volume);
  pairJobEvent(line, payer, SOLD);
}

export function pairRelease(move: VaultMove): void {
  const pending = loadPending(move.transaction);
  const lineId = pending.event;
  if (lineId !== null) {
    const line = JobEvent.load(lineId)!;
    const matching = matches(move, line, Job.load(line.job)!.payer);
    // The move after a sold line is that line's and its neighbours', in a sum: neither may wait for what comes later.
    if (matching || pending.reasonCode == SOLD) {
      pending.event = null;
      pending.save();
      if (matching) complete(move, line, pending.reasonCode);
      return;
    }
  }
  pending.move = move.id;
  pending.save();
}

function loadPending(transaction: Bytes): PendingRelease {
  let pending = PendingRelease.load(singletonId());
  if (pending == null) {
    pending = new PendingRelease(singletonId());
    pending.transaction = transaction;
    pending.reasonCode = 0;
  }
  if (pending.transaction != transaction) {
    pending.transaction = transaction;
    pending.move = null;
    pending.event = null;
  }
  return pending;
}

function matches(move: VaultMove, line: JobEvent, payer: Bytes): boolean {
  return move.account == payer && move.toPayee! == line.paid && move.fee! == line.fee && move.refund! == line.refunded;
}

function complete(move: VaultMove, line: JobEvent, code: i32): void {
  move.job = line.job;
  move.save();
  if (code != SOLD) recordSale(line, code, move.volume!);
}

function recordSale(line: JobEvent, code: i32, volume: BigInt): void {
  const discount = volume.minus(line.paid).minus(line.fee);
  line.volume = volume;
  line.discount = discount;
  line.save();

  const job = Job.load(line.job)!;
  job.volume = job.volume.plus(volume);
  job.discount = job.discount.plus(discount);
  job.save();
  const provider = Provider.load(job.provider)!;
  provider.volume = provider.volume.plus(volume);
  provider.save();
  const listing = Listing.load(job.listing)!;
  listing.volume = listing.volume.plus(volume);
  listing.earned = listing.earned.plus(line.paid);
  listing.save();
  const total = loadReason(code);
  total.volume = total.volume.plus(volume);
  total.save();
  if (volume.isZero()) return;

  const sale = new Sale(0);
  sale.resource = job.resource;
  sale.volume = volume;
  sale.paid = line.paid;
  sale.fee = line.fee;
  sale.discount = discount;
  sale.save();
}
