import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Account } from '../../generated/schema';

export function loadAccount(address: Bytes): Account {
  let account = Account.load(address);
  if (account == null) {
    const zero = BigInt.zero();
    account = new Account(address);
    account.available = zero;
    account.escrowed = zero;
    account.deposited = zero;
    account.withdrawn = zero;
    account.received = zero;
    account.jobCount = 0;
    account.volume = zero;
    account.spent = zero;
    account.refunded = zero;
    account.discounts = zero;
    account.cpt = zero;
    account.locked = zero;
    account.lockCount = 0;
    account.openLocks = [];
    account.delegate = address;
    account.rewardsClaimed = zero;
    account.nextClaim = zero;
    account.countedSpend = zero;
  }
  return account;
}

/** For references: the account exists afterwards. */
export function touchAccount(address: Bytes): Bytes {
  if (Account.load(address) == null) loadAccount(address).save();
  return address;
}
