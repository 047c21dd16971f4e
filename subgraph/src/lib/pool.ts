import { Address, BigInt, ethereum } from '@graphprotocol/graph-ts';
import { LendingPool, PoolHolder, PoolPoint } from '../../generated/schema';
import { touchAccount } from './accounts';
import { singletonId } from './ids';

const BPS = BigInt.fromI32(10_000);
/** 100 percent × 10,000 basis points × 365 days. */
const INTEREST_SCALE = BigInt.fromI32(31_536_000).times(BigInt.fromI32(1_000_000));
const VIRTUAL_SHARES = BigInt.fromI32(1_000_000);
const PRICED_SHARES = BigInt.fromString('1000000000000000000000000');

/** What one event moved, for the series. */
export class Moved {
  deposited: BigInt = BigInt.zero();
  left: BigInt = BigInt.zero();
  lent: BigInt = BigInt.zero();
  repaid: BigInt = BigInt.zero();
  interest: BigInt = BigInt.zero();
  loss: BigInt = BigInt.zero();
}

export function loadPool(): LendingPool {
  let pool = LendingPool.load(singletonId());
  if (pool == null) {
    const zero = BigInt.zero();
    pool = new LendingPool(singletonId());
    pool.cash = zero;
    pool.reserve = zero;
    pool.claimable = zero;
    pool.principal = zero;
    pool.impaired = zero;
    pool.covered = zero;
    pool.raw = zero;
    pool.flow = zero;
    pool.bookAt = zero;
    pool.nextEvent = zero;
    pool.late = 0;
    pool.supply = zero;
    pool.totalAssets = zero;
    pool.price = zero;
    pool.utilisationBps = zero;
    pool.curveBps = 0;
    pool.updatedAt = zero;
    pool.deposited = zero;
    pool.withdrawn = zero;
    pool.claimed = zero;
    pool.lent = zero;
    pool.repaid = zero;
    pool.interestPaid = zero;
    pool.reservePushed = zero;
    pool.coveredTotal = zero;
    pool.coverReturned = zero;
    pool.losses = zero;
    pool.writtenOff = zero;
    pool.requestCount = zero;
    pool.pendingShares = zero;
    pool.filledTo = zero;
    pool.queueEnd = zero;
  }
  return pool;
}

/** Values the pool at the event's second, saves it and adds a point to its series. */
export function savePool(event: ethereum.Event, pool: LendingPool, moved: Moved): void {
  const elapsed = event.block.timestamp.minus(pool.bookAt);
  const interest = pool.raw.plus(pool.flow.times(elapsed)).div(INTEREST_SCALE);
  pool.totalAssets = pool.cash.plus(pool.principal).plus(interest).minus(pool.impaired);
  pool.price = PRICED_SHARES.times(pool.totalAssets.plus(BigInt.fromI32(1))).div(pool.supply.plus(VIRTUAL_SHARES));
  const lendable = pool.principal.plus(pool.cash);
  pool.utilisationBps = pool.principal.isZero()
    ? BigInt.zero()
    : pool.principal.times(BPS).plus(lendable).minus(BigInt.fromI32(1)).div(lendable);
  pool.updatedAt = event.block.timestamp;
  pool.save();

  const point = new PoolPoint(0);
  point.pool = pool.id;
  point.assets = pool.totalAssets;
  point.price = pool.price;
  point.utilisationBps = pool.utilisationBps;
  point.pendingShares = pool.pendingShares;
  point.deposited = moved.deposited;
  point.left = moved.left;
  point.lent = moved.lent;
  point.repaid = moved.repaid;
  point.interest = moved.interest;
  point.loss = moved.loss;
  point.save();
}

export function loadHolder(address: Address): PoolHolder {
  let holder = PoolHolder.load(address);
  if (holder == null) {
    holder = new PoolHolder(address);
    holder.account = touchAccount(address);
    holder.shares = BigInt.zero();
    holder.deposited = BigInt.zero();
    holder.withdrawn = BigInt.zero();
    holder.claimed = BigInt.zero();
  }
  return holder;
}
