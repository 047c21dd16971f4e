import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { SpotBid, SpotFill, SpotOffer, SpotOfferChange, SpotPassOver, SpotPrice, SpotRound } from '../../generated/schema';
import {
  BidClosed,
  BidFilled,
  BidPlaced,
  OfferPassedOver,
  OfferSet,
  ParameterSet,
  RoundCleared,
  RoundPriced,
} from '../../generated/SpotMarket/SpotMarket';
import { touchAccount } from '../lib/accounts';
import { spotClosingName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

function loadRound(sku: Bytes, end: BigInt): SpotRound {
  const id = sku.concat(numberId(end));
  let round = SpotRound.load(id);
  if (round == null) {
    const zero = BigInt.zero();
    round = new SpotRound(id);
    round.sku = sku;
    round.end = end;
    round.price = zero;
    round.demanded = zero;
    round.offered = zero;
    round.matched = zero;
    round.sold = zero;
    round.bidCount = 0;
    round.waiting = 0;
    round.held = zero;
  }
  return round;
}

export function handleSpotMarketOfferSet(event: OfferSet): void {
  const p = event.params;
  const offer = new SpotOffer(numberId(p.listingId));
  offer.sku = p.sku;
  offer.listing = numberId(p.listingId);
  offer.provider = numberId(p.providerId);
  offer.units = BigInt.fromI32(p.units);
  offer.reserve = p.reserve;
  offer.from = p.from;
  offer.save();

  const change = new SpotOfferChange(eventId(event));
  change.offer = offer.id;
  change.units = offer.units;
  change.reserve = offer.reserve;
  change.from = offer.from;
  change.blockNumber = event.block.number;
  change.timestamp = event.block.timestamp;
  change.transaction = event.transaction.hash;
  change.save();
}

export function handleSpotMarketBidPlaced(event: BidPlaced): void {
  const p = event.params;
  const round = loadRound(p.sku, p.roundEnd);
  round.bidCount = round.bidCount + 1;
  round.waiting = round.waiting + 1;
  round.held = round.held.plus(p.escrow);
  round.save();

  const bid = new SpotBid(numberId(p.bidId));
  bid.number = p.bidId;
  bid.round = round.id;
  bid.bidder = touchAccount(p.bidder);
  bid.units = BigInt.fromI32(p.units);
  bid.duration = BigInt.fromI32(p.duration);
  bid.maxUnitPrice = p.maxUnitPrice;
  bid.tier = p.tier;
  bid.specHash = p.specHash;
  bid.escrowed = p.escrow;
  bid.held = p.escrow;
  bid.filled = BigInt.zero();
  bid.closing = spotClosingName(0);
  bid.placedAt = event.block.timestamp;
  bid.save();
}

export function handleSpotMarketRoundPriced(event: RoundPriced): void {
  const p = event.params;
  const round = loadRound(p.sku, p.roundEnd);
  round.price = p.price;
  round.matched = p.matched;
  round.demanded = p.demanded;
  round.offered = p.offered;
  round.pricedAt = event.block.timestamp;
  round.save();
  if (p.price.isZero()) return;

  const point = new SpotPrice(0);
  point.sku = p.sku;
  point.price = p.price;
  point.matched = p.matched;
  point.demanded = p.demanded;
  point.offered = p.offered;
  point.save();
}

export function handleSpotMarketBidFilled(event: BidFilled): void {
  const p = event.params;
  const bid = SpotBid.load(numberId(p.bidId))!;
  const fill = new SpotFill(eventId(event));
  fill.bid = bid.id;
  fill.round = bid.round;
  fill.job = numberId(p.jobId);
  fill.listing = numberId(p.listingId);
  fill.units = BigInt.fromI32(p.units);
  fill.unitPrice = p.unitPrice;
  fill.blockNumber = event.block.number;
  fill.timestamp = event.block.timestamp;
  fill.transaction = event.transaction.hash;
  fill.save();
}

export function handleSpotMarketBidClosed(event: BidClosed): void {
  const p = event.params;
  const bid = SpotBid.load(numberId(p.bidId))!;
  bid.filled = BigInt.fromI32(p.filled);
  bid.closing = spotClosingName(p.reason);
  bid.held = bid.held.minus(p.released);
  bid.closedAt = event.block.timestamp;
  bid.save();

  const round = SpotRound.load(bid.round)!;
  round.waiting = round.waiting - 1;
  round.held = round.held.minus(p.released);
  round.sold = round.sold.plus(bid.filled);
  round.save();
}

export function handleSpotMarketOfferPassedOver(event: OfferPassedOver): void {
  const p = event.params;
  const pass = new SpotPassOver(eventId(event));
  pass.round = loadRound(p.sku, p.roundEnd).id;
  pass.listing = numberId(p.listingId);
  pass.reason = p.reason;
  pass.blockNumber = event.block.number;
  pass.timestamp = event.block.timestamp;
  pass.transaction = event.transaction.hash;
  pass.save();
}

export function handleSpotMarketRoundCleared(event: RoundCleared): void {
  const round = loadRound(event.params.sku, event.params.roundEnd);
  round.clearedAt = event.block.timestamp;
  round.save();
}

export function handleSpotMarketParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
