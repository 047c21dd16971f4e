import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { ListingActivity, ListingCapacity, ListingPrice } from '../../generated/schema';
import {
  ListingActiveSet,
  ListingCapacitySet,
  ListingCreated,
  ListingPriceSet,
  ParameterSet,
} from '../../generated/Listings/Listings';
import { loadListing } from '../lib/catalogue';
import { periodName, resourceName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';

export function handleListingsListingCreated(event: ListingCreated): void {
  const p = event.params;
  const terms = p.terms;
  const listing = loadListing(p.listingId);
  listing.provider = numberId(p.providerId);
  listing.resource = resourceName(terms.resource);
  listing.period = periodName(terms.period);
  listing.active = terms.active;
  listing.preemptible = terms.preemptible;
  listing.reservable = terms.reservable;
  listing.unitPrice = terms.unitPrice;
  listing.capacity = BigInt.fromI32(terms.capacity);
  listing.minDuration = BigInt.fromI32(terms.minDuration);
  listing.maxDuration = BigInt.fromI32(terms.maxDuration);
  listing.startLimit = terms.startLimit;
  listing.cancelFeeBps = terms.cancelFeeBps;
  if (!terms.feedId.isZero()) listing.feed = numberId(terms.feedId);
  listing.slaUptimeBps = terms.slaUptimeBps;
  listing.slaCreditBps = terms.slaCreditBps;
  listing.extraSigners = terms.extraSigners;
  listing.verifier = terms.verifier;
  listing.sku = p.sku;
  listing.region = p.region;
  const tags: Bytes[] = [];
  for (let i = 0; i < p.tags.length; i++) tags.push(p.tags[i]);
  listing.tags = tags;
  listing.metadataURI = p.metadataURI;
  listing.createdAt = event.block.timestamp;
  listing.save();

  const protocol = loadProtocol(event);
  protocol.listingCount = protocol.listingCount + 1;
  protocol.save();

  const price = new ListingPrice(eventId(event));
  price.listing = listing.id;
  price.unitPrice = listing.unitPrice;
  price.previous = BigInt.zero();
  price.blockNumber = event.block.number;
  price.timestamp = event.block.timestamp;
  price.transaction = event.transaction.hash;
  price.save();
}

export function handleListingsListingPriceSet(event: ListingPriceSet): void {
  const listing = loadListing(event.params.listingId);
  const price = new ListingPrice(eventId(event));
  price.listing = listing.id;
  price.unitPrice = event.params.unitPrice;
  price.previous = listing.unitPrice;
  price.blockNumber = event.block.number;
  price.timestamp = event.block.timestamp;
  price.transaction = event.transaction.hash;
  price.save();
  listing.unitPrice = event.params.unitPrice;
  listing.save();
}

export function handleListingsListingCapacitySet(event: ListingCapacitySet): void {
  const listing = loadListing(event.params.listingId);
  const line = new ListingCapacity(eventId(event));
  line.listing = listing.id;
  line.capacity = BigInt.fromI32(event.params.capacity);
  line.previous = listing.capacity;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
  listing.capacity = line.capacity;
  listing.save();
}

export function handleListingsListingActiveSet(event: ListingActiveSet): void {
  const listing = loadListing(event.params.listingId);
  listing.active = event.params.active;
  listing.save();
  const line = new ListingActivity(eventId(event));
  line.listing = listing.id;
  line.active = listing.active;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleListingsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
