import { Address, BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Account, Delegation, Lock, LockConsent, LockEvent, VeChange, VotesChange } from '../../generated/schema';
import {
  AutoRenewSet,
  CreatorConsentSet,
  DelegateChanged,
  DelegateVotesChanged,
  LockCreated,
  LockExtended,
  LockIncreased,
  LockRelocked,
  LocksMerged,
  LockWithdrawn,
} from '../../generated/VotingEscrow/VotingEscrow';
import { loadAccount, touchAccount } from '../lib/accounts';
import { eventId, numberId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';
import { noteReward } from '../lib/rewardInputs';
import { loadLedger, ownLedgerId, replaceStake, Stake, totalLedgerId, votesLedgerId } from '../lib/ve';

/** One change of one lock, as it goes into the history. */
class Step {
  kind: string;
  counterparty: Bytes | null;
  added: BigInt;
  removed: BigInt;
  mergedFrom: BigInt | null;

  constructor(kind: string) {
    this.kind = kind;
    this.counterparty = null;
    this.added = BigInt.zero();
    this.removed = BigInt.zero();
    this.mergedFrom = null;
  }
}

// ---- locks ----

export function handleVotingEscrowLockCreated(event: LockCreated): void {
  const p = event.params;
  const account = loadAccount(p.account);
  const id = lockId(p.account, p.lockId);
  let lock = Lock.load(id);
  if (lock == null) {
    lock = new Lock(id);
    lock.account = account.id;
    lock.number = p.lockId;
    lock.generation = 0;
  }
  lock.generation = lock.generation + 1;
  lock.createdAt = event.block.timestamp;
  lock.amount = BigInt.zero();
  lock.end = BigInt.zero();
  lock.autoRenew = false;
  lock.exists = true;
  account.lockCount = account.lockCount + 1;
  const open = account.openLocks;
  open.push(id);
  account.openLocks = open;

  const step = new Step('Created');
  step.counterparty = p.payer;
  step.added = p.amount;
  change(event, account, lock, new Stake(p.amount, p.end, false), step);
}

export function handleVotingEscrowLockIncreased(event: LockIncreased): void {
  const p = event.params;
  const lock = loadLock(p.account, p.lockId);
  const step = new Step('Increased');
  step.counterparty = p.payer;
  step.added = p.added;
  change(event, loadAccount(p.account), lock, new Stake(p.amount, lock.end, lock.autoRenew), step);
}

export function handleVotingEscrowLockExtended(event: LockExtended): void {
  const p = event.params;
  const lock = loadLock(p.account, p.lockId);
  change(event, loadAccount(p.account), lock, new Stake(lock.amount, p.newEnd, false), new Step('Extended'));
}

export function handleVotingEscrowLockRelocked(event: LockRelocked): void {
  const p = event.params;
  const lock = loadLock(p.account, p.lockId);
  change(event, loadAccount(p.account), lock, new Stake(p.amount, p.end, false), new Step('Relocked'));
}

export function handleVotingEscrowAutoRenewSet(event: AutoRenewSet): void {
  const p = event.params;
  const lock = loadLock(p.account, p.lockId);
  const step = new Step(p.enabled ? 'AutoRenewOn' : 'AutoRenewOff');
  change(event, loadAccount(p.account), lock, new Stake(lock.amount, p.end, p.enabled), step);
}

/** The merged lock takes the later of both ends; end 0 says that one of them renews itself. */
export function handleVotingEscrowLocksMerged(event: LocksMerged): void {
  const p = event.params;
  const account = loadAccount(p.account);
  const from = loadLock(p.account, p.fromId);
  const into = loadLock(p.account, p.intoId);
  const renews = p.end.isZero();

  weigh(event, account, stakeOf(from), Stake.none());
  close(account, from);
  from.amount = BigInt.zero();
  from.end = BigInt.zero();
  from.autoRenew = false;
  from.save();
  const step = new Step('Merged');
  step.mergedFrom = p.fromId;
  change(event, account, into, new Stake(p.amount, p.end, renews), step);
}

export function handleVotingEscrowLockWithdrawn(event: LockWithdrawn): void {
  const p = event.params;
  const account = loadAccount(p.account);
  const lock = loadLock(p.account, p.lockId);
  const step = new Step('Withdrawn');
  step.counterparty = p.to;
  step.removed = p.amount;
  close(account, lock);
  change(event, account, lock, Stake.none(), step);
}

function lockId(account: Bytes, number: BigInt): Bytes {
  return account.concat(numberId(number));
}

function loadLock(account: Bytes, number: BigInt): Lock {
  return Lock.load(lockId(account, number))!;
}

function stakeOf(lock: Lock): Stake {
  return new Stake(lock.amount, lock.end, lock.autoRenew);
}

function close(account: Account, lock: Lock): void {
  lock.exists = false;
  account.lockCount = account.lockCount - 1;
  const open: Bytes[] = [];
  for (let i = 0; i < account.openLocks.length; i++) {
    if (account.openLocks[i] != lock.id) open.push(account.openLocks[i]);
  }
  account.openLocks = open;
}

/** Everything a change of a lock touches: ledgers, lock, account, history, totals, series. */
function change(event: ethereum.Event, account: Account, lock: Lock, after: Stake, step: Step): void {
  weigh(event, account, stakeOf(lock), after);
  lock.amount = after.amount;
  lock.end = after.end;
  lock.autoRenew = after.autoRenew;
  lock.save();

  const net = step.added.minus(step.removed);
  account.locked = account.locked.plus(net);
  account.save();
  const protocol = loadProtocol(event);
  protocol.cptLocked = protocol.cptLocked.plus(net);
  if (step.kind == 'Created') protocol.lockCount = protocol.lockCount + 1;
  if (step.kind == 'Withdrawn' || step.kind == 'Merged') protocol.lockCount = protocol.lockCount - 1;
  protocol.save();

  const total = loadLedger(totalLedgerId(), event.block.timestamp);
  const line = new LockEvent(eventId(event));
  line.lock = lock.id;
  line.account = account.id;
  line.kind = step.kind;
  line.counterparty = step.counterparty;
  line.added = step.added;
  line.removed = step.removed;
  line.amount = after.amount;
  line.end = after.end;
  line.mergedFrom = step.mergedFrom;
  line.totalRaw = total.raw;
  line.totalLocked = protocol.cptLocked;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();

  const numbers: BigInt[] = [lock.number, after.amount, after.end];
  if (step.mergedFrom) numbers.push(step.mergedFrom!);
  noteReward(event, 'LockChanged', [account.id], numbers);

  const point = new VeChange(0);
  point.escrow = event.address;
  point.added = step.added;
  point.removed = step.removed;
  point.locked = protocol.cptLocked;
  point.raw = total.raw;
  point.veCpt = total.veCpt;
  point.save();
}

/** Applies one lock's change to the total, to its account and to the account's delegate. */
function weigh(event: ethereum.Event, account: Account, before: Stake, after: Stake): void {
  const now = event.block.timestamp;
  replaceStake(totalLedgerId(), before, after, now);
  account.ve = replaceStake(ownLedgerId(account.id), before, after, now).id;
  const votes = replaceStake(votesLedgerId(account.delegate), before, after, now);
  if (account.delegate == account.id) account.votes = votes.id;
  else setVotes(account.delegate, votes.id);
}

function setVotes(delegate: Bytes, ledger: Bytes): void {
  const account = loadAccount(delegate);
  account.votes = ledger;
  account.save();
}

// ---- delegation ----

export function handleVotingEscrowDelegateChanged(event: DelegateChanged): void {
  const p = event.params;
  const now = event.block.timestamp;
  const account = loadAccount(p.delegator);
  const from = account.delegate;
  const to: Bytes = p.toDelegate.equals(Address.zero()) ? account.id : p.toDelegate;
  account.delegate = to;
  account.save();
  touchAccount(to);

  for (let i = 0; from != to && i < account.openLocks.length; i++) {
    const stake = stakeOf(Lock.load(account.openLocks[i])!);
    setVotes(from, replaceStake(votesLedgerId(from), stake, Stake.none(), now).id);
    setVotes(to, replaceStake(votesLedgerId(to), Stake.none(), stake, now).id);
  }

  const delegation = new Delegation(eventId(event));
  delegation.delegator = account.id;
  delegation.from = p.fromDelegate;
  delegation.to = to;
  delegation.blockNumber = event.block.number;
  delegation.timestamp = now;
  delegation.transaction = event.transaction.hash;
  delegation.save();
}

export function handleVotingEscrowDelegateVotesChanged(event: DelegateVotesChanged): void {
  const p = event.params;
  const line = new VotesChange(eventId(event));
  line.delegate = touchAccount(p.delegate);
  line.previous = p.previousVotes;
  line.votes = p.newVotes;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleVotingEscrowCreatorConsentSet(event: CreatorConsentSet): void {
  const p = event.params;
  const consent = new LockConsent(p.account.concat(p.creator));
  consent.account = touchAccount(p.account);
  consent.creator = p.creator;
  consent.allowed = p.allowed;
  consent.save();
}
