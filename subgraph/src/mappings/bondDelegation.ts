import { Address, BigInt, ethereum } from '@graphprotocol/graph-ts';
import {
  Delegated,
  DelegationExitCancelled,
  DelegationExitRequested,
  DelegationWithdrawn,
  EarningsClaimed,
  EarningsSplit as EarningsSplitEvent,
  GenerationOpened,
  ParameterSet,
  ShareLowered,
  ShareSet,
} from '../../generated/BondDelegation/BondDelegation';
import { EarningsSplit, Provider, Stake, StakeEvent } from '../../generated/schema';
import { touchAccount } from '../lib/accounts';
import { loadProvider } from '../lib/catalogue';
import { eventId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';

/** Shares of a generation that ended are void. */
function loadStake(provider: Provider, delegator: Address): Stake {
  const id = provider.id.concat(delegator);
  const zero = BigInt.zero();
  let stake = Stake.load(id);
  if (stake == null) {
    stake = new Stake(id);
    stake.provider = provider.id;
    stake.delegator = touchAccount(delegator);
    stake.generation = zero;
    stake.shares = zero;
    stake.exitingShares = zero;
    stake.releaseTime = zero;
    stake.delegated = zero;
    stake.withdrawn = zero;
    stake.claimed = zero;
  }
  if (stake.generation != provider.delegationGeneration) {
    stake.generation = provider.delegationGeneration;
    stake.shares = zero;
    stake.exitingShares = zero;
    stake.releaseTime = zero;
  }
  return stake;
}

function record(event: ethereum.Event, stake: Stake, kind: string, shares: BigInt): StakeEvent {
  stake.save();
  const line = new StakeEvent(eventId(event));
  line.stake = stake.id;
  line.provider = stake.provider;
  line.kind = kind;
  line.cpt = BigInt.zero();
  line.shares = shares;
  line.usdc = BigInt.zero();
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}

// ---- delegators ----

export function handleBondDelegationDelegated(event: Delegated): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const stake = loadStake(provider, p.delegator);
  stake.shares = stake.shares.plus(p.shares);
  stake.delegated = stake.delegated.plus(p.cpt);
  provider.delegatedShares = provider.delegatedShares.plus(p.shares);
  provider.delegatedTotal = provider.delegatedTotal.plus(p.cpt);
  provider.save();
  const line = record(event, stake, 'Delegated', p.shares);
  line.cpt = p.cpt;
  line.save();
}

export function handleBondDelegationDelegationExitRequested(event: DelegationExitRequested): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const stake = loadStake(provider, p.delegator);
  stake.shares = stake.shares.minus(p.shares);
  stake.exitingShares = stake.exitingShares.plus(p.shares);
  stake.releaseTime = p.releaseTime;
  provider.delegatedShares = provider.delegatedShares.minus(p.shares);
  provider.delegatedExitingShares = provider.delegatedExitingShares.plus(p.shares);
  provider.save();
  const line = record(event, stake, 'ExitRequested', p.shares);
  line.due = p.releaseTime;
  line.save();
}

export function handleBondDelegationDelegationExitCancelled(event: DelegationExitCancelled): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const stake = loadStake(provider, p.delegator);
  stake.shares = stake.shares.plus(p.shares);
  stake.exitingShares = stake.exitingShares.minus(p.shares);
  stake.releaseTime = BigInt.zero();
  provider.delegatedShares = provider.delegatedShares.plus(p.shares);
  provider.delegatedExitingShares = provider.delegatedExitingShares.minus(p.shares);
  provider.save();
  record(event, stake, 'ExitCancelled', p.shares).save();
}

export function handleBondDelegationDelegationWithdrawn(event: DelegationWithdrawn): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const stake = loadStake(provider, p.delegator);
  stake.exitingShares = stake.exitingShares.minus(p.shares);
  stake.releaseTime = BigInt.zero();
  stake.withdrawn = stake.withdrawn.plus(p.cpt);
  provider.delegatedExitingShares = provider.delegatedExitingShares.minus(p.shares);
  provider.delegatedWithdrawn = provider.delegatedWithdrawn.plus(p.cpt);
  provider.save();
  const line = record(event, stake, 'Withdrawn', p.shares);
  line.cpt = p.cpt;
  line.to = p.to;
  line.save();
}

export function handleBondDelegationGenerationOpened(event: GenerationOpened): void {
  const provider = loadProvider(event.params.providerId);
  provider.delegationGeneration = event.params.generation;
  provider.delegatedShares = BigInt.zero();
  provider.delegatedExitingShares = BigInt.zero();
  provider.save();
}

// ---- earnings ----

export function handleBondDelegationShareSet(event: ShareSet): void {
  const provider = loadProvider(event.params.providerId);
  if (event.params.effectiveAt.gt(event.block.timestamp)) {
    provider.nextDelegatorShareBps = event.params.bps;
    provider.nextShareAt = event.params.effectiveAt;
    provider.save();
  } else {
    shareHolds(provider, event.params.bps);
  }
}

export function handleBondDelegationShareLowered(event: ShareLowered): void {
  shareHolds(loadProvider(event.params.providerId), event.params.bps);
}

export function handleBondDelegationEarningsSplit(event: EarningsSplitEvent): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.toDelegators = provider.toDelegators.plus(p.toDelegators);
  provider.toProvider = provider.toProvider.plus(p.toProvider);
  provider.save();
  const protocol = loadProtocol(event);
  protocol.delegatorsEarned = protocol.delegatorsEarned.plus(p.toDelegators);
  protocol.save();

  const line = new EarningsSplit(eventId(event));
  line.provider = provider.id;
  line.payout = touchAccount(p.payout);
  line.toDelegators = p.toDelegators;
  line.toProvider = p.toProvider;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleBondDelegationEarningsClaimed(event: EarningsClaimed): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  const stake = loadStake(provider, p.delegator);
  stake.claimed = stake.claimed.plus(p.amount);
  const protocol = loadProtocol(event);
  protocol.delegatorsClaimed = protocol.delegatorsClaimed.plus(p.amount);
  protocol.save();
  const line = record(event, stake, 'Claimed', BigInt.zero());
  line.usdc = p.amount;
  line.to = p.to;
  line.save();
}

function shareHolds(provider: Provider, bps: i32): void {
  provider.delegatorShareBps = bps;
  provider.nextDelegatorShareBps = 0;
  provider.nextShareAt = BigInt.zero();
  provider.save();
}

// ---- governance ----

export function handleBondDelegationParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
