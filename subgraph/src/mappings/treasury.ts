import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { TreasuryBudget, TreasuryPayment, TreasuryStream } from '../../generated/schema';
import {
  Allocated,
  DailyLimitSet,
  Moved,
  Paid,
  ReserveContributed,
  SharesSet,
  StreamCancelled,
  StreamOpened,
  StreamWithdrawn,
  TokenPaid,
} from '../../generated/Treasury/Treasury';
import { treasuryBudgetName } from '../lib/enums';
import { codeId, eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

const RESERVE = 6;

export function handleTreasuryAllocated(event: Allocated): void {
  const budget = loadBudget(event.params.budget);
  receive(budget, event.params.amount);
}

export function handleTreasuryPaid(event: Paid): void {
  const p = event.params;
  const budget = loadBudget(p.budget);
  pay(event, budget, p.to, p.amount, p.daily, p.reason);
}

export function handleTreasuryReserveContributed(event: ReserveContributed): void {
  const p = event.params;
  pay(event, loadBudget(RESERVE), p.fund, p.amount, false, p.reason);
}

export function handleTreasuryTokenPaid(event: TokenPaid): void {
  const p = event.params;
  const payment = newPayment(event, p.to, p.amount, false, p.reason);
  payment.token = p.token;
  payment.save();
}

export function handleTreasuryMoved(event: Moved): void {
  const p = event.params;
  const from = loadBudget(p.from);
  from.movedOut = from.movedOut.plus(p.amount);
  from.balance = from.balance.minus(p.amount);
  from.save();
  receive(loadBudget(p.to), p.amount);
}

export function handleTreasuryStreamOpened(event: StreamOpened): void {
  const p = event.params;
  const budget = loadBudget(p.budget);
  budget.streamed = budget.streamed.plus(p.amount);
  budget.balance = budget.balance.minus(p.amount);
  budget.save();
  const stream = new TreasuryStream(numberId(p.streamId));
  stream.number = p.streamId;
  stream.budget = budget.id;
  stream.recipient = p.recipient;
  stream.amount = p.amount;
  stream.withdrawn = BigInt.zero();
  stream.start = p.start;
  stream.end = p.end;
  stream.daily = p.daily;
  stream.cancelled = false;
  stream.reason = p.reason;
  stream.save();
}

export function handleTreasuryStreamWithdrawn(event: StreamWithdrawn): void {
  const stream = TreasuryStream.load(numberId(event.params.streamId));
  if (stream == null) return;
  stream.withdrawn = stream.withdrawn.plus(event.params.amount);
  stream.save();
}

export function handleTreasuryStreamCancelled(event: StreamCancelled): void {
  const p = event.params;
  const stream = TreasuryStream.load(numberId(p.streamId));
  if (stream == null) return;
  stream.amount = p.accrued;
  stream.end = event.block.timestamp;
  if (stream.start.gt(stream.end)) stream.start = stream.end;
  stream.cancelled = true;
  stream.save();
  const budget = TreasuryBudget.load(stream.budget);
  if (budget != null) receive(budget, p.returned);
}

export function handleTreasurySharesSet(event: SharesSet): void {
  const shares = event.params.shares;
  for (let i = 0; i < shares.length; i++) {
    setParameter(event, Bytes.fromUTF8('share.' + treasuryBudgetName(i)), BigInt.fromI32(shares[i]));
  }
}

export function handleTreasuryDailyLimitSet(event: DailyLimitSet): void {
  setParameter(event, Bytes.fromUTF8('dailyLimit'), event.params.limit);
}

function loadBudget(number: i32): TreasuryBudget {
  const id = codeId(number);
  let budget = TreasuryBudget.load(id);
  if (budget == null) {
    budget = new TreasuryBudget(id);
    budget.name = treasuryBudgetName(number);
    budget.balance = BigInt.zero();
    budget.received = BigInt.zero();
    budget.paid = BigInt.zero();
    budget.streamed = BigInt.zero();
    budget.movedOut = BigInt.zero();
  }
  return budget;
}

function receive(budget: TreasuryBudget, amount: BigInt): void {
  budget.received = budget.received.plus(amount);
  budget.balance = budget.balance.plus(amount);
  budget.save();
}

function pay(
  event: ethereum.Event,
  budget: TreasuryBudget,
  to: Bytes,
  amount: BigInt,
  daily: boolean,
  reason: string,
): void {
  budget.paid = budget.paid.plus(amount);
  budget.balance = budget.balance.minus(amount);
  budget.save();
  const payment = newPayment(event, to, amount, daily, reason);
  payment.budget = budget.id;
  payment.save();
}

function newPayment(
  event: ethereum.Event,
  to: Bytes,
  amount: BigInt,
  daily: boolean,
  reason: string,
): TreasuryPayment {
  const payment = new TreasuryPayment(eventId(event));
  payment.to = to;
  payment.amount = amount;
  payment.daily = daily;
  payment.reason = reason;
  payment.blockNumber = event.block.number;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  return payment;
}
