import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Dispute, DisputeEvent, Job } from '../../generated/schema';
import {
  AppealRuled,
  Appealed,
  BondForfeited,
  BondReturned,
  ClaimForwarded,
  DisputeAnswered,
  DisputeClosed,
  DisputeOpened,
  EvidenceAdded,
  LossSlashed,
  OfferMade,
  OfferPaid,
  OfferWithdrawn,
  PanelRuled,
  ParameterSet,
  TasksDisputed,
} from '../../generated/Disputes/Disputes';
import { touchAccount } from '../lib/accounts';
import { disputeOutcomeName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';

function loadDispute(jobId: BigInt): Dispute {
  return Dispute.load(numberId(jobId))!;
}

/** The next line of a dispute's history. */
function newLine(event: ethereum.Event, dispute: Dispute, kind: string, by: Bytes | null, amount: BigInt): DisputeEvent {
  const line = new DisputeEvent(eventId(event));
  line.dispute = dispute.id;
  line.index = dispute.eventCount;
  dispute.eventCount = dispute.eventCount + 1;
  line.kind = kind;
  line.state = dispute.state;
  line.outcome = dispute.outcome;
  line.by = by;
  line.amount = amount;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}

/** What a dispute holds grew, or (negative) shrank. */
function moveHeld(event: ethereum.Event, dispute: Dispute, amount: BigInt): void {
  dispute.held = dispute.held.plus(amount);
  if (amount.gt(BigInt.zero())) dispute.taken = dispute.taken.plus(amount);
  const protocol = loadProtocol(event);
  protocol.disputesHeld = protocol.disputesHeld.plus(amount);
  protocol.save();
}

export function handleDisputesDisputeOpened(event: DisputeOpened): void {
  const p = event.params;
  const zero = BigInt.zero();
  const dispute = new Dispute(numberId(p.jobId));
  dispute.job = dispute.id;
  dispute.provider = numberId(p.providerId);
  dispute.state = 'Opened';
  dispute.outcome = 'None';
  dispute.opener = touchAccount(p.opener);
  dispute.disputed = p.disputed;
  dispute.bond = p.bond;
  dispute.deadline = p.answerUntil;
  dispute.eligible = 0;
  dispute.votesNeeded = 0;
  dispute.appealable = false;
  dispute.appealByPayer = false;
  dispute.appealBond = zero;
  dispute.providerCap = p.providerCap;
  dispute.taken = zero;
  dispute.returned = zero;
  dispute.forfeited = zero;
  dispute.paid = zero;
  dispute.held = zero;
  dispute.offerEscrowed = zero;
  dispute.payerAmount = zero;
  dispute.fromHoldback = zero;
  dispute.openedAt = event.block.timestamp;
  dispute.eventCount = 0;
  moveHeld(event, dispute, p.bond);
  const line = newLine(event, dispute, 'Opened', p.opener, p.bond);
  line.until = p.answerUntil;
  line.evidenceHash = p.evidenceHash;
  line.uri = p.evidenceURI;
  line.save();
  dispute.save();

  const job = Job.load(dispute.id);
  if (job != null) {
    job.dispute = dispute.id;
    job.save();
  }
  const protocol = loadProtocol(event);
  protocol.disputeCount = protocol.disputeCount + 1;
  protocol.disputesOpen = protocol.disputesOpen + 1;
  protocol.save();
}

export function handleDisputesTasksDisputed(event: TasksDisputed): void {
  const dispute = loadDispute(event.params.jobId);
  dispute.tasks = event.params.indices;
  dispute.taskCount = event.params.taskCount;
  dispute.save();
}

export function handleDisputesDisputeAnswered(event: DisputeAnswered): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  dispute.state = 'Panel';
  dispute.respondent = touchAccount(p.respondent);
  dispute.deadline = p.rulingUntil;
  dispute.answeredAt = event.block.timestamp;
  moveHeld(event, dispute, p.bond);
  const line = newLine(event, dispute, 'Answered', p.respondent, p.bond);
  line.until = p.rulingUntil;
  line.save();
  dispute.save();
}

export function handleDisputesEvidenceAdded(event: EvidenceAdded): void {
  const dispute = loadDispute(event.params.jobId);
  const line = newLine(event, dispute, 'Evidence', event.params.by, BigInt.zero());
  line.evidenceHash = event.params.evidenceHash;
  line.uri = event.params.evidenceURI;
  line.save();
  dispute.save();
}

export function handleDisputesOfferMade(event: OfferMade): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  if (!p.byPayer) {
    dispute.offerBy = p.by;
    dispute.offerEscrowed = p.escrowed;
  }
  moveHeld(event, dispute, p.escrowed);
  const line = newLine(event, dispute, 'Offered', p.by, p.escrowed);
  line.payerBps = p.payerBps;
  line.until = p.until;
  line.save();
  dispute.save();
}

export function handleDisputesOfferWithdrawn(event: OfferWithdrawn): void {
  const dispute = loadDispute(event.params.jobId);
  if (!event.params.byPayer) dropOffer(dispute);
  newLine(event, dispute, 'OfferWithdrawn', event.params.by, BigInt.zero()).save();
  dispute.save();
}

function dropOffer(dispute: Dispute): void {
  dispute.offerBy = null;
  dispute.offerEscrowed = BigInt.zero();
}

export function handleDisputesPanelRuled(event: PanelRuled): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  dispute.state = 'Ruled';
  dispute.panelBps = p.payerBps;
  dispute.appealable = p.appealable;
  dispute.deadline = p.appealUntil;
  dispute.ruledAt = event.block.timestamp;
  const line = newLine(event, dispute, 'PanelRuled', null, BigInt.zero());
  line.payerBps = p.payerBps;
  line.until = p.appealUntil;
  line.save();
  dispute.save();
}

export function handleDisputesAppealed(event: Appealed): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  dispute.state = 'Appealed';
  dispute.appellant = touchAccount(p.appellant);
  dispute.appealByPayer = p.byPayer;
  dispute.appealBond = p.bond;
  dispute.deadline = p.rulingUntil;
  dispute.appealedAt = event.block.timestamp;
  moveHeld(event, dispute, p.bond);
  const line = newLine(event, dispute, 'Appealed', p.appellant, p.bond);
  line.until = p.rulingUntil;
  line.save();
  dispute.save();
}

export function handleDisputesAppealRuled(event: AppealRuled): void {
  const dispute = loadDispute(event.params.jobId);
  const line = newLine(event, dispute, 'AppealRuled', null, BigInt.zero());
  line.payerBps = event.params.payerBps;
  line.uri = event.params.reasonURI;
  line.save();
  dispute.save();
}

export function handleDisputesDisputeClosed(event: DisputeClosed): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  dispute.state = 'Closed';
  dispute.outcome = disputeOutcomeName(p.outcome);
  dispute.finalBps = p.payerBps;
  dispute.payerAmount = p.payerAmount;
  dispute.fromHoldback = p.fromHoldback;
  dispute.closedAt = event.block.timestamp;
  const line = newLine(event, dispute, 'Closed', null, p.payerAmount);
  line.payerBps = p.payerBps;
  line.save();
  dispute.save();
  const protocol = loadProtocol(event);
  protocol.disputesOpen = protocol.disputesOpen - 1;
  protocol.save();
}

export function handleDisputesBondReturned(event: BondReturned): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  // At the end an offer is dropped before any bond moves.
  if (dispute.state == 'Closed' && dispute.offerEscrowed.gt(BigInt.zero())) dropOffer(dispute);
  dispute.returned = dispute.returned.plus(p.amount);
  moveHeld(event, dispute, p.amount.neg());
  newLine(event, dispute, 'BondReturned', p.account, p.amount).save();
  dispute.save();
}

export function handleDisputesBondForfeited(event: BondForfeited): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  const amount = p.toWinner.plus(p.toEachVoter.times(BigInt.fromI32(p.voters)));
  dispute.forfeited = dispute.forfeited.plus(amount);
  moveHeld(event, dispute, amount.neg());
  const line = newLine(event, dispute, 'BondForfeited', p.from, amount);
  line.to = p.winner;
  line.save();
  dispute.save();
}

/** Out of the provider's escrowed offer where the payer accepted; put up and paid at once where the provider's side did. */
export function handleDisputesOfferPaid(event: OfferPaid): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  if (dispute.offerEscrowed.isZero()) moveHeld(event, dispute, p.amount);
  dropOffer(dispute);
  dispute.paid = dispute.paid.plus(p.amount);
  moveHeld(event, dispute, p.amount.neg());
  const line = newLine(event, dispute, 'OfferPaid', p.from, p.amount);
  line.to = p.to;
  line.save();
  dispute.save();
}

export function handleDisputesLossSlashed(event: LossSlashed): void {
  const p = event.params;
  const dispute = loadDispute(p.jobId);
  dispute.slashed = p.covered;
  const line = newLine(event, dispute, 'Slashed', null, p.covered);
  line.to = p.to;
  line.save();
  dispute.save();
}

export function handleDisputesClaimForwarded(event: ClaimForwarded): void {
  const dispute = loadDispute(event.params.jobId);
  newLine(event, dispute, 'Claimed', null, event.params.claimed).save();
  dispute.save();
}

export function handleDisputesParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
