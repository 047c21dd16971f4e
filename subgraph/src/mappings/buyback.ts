import { BigInt, ethereum } from '@graphprotocol/graph-ts';
import { Buyback, BuybackAuction, BuybackBid, BuybackPurchase, BuybackQuarter, CptMarket, TwapObservation } from '../../generated/schema';
import {
  AuctionClosed,
  AuctionStarted,
  BoughtAndBurned,
  ParameterSet,
  PriceNoted,
  QuarterClosed,
  SoldAndBurned,
  StrayBurned,
} from '../../generated/BuybackBurner/BuybackBurner';
import { Forgotten, Observed, ParameterSet as TwapParameterSet } from '../../generated/UniswapTwap/UniswapTwap';
import { touchAccount } from '../lib/accounts';
import { buybackFitnessName } from '../lib/enums';
import { eventId, numberId, singletonId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

function loadBuyback(): Buyback {
  let buyback = Buyback.load(singletonId());
  if (buyback == null) {
    const zero = BigInt.zero();
    buyback = new Buyback(singletonId());
    buyback.poolSpent = zero;
    buyback.auctionSpent = zero;
    buyback.burned = zero;
    buyback.strayBurned = zero;
    buyback.purchaseCount = 0;
    buyback.bidCount = 0;
    buyback.auctionCount = 0;
  }
  return buyback;
}

function loadQuarter(number: BigInt): BuybackQuarter {
  const id = numberId(number);
  let quarter = BuybackQuarter.load(id);
  if (quarter == null) {
    quarter = new BuybackQuarter(id);
    quarter.number = number;
    quarter.poolSpent = BigInt.zero();
    quarter.auctionSpent = BigInt.zero();
    quarter.burned = BigInt.zero();
    quarter.purchaseCount = 0;
    quarter.bidCount = 0;
  }
  return quarter;
}

export function handleBuybackBurnerBoughtAndBurned(event: BoughtAndBurned): void {
  const p = event.params;
  const buyback = loadBuyback();
  buyback.poolSpent = buyback.poolSpent.plus(p.spent);
  buyback.burned = buyback.burned.plus(p.burned);
  buyback.purchaseCount += 1;
  buyback.save();
  const quarter = loadQuarter(p.quarter);
  quarter.poolSpent = quarter.poolSpent.plus(p.spent);
  quarter.burned = quarter.burned.plus(p.burned);
  quarter.purchaseCount += 1;
  quarter.save();

  const purchase = new BuybackPurchase(eventId(event));
  purchase.caller = touchAccount(p.caller);
  purchase.quarter = quarter.id;
  purchase.spent = p.spent;
  purchase.burned = p.burned;
  purchase.price = p.price;
  purchase.minimumOut = p.minimumOut;
  purchase.supply = p.supply;
  purchase.blockNumber = event.block.number;
  purchase.timestamp = event.block.timestamp;
  purchase.transaction = event.transaction.hash;
  purchase.save();
}

export function handleBuybackBurnerPriceNoted(event: PriceNoted): void {
  const buyback = loadBuyback();
  buyback.lastFitPrice = event.params.price;
  buyback.notedAt = event.block.timestamp;
  buyback.save();
}

export function handleBuybackBurnerAuctionStarted(event: AuctionStarted): void {
  const p = event.params;
  const auction = new BuybackAuction(numberId(p.auctionId));
  auction.number = p.auctionId;
  auction.caller = touchAccount(p.caller);
  auction.fitness = buybackFitnessName(p.fitness);
  auction.amount = p.amount;
  auction.price = p.price;
  auction.startBps = p.startBps.toI32();
  auction.floorBps = p.floorBps.toI32();
  auction.duration = p.duration;
  auction.sold = BigInt.zero();
  auction.burned = BigInt.zero();
  auction.bidCount = 0;
  auction.startedAt = event.block.timestamp;
  auction.save();
  const buyback = loadBuyback();
  buyback.auctionCount += 1;
  buyback.openAuction = auction.id;
  buyback.save();
}

export function handleBuybackBurnerSoldAndBurned(event: SoldAndBurned): void {
  const p = event.params;
  const auction = BuybackAuction.load(numberId(p.auctionId))!;
  auction.sold = auction.sold.plus(p.spent);
  auction.burned = auction.burned.plus(p.burned);
  auction.bidCount += 1;
  auction.save();
  const buyback = loadBuyback();
  buyback.auctionSpent = buyback.auctionSpent.plus(p.spent);
  buyback.burned = buyback.burned.plus(p.burned);
  buyback.bidCount += 1;
  buyback.save();
  const quarter = loadQuarter(p.quarter);
  quarter.auctionSpent = quarter.auctionSpent.plus(p.spent);
  quarter.burned = quarter.burned.plus(p.burned);
  quarter.bidCount += 1;
  quarter.save();

  const bid = new BuybackBid(eventId(event));
  bid.auction = auction.id;
  bid.quarter = quarter.id;
  bid.bidder = touchAccount(p.bidder);
  bid.recipient = p.recipient;
  bid.spent = p.spent;
  bid.burned = p.burned;
  bid.supply = p.supply;
  bid.blockNumber = event.block.number;
  bid.timestamp = event.block.timestamp;
  bid.transaction = event.transaction.hash;
  bid.save();
}

export function handleBuybackBurnerAuctionClosed(event: AuctionClosed): void {
  const auction = BuybackAuction.load(numberId(event.params.auctionId))!;
  auction.unsold = event.params.unsold;
  auction.closedAt = event.block.timestamp;
  auction.save();
  const buyback = loadBuyback();
  buyback.openAuction = null;
  buyback.save();
}

export function handleBuybackBurnerQuarterClosed(event: QuarterClosed): void {
  const p = event.params;
  const quarter = loadQuarter(p.quarter);
  quarter.averagePrice = p.averagePrice;
  quarter.totalSpent = p.totalSpent;
  quarter.totalBurned = p.totalBurned;
  quarter.supply = p.supply;
  quarter.closedAt = event.block.timestamp;
  quarter.save();
}

export function handleBuybackBurnerStrayBurned(event: StrayBurned): void {
  const buyback = loadBuyback();
  buyback.strayBurned = buyback.strayBurned.plus(event.params.amount);
  buyback.save();
}

export function handleBuybackBurnerParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}

function loadMarket(event: ethereum.Event): CptMarket {
  let market = CptMarket.load(singletonId());
  if (market == null) {
    market = new CptMarket(singletonId());
    market.observationCount = BigInt.zero();
    market.firstObservation = BigInt.zero();
  }
  market.updatedAt = event.block.timestamp;
  return market;
}

export function handleUniswapTwapObserved(event: Observed): void {
  const p = event.params;
  const market = loadMarket(event);
  market.observationCount = p.index.plus(BigInt.fromI32(1));
  market.save();
  const observation = new TwapObservation(numberId(p.index));
  observation.index = p.index;
  observation.tickCumulative = p.tickCumulative;
  observation.liquidityCumulative = p.liquidityCumulative;
  observation.timestamp = event.block.timestamp;
  observation.save();
}

export function handleUniswapTwapForgotten(event: Forgotten): void {
  const market = loadMarket(event);
  market.firstObservation = event.params.first;
  market.save();
}

export function handleUniswapTwapParameterSet(event: TwapParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
