import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { BudgetWithdrawal, CreditPayment, CreditWallet, Referral } from '../../generated/schema';
import {
  BudgetWithdrawn,
  CreditPaid,
  FeesCounted,
  ParameterSet,
  ReferrerSet,
  WalletCreated,
} from '../../generated/Referrals/Referrals';
import { loadAccount, touchAccount } from '../lib/accounts';
import { textOf } from '../lib/enums';
import { eventId } from '../lib/ids';
import { loadPairWeek, weekOf } from '../lib/pairs';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';
import { noteReward } from '../lib/rewardInputs';

const SIDES = BigInt.fromI32(2);

export function handleReferralsReferrerSet(event: ReferrerSet): void {
  const p = event.params;
  const account = loadAccount(p.account);
  account.referral = account.id;
  account.save();
  const referral = new Referral(account.id);
  referral.account = account.id;
  referral.referrer = touchAccount(p.referrer);
  referral.fromJob = p.fromJob;
  referral.fees = BigInt.zero();
  referral.vested = BigInt.zero();
  referral.paid = BigInt.zero();
  referral.referredAt = event.block.timestamp;
  referral.save();
  noteReward(event, 'Referred', [p.account], []);
}

export function handleReferralsFeesCounted(event: FeesCounted): void {
  const p = event.params;
  const referral = Referral.load(p.account)!;
  const added = p.vested.minus(referral.vested);
  referral.fees = p.fees;
  referral.vested = p.vested;
  referral.save();

  const pair = loadPairWeek(weekOf(event.block.timestamp), p.account, p.providerId);
  pair.referralCredit = pair.referralCredit.plus(added.times(SIDES));
  pair.save();
  noteReward(event, 'CreditVested', [p.account], [p.vested]);
}

export function handleReferralsCreditPaid(event: CreditPaid): void {
  const p = event.params;
  const referral = Referral.load(p.account)!;
  referral.paid = referral.paid.plus(p.amount);
  referral.save();

  const payment = new CreditPayment(eventId(event));
  payment.referral = referral.id;
  payment.amount = p.amount;
  payment.accountWallet = noteWallet(p.account, p.accountWallet);
  payment.referrerWallet = noteWallet(p.referrer, p.referrerWallet);
  payment.blockNumber = event.block.number;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  payment.save();

  const protocol = loadProtocol(event);
  protocol.creditPaid = protocol.creditPaid.plus(p.amount.times(SIDES));
  protocol.save();
}

function noteWallet(owner: Bytes, address: Bytes): Bytes {
  if (CreditWallet.load(address) == null) saveWallet(owner, address, false);
  return address;
}

function saveWallet(owner: Bytes, address: Bytes, created: boolean): void {
  const wallet = new CreditWallet(address);
  wallet.owner = touchAccount(owner);
  wallet.ledger = touchAccount(address);
  wallet.created = created;
  wallet.save();
}

export function handleReferralsWalletCreated(event: WalletCreated): void {
  saveWallet(event.params.account, event.params.wallet, true);
  noteReward(event, 'WalletCreated', [event.params.wallet], []);
}

export function handleReferralsBudgetWithdrawn(event: BudgetWithdrawn): void {
  const withdrawal = new BudgetWithdrawal(eventId(event));
  withdrawal.to = event.params.to;
  withdrawal.amount = event.params.amount;
  withdrawal.blockNumber = event.block.number;
  withdrawal.timestamp = event.block.timestamp;
  withdrawal.transaction = event.transaction.hash;
  withdrawal.save();
}

export function handleReferralsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
  const name = textOf(event.params.name);
  if (name == 'credit') noteReward(event, 'CreditTerm', [], [BigInt.zero(), event.params.value]);
  if (name == 'feeShareBps') noteReward(event, 'CreditTerm', [], [BigInt.fromI32(1), event.params.value]);
}
