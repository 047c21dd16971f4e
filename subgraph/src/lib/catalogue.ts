import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Listing, PriceFeed, Provider } from '../../generated/schema';
import { touchAccount } from './accounts';
import { numberId } from './ids';

export function loadProvider(number: BigInt): Provider {
  const id = numberId(number);
  let provider = Provider.load(id);
  if (provider == null) {
    const zero = BigInt.zero();
    provider = new Provider(id);
    provider.number = number;
    provider.owner = touchAccount(Bytes.fromHexString('0x0000000000000000000000000000000000000000'));
    provider.payout = provider.owner;
    provider.metadataURI = '';
    provider.status = 'None';
    provider.statusUntil = zero;
    provider.certifiedAt = zero;
    provider.settlementAgent = false;
    provider.monthsReported = 0;
    provider.observedSeconds = zero;
    provider.upSeconds = zero;
    provider.uptimeSuspensions = 0;
    provider.registeredAt = zero;
    provider.bondCpt = zero;
    provider.bondUsdc = zero;
    provider.exitingCpt = zero;
    provider.exitingUsdc = zero;
    provider.bondReleaseTime = zero;
    provider.slashedCpt = zero;
    provider.slashedUsdc = zero;
    provider.queuedSlash = zero;
    provider.queuedSlashes = [];
    provider.delegatedCpt = zero;
    provider.delegatedExitingCpt = zero;
    provider.delegatedTotal = zero;
    provider.delegatedWithdrawn = zero;
    provider.delegatedSlashed = zero;
    provider.slashingDelegated = zero;
    provider.delegationGeneration = zero;
    provider.delegatedShares = zero;
    provider.delegatedExitingShares = zero;
    provider.delegatorShareBps = 0;
    provider.nextDelegatorShareBps = 0;
    provider.nextShareAt = zero;
    provider.toDelegators = zero;
    provider.toProvider = zero;
    provider.tier = 'None';
    provider.validUntil = zero;
    provider.feeBps = 0;
    provider.haircutBond = zero;
    provider.jobCount = 0;
    provider.openJobs = 0;
    provider.runningJobs = 0;
    provider.atRisk = zero;
    provider.volume = zero;
    provider.earned = zero;
    provider.fees = zero;
    provider.refunded = zero;
    provider.jobsSettled = 0;
    provider.jobsRefunded = 0;
    provider.slaCredit = zero;
    provider.slaMisses = 0;
    provider.uptimeMisses = 0;
    provider.throughputMisses = 0;
    provider.reviewCount = 0;
    provider.ratingSum = zero;
    provider.reviewedVolume = zero;
    provider.weightedRatingSum = zero;
  }
  return provider;
}

export function loadListing(number: BigInt): Listing {
  const id = numberId(number);
  let listing = Listing.load(id);
  if (listing == null) {
    const zero = BigInt.zero();
    const nothing = Bytes.empty();
    listing = new Listing(id);
    listing.number = number;
    listing.provider = numberId(zero);
    listing.resource = 'CpuCoreHour';
    listing.period = 'Hour';
    listing.active = false;
    listing.preemptible = false;
    listing.reservable = false;
    listing.unitPrice = zero;
    listing.capacity = zero;
    listing.unitsInUse = zero;
    listing.heldUnits = zero;
    listing.minDuration = zero;
    listing.maxDuration = zero;
    listing.startLimit = 0;
    listing.cancelFeeBps = 0;
    listing.slaUptimeBps = 0;
    listing.slaCreditBps = 0;
    listing.extraSigners = 0;
    listing.verifier = 0;
    listing.sku = nothing;
    listing.region = nothing;
    listing.tags = [];
    listing.metadataURI = '';
    listing.createdAt = zero;
    listing.refreshedAt = zero;
    listing.jobCount = 0;
    listing.volume = zero;
    listing.earned = zero;
  }
  return listing;
}

export function loadFeed(number: BigInt): PriceFeed {
  const id = numberId(number);
  let feed = PriceFeed.load(id);
  if (feed == null) {
    feed = new PriceFeed(id);
    feed.number = number;
    feed.description = '';
    feed.decimals = 0;
    feed.aggregator = Bytes.empty();
    feed.price = BigInt.zero();
    feed.round = BigInt.zero();
    feed.observedAt = BigInt.zero();
    feed.updatedAt = BigInt.zero();
    feed.rejections = 0;
  }
  return feed;
}
