import { actAsCouncil } from '../actions/governance/actAsCouncil.js';
import { cancelProposal } from '../actions/governance/cancelProposal.js';
import { cancelScheduled } from '../actions/governance/cancelScheduled.js';
import { castFractionalVote } from '../actions/governance/castFractionalVote.js';
import { castVote } from '../actions/governance/castVote.js';
import { castVoteBySig } from '../actions/governance/castVoteBySig.js';
import { executeProposal } from '../actions/governance/executeProposal.js';
import { getBallotNonce } from '../actions/governance/getBallotNonce.js';
import { getGovernanceRules } from '../actions/governance/getGovernanceRules.js';
import { getMandate } from '../actions/governance/getMandate.js';
import { getProposal } from '../actions/governance/getProposal.js';
import { getProposalVotes } from '../actions/governance/getProposalVotes.js';
import { propose } from '../actions/governance/propose.js';
import { queueProposal } from '../actions/governance/queueProposal.js';
import { renewMandate } from '../actions/governance/renewMandate.js';
import { vetoProposal } from '../actions/governance/vetoProposal.js';
import { allocateTreasury } from '../actions/treasury/allocateTreasury.js';
import { cancelTreasuryStream } from '../actions/treasury/cancelTreasuryStream.js';
import { getTreasury } from '../actions/treasury/getTreasury.js';
import { getTreasuryReport } from '../actions/treasury/getTreasuryReport.js';
import { getTreasuryStream } from '../actions/treasury/getTreasuryStream.js';
import { openTreasuryStream } from '../actions/treasury/openTreasuryStream.js';
import { payFromTreasury } from '../actions/treasury/payFromTreasury.js';
import { withdrawTreasuryStream } from '../actions/treasury/withdrawTreasuryStream.js';

/** Proposals, votes, the council and the treasury. */
export const governanceActions = {
  actAsCouncil,
  allocateTreasury,
  cancelProposal,
  cancelScheduled,
  cancelTreasuryStream,
  castFractionalVote,
  castVote,
  castVoteBySig,
  executeProposal,
  getBallotNonce,
  getGovernanceRules,
  getMandate,
  getProposal,
  getProposalVotes,
  getTreasury,
  getTreasuryReport,
  getTreasuryStream,
  openTreasuryStream,
  payFromTreasury,
  propose,
  queueProposal,
  renewMandate,
  vetoProposal,
  withdrawTreasuryStream,
};
