import { Bytes } from '@graphprotocol/graph-ts';
import {
  Income,
  RevenueDestination,
  RevenueDistribution,
  RevenuePayment,
  RevenueReceipt,
  RevenueSplit,
} from '../../generated/schema';
import {
  DestinationCredited,
  DestinationPaid,
  RevenueDistributed,
  RevenueReceived,
  SplitSet,
} from '../../generated/RevenueRouter/RevenueRouter';
import { textOf } from '../lib/enums';
import { eventId, singletonId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';
import { loadDestination, loadDestinationEpoch, loadRevenueEpoch, loadSource, loadSourceEpoch } from '../lib/revenue';

export function handleRevenueRouterRevenueReceived(event: RevenueReceived): void {
  const p = event.params;
  const source = loadSource(p.source);
  source.received = source.received.plus(p.amount);
  source.save();
  const epoch = loadRevenueEpoch(p.epoch);
  epoch.received = epoch.received.plus(p.amount);
  epoch.save();
  const both = loadSourceEpoch(source, epoch);
  both.received = both.received.plus(p.amount);
  both.save();

  const protocol = loadProtocol(event);
  protocol.revenueReceived = protocol.revenueReceived.plus(p.amount);
  protocol.undistributed = protocol.undistributed.plus(p.amount);
  protocol.save();

  const receipt = new RevenueReceipt(eventId(event));
  receipt.source = source.source;
  receipt.epoch = epoch.id;
  receipt.from = p.from;
  receipt.amount = p.amount;
  receipt.blockNumber = event.block.number;
  receipt.timestamp = event.block.timestamp;
  receipt.transaction = event.transaction.hash;
  receipt.save();

  const income = new Income(0);
  income.source = source.source;
  income.amount = p.amount;
  income.save();
}

/** The destinations have been credited one by one; `undistributed` is what the contract says is left. */
export function handleRevenueRouterRevenueDistributed(event: RevenueDistributed): void {
  const p = event.params;
  const epoch = loadRevenueEpoch(p.epoch);
  epoch.distributed = epoch.distributed.plus(p.amount);
  epoch.save();

  const distribution = new RevenueDistribution(eventId(event));
  distribution.epoch = epoch.id;
  distribution.amount = p.amount;
  distribution.undistributed = p.undistributed;
  distribution.blockNumber = event.block.number;
  distribution.timestamp = event.block.timestamp;
  distribution.transaction = event.transaction.hash;
  distribution.save();
}

export function handleRevenueRouterDestinationCredited(event: DestinationCredited): void {
  const p = event.params;
  const destination = loadDestination(p.account, textOf(p.name));
  destination.credited = destination.credited.plus(p.amount);
  destination.owed = destination.owed.plus(p.amount);
  destination.save();
  const both = loadDestinationEpoch(destination, event.block.timestamp);
  both.credited = both.credited.plus(p.amount);
  both.save();

  const protocol = loadProtocol(event);
  protocol.revenueDistributed = protocol.revenueDistributed.plus(p.amount);
  protocol.revenueOwed = protocol.revenueOwed.plus(p.amount);
  protocol.undistributed = protocol.undistributed.minus(p.amount);
  protocol.save();

  const line = new RevenuePayment(eventId(event));
  line.destination = destination.id;
  line.paid = false;
  line.amount = p.amount;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleRevenueRouterDestinationPaid(event: DestinationPaid): void {
  const p = event.params;
  const destination = loadDestination(p.account, textOf(p.name));
  destination.paid = destination.paid.plus(p.amount);
  destination.owed = destination.owed.minus(p.amount);
  destination.save();
  const both = loadDestinationEpoch(destination, event.block.timestamp);
  both.paid = both.paid.plus(p.amount);
  both.save();

  const protocol = loadProtocol(event);
  protocol.revenueOwed = protocol.revenueOwed.minus(p.amount);
  protocol.save();

  const line = new RevenuePayment(eventId(event));
  line.destination = destination.id;
  line.paid = true;
  line.amount = p.amount;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleRevenueRouterSplitSet(event: SplitSet): void {
  let split = RevenueSplit.load(singletonId());
  if (split == null) {
    split = new RevenueSplit(singletonId());
  } else {
    for (let i = 0; i < split.destinations.length; i++) {
      const former = RevenueDestination.load(split.destinations[i])!;
      former.bps = 0;
      former.save();
    }
  }
  const current: Bytes[] = [];
  for (let i = 0; i < event.params.destinations.length; i++) {
    const entry = event.params.destinations[i];
    const destination = loadDestination(entry.account, textOf(entry.name));
    destination.bps = entry.bps;
    destination.index = i;
    destination.save();
    current.push(destination.id);
  }
  split.destinations = current;
  split.updatedAt = event.block.timestamp;
  split.save();
}
