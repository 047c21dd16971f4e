import { Address, BigInt } from '@graphprotocol/graph-ts';
import { VestingRelease, VestingSchedule } from '../../generated/schema';
import {
  BeneficiaryChanged,
  BeneficiaryProposed,
  Released,
  Revoked,
  ScheduleCreated,
} from '../../generated/TokenVesting/TokenVesting';
import { touchAccount } from '../lib/accounts';
import { vestingPotName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';

export function handleTokenVestingScheduleCreated(event: ScheduleCreated): void {
  const grant = event.params.grant;
  const schedule = new VestingSchedule(numberId(event.params.id));
  schedule.number = event.params.id;
  schedule.beneficiary = touchAccount(grant.beneficiary);
  schedule.pot = vestingPotName(grant.pot);
  schedule.amount = grant.amount;
  schedule.released = BigInt.zero();
  schedule.start = grant.start;
  schedule.cliff = grant.cliff;
  schedule.duration = grant.duration;
  schedule.startBps = grant.startBps;
  schedule.revocable = grant.revocable;
  schedule.boughtUsd = grant.boughtUsd;
  schedule.createdAt = event.block.timestamp;
  schedule.save();
}

export function handleTokenVestingReleased(event: Released): void {
  const p = event.params;
  const schedule = VestingSchedule.load(numberId(p.id))!;
  schedule.released = schedule.released.plus(p.amount);
  schedule.save();
  const release = new VestingRelease(eventId(event));
  release.schedule = schedule.id;
  release.recipient = p.recipient;
  release.amount = p.amount;
  release.blockNumber = event.block.number;
  release.timestamp = event.block.timestamp;
  release.transaction = event.transaction.hash;
  release.save();
}

export function handleTokenVestingRevoked(event: Revoked): void {
  const schedule = VestingSchedule.load(numberId(event.params.id))!;
  schedule.amount = event.params.vested;
  schedule.revokedAt = event.block.timestamp;
  schedule.save();
}

export function handleTokenVestingBeneficiaryProposed(event: BeneficiaryProposed): void {
  const p = event.params;
  const schedule = VestingSchedule.load(numberId(p.id))!;
  if (p.proposed.equals(Address.zero())) schedule.proposed = null;
  else schedule.proposed = p.proposed;
  schedule.save();
}

export function handleTokenVestingBeneficiaryChanged(event: BeneficiaryChanged): void {
  const schedule = VestingSchedule.load(numberId(event.params.id))!;
  schedule.beneficiary = touchAccount(event.params.to);
  schedule.proposed = null;
  schedule.save();
}
