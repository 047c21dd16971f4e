import { Address, BigInt, ethereum } from '@graphprotocol/graph-ts';
import {
  BondEvent,
  CertificationApplication,
  Provider,
  ProviderOperator,
  ProviderStatusChange,
} from '../../generated/schema';
import {
  BondDeposited,
  BondExitCancelled,
  BondExitRequested,
  BondHeld,
  BondSlashed,
  BondWithdrawn,
  CertificationApplied,
  DelegatedBondChanged,
  DelegatedBondSlashed,
  OperatorSet,
  OrdinaryAdmissionSet,
  OwnershipTransferred,
  OwnershipTransferStarted,
  ParameterSet,
  PayoutAccountSet,
  ProviderRegistered,
  ProviderUpdated,
  SlashQueued,
  StatusChanged,
} from '../../generated/ProviderRegistry/ProviderRegistry';
import { touchAccount } from '../lib/accounts';
import { loadProvider } from '../lib/catalogue';
import { loadMarketConfig } from '../lib/config';
import { statusName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';
import { flag, noteReward } from '../lib/rewardInputs';

// ---- identity ----

export function handleProviderRegistryProviderRegistered(event: ProviderRegistered): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.owner = touchAccount(p.owner);
  provider.payout = touchAccount(p.payout);
  provider.metadataURI = p.metadataURI;
  provider.status = 'Ordinary';
  provider.registeredAt = event.block.timestamp;
  provider.save();
  const protocol = loadProtocol(event);
  protocol.providerCount = protocol.providerCount + 1;
  protocol.save();
  noteReward(event, 'ProviderOwned', [p.owner], [p.providerId]);
}

export function handleProviderRegistryProviderUpdated(event: ProviderUpdated): void {
  const provider = loadProvider(event.params.providerId);
  provider.payout = touchAccount(event.params.payout);
  provider.metadataURI = event.params.metadataURI;
  provider.save();
}

export function handleProviderRegistryOwnershipTransferStarted(event: OwnershipTransferStarted): void {
  const provider = loadProvider(event.params.providerId);
  provider.pendingOwner = event.params.to;
  provider.save();
}

export function handleProviderRegistryOwnershipTransferred(event: OwnershipTransferred): void {
  const provider = loadProvider(event.params.providerId);
  provider.owner = touchAccount(event.params.to);
  provider.pendingOwner = null;
  provider.save();
  // Hot keys were the former owner's; none passes to the new one.
  const operators = provider.operators.load();
  for (let i = 0; i < operators.length; i++) {
    operators[i].allowed = false;
    operators[i].save();
  }
  noteReward(event, 'ProviderOwned', [event.params.to], [event.params.providerId]);
}

export function handleProviderRegistryOperatorSet(event: OperatorSet): void {
  const p = event.params;
  const operator = new ProviderOperator(numberId(p.providerId).concat(p.operator));
  operator.provider = numberId(p.providerId);
  operator.operator = p.operator;
  operator.allowed = p.allowed;
  operator.save();
}

// ---- certification ----

export function handleProviderRegistryCertificationApplied(event: CertificationApplied): void {
  const p = event.params;
  const application = new CertificationApplication(eventId(event));
  application.provider = numberId(p.providerId);
  application.fee = p.fee;
  application.cores = p.infrastructure.cores;
  application.ramGb = p.infrastructure.ramGb;
  application.nvmeTb = p.infrastructure.nvmeTb;
  application.diskTb = p.infrastructure.diskTb;
  application.gbps = p.infrastructure.gbps;
  application.evidenceHash = p.evidenceHash;
  application.blockNumber = event.block.number;
  application.timestamp = event.block.timestamp;
  application.transaction = event.transaction.hash;
  application.save();
}

export function handleProviderRegistryStatusChanged(event: StatusChanged): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.status = statusName(p.to);
  provider.statusUntil = p.until;
  // Reinstated is not certified anew.
  if (provider.status == 'Certified' && statusName(p.from) != 'Suspended') provider.certifiedAt = event.block.timestamp;
  provider.save();

  const line = new ProviderStatusChange(eventId(event));
  line.provider = provider.id;
  line.from = statusName(p.from);
  line.to = provider.status;
  line.until = p.until;
  line.auditor = p.auditor;
  line.evidenceHash = p.evidenceHash;
  line.reason = p.reason;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
  noteReward(event, 'ProviderStatus', [], [p.providerId, flag(provider.status == 'Certified'), p.until]);
}

// ---- bond ----

function newBondEvent(event: ethereum.Event, providerId: BigInt, kind: string, cpt: BigInt, usdc: BigInt): BondEvent {
  const line = new BondEvent(eventId(event));
  line.provider = numberId(providerId);
  line.kind = kind;
  line.cpt = cpt;
  line.usdc = usdc;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}

export function handleProviderRegistryBondDeposited(event: BondDeposited): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.bondCpt = provider.bondCpt.plus(p.cpt);
  provider.bondUsdc = provider.bondUsdc.plus(p.usdc);
  provider.save();
  addBonds(event, p.cpt, p.usdc);
  const line = newBondEvent(event, p.providerId, 'Deposited', p.cpt, p.usdc);
  line.counterparty = p.from;
  line.save();
}

export function handleProviderRegistryBondExitRequested(event: BondExitRequested): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.bondCpt = provider.bondCpt.minus(p.cpt);
  provider.bondUsdc = provider.bondUsdc.minus(p.usdc);
  provider.exitingCpt = provider.exitingCpt.plus(p.cpt);
  provider.exitingUsdc = provider.exitingUsdc.plus(p.usdc);
  provider.bondReleaseTime = p.releaseTime;
  provider.save();
  const line = newBondEvent(event, p.providerId, 'ExitRequested', p.cpt, p.usdc);
  line.due = p.releaseTime;
  line.save();
}

export function handleProviderRegistryBondExitCancelled(event: BondExitCancelled): void {
  const provider = loadProvider(event.params.providerId);
  const line = newBondEvent(event, provider.number, 'ExitCancelled', provider.exitingCpt, provider.exitingUsdc);
  provider.bondCpt = provider.bondCpt.plus(provider.exitingCpt);
  provider.bondUsdc = provider.bondUsdc.plus(provider.exitingUsdc);
  provider.exitingCpt = BigInt.zero();
  provider.exitingUsdc = BigInt.zero();
  provider.bondReleaseTime = BigInt.zero();
  provider.save();
  line.save();
}

export function handleProviderRegistryBondWithdrawn(event: BondWithdrawn): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.exitingCpt = provider.exitingCpt.minus(p.cpt);
  provider.exitingUsdc = provider.exitingUsdc.minus(p.usdc);
  provider.bondReleaseTime = BigInt.zero();
  provider.save();
  addBonds(event, p.cpt.neg(), p.usdc.neg());
  const line = newBondEvent(event, p.providerId, 'Withdrawn', p.cpt, p.usdc);
  line.counterparty = p.to;
  line.save();
}

/** Of the provider's own, what still counts as bond is taken first, then what is on its way out. */
export function handleProviderRegistryBondSlashed(event: BondSlashed): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const ownCpt = p.cpt.minus(provider.slashingDelegated);
  provider.slashingDelegated = BigInt.zero();
  const cptFromBond = smaller(ownCpt, provider.bondCpt);
  const usdcFromBond = smaller(p.usdc, provider.bondUsdc);
  provider.bondCpt = provider.bondCpt.minus(cptFromBond);
  provider.bondUsdc = provider.bondUsdc.minus(usdcFromBond);
  provider.exitingCpt = provider.exitingCpt.minus(ownCpt.minus(cptFromBond));
  provider.exitingUsdc = provider.exitingUsdc.minus(p.usdc.minus(usdcFromBond));
  provider.slashedCpt = provider.slashedCpt.plus(p.cpt);
  provider.slashedUsdc = provider.slashedUsdc.plus(p.usdc);
  if (p.usdc.isZero() && !queuesNow(event, provider)) dequeue(provider);
  provider.save();

  const protocol = loadProtocol(event);
  protocol.bondCpt = protocol.bondCpt.minus(ownCpt);
  protocol.bondUsdc = protocol.bondUsdc.minus(p.usdc);
  protocol.slashedCpt = protocol.slashedCpt.plus(p.cpt);
  protocol.slashedUsdc = protocol.slashedUsdc.plus(p.usdc);
  protocol.save();

  const line = newBondEvent(event, p.providerId, 'Slashed', p.cpt, p.usdc);
  line.counterparty = p.to;
  line.value = p.value;
  line.reason = p.reason;
  line.save();
}

export function handleProviderRegistrySlashQueued(event: SlashQueued): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.queuedSlash = provider.queuedSlash.plus(p.value);
  const queue = provider.queuedSlashes;
  queue.push(p.value);
  provider.queuedSlashes = queue;
  provider.lastQueued = eventId(event);
  provider.save();
  const line = newBondEvent(event, p.providerId, 'SlashQueued', BigInt.zero(), BigInt.zero());
  line.counterparty = p.to;
  line.value = p.value;
  line.due = p.deadline;
  line.save();
}

export function handleProviderRegistryBondHeld(event: BondHeld): void {
  const line = newBondEvent(event, event.params.providerId, 'Held', BigInt.zero(), BigInt.zero());
  line.due = event.params.until;
  line.save();
}

/** Goes before the event of the slash that it is part of. */
export function handleProviderRegistryDelegatedBondSlashed(event: DelegatedBondSlashed): void {
  const provider = loadProvider(event.params.providerId);
  provider.slashingDelegated = event.params.cpt;
  provider.delegatedSlashed = provider.delegatedSlashed.plus(event.params.cpt);
  provider.save();
}

export function handleProviderRegistryDelegatedBondChanged(event: DelegatedBondChanged): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const change = p.cpt.minus(provider.delegatedCpt);
  provider.delegatedCpt = p.cpt;
  provider.delegatedExitingCpt = p.exiting;
  provider.save();
  addBonds(event, change, BigInt.zero());
  const protocol = loadProtocol(event);
  protocol.delegatedCpt = protocol.delegatedCpt.plus(change);
  protocol.save();
}

export function handleProviderRegistryPayoutAccountSet(event: PayoutAccountSet): void {
  const account = event.params.account;
  const provider = loadProvider(event.params.providerId);
  provider.payoutAccount = account.equals(Address.zero()) ? null : touchAccount(account);
  provider.save();
}

/** A slash that must wait says so in the log before its own: that one has taken nothing from the queue. */
function queuesNow(event: ethereum.Event, provider: Provider): boolean {
  const last = provider.lastQueued;
  if (last === null || event.logIndex.isZero()) return false;
  return last == event.transaction.hash.concatI32(event.logIndex.toI32() - 1);
}

/** Queued slashes are executed in their order, in CPT only, and no new one is taken at once while any waits. */
function dequeue(provider: Provider): void {
  const queue = provider.queuedSlashes;
  if (queue.length == 0) return;
  provider.queuedSlash = provider.queuedSlash.minus(queue[0]);
  provider.queuedSlashes = queue.slice(1);
}

function addBonds(event: ethereum.Event, cpt: BigInt, usdc: BigInt): void {
  const protocol = loadProtocol(event);
  protocol.bondCpt = protocol.bondCpt.plus(cpt);
  protocol.bondUsdc = protocol.bondUsdc.plus(usdc);
  protocol.save();
}

function smaller(a: BigInt, b: BigInt): BigInt {
  return a.lt(b) ? a : b;
}

// ---- governance ----

export function handleProviderRegistryOrdinaryAdmissionSet(event: OrdinaryAdmissionSet): void {
  const config = loadMarketConfig(event);
  config.ordinaryAdmission = event.params.open;
  config.save();
}

export function handleProviderRegistryParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
