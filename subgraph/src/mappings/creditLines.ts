import { BigInt } from '@graphprotocol/graph-ts';
import {
  Drawn,
  LineClosed,
  LineMarked,
  LineOpened,
  LineWrittenOff,
  LotOpened,
  LotUpdated,
  ParameterSet,
  RateSet,
  Repaid,
} from '../../generated/CreditLines/CreditLines';
import { CreditLine, LineMark, Lot, LotDraw, LotRepayment } from '../../generated/schema';
import { touchAccount } from '../lib/accounts';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadPool, Moved, savePool } from '../lib/pool';

function loadLine(number: BigInt): CreditLine {
  return CreditLine.load(numberId(number))!;
}

function loadLot(number: BigInt): Lot {
  return Lot.load(numberId(number))!;
}

export function handleCreditLinesLineOpened(event: LineOpened): void {
  const p = event.params;
  const line = new CreditLine(numberId(p.lineId));
  const zero = BigInt.zero();
  line.number = p.lineId;
  line.borrower = touchAccount(p.borrower);
  line.state = 'Open';
  line.cap = p.cap;
  line.rateBps = p.rateBps;
  line.due = p.due;
  line.reservePct = p.reservePct;
  line.principal = zero;
  line.drawn = zero;
  line.repaid = zero;
  line.interestPaid = zero;
  line.toReserve = zero;
  line.impaired = zero;
  line.writtenOff = zero;
  line.openedAt = event.block.timestamp;
  line.save();
}

export function handleCreditLinesLotOpened(event: LotOpened): void {
  const p = event.params;
  const lot = new Lot(numberId(p.lotId));
  lot.number = p.lotId;
  lot.line = numberId(p.lineId);
  lot.descriptionHash = p.terms.descriptionHash;
  lot.feedId = p.terms.feedId;
  lot.units = p.terms.units;
  lot.unsold = p.terms.units;
  lot.pledged = p.terms.pledged;
  lot.cost = p.terms.cost;
  lot.expiry = p.terms.expiry;
  lot.marginBps = p.terms.marginBps;
  lot.drawn = BigInt.zero();
  lot.repaid = BigInt.zero();
  lot.openedAt = event.block.timestamp;
  lot.save();
}

export function handleCreditLinesDrawn(event: Drawn): void {
  const p = event.params;
  const line = loadLine(p.lineId);
  line.principal = line.principal.plus(p.amount);
  line.drawn = line.drawn.plus(p.amount);
  line.save();
  const lot = loadLot(p.lotId);
  lot.drawn = lot.drawn.plus(p.amount);
  lot.save();

  const draw = new LotDraw(eventId(event));
  draw.lot = lot.id;
  draw.amount = p.amount;
  draw.blockNumber = event.block.number;
  draw.timestamp = event.block.timestamp;
  draw.transaction = event.transaction.hash;
  draw.save();
}

export function handleCreditLinesRepaid(event: Repaid): void {
  const p = event.params;
  const line = loadLine(p.lineId);
  line.principal = line.principal.minus(p.principal);
  line.repaid = line.repaid.plus(p.principal);
  line.interestPaid = line.interestPaid.plus(p.interest);
  line.toReserve = line.toReserve.plus(p.toReserve);
  line.save();
  const lot = loadLot(p.lotId);
  lot.repaid = lot.repaid.plus(p.principal);
  lot.save();

  const repayment = new LotRepayment(eventId(event));
  repayment.lot = lot.id;
  repayment.payer = touchAccount(p.payer);
  repayment.interest = p.interest;
  repayment.principal = p.principal;
  repayment.toReserve = p.toReserve;
  repayment.blockNumber = event.block.number;
  repayment.timestamp = event.block.timestamp;
  repayment.transaction = event.transaction.hash;
  repayment.save();

  // The pool's cash follows with its own report.
  const pool = loadPool();
  pool.repaid = pool.repaid.plus(p.interest).plus(p.principal);
  pool.interestPaid = pool.interestPaid.plus(p.interest);
  const moved = new Moved();
  moved.repaid = p.interest.plus(p.principal);
  moved.interest = p.interest;
  savePool(event, pool, moved);
}

export function handleCreditLinesLotUpdated(event: LotUpdated): void {
  const lot = loadLot(event.params.lotId);
  lot.unsold = event.params.unsold;
  lot.pledged = event.params.pledged;
  lot.save();
}

export function handleCreditLinesLineMarked(event: LineMarked): void {
  const p = event.params;
  const line = loadLine(p.lineId);
  line.markBps = p.markBps;
  line.impaired = p.impaired;
  line.save();

  const mark = new LineMark(eventId(event));
  mark.line = line.id;
  mark.markBps = p.markBps;
  mark.owed = p.owed;
  mark.impaired = p.impaired;
  mark.blockNumber = event.block.number;
  mark.timestamp = event.block.timestamp;
  mark.transaction = event.transaction.hash;
  mark.save();
}

export function handleCreditLinesLineClosed(event: LineClosed): void {
  const line = loadLine(event.params.lineId);
  line.state = 'Closed';
  line.impaired = BigInt.zero();
  line.closedAt = event.block.timestamp;
  line.save();
}

export function handleCreditLinesLineWrittenOff(event: LineWrittenOff): void {
  const line = loadLine(event.params.lineId);
  line.state = 'WrittenOff';
  line.impaired = BigInt.zero();
  line.writtenOff = event.params.loss;
  line.closedAt = event.block.timestamp;
  line.save();
  const pool = loadPool();
  pool.writtenOff = pool.writtenOff.plus(event.params.loss);
  pool.save();
}

export function handleCreditLinesRateSet(event: RateSet): void {
  const pool = loadPool();
  pool.curveBps = event.params.curveBps;
  pool.save();
}

export function handleCreditLinesParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
