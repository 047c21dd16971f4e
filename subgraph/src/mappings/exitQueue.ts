import { BigInt } from '@graphprotocol/graph-ts';
import {
  OperatorSet,
  QueueFilled,
  RedeemClaimed,
  RedeemRequest,
  RedeemRequestCancelled,
} from '../../generated/LendingPool/LendingPool';
import { ExitClaim, ExitRequest, PoolOperator, QueueFill } from '../../generated/schema';
import { touchAccount } from '../lib/accounts';
import { eventId, numberId } from '../lib/ids';
import { loadHolder, loadPool, Moved, savePool } from '../lib/pool';

export function handleLendingPoolRedeemRequest(event: RedeemRequest): void {
  const p = event.params;
  const pool = loadPool();
  const request = new ExitRequest(numberId(p.requestId));
  request.number = p.requestId;
  request.owner = touchAccount(p.owner);
  request.controller = touchAccount(p.controller);
  request.shares = p.shares;
  request.start = pool.queueEnd;
  request.end = pool.queueEnd.plus(p.shares);
  request.cancelledShares = BigInt.zero();
  request.claimedShares = BigInt.zero();
  request.claimedAssets = BigInt.zero();
  request.requestedAt = event.block.timestamp;
  request.save();

  pool.requestCount = p.requestId;
  pool.queueEnd = request.end;
  pool.pendingShares = pool.pendingShares.plus(p.shares);
  savePool(event, pool, new Moved());
}

export function handleLendingPoolRedeemRequestCancelled(event: RedeemRequestCancelled): void {
  const p = event.params;
  const request = ExitRequest.load(numberId(p.requestId))!;
  request.cancelledShares = p.shares;
  request.cancelledAt = event.block.timestamp;
  request.save();
  const pool = loadPool();
  pool.pendingShares = pool.pendingShares.minus(p.shares);
  savePool(event, pool, new Moved());
}

export function handleLendingPoolQueueFilled(event: QueueFilled): void {
  const p = event.params;
  const fill = new QueueFill(eventId(event));
  fill.shares = p.shares;
  fill.assets = p.assets;
  fill.filledTo = p.filledTo;
  fill.blockNumber = event.block.number;
  fill.timestamp = event.block.timestamp;
  fill.transaction = event.transaction.hash;
  fill.save();

  const pool = loadPool();
  pool.cash = pool.cash.minus(p.assets);
  pool.claimable = pool.claimable.plus(p.assets);
  pool.pendingShares = pool.pendingShares.minus(p.shares);
  pool.filledTo = p.filledTo;
  const moved = new Moved();
  moved.left = p.assets;
  savePool(event, pool, moved);
}

export function handleLendingPoolRedeemClaimed(event: RedeemClaimed): void {
  const p = event.params;
  const request = ExitRequest.load(numberId(p.requestId))!;
  request.claimedShares = request.claimedShares.plus(p.shares);
  request.claimedAssets = request.claimedAssets.plus(p.assets);
  request.save();
  const holder = loadHolder(p.controller);
  holder.claimed = holder.claimed.plus(p.assets);
  holder.save();

  const claim = new ExitClaim(eventId(event));
  claim.request = request.id;
  claim.receiver = p.receiver;
  claim.shares = p.shares;
  claim.assets = p.assets;
  claim.blockNumber = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();

  const pool = loadPool();
  pool.claimable = pool.claimable.minus(p.assets);
  pool.claimed = pool.claimed.plus(p.assets);
  pool.save();
}

export function handleLendingPoolOperatorSet(event: OperatorSet): void {
  const p = event.params;
  const operator = new PoolOperator(p.controller.concat(p.operator));
  operator.controller = touchAccount(p.controller);
  operator.operator = p.operator;
  operator.approved = p.approved;
  operator.save();
}
