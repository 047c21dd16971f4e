import { Address, BigInt } from '@graphprotocol/graph-ts';
import { PerkStake, PerkStakeChange } from '../../generated/schema';
import { Staked, Unstaked } from '../../generated/PerkStake/PerkStake';
import { touchAccount } from '../lib/accounts';
import { eventId } from '../lib/ids';

export function handlePerkStakeStaked(event: Staked): void {
  const p = event.params;
  const stake = loadStake(p.account, event.address, event.block.timestamp);
  stake.young = stake.young.plus(p.shares);
  stake.ripeAt = p.ripeAt;
  stake.save();
  const change = new PerkStakeChange(eventId(event));
  change.stake = stake.id;
  change.shares = p.shares;
  change.timestamp = event.block.timestamp;
  change.transaction = event.transaction.hash;
  change.save();
}

export function handlePerkStakeUnstaked(event: Unstaked): void {
  const p = event.params;
  const stake = loadStake(p.account, event.address, event.block.timestamp);
  stake.ripe = stake.ripe.minus(p.ripe);
  stake.young = stake.young.minus(p.shares.minus(p.ripe));
  stake.save();
  const change = new PerkStakeChange(eventId(event));
  change.stake = stake.id;
  change.shares = p.shares.neg();
  change.timestamp = event.block.timestamp;
  change.transaction = event.transaction.hash;
  change.save();
}

/** As the contract: what was young and whose time has come is ripe. */
function loadStake(account: Address, keeper: Address, now: BigInt): PerkStake {
  let stake = PerkStake.load(account);
  if (stake == null) {
    stake = new PerkStake(account);
    stake.account = touchAccount(account);
    stake.keeper = keeper;
    stake.ripe = BigInt.zero();
    stake.young = BigInt.zero();
    stake.ripeAt = BigInt.zero();
  } else if (now.ge(stake.ripeAt)) {
    stake.ripe = stake.ripe.plus(stake.young);
    stake.young = BigInt.zero();
  }
  return stake;
}
