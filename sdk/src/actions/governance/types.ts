import type { Address, Hex } from 'viem';

/** One call a proposal makes; what an action's `…Call` builder returns fits. */
export interface ProposedCall {
  to: Address;
  data: Hex;
  /** Of the chain's own coin. */
  value?: bigint | undefined;
}

/** What a proposal is made of; its id is the hash of it. */
export interface Proposal {
  calls: readonly ProposedCall[];
  /** With its suffix, see describeProposal. */
  description: string;
}

/** IGovernor.ProposalState. */
export const ProposalState = {
  Pending: 0,
  Active: 1,
  Canceled: 2,
  Defeated: 3,
  Succeeded: 4,
  Queued: 5,
  Expired: 6,
  Executed: 7,
} as const;
export type ProposalState = (typeof ProposalState)[keyof typeof ProposalState];

/** Support of a whole vote; parts of one go through castFractionalVote. */
export const VoteSupport = { Against: 0, For: 1, Abstain: 2 } as const;
export type VoteSupport = (typeof VoteSupport)[keyof typeof VoteSupport];

/** A proposal as the chain has it. Times in seconds, votes in veCPT with 18 decimals. */
export interface ProposalStatus {
  state: ProposalState;
  proposer: Address;
  /** Votes are what accounts hold at this second; voting begins in the next. */
  snapshot: bigint;
  /** Last second of the vote. */
  deadline: bigint;
  /** When it may be executed; 0 until it is queued. */
  eta: bigint;
  quorum: bigint;
  /** The same calls were vetoed before. */
  again: boolean;
  againstVotes: bigint;
  forVotes: bigint;
  abstainVotes: bigint;
}

/** The council's mandate. */
export interface Mandate {
  member: Address;
  /** First second without power. */
  until: bigint;
}

/** What governs proposals to come. Times in seconds, votes in veCPT with 18 decimals. */
export interface GovernanceRules {
  votingDelay: bigint;
  votingPeriod: bigint;
  threshold: bigint;
  quorumBps: bigint;
  quorumFloor: bigint;
  /** How long a vote goes on at least once its quorum is reached. */
  lateQuorumExtension: bigint;
  timelockDelay: bigint;
  queueGrace: bigint;
}
