import { BigInt } from '@graphprotocol/graph-ts';
import { Provider, SlaMiss, SlaOutcome, SlaTariff } from '../../generated/schema';
import { SlaMissed } from '../../generated/JobMarket/JobMarket';
import { TariffSet } from '../../generated/Listings/Listings';
import { loadListing } from '../lib/catalogue';
import { eventId } from '../lib/ids';
import { loadJob } from '../lib/jobs';
import { loadProtocol } from '../lib/protocol';

export function handleListingsTariffSet(event: TariffSet): void {
  const listing = loadListing(event.params.listingId);
  const given = event.params.tariff;
  const tariff = new SlaTariff(listing.id);
  tariff.listing = listing.id;
  const below: i32[] = [];
  const credits: i32[] = [];
  for (let i = 0; i < given.uptime.length; i++) {
    if (given.uptime[i].belowBps == 0) break;
    below.push(given.uptime[i].belowBps);
    credits.push(given.uptime[i].creditBps);
  }
  tariff.uptimeBelowBps = below;
  tariff.uptimeCreditBps = credits;
  tariff.throughputFloorBps = given.throughputFloorBps;
  tariff.throughputCreditBps = given.throughputCreditBps;
  tariff.noticeMinutes = given.noticeMinutes;
  tariff.preemptNoticeMinutes = given.preemptNoticeMinutes;
  tariff.exitNoticeMinutes = given.exitNoticeMinutes;
  tariff.save();
  listing.tariff = tariff.id;
  listing.save();
}

/** Comes before the event that ends the run, whose cost is less the credit. */
export function handleJobMarketSlaMissed(event: SlaMissed): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  const provider = Provider.load(job.provider)!;
  const uptime = p.uptimeCreditBps > 0;
  const throughput = p.throughputCreditBps > 0;

  const miss = new SlaMiss(eventId(event));
  miss.job = job.id;
  miss.provider = job.provider;
  miss.listing = job.listing;
  miss.kind = uptime && throughput ? 'Both' : uptime ? 'Uptime' : 'Throughput';
  miss.uptimeBps = p.uptimeBps;
  miss.throughputBps = p.throughputBps;
  miss.uptimeCreditBps = p.uptimeCreditBps;
  miss.throughputCreditBps = p.throughputCreditBps;
  miss.credit = p.credit;
  miss.blockNumber = event.block.number;
  miss.timestamp = event.block.timestamp;
  miss.transaction = event.transaction.hash;
  miss.save();

  job.slaCredit = p.credit;
  job.slaMiss = miss.id;
  job.save();
  provider.slaCredit = provider.slaCredit.plus(p.credit);
  provider.slaMisses = provider.slaMisses + 1;
  if (uptime) provider.uptimeMisses = provider.uptimeMisses + 1;
  if (throughput) provider.throughputMisses = provider.throughputMisses + 1;
  provider.save();
  const protocol = loadProtocol(event);
  protocol.slaCredits = protocol.slaCredits.plus(p.credit);
  protocol.slaMisses = protocol.slaMisses + 1;
  protocol.save();

  const point = new SlaOutcome(0);
  point.provider = provider.id;
  point.kind = miss.kind;
  point.credit = p.credit;
  point.missedUptimeBps = BigInt.fromI32(10_000 - p.uptimeBps);
  point.save();
}
