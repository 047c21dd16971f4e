import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { VeExpiry, VeLedger, VePoint } from '../../generated/schema';
import { numberId } from './ids';

// The escrow's own arithmetic: A = Σ amount, E = Σ amount * end over live locks, P = Σ amount of auto-renewing ones;
// raw(t) = E - A * t + 4 years * P. What ends in week w leaves A and E when that week begins.
const WEEK: i32 = 604_800;
const FOUR_YEARS: i32 = 126_144_000;

const TOTAL = '0x00';
const OWN = '0x01';
const VOTES = '0x02';

export function totalLedgerId(): Bytes {
  return Bytes.fromHexString(TOTAL);
}

export function ownLedgerId(account: Bytes): Bytes {
  return Bytes.fromHexString(OWN).concat(account);
}

export function votesLedgerId(account: Bytes): Bytes {
  return Bytes.fromHexString(VOTES).concat(account);
}

export function weekOf(timestamp: BigInt): BigInt {
  return timestamp.div(BigInt.fromI32(WEEK));
}

export function loadLedger(id: Bytes, now: BigInt): VeLedger {
  let ledger = VeLedger.load(id);
  if (ledger == null) {
    ledger = new VeLedger(id);
    ledger.amountSum = BigInt.zero();
    ledger.momentSum = BigInt.zero();
    ledger.renewingSum = BigInt.zero();
    ledger.timestamp = now;
    ledger.raw = BigInt.zero();
    ledger.veCpt = BigInt.zero();
    ledger.pointCount = 0;
  }
  return ledger;
}

/** What a ledger says about one lock. */
export class Stake {
  amount: BigInt;
  end: BigInt;
  autoRenew: boolean;

  constructor(amount: BigInt, end: BigInt, autoRenew: boolean) {
    this.amount = amount;
    this.end = end;
    this.autoRenew = autoRenew;
  }

  static none(): Stake {
    return new Stake(BigInt.zero(), BigInt.zero(), false);
  }

  /** Whether it is in the sums: an expired lock has left them for good. */
  counts(now: BigInt): boolean {
    return this.autoRenew || this.end.gt(now);
  }
}

/** Replaces one lock by another in a ledger, at a time not before its last change. */
export function replaceStake(id: Bytes, before: Stake, after: Stake, now: BigInt): VeLedger {
  const ledger = loadLedger(id, now);
  advance(ledger, now);
  if (before.counts(now)) book(ledger, before, true);
  if (after.counts(now)) book(ledger, after, false);
  ledger.raw = rawOf(ledger.amountSum, ledger.momentSum, ledger.renewingSum, now);
  ledger.veCpt = veCptOf(ledger.raw);
  record(ledger);
  ledger.save();
  return ledger;
}

/** Raw weight of a ledger at a second not after now. */
export function rawAt(id: Bytes, timestamp: BigInt): BigInt {
  const ledger = VeLedger.load(id);
  if (ledger == null) return BigInt.zero();
  let low = 0;
  let high = ledger.pointCount;
  while (low < high) {
    const middle = (low + high) / 2;
    const point = VePoint.load(pointId(id, middle))!;
    if (point.timestamp.gt(timestamp)) high = middle;
    else low = middle + 1;
  }
  if (low == 0) return BigInt.zero();
  const last = VePoint.load(pointId(id, low - 1))!;
  const sums = new Sums(last.amountSum, last.momentSum);
  sums.expire(id, last.timestamp, timestamp);
  return rawOf(sums.amount, sums.moment, last.renewingSum, timestamp);
}

/** floor(5 * raw / (2 * 4 years)), divided once. */
export function veCptOf(raw: BigInt): BigInt {
  return raw.times(BigInt.fromI32(5)).div(BigInt.fromI32(FOUR_YEARS).times(BigInt.fromI32(2)));
}

function rawOf(amountSum: BigInt, momentSum: BigInt, renewingSum: BigInt, timestamp: BigInt): BigInt {
  return momentSum.minus(amountSum.times(timestamp)).plus(renewingSum.times(BigInt.fromI32(FOUR_YEARS)));
}

class Sums {
  amount: BigInt;
  moment: BigInt;

  constructor(amount: BigInt, moment: BigInt) {
    this.amount = amount;
    this.moment = moment;
  }

  /** Passes every week that begins after one second and not after the other; with nothing left there is nothing to pass. */
  expire(id: Bytes, after: BigInt, until: BigInt): void {
    const last = weekOf(until);
    let week = weekOf(after);
    while (week.lt(last) && this.amount.gt(BigInt.zero())) {
      week = week.plus(BigInt.fromI32(1));
      const expiry = VeExpiry.load(expiryId(id, week));
      if (expiry == null) continue;
      this.amount = this.amount.minus(expiry.amount);
      this.moment = this.moment.minus(expiry.amount.times(expiry.end));
    }
  }
}

function advance(ledger: VeLedger, now: BigInt): void {
  const sums = new Sums(ledger.amountSum, ledger.momentSum);
  sums.expire(ledger.id, ledger.timestamp, now);
  ledger.amountSum = sums.amount;
  ledger.momentSum = sums.moment;
  ledger.timestamp = now;
}

function book(ledger: VeLedger, stake: Stake, negative: boolean): void {
  const amount = negative ? stake.amount.neg() : stake.amount;
  if (stake.autoRenew) {
    ledger.renewingSum = ledger.renewingSum.plus(amount);
    return;
  }
  ledger.amountSum = ledger.amountSum.plus(amount);
  ledger.momentSum = ledger.momentSum.plus(amount.times(stake.end));
  const week = weekOf(stake.end);
  const id = expiryId(ledger.id, week);
  let expiry = VeExpiry.load(id);
  if (expiry == null) {
    expiry = new VeExpiry(id);
    expiry.ledger = ledger.id;
    expiry.week = week;
    expiry.end = stake.end;
    expiry.amount = BigInt.zero();
  }
  expiry.amount = expiry.amount.plus(amount);
  expiry.save();
}

/** Several changes in one second leave one point. */
function record(ledger: VeLedger): void {
  let point: VePoint | null = null;
  if (ledger.pointCount > 0) point = VePoint.load(pointId(ledger.id, ledger.pointCount - 1));
  if (point == null || point.timestamp.notEqual(ledger.timestamp)) {
    point = new VePoint(pointId(ledger.id, ledger.pointCount));
    point.ledger = ledger.id;
    point.index = ledger.pointCount;
    point.timestamp = ledger.timestamp;
    ledger.pointCount = ledger.pointCount + 1;
  }
  point.amountSum = ledger.amountSum;
  point.momentSum = ledger.momentSum;
  point.renewingSum = ledger.renewingSum;
  point.raw = ledger.raw;
  point.save();
}

function expiryId(ledger: Bytes, week: BigInt): Bytes {
  return ledger.concat(numberId(week));
}

function pointId(ledger: Bytes, index: i32): Bytes {
  return ledger.concat(numberId(BigInt.fromI32(index)));
}
