import { acceptSettlement } from '../actions/disputes/acceptSettlement.js';
import { addDisputeEvidence } from '../actions/disputes/addDisputeEvidence.js';
import { answerDispute } from '../actions/disputes/answerDispute.js';
import { appealDispute } from '../actions/disputes/appealDispute.js';
import { fileInsuranceClaim } from '../actions/disputes/fileInsuranceClaim.js';
import { finalizeDispute } from '../actions/disputes/finalizeDispute.js';
import { getDispute } from '../actions/disputes/getDispute.js';
import { getDisputeBond } from '../actions/disputes/getDisputeBond.js';
import { getDisputeDue } from '../actions/disputes/getDisputeDue.js';
import { getDisputesDue } from '../actions/disputes/getDisputesDue.js';
import { getDisputesHeld } from '../actions/disputes/getDisputesHeld.js';
import { getDisputesParameter } from '../actions/disputes/getDisputesParameter.js';
import { getPanel } from '../actions/disputes/getPanel.js';
import { getPanelCase } from '../actions/disputes/getPanelCase.js';
import { getPanelRuling } from '../actions/disputes/getPanelRuling.js';
import { getPanelVoters } from '../actions/disputes/getPanelVoters.js';
import { getSettlementOffer } from '../actions/disputes/getSettlementOffer.js';
import { mayVoteOnDispute } from '../actions/disputes/mayVoteOnDispute.js';
import { offerSettlement } from '../actions/disputes/offerSettlement.js';
import { openDispute } from '../actions/disputes/openDispute.js';
import { openTaskDispute } from '../actions/disputes/openTaskDispute.js';
import { ruleAppeal } from '../actions/disputes/ruleAppeal.js';
import { setPanel } from '../actions/disputes/setPanel.js';
import { slashForDispute } from '../actions/disputes/slashForDispute.js';
import { voteOnDispute } from '../actions/disputes/voteOnDispute.js';
import { withdrawSettlement } from '../actions/disputes/withdrawSettlement.js';
import { contributeToInsurance } from '../actions/insurance/contributeToInsurance.js';
import { getGrantedAgainst } from '../actions/insurance/getGrantedAgainst.js';
import { getInsuranceAvailable } from '../actions/insurance/getInsuranceAvailable.js';
import { getInsuranceBooks } from '../actions/insurance/getInsuranceBooks.js';
import { getInsuranceClaim } from '../actions/insurance/getInsuranceClaim.js';
import { getInsuranceClaimCount } from '../actions/insurance/getInsuranceClaimCount.js';
import { getInsuranceClaims } from '../actions/insurance/getInsuranceClaims.js';
import { getInsuranceCoverage } from '../actions/insurance/getInsuranceCoverage.js';
import { getInsuranceOutstanding } from '../actions/insurance/getInsuranceOutstanding.js';
import { getInsuranceParameter } from '../actions/insurance/getInsuranceParameter.js';
import { getInsuranceReceived } from '../actions/insurance/getInsuranceReceived.js';
import { getInsuranceSource } from '../actions/insurance/getInsuranceSource.js';
import { getInsuranceSpent } from '../actions/insurance/getInsuranceSpent.js';
import { grantInsuranceClaim } from '../actions/insurance/grantInsuranceClaim.js';
import { payInsuranceClaims } from '../actions/insurance/payInsuranceClaims.js';
import { rejectInsuranceClaim } from '../actions/insurance/rejectInsuranceClaim.js';
import { syncInsurance } from '../actions/insurance/syncInsurance.js';

/** Disputes, their panel and the insurance fund. */
export const disputeActions = {
  acceptSettlement,
  addDisputeEvidence,
  answerDispute,
  appealDispute,
  contributeToInsurance,
  fileInsuranceClaim,
  finalizeDispute,
  getDispute,
  getDisputeBond,
  getDisputeDue,
  getDisputesDue,
  getDisputesHeld,
  getDisputesParameter,
  getGrantedAgainst,
  getInsuranceAvailable,
  getInsuranceBooks,
  getInsuranceClaim,
  getInsuranceClaimCount,
  getInsuranceClaims,
  getInsuranceCoverage,
  getInsuranceOutstanding,
  getInsuranceParameter,
  getInsuranceReceived,
  getInsuranceSource,
  getInsuranceSpent,
  getPanel,
  getPanelCase,
  getPanelRuling,
  getPanelVoters,
  getSettlementOffer,
  grantInsuranceClaim,
  mayVoteOnDispute,
  offerSettlement,
  openDispute,
  openTaskDispute,
  payInsuranceClaims,
  rejectInsuranceClaim,
  ruleAppeal,
  setPanel,
  slashForDispute,
  syncInsurance,
  voteOnDispute,
  withdrawSettlement,
};
