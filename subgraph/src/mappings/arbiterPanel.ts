import { ArbiterPanel, Dispute, DisputeVote } from '../../generated/schema';
import { CaseClosed, CaseOpened, PanelSet, Voted } from '../../generated/ArbiterPanel/ArbiterPanel';
import { Bytes } from '@graphprotocol/graph-ts';
import { eventId, numberId } from '../lib/ids';

export function handleArbiterPanelPanelSet(event: PanelSet): void {
  const panel = new ArbiterPanel(numberId(event.params.version));
  panel.version = event.params.version;
  const arbiters: Bytes[] = [];
  for (let i = 0; i < event.params.arbiters.length; i++) arbiters.push(event.params.arbiters[i]);
  panel.arbiters = arbiters;
  panel.blockNumber = event.block.number;
  panel.timestamp = event.block.timestamp;
  panel.transaction = event.transaction.hash;
  panel.save();
}

export function handleArbiterPanelCaseOpened(event: CaseOpened): void {
  const dispute = Dispute.load(numberId(event.params.caseId));
  if (dispute == null) return;
  let bits = event.params.eligible;
  let count = 0;
  for (; bits > 0; bits = bits >> 1) count += bits & 1;
  dispute.eligible = count;
  dispute.votesNeeded = event.params.needed;
  dispute.save();
}

export function handleArbiterPanelCaseClosed(event: CaseClosed): void {
  const dispute = Dispute.load(numberId(event.params.caseId));
  if (dispute == null) return;
  dispute.votingClosedAt = event.block.timestamp;
  dispute.save();
}

export function handleArbiterPanelVoted(event: Voted): void {
  const vote = new DisputeVote(eventId(event));
  vote.dispute = numberId(event.params.caseId);
  vote.arbiter = event.params.arbiter;
  vote.payerBps = event.params.payerBps;
  vote.reasonURI = event.params.reasonURI;
  vote.blockNumber = event.block.number;
  vote.timestamp = event.block.timestamp;
  vote.transaction = event.transaction.hash;
  vote.save();
}
