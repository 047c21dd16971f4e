import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { RewardTranche, RewardVestingAccount, VestedPayment } from '../../generated/schema';
import { VestedClaimed, VestingAdded } from '../../generated/RewardVesting/RewardVesting';
import { touchAccount } from '../lib/accounts';
import { eventId, numberId } from '../lib/ids';

export function handleRewardVestingVestingAdded(event: VestingAdded): void {
  const p = event.params;
  const account = load(p.account);
  account.added = account.added.plus(p.amount);
  account.save();
  const id = p.account.concat(numberId(p.tranche));
  let tranche = RewardTranche.load(id);
  if (tranche == null) {
    tranche = new RewardTranche(id);
    tranche.vesting = account.id;
    tranche.amount = BigInt.zero();
  }
  tranche.amount = tranche.amount.plus(p.amount);
  tranche.start = p.start;
  tranche.save();
}

export function handleRewardVestingVestedClaimed(event: VestedClaimed): void {
  const p = event.params;
  const account = load(p.account);
  account.paid = account.paid.plus(p.amount);
  account.save();
  const payment = new VestedPayment(eventId(event));
  payment.vesting = account.id;
  payment.recipient = p.recipient;
  payment.amount = p.amount;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  payment.save();
}

function load(id: Bytes): RewardVestingAccount {
  let account = RewardVestingAccount.load(id);
  if (account == null) {
    account = new RewardVestingAccount(id);
    account.account = touchAccount(id);
    account.added = BigInt.zero();
    account.paid = BigInt.zero();
  }
  return account;
}
