import { BigInt } from '@graphprotocol/graph-ts';
import { Job, Listing, Provider, Verifier } from '../../generated/schema';
import {
  JobAcknowledged,
  JobCheckpointed,
  JobDisputed,
  JobHeartbeat,
  JobOpened,
  JobRefunded,
  JobReported,
  JobSettled,
  JobStarted,
  ListingRefreshed,
  OrderFilled,
  ParamsSet,
  ProviderRefreshed,
  StatusRefreshed,
  TasksCommitted,
  VerifierSet,
} from '../../generated/JobMarket/JobMarket';
import { loadAccount, touchAccount } from '../lib/accounts';
import { loadListing, loadProvider } from '../lib/catalogue';
import { loadMarketConfig } from '../lib/config';
import { setCover } from '../lib/cover';
import { reasonName, statusName } from '../lib/enums';
import { codeId, numberId } from '../lib/ids';
import {
  bookPayout,
  bookReason,
  count,
  loadJob,
  newJobEvent,
  pairJobEvent,
  Payout,
  recordEnd,
  recordOutcome,
  sell,
  setState,
} from '../lib/jobs';
import { loadProtocol } from '../lib/protocol';

// ---- opening ----

export function handleJobMarketJobOpened(event: JobOpened): void {
  const p = event.params;
  const zero = BigInt.zero();
  const payer = loadAccount(p.payer);
  payer.jobCount = payer.jobCount + 1;
  payer.save();
  const provider = loadProvider(p.providerId);
  provider.jobCount = provider.jobCount + 1;
  provider.openJobs = provider.openJobs + 1;
  provider.runningJobs = provider.runningJobs + 1;
  provider.save();
  const listing = loadListing(p.listingId);
  listing.jobCount = listing.jobCount + 1;
  listing.unitsInUse = listing.unitsInUse.plus(BigInt.fromI32(p.units));
  listing.save();

  const job = new Job(numberId(p.jobId));
  job.number = p.jobId;
  job.payer = payer.id;
  job.buyer = touchAccount(p.buyer);
  job.listing = listing.id;
  job.provider = provider.id;
  job.resource = listing.resource;
  job.state = 'Open';
  job.reason = 'None';
  job.outcome = 'None';
  job.failureCode = 0;
  job.units = BigInt.fromI32(p.units);
  job.duration = BigInt.fromI32(p.duration);
  job.unitPrice = p.unitPrice;
  job.feeBps = p.feeBps;
  job.discountBps = p.discountBps;
  job.specHash = p.specHash;
  job.taskCount = BigInt.fromI32(1);
  job.firm = false;
  job.onHeldUnits = false;
  job.noticeByProvider = false;
  job.escrowed = p.escrow;
  job.toppedUp = zero;
  job.extended = zero;
  job.paid = zero;
  job.fee = zero;
  job.refunded = zero;
  job.held = p.escrow;
  job.volume = zero;
  job.discount = zero;
  job.cost = zero;
  job.slaCredit = zero;
  job.paidEarly = zero;
  job.usage = zero;
  job.lastSequence = zero;
  job.openedAt = event.block.timestamp;
  job.eventCount = 0;

  const protocol = loadProtocol(event);
  protocol.jobCount = protocol.jobCount + 1;
  protocol.taskCount = protocol.taskCount.plus(job.taskCount);
  protocol.escrowed = protocol.escrowed.plus(p.escrow);
  protocol.held = protocol.held.plus(p.escrow);
  count(protocol, job.state, 1);
  protocol.save();

  const line = newJobEvent(event, job, 'Opened');
  line.escrowed = p.escrow;
  line.save();
  job.save();
  recordOutcome(job);
}

export function handleJobMarketTasksCommitted(event: TasksCommitted): void {
  const job = loadJob(event.params.jobId);
  const protocol = loadProtocol(event);
  protocol.taskCount = protocol.taskCount.minus(job.taskCount).plus(event.params.taskCount);
  protocol.save();
  job.taskCount = event.params.taskCount;
  job.tasksRoot = event.params.tasksRoot;
  newJobEvent(event, job, 'TasksCommitted').save();
  job.save();
}

export function handleJobMarketOrderFilled(event: OrderFilled): void {
  const job = loadJob(event.params.jobId);
  job.relayer = event.params.relayer;
  job.orderNonce = event.params.nonce;
  newJobEvent(event, job, 'OrderFilled').save();
  job.save();
}

// ---- running ----

export function handleJobMarketJobAcknowledged(event: JobAcknowledged): void {
  const job = loadJob(event.params.jobId);
  const protocol = loadProtocol(event);
  setState(protocol, job, 'Acknowledged');
  protocol.save();
  job.acknowledgedAt = event.block.timestamp;
  newJobEvent(event, job, 'Acknowledged').save();
  job.save();
}

export function handleJobMarketJobStarted(event: JobStarted): void {
  const job = loadJob(event.params.jobId);
  const protocol = loadProtocol(event);
  setState(protocol, job, 'Running');
  protocol.save();
  job.startedAt = event.params.startedAt;
  newJobEvent(event, job, 'Started').save();
  job.save();
}

export function handleJobMarketJobHeartbeat(event: JobHeartbeat): void {
  const job = loadJob(event.params.jobId);
  job.heartbeatAt = event.block.timestamp;
  newJobEvent(event, job, 'Heartbeat').save();
  job.save();
}

export function handleJobMarketJobCheckpointed(event: JobCheckpointed): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  job.lastSequence = p.sequence;
  job.usage = p.usage;
  job.resultHash = p.resultHash;
  const line = newJobEvent(event, job, 'Checkpointed');
  line.sequence = p.sequence;
  line.usage = p.usage;
  line.resultHash = p.resultHash;
  line.save();
  job.save();
}

// ---- money leaves the escrow ----

/** Units kept out of free sale stay so when a job on them ends. */
function freeUnits(job: Job): void {
  if (job.onHeldUnits) return;
  const listing = Listing.load(job.listing)!;
  listing.unitsInUse = listing.unitsInUse.minus(job.units);
  listing.save();
}

export function handleJobMarketJobReported(event: JobReported): void {
  const p = event.params;
  const payout = new Payout(p.reason, p.paid, p.fee, p.refunded);
  const protocol = loadProtocol(event);
  const job = loadJob(p.jobId);
  setState(protocol, job, 'Reported');
  job.outcome = reasonName(p.reason);
  job.failureCode = p.failureCode;
  job.usage = p.usage;
  job.cost = p.cost;
  job.slaCredit = p.slaCredit;
  job.paidEarly = p.cost.minus(p.held);
  job.resultHash = p.resultHash;
  job.reportedAt = event.block.timestamp;

  const provider = Provider.load(job.provider)!;
  provider.runningJobs = provider.runningJobs - 1;
  setCover(protocol, provider, provider.atRisk.plus(job.paidEarly), provider.haircutBond);
  const line = newJobEvent(event, job, 'Reported');
  bookPayout(protocol, job, line, provider, payout);
  line.failureCode = p.failureCode;
  line.usage = p.usage;
  line.cost = p.cost;
  line.slaCredit = p.slaCredit;
  line.resultHash = p.resultHash;

  freeUnits(job);
  protocol.save();
  provider.save();
  line.save();
  job.save();
  bookReason(payout, 1, 0);
  if (!payout.total().isZero()) pairJobEvent(line, job.payer, p.reason);
}

export function handleJobMarketJobSettled(event: JobSettled): void {
  const p = event.params;
  const payout = new Payout(p.reason, p.paid, p.fee, p.refunded);
  const protocol = loadProtocol(event);
  const job = loadJob(p.jobId);
  setState(protocol, job, 'Settled');
  const provider = Provider.load(job.provider)!;
  provider.jobsSettled = provider.jobsSettled + 1;
  const line = newJobEvent(event, job, 'Settled');
  bookPayout(protocol, job, line, provider, payout);
  recordEnd(protocol, provider, job, event.block.timestamp);
  protocol.save();
  provider.save();
  line.save();
  job.save();
  bookReason(payout, 0, 1);
  if (!payout.total().isZero()) sell(line, job.payer, p.reason, p.volume);
}

export function handleJobMarketJobRefunded(event: JobRefunded): void {
  const p = event.params;
  const payout = new Payout(p.reason, p.paid, p.fee, p.refunded);
  const protocol = loadProtocol(event);
  const job = loadJob(p.jobId);
  setState(protocol, job, 'Refunded');
  job.outcome = reasonName(p.reason);
  job.failureCode = p.failureCode;
  const provider = Provider.load(job.provider)!;
  provider.runningJobs = provider.runningJobs - 1;
  provider.jobsRefunded = provider.jobsRefunded + 1;
  const line = newJobEvent(event, job, 'Refunded');
  line.failureCode = p.failureCode;
  bookPayout(protocol, job, line, provider, payout);
  recordEnd(protocol, provider, job, event.block.timestamp);
  freeUnits(job);
  protocol.save();
  provider.save();
  line.save();
  job.save();
  bookReason(payout, 0, 1);
  if (!payout.total().isZero()) pairJobEvent(line, job.payer, p.reason);
}

export function handleJobMarketJobDisputed(event: JobDisputed): void {
  const protocol = loadProtocol(event);
  const job = loadJob(event.params.jobId);
  setState(protocol, job, 'Disputed');
  protocol.save();
  job.disputedAt = event.block.timestamp;
  job.rulingDeadline = event.params.rulingDeadline;
  newJobEvent(event, job, 'Disputed').save();
  job.save();
}

// ---- the market's copies and settings ----

export function handleJobMarketProviderRefreshed(event: ProviderRefreshed): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.tier = statusName(p.tier);
  provider.validUntil = p.validUntil;
  provider.feeBps = p.feeBps;
  const protocol = loadProtocol(event);
  setCover(protocol, provider, provider.atRisk, p.haircutBond);
  protocol.save();
  provider.save();
}

export function handleJobMarketListingRefreshed(event: ListingRefreshed): void {
  const listing = loadListing(event.params.listingId);
  listing.refreshedAt = event.block.timestamp;
  listing.save();
}

export function handleJobMarketStatusRefreshed(event: StatusRefreshed): void {
  const config = loadMarketConfig(event);
  config.usdcFit = event.params.usdcFit;
  config.statusCheckedAt = event.block.timestamp;
  config.save();
}

export function handleJobMarketVerifierSet(event: VerifierSet): void {
  const verifier = new Verifier(codeId(event.params.index));
  verifier.index = event.params.index;
  verifier.address = event.params.verifier;
  verifier.save();
}

export function handleJobMarketParamsSet(event: ParamsSet): void {
  const p = event.params.params;
  const config = loadMarketConfig(event);
  config.freeCancelWindow = p.freeCancelWindow;
  config.ackWindow = p.ackWindow;
  config.overdueGrace = p.overdueGrace;
  config.disputeWindow = p.disputeWindow;
  config.rulingWindow = p.rulingWindow;
  config.quickFailWindow = p.quickFailWindow;
  config.priceMaxAge = p.priceMaxAge;
  config.statusMaxAge = p.statusMaxAge;
  config.bufferBps = p.bufferBps;
  config.priceBandBps = p.priceBandBps;
  config.holdbackCertifiedBps = p.holdbackCertifiedBps;
  config.holdbackProbationBps = p.holdbackProbationBps;
  config.holdbackOrdinaryBps = p.holdbackOrdinaryBps;
  config.maxUncodedFailures = p.maxUncodedFailures;
  config.save();
}
