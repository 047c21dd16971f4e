import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { ValueVoucherAct, VoucherApproval, VoucherTransfer } from '../../generated/schema';
import {
  ApprovalForAll,
  KindOpened,
  TransferBatch,
  TransferSingle,
  ValueRedeemed,
  ValueRefunded,
  ValueSold,
} from '../../generated/Vouchers/Vouchers';
import { touchAccount } from '../lib/accounts';
import { loadGroupBuying, loadHolding, loadVoucher } from '../lib/campaigns';
import { eventId } from '../lib/ids';

const NOBODY = Bytes.fromHexString('0x0000000000000000000000000000000000000000');

export function handleVouchersKindOpened(event: KindOpened): void {
  const voucher = loadVoucher(event.params.id);
  voucher.price = event.params.price;
  voucher.expiresAt = event.params.expiresAt;
  voucher.save();
}

function transfer(event: ethereum.Event, index: i32, operator: Bytes, from: Bytes, to: Bytes, id: BigInt, value: BigInt): void {
  const voucher = loadVoucher(id);
  if (from.equals(NOBODY)) {
    voucher.supply = voucher.supply.plus(value);
  } else {
    const giver = loadHolding(id, from);
    giver.amount = giver.amount.minus(value);
    giver.save();
  }
  if (to.equals(NOBODY)) {
    voucher.supply = voucher.supply.minus(value);
  } else {
    const taker = loadHolding(id, to);
    taker.amount = taker.amount.plus(value);
    taker.save();
  }
  voucher.save();

  const row = new VoucherTransfer(eventId(event).concatI32(index));
  row.voucher = voucher.id;
  row.operator = operator;
  row.from = from;
  row.to = to;
  row.amount = value;
  row.blockNumber = event.block.number;
  row.timestamp = event.block.timestamp;
  row.transaction = event.transaction.hash;
  row.save();
}

export function handleVouchersTransferSingle(event: TransferSingle): void {
  const p = event.params;
  transfer(event, 0, p.operator, p.from, p.to, p.id, p.value);
}

export function handleVouchersTransferBatch(event: TransferBatch): void {
  const p = event.params;
  for (let i = 0; i < p.ids.length; i++) {
    transfer(event, i, p.operator, p.from, p.to, p.ids[i], p.values[i]);
  }
}

export function handleVouchersApprovalForAll(event: ApprovalForAll): void {
  const p = event.params;
  const id = p.account.concat(p.operator);
  let approval = VoucherApproval.load(id);
  if (approval == null) {
    approval = new VoucherApproval(id);
    approval.account = touchAccount(p.account);
    approval.operator = p.operator;
  }
  approval.approved = p.approved;
  approval.save();
}

function act(event: ethereum.Event, kind: string, id: BigInt, account: Bytes, to: Bytes, count: BigInt, amount: BigInt): void {
  const row = new ValueVoucherAct(eventId(event));
  const voucher = loadVoucher(id);
  voucher.save();
  row.kind = kind;
  row.voucher = voucher.id;
  row.account = touchAccount(account);
  row.to = touchAccount(to);
  row.count = count;
  row.amount = amount;
  row.blockNumber = event.block.number;
  row.timestamp = event.block.timestamp;
  row.transaction = event.transaction.hash;
  row.save();
}

export function handleVouchersValueSold(event: ValueSold): void {
  const p = event.params;
  const all = loadGroupBuying();
  all.valueVouchers = all.valueVouchers.plus(p.count);
  all.save();
  act(event, 'Sold', p.id, p.buyer, p.to, p.count, p.paid);
}

export function handleVouchersValueRedeemed(event: ValueRedeemed): void {
  const p = event.params;
  const all = loadGroupBuying();
  all.valueVouchers = all.valueVouchers.minus(p.count);
  all.valueRedeemed = all.valueRedeemed.plus(p.credit);
  all.save();
  act(event, 'Redeemed', p.id, p.holder, p.wallet, p.count, p.credit);
}

export function handleVouchersValueRefunded(event: ValueRefunded): void {
  const p = event.params;
  const all = loadGroupBuying();
  all.valueVouchers = all.valueVouchers.minus(p.count);
  all.valueRefunded = all.valueRefunded.plus(p.amount);
  all.save();
  act(event, 'Refunded', p.id, p.holder, p.holder, p.count, p.amount);
}
