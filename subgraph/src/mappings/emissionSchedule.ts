import { PoolRest, ProgrammePeriod, ProgrammeRelease } from '../../generated/schema';
import {
  DistributorSet,
  ParameterSet,
  PeriodReleased,
  PoolRestReleased,
  PoolSet,
  Released,
} from '../../generated/EmissionSchedule/EmissionSchedule';
import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { eventId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProgramme } from '../lib/programmes';
import { noteReward } from '../lib/rewardInputs';

export function handleEmissionScheduleReleased(event: Released): void {
  const p = event.params;
  const programme = loadProgramme(p.programme);
  programme.released = programme.released.plus(p.amount);
  programme.periods = p.periods.toI32();
  programme.save();

  const release = new ProgrammeRelease(eventId(event));
  release.programme = programme.id;
  release.amount = p.amount;
  release.periods = programme.periods;
  release.blockNumber = event.block.number;
  release.timestamp = event.block.timestamp;
  release.transaction = event.transaction.hash;
  release.save();
  noteReward(event, 'Released', [], [BigInt.fromI32(p.programme), p.amount, p.periods]);
}

export function handleEmissionSchedulePeriodReleased(event: PeriodReleased): void {
  const p = event.params;
  const programme = loadProgramme(p.programme);
  programme.save();
  const period = new ProgrammePeriod(eventId(event));
  period.programme = programme.id;
  period.period = p.period;
  period.volume = p.volume;
  period.amount = p.amount;
  period.timestamp = event.block.timestamp;
  period.save();
}

export function handleEmissionSchedulePoolRestReleased(event: PoolRestReleased): void {
  const p = event.params;
  const rest = new PoolRest(eventId(event));
  rest.weeks = p.weeks_;
  rest.amount = p.rest;
  rest.poolValue = p.poolValue;
  rest.cptPrice = p.cptPrice;
  rest.timestamp = event.block.timestamp;
  rest.transaction = event.transaction.hash;
  rest.save();
}

/** Where releases go and whom the pool's rest is measured by, kept as governed numbers are. */
export function handleEmissionScheduleDistributorSet(event: DistributorSet): void {
  setParameter(event, Bytes.fromUTF8('distributor'), numberOf(event.params.distributor));
  noteReward(event, 'DistributorSet', [event.params.distributor], []);
}

export function handleEmissionSchedulePoolSet(event: PoolSet): void {
  setParameter(event, Bytes.fromUTF8('pool'), numberOf(event.params.pool));
}

export function handleEmissionScheduleParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}

function numberOf(address: Bytes): BigInt {
  return BigInt.fromUnsignedBytes(Bytes.fromUint8Array(address.slice().reverse()));
}
