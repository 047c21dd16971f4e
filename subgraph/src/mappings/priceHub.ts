import { Bytes } from '@graphprotocol/graph-ts';
import { HubFeed, SequencerFeed } from '../../generated/schema';
import { FeedSet, MaxDeviationSet, SequencerFeedSet, TieBreakerSet } from '../../generated/PriceHub/PriceHub';
import { textOf } from '../lib/enums';
import { singletonId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

export function handlePriceHubFeedSet(event: FeedSet): void {
  const p = event.params;
  let feed = HubFeed.load(p.asset);
  if (feed == null) feed = new HubFeed(p.asset);
  feed.asset = textOf(p.asset);
  feed.primary = p.primary;
  feed.secondary = p.secondary;
  feed.maxAge = p.maxAge;
  feed.updatedAt = event.block.timestamp;
  feed.save();
}

/** Its answers are fresh as long as those of the first two, which are set before it. */
export function handlePriceHubTieBreakerSet(event: TieBreakerSet): void {
  const feed = HubFeed.load(event.params.asset)!;
  feed.tieBreaker = event.params.third;
  feed.updatedAt = event.block.timestamp;
  feed.save();
}

export function handlePriceHubSequencerFeedSet(event: SequencerFeedSet): void {
  const feed = new SequencerFeed(singletonId());
  feed.feed = event.params.feed;
  feed.grace = event.params.grace;
  feed.updatedAt = event.block.timestamp;
  feed.save();
}

export function handlePriceHubMaxDeviationSet(event: MaxDeviationSet): void {
  setParameter(event, Bytes.fromUTF8('maxDeviation'), event.params.bps);
}
