import { BigInt } from '@graphprotocol/graph-ts';
import { RewardClaim, RewardConfig, RewardEpoch, RewardShare } from '../../generated/schema';
import {
  Claimed,
  EpochClosed,
  EpochLengthSet,
  EpochOpened,
  EpochRolled,
  RevenueAdded,
} from '../../generated/StakingRewards/StakingRewards';
import { loadAccount } from '../lib/accounts';
import { eventId, numberId, singletonId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';
import { ownLedgerId, rawAt } from '../lib/ve';

function loadEpoch(number: BigInt): RewardEpoch {
  const id = numberId(number);
  let epoch = RewardEpoch.load(id);
  if (epoch == null) {
    epoch = new RewardEpoch(id);
    epoch.number = number;
    epoch.end = BigInt.zero();
    epoch.revenue = BigInt.zero();
    epoch.totalRaw = BigInt.zero();
    epoch.closed = false;
    epoch.claimed = BigInt.zero();
    epoch.claims = 0;
  }
  return epoch;
}

export function handleStakingRewardsEpochOpened(event: EpochOpened): void {
  const epoch = loadEpoch(event.params.epochId);
  epoch.end = event.params.end;
  epoch.save();
}

export function handleStakingRewardsRevenueAdded(event: RevenueAdded): void {
  const epoch = loadEpoch(event.params.epochId);
  epoch.end = event.params.end;
  epoch.revenue = epoch.revenue.plus(event.params.amount);
  epoch.save();
  const protocol = loadProtocol(event);
  protocol.rewardsAdded = protocol.rewardsAdded.plus(event.params.amount);
  protocol.save();
}

export function handleStakingRewardsEpochClosed(event: EpochClosed): void {
  const p = event.params;
  const epoch = loadEpoch(p.epochId);
  epoch.end = p.end;
  epoch.totalRaw = p.totalRaw;
  // An epoch without weight keeps its revenue here until it is rolled.
  if (!p.totalRaw.isZero()) epoch.revenue = p.revenue;
  epoch.closed = true;
  epoch.save();
}

export function handleStakingRewardsEpochRolled(event: EpochRolled): void {
  const p = event.params;
  const into = loadEpoch(p.intoEpochId);
  into.revenue = into.revenue.plus(p.revenue);
  into.save();
  const epoch = loadEpoch(p.epochId);
  epoch.revenue = epoch.revenue.minus(p.revenue);
  epoch.rolledInto = into.id;
  epoch.save();
  const protocol = loadProtocol(event);
  protocol.rewardsRolled = protocol.rewardsRolled.plus(p.revenue);
  protocol.save();
}

/** The event says what was paid for a range of epochs; the split by epoch follows from the copy of the locks kept here. */
export function handleStakingRewardsClaimed(event: Claimed): void {
  const p = event.params;
  const account = loadAccount(p.account);
  const claim = new RewardClaim(eventId(event));
  claim.account = account.id;
  claim.to = p.to;
  claim.fromEpoch = p.fromEpochId;
  claim.toEpoch = p.toEpochId;
  claim.amount = p.amount;
  claim.blockNumber = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;

  const one = BigInt.fromI32(1);
  let derived = BigInt.zero();
  for (let number = p.fromEpochId; number.le(p.toEpochId); number = number.plus(one)) {
    const epoch = loadEpoch(number);
    if (epoch.totalRaw.isZero()) continue;
    const raw = rawAt(ownLedgerId(account.id), epoch.end);
    if (raw.isZero()) continue;
    const amount = epoch.revenue.times(raw).div(epoch.totalRaw);
    derived = derived.plus(amount);
    epoch.claimed = epoch.claimed.plus(amount);
    epoch.claims = epoch.claims + 1;
    epoch.save();

    const share = new RewardShare(account.id.concat(epoch.id));
    share.account = account.id;
    share.epoch = epoch.id;
    share.claim = claim.id;
    share.raw = raw;
    share.amount = amount;
    share.save();
  }
  claim.derived = derived;
  claim.save();

  account.rewardsClaimed = account.rewardsClaimed.plus(p.amount);
  account.nextClaim = p.toEpochId.plus(one);
  account.save();
  const protocol = loadProtocol(event);
  protocol.rewardsClaimed = protocol.rewardsClaimed.plus(p.amount);
  protocol.save();
}

export function handleStakingRewardsEpochLengthSet(event: EpochLengthSet): void {
  const config = new RewardConfig(singletonId());
  config.weeks = event.params.weeks_;
  config.fromBoundary = event.params.fromBoundary;
  config.save();
}
