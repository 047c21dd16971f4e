import { BigInt } from '@graphprotocol/graph-ts';
import { ComputePrice, OracleNode, PriceRejection, PriceRound } from '../../generated/schema';
import { FeedAdded, NodeSet, PriceRejected, PriceUpdated } from '../../generated/ComputePriceOracle/ComputePriceOracle';
import { loadFeed } from '../lib/catalogue';
import { rejectionName } from '../lib/enums';
import { eventId } from '../lib/ids';

export function handleComputePriceOracleFeedAdded(event: FeedAdded): void {
  const feed = loadFeed(event.params.feedId);
  feed.description = event.params.description;
  feed.decimals = event.params.decimals;
  feed.aggregator = event.params.aggregator;
  feed.save();
}

export function handleComputePriceOracleNodeSet(event: NodeSet): void {
  const node = new OracleNode(event.params.node);
  node.active = event.params.active;
  node.since = event.block.timestamp;
  node.save();
}

export function handleComputePriceOraclePriceUpdated(event: PriceUpdated): void {
  const p = event.params;
  const feed = loadFeed(p.feedId);
  feed.price = p.price;
  feed.round = p.round;
  feed.observedAt = p.observedAt;
  feed.updatedAt = event.block.timestamp;
  feed.save();

  const round = new PriceRound(eventId(event));
  round.feed = feed.id;
  round.round = p.round;
  round.price = p.price;
  round.previous = p.previous;
  round.observedAt = p.observedAt;
  round.signers = p.signers;
  round.transmitter = p.transmitter;
  round.blockNumber = event.block.number;
  round.timestamp = event.block.timestamp;
  round.transaction = event.transaction.hash;
  round.save();

  const point = new ComputePrice(0);
  point.feed = feed.id;
  point.price = p.price;
  point.signers = BigInt.fromI32(p.signers);
  point.save();
}

export function handleComputePriceOraclePriceRejected(event: PriceRejected): void {
  const p = event.params;
  const feed = loadFeed(p.feedId);
  feed.rejections = feed.rejections + 1;
  feed.save();

  const rejection = new PriceRejection(eventId(event));
  rejection.feed = feed.id;
  rejection.reason = rejectionName(p.reason);
  rejection.median = p.median;
  rejection.agreeing = p.agreeing;
  rejection.blockNumber = event.block.number;
  rejection.timestamp = event.block.timestamp;
  rejection.transaction = event.transaction.hash;
  rejection.save();
}
