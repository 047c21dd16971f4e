import { BigInt } from '@graphprotocol/graph-ts';
import { Listing, ListingHold } from '../../generated/schema';
import {
  BackupSet,
  HeldSet,
  JobExtended,
  JobHandedOver,
  JobNoticed,
  JobToppedUp,
  ModuleOpened,
} from '../../generated/JobMarket/JobMarket';
import { loadListing } from '../lib/catalogue';
import { eventId, numberId } from '../lib/ids';
import { bookAddition, loadJob, newJobEvent } from '../lib/jobs';
import { loadProtocol } from '../lib/protocol';

// What happens to a job beside its way from opening to settlement, and what modules of the market do.

export function handleJobMarketModuleOpened(event: ModuleOpened): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  job.module = p.module;
  job.firm = p.firm;
  job.onHeldUnits = p.held;
  const line = newJobEvent(event, job, 'ModuleOpened');
  line.module = p.module;
  line.save();
  job.save();
  if (!p.held) return;
  // Its units were in use before, as held ones.
  const listing = Listing.load(job.listing)!;
  listing.unitsInUse = listing.unitsInUse.minus(job.units);
  listing.save();
}

// ---- money and time ----

export function handleJobMarketJobToppedUp(event: JobToppedUp): void {
  const amount = event.params.amount;
  const job = loadJob(event.params.jobId);
  const protocol = loadProtocol(event);
  const line = newJobEvent(event, job, 'ToppedUp');
  job.toppedUp = job.toppedUp.plus(amount);
  protocol.toppedUp = protocol.toppedUp.plus(amount);
  bookAddition(protocol, job, line, amount);
  protocol.save();
  line.save();
  job.save();
}

export function handleJobMarketJobExtended(event: JobExtended): void {
  const amount = event.params.amount;
  const job = loadJob(event.params.jobId);
  const protocol = loadProtocol(event);
  const line = newJobEvent(event, job, 'Extended');
  job.duration = BigInt.fromI32(event.params.duration);
  job.extended = job.extended.plus(amount);
  protocol.extended = protocol.extended.plus(amount);
  bookAddition(protocol, job, line, amount);
  line.duration = job.duration;
  protocol.save();
  line.save();
  job.save();
}

// ---- notice and backup ----

export function handleJobMarketJobNoticed(event: JobNoticed): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  job.noticeEndsAt = p.endsAt;
  job.noticeByProvider = p.byProvider;
  const line = newJobEvent(event, job, 'Noticed');
  line.noticeEndsAt = p.endsAt;
  line.noticeByProvider = p.byProvider;
  line.save();
  job.save();
}

export function handleJobMarketBackupSet(event: BackupSet): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  job.backup = p.listingId.isZero() ? null : numberId(p.listingId);
  job.backupMaxPrice = p.listingId.isZero() ? null : p.maxUnitPrice;
  const line = newJobEvent(event, job, 'BackupSet');
  line.backup = job.backup;
  line.backupMaxPrice = job.backupMaxPrice;
  line.save();
  job.save();
}

/** The log tells of the new job only what it costs; what it is to do lies with the one it goes on from. */
export function handleJobMarketJobHandedOver(event: JobHandedOver): void {
  const job = loadJob(event.params.jobId);
  const next = loadJob(event.params.newJobId);
  const protocol = loadProtocol(event);
  protocol.taskCount = protocol.taskCount.minus(next.taskCount).plus(job.taskCount);
  protocol.save();
  next.predecessor = job.id;
  next.specHash = job.specHash;
  next.taskCount = job.taskCount;
  next.tasksRoot = job.tasksRoot;
  next.save();
  job.successor = next.id;
  const line = newJobEvent(event, job, 'HandedOver');
  line.successor = next.id;
  line.save();
  job.save();
}

// ---- held units ----

export function handleJobMarketHeldSet(event: HeldSet): void {
  const units = BigInt.fromI32(event.params.units);
  const listing = loadListing(event.params.listingId);
  const hold = new ListingHold(eventId(event));
  hold.listing = listing.id;
  hold.units = units;
  hold.previous = listing.heldUnits;
  hold.blockNumber = event.block.number;
  hold.timestamp = event.block.timestamp;
  hold.transaction = event.transaction.hash;
  hold.save();
  listing.unitsInUse = listing.unitsInUse.plus(units).minus(listing.heldUnits);
  listing.heldUnits = units;
  listing.save();
}
