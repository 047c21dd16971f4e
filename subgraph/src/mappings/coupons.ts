import { BigInt } from '@graphprotocol/graph-ts';
import { CouponBatch, CouponClaim, CouponCommitment } from '../../generated/schema';
import { BatchCreated, BatchReclaimed, CouponClaimed, CouponCommitted } from '../../generated/Coupons/Coupons';
import { touchAccount } from '../lib/accounts';
import { loadVoucher } from '../lib/campaigns';
import { eventId, numberId } from '../lib/ids';

export function handleCouponsBatchCreated(event: BatchCreated): void {
  const p = event.params;
  const voucher = loadVoucher(p.voucherId);
  voucher.save();
  const batch = new CouponBatch(numberId(p.batchId));
  batch.number = p.batchId;
  batch.sponsor = touchAccount(p.sponsor);
  batch.voucher = voucher.id;
  batch.perCode = p.perCode;
  batch.codes = p.codes;
  batch.left = p.codes;
  batch.deadline = p.deadline;
  batch.root = p.root;
  batch.reclaimed = BigInt.zero();
  batch.save();
}

export function handleCouponsCouponCommitted(event: CouponCommitted): void {
  const commitment = new CouponCommitment(eventId(event));
  commitment.sender = touchAccount(event.params.account);
  commitment.commitment = event.params.commitment;
  commitment.timestamp = event.block.timestamp;
  commitment.save();
}

export function handleCouponsCouponClaimed(event: CouponClaimed): void {
  const p = event.params;
  const batch = CouponBatch.load(numberId(p.batchId))!;
  batch.left = batch.left.minus(BigInt.fromI32(1));
  batch.save();
  const claim = new CouponClaim(eventId(event));
  claim.batch = batch.id;
  claim.account = touchAccount(p.account);
  claim.to = touchAccount(p.to);
  claim.leaf = p.leaf;
  claim.count = p.count;
  claim.blockNumber = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();
}

export function handleCouponsBatchReclaimed(event: BatchReclaimed): void {
  const batch = CouponBatch.load(numberId(event.params.batchId))!;
  batch.left = BigInt.zero();
  batch.reclaimed = batch.reclaimed.plus(event.params.count);
  batch.save();
}
