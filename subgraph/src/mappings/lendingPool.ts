import { Address, BigInt, ethereum } from '@graphprotocol/graph-ts';
import {
  Approval,
  BookReported,
  CoverFailed,
  CoverReturned,
  Deposit,
  Lent,
  LossCovered,
  LossRecognised,
  ParameterSet,
  ReservePushed,
  Transfer,
  Withdraw,
} from '../../generated/LendingPool/LendingPool';
import { PoolAllowance, PoolLoss, PoolMovement } from '../../generated/schema';
import { touchAccount } from '../lib/accounts';
import { eventId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadHolder, loadPool, Moved, savePool } from '../lib/pool';
import { noteReward } from '../lib/rewardInputs';

export function handleLendingPoolDeposit(event: Deposit): void {
  const p = event.params;
  const pool = loadPool();
  pool.cash = pool.cash.plus(p.assets);
  pool.deposited = pool.deposited.plus(p.assets);
  const moved = new Moved();
  moved.deposited = p.assets;
  savePool(event, pool, moved);
  const holder = loadHolder(p.owner);
  holder.deposited = holder.deposited.plus(p.assets);
  holder.save();
  saveMovement(event, true, p.sender, p.owner, p.owner, p.assets, p.shares);
}

export function handleLendingPoolWithdraw(event: Withdraw): void {
  const p = event.params;
  const pool = loadPool();
  pool.cash = pool.cash.minus(p.assets);
  pool.withdrawn = pool.withdrawn.plus(p.assets);
  const moved = new Moved();
  moved.left = p.assets;
  savePool(event, pool, moved);
  const holder = loadHolder(p.owner);
  holder.withdrawn = holder.withdrawn.plus(p.assets);
  holder.save();
  saveMovement(event, false, p.sender, p.owner, p.receiver, p.assets, p.shares);
}

function saveMovement(
  event: ethereum.Event,
  deposit: boolean,
  sender: Address,
  owner: Address,
  receiver: Address,
  assets: BigInt,
  shares: BigInt,
): void {
  const movement = new PoolMovement(eventId(event));
  movement.deposit = deposit;
  movement.sender = sender;
  movement.owner = touchAccount(owner);
  movement.receiver = receiver;
  movement.assets = assets;
  movement.shares = shares;
  movement.blockNumber = event.block.number;
  movement.timestamp = event.block.timestamp;
  movement.transaction = event.transaction.hash;
  movement.save();
}

export function handleLendingPoolTransfer(event: Transfer): void {
  const p = event.params;
  const pool = loadPool();
  if (p.from.equals(Address.zero())) pool.supply = pool.supply.plus(p.value);
  else {
    const from = loadHolder(p.from);
    from.shares = from.shares.minus(p.value);
    from.save();
  }
  if (p.to.equals(Address.zero())) pool.supply = pool.supply.minus(p.value);
  else {
    const to = loadHolder(p.to);
    to.shares = to.shares.plus(p.value);
    to.save();
  }
  // What goes with a mint or a burn is told by the event after it.
  pool.save();
  noteReward(event, 'SharesMoved', [p.from, p.to], [p.value]);
}

export function handleLendingPoolApproval(event: Approval): void {
  const p = event.params;
  const allowance = new PoolAllowance(p.owner.concat(p.spender));
  allowance.owner = touchAccount(p.owner);
  allowance.spender = p.spender;
  allowance.shares = p.value;
  allowance.save();
}

export function handleLendingPoolBookReported(event: BookReported): void {
  const p = event.params;
  const pool = loadPool();
  pool.cash = p.cash;
  pool.reserve = p.reserve;
  pool.covered = p.covered;
  pool.principal = p.book.principal;
  pool.impaired = p.book.impaired;
  pool.raw = p.book.raw;
  pool.flow = p.book.flow;
  pool.bookAt = p.book.at;
  pool.nextEvent = p.book.nextEvent;
  pool.late = p.book.late;
  savePool(event, pool, new Moved());
}

/** The cash was told by the report before it. */
export function handleLendingPoolLent(event: Lent): void {
  const pool = loadPool();
  pool.lent = pool.lent.plus(event.params.amount);
  const moved = new Moved();
  moved.lent = event.params.amount;
  savePool(event, pool, moved);
}

export function handleLendingPoolLossRecognised(event: LossRecognised): void {
  const p = event.params;
  const pool = loadPool();
  pool.losses = pool.losses.plus(p.loss);
  pool.coveredTotal = pool.coveredTotal.plus(p.covered);
  pool.save();
  saveLoss(event, 'Recognised', p.loss, p.covered);
}

export function handleLendingPoolLossCovered(event: LossCovered): void {
  const amount = event.params.amount;
  const pool = loadPool();
  pool.cash = pool.cash.plus(amount);
  pool.covered = pool.covered.plus(amount);
  pool.coveredTotal = pool.coveredTotal.plus(amount);
  savePool(event, pool, new Moved());
  saveLoss(event, 'Covered', amount, amount);
}

export function handleLendingPoolCoverFailed(event: CoverFailed): void {
  saveLoss(event, 'CoverFailed', event.params.amount, BigInt.zero());
}

export function handleLendingPoolCoverReturned(event: CoverReturned): void {
  const pool = loadPool();
  pool.coverReturned = pool.coverReturned.plus(event.params.amount);
  pool.save();
  saveLoss(event, 'CoverReturned', event.params.amount, BigInt.zero());
}

function saveLoss(event: ethereum.Event, kind: string, amount: BigInt, covered: BigInt): void {
  const loss = new PoolLoss(eventId(event));
  loss.kind = kind;
  loss.amount = amount;
  loss.covered = covered;
  loss.blockNumber = event.block.number;
  loss.timestamp = event.block.timestamp;
  loss.transaction = event.transaction.hash;
  loss.save();
}

export function handleLendingPoolReservePushed(event: ReservePushed): void {
  const pool = loadPool();
  pool.reserve = pool.reserve.minus(event.params.amount);
  pool.reservePushed = pool.reservePushed.plus(event.params.amount);
  pool.save();
}

export function handleLendingPoolParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
