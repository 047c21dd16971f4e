import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import {
  RevenueDestination,
  RevenueDestinationEpoch,
  RevenueEpoch,
  RevenueSource,
  RevenueSourceEpoch,
} from '../../generated/schema';
import { revenueTagName } from './enums';
import { codeId, numberId } from './ids';
import { weekOf } from './ve';

const WEEK: i32 = 604_800;

export function loadSource(code: i32): RevenueSource {
  const id = codeId(code);
  let source = RevenueSource.load(id);
  if (source == null) {
    source = new RevenueSource(id);
    source.source = revenueTagName(code);
    source.uncollected = BigInt.zero();
    source.received = BigInt.zero();
  }
  return source;
}

export function loadRevenueEpoch(number: BigInt): RevenueEpoch {
  const id = numberId(number);
  let epoch = RevenueEpoch.load(id);
  if (epoch == null) {
    epoch = new RevenueEpoch(id);
    epoch.number = number;
    epoch.start = number.times(BigInt.fromI32(WEEK));
    epoch.received = BigInt.zero();
    epoch.distributed = BigInt.zero();
  }
  return epoch;
}

export function loadSourceEpoch(source: RevenueSource, epoch: RevenueEpoch): RevenueSourceEpoch {
  const id = source.id.concat(epoch.id);
  let both = RevenueSourceEpoch.load(id);
  if (both == null) {
    both = new RevenueSourceEpoch(id);
    both.source = source.id;
    both.epoch = epoch.id;
    both.received = BigInt.zero();
  }
  return both;
}

export function loadDestination(account: Bytes, name: string): RevenueDestination {
  let destination = RevenueDestination.load(account);
  if (destination == null) {
    destination = new RevenueDestination(account);
    destination.bps = 0;
    destination.index = 0;
    destination.credited = BigInt.zero();
    destination.paid = BigInt.zero();
    destination.owed = BigInt.zero();
  }
  destination.name = name;
  return destination;
}

export function loadDestinationEpoch(destination: RevenueDestination, timestamp: BigInt): RevenueDestinationEpoch {
  const epoch = loadRevenueEpoch(weekOf(timestamp));
  epoch.save();
  const id = destination.id.concat(epoch.id);
  let both = RevenueDestinationEpoch.load(id);
  if (both == null) {
    both = new RevenueDestinationEpoch(id);
    both.destination = destination.id;
    both.epoch = epoch.id;
    both.credited = BigInt.zero();
    both.paid = BigInt.zero();
  }
  return both;
}
