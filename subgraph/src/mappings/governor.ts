import { BigInt, ByteArray, Bytes, ethereum } from '@graphprotocol/graph-ts';
import {
  LateQuorumVoteExtensionSet,
  LeftOutSet,
  ProposalCanceled,
  ProposalCreated,
  ProposalExecuted,
  ProposalExtended,
  ProposalQueued,
  ProposalThresholdSet,
  ProposalVetoed,
  QuorumRuleSet,
  QuorumStored,
  TimelockChange,
  VoteCast,
  VoteCastWithParams,
  VotingDelaySet,
  VotingPeriodSet,
} from '../../generated/CyberPlazaGovernor/CyberPlazaGovernor';
import { Proposal, ProposalVote } from '../../generated/schema';
import { voteSupportName } from '../lib/enums';
import { eventId, wordId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadContract } from '../lib/protocol';

const PART_BYTES = 16;

// ---- life ----

export function handleCyberPlazaGovernorProposalCreated(event: ProposalCreated): void {
  const p = event.params;
  const proposal = new Proposal(wordId(p.proposalId));
  proposal.number = p.proposalId;
  proposal.proposer = p.proposer;
  const targets: Bytes[] = [];
  for (let i = 0; i < p.targets.length; i++) targets.push(p.targets[i]);
  proposal.targets = targets;
  proposal.values = p.values;
  proposal.calldatas = p.calldatas;
  proposal.description = p.description;
  proposal.state = 'Proposed';
  proposal.voteStart = p.voteStart;
  proposal.voteEnd = p.voteEnd;
  proposal.quorum = BigInt.zero();
  proposal.again = false;
  proposal.againstVotes = BigInt.zero();
  proposal.forVotes = BigInt.zero();
  proposal.abstainVotes = BigInt.zero();
  proposal.createdAt = event.block.timestamp;
  save(proposal, event);
}

/** Follows ProposalCreated in the same transaction. */
export function handleCyberPlazaGovernorQuorumStored(event: QuorumStored): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null) return;
  proposal.quorum = event.params.quorum;
  proposal.again = event.params.again;
  save(proposal, event);
}

export function handleCyberPlazaGovernorProposalExtended(event: ProposalExtended): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null) return;
  proposal.voteEnd = event.params.extendedDeadline;
  save(proposal, event);
}

export function handleCyberPlazaGovernorProposalQueued(event: ProposalQueued): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null) return;
  proposal.state = 'Queued';
  proposal.eta = event.params.etaSeconds;
  save(proposal, event);
}

export function handleCyberPlazaGovernorProposalExecuted(event: ProposalExecuted): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null) return;
  proposal.state = 'Executed';
  save(proposal, event);
}

export function handleCyberPlazaGovernorProposalVetoed(event: ProposalVetoed): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null) return;
  proposal.state = 'Vetoed';
  proposal.vetoReason = event.params.reason;
  save(proposal, event);
}

/** A veto cancels too, and says so first. */
export function handleCyberPlazaGovernorProposalCanceled(event: ProposalCanceled): void {
  const proposal = Proposal.load(wordId(event.params.proposalId));
  if (proposal == null || proposal.state == 'Vetoed') return;
  proposal.state = 'Canceled';
  save(proposal, event);
}

// ---- votes ----

export function handleCyberPlazaGovernorVoteCast(event: VoteCast): void {
  const p = event.params;
  const zero = BigInt.zero();
  const parts = [
    p.support == 0 ? p.weight : zero,
    p.support == 1 ? p.weight : zero,
    p.support == 2 ? p.weight : zero,
  ];
  count(event, p.proposalId, p.voter, p.support, p.weight, p.reason, parts);
}

export function handleCyberPlazaGovernorVoteCastWithParams(event: VoteCastWithParams): void {
  const p = event.params;
  const parts = [part(p.params, 0), part(p.params, 1), part(p.params, 2)];
  count(event, p.proposalId, p.voter, p.support, p.weight, p.reason, parts);
}

function count(
  event: ethereum.Event,
  number: BigInt,
  voter: Bytes,
  support: i32,
  weight: BigInt,
  reason: string,
  parts: BigInt[],
): void {
  const proposal = Proposal.load(wordId(number));
  if (proposal == null) return;
  proposal.againstVotes = proposal.againstVotes.plus(parts[0]);
  proposal.forVotes = proposal.forVotes.plus(parts[1]);
  proposal.abstainVotes = proposal.abstainVotes.plus(parts[2]);
  save(proposal, event);
  const vote = new ProposalVote(eventId(event));
  vote.proposal = proposal.id;
  vote.voter = voter;
  vote.support = voteSupportName(support);
  vote.weight = weight;
  vote.againstVotes = parts[0];
  vote.forVotes = parts[1];
  vote.abstainVotes = parts[2];
  vote.reason = reason;
  vote.blockNumber = event.block.number;
  vote.timestamp = event.block.timestamp;
  vote.transaction = event.transaction.hash;
  vote.save();
}

/** One of the three uint128 of a fractional vote. */
function part(params: Bytes, index: i32): BigInt {
  const little = new ByteArray(PART_BYTES);
  for (let i = 0; i < PART_BYTES; i++) little[i] = params[PART_BYTES * (index + 1) - 1 - i];
  return BigInt.fromUnsignedBytes(little);
}

function save(proposal: Proposal, event: ethereum.Event): void {
  proposal.updatedAt = event.block.timestamp;
  proposal.save();
}

// ---- rules ----

export function handleCyberPlazaGovernorVotingDelaySet(event: VotingDelaySet): void {
  setParameter(event, Bytes.fromUTF8('votingDelay'), event.params.newVotingDelay);
}

export function handleCyberPlazaGovernorVotingPeriodSet(event: VotingPeriodSet): void {
  setParameter(event, Bytes.fromUTF8('votingPeriod'), event.params.newVotingPeriod);
}

export function handleCyberPlazaGovernorProposalThresholdSet(event: ProposalThresholdSet): void {
  setParameter(event, Bytes.fromUTF8('proposalThreshold'), event.params.newProposalThreshold);
}

export function handleCyberPlazaGovernorLateQuorumVoteExtensionSet(event: LateQuorumVoteExtensionSet): void {
  setParameter(event, Bytes.fromUTF8('lateQuorumVoteExtension'), event.params.newVoteExtension);
}

export function handleCyberPlazaGovernorQuorumRuleSet(event: QuorumRuleSet): void {
  setParameter(event, Bytes.fromUTF8('quorumBps'), event.params.bps);
  setParameter(event, Bytes.fromUTF8('quorumFloor'), event.params.floor);
}

export function handleCyberPlazaGovernorLeftOutSet(event: LeftOutSet): void {
  setParameter(event, Bytes.fromUTF8('leftOut'), BigInt.fromI32(event.params.accounts.length));
}

export function handleCyberPlazaGovernorTimelockChange(event: TimelockChange): void {
  const timelock = loadContract(event.params.newTimelock);
  timelock.save();
}
