import { getPerkDiscount } from '../actions/perkStake/getPerkDiscount.js';
import { getPerkStake } from '../actions/perkStake/getPerkStake.js';
import { getPerkWeight } from '../actions/perkStake/getPerkWeight.js';
import { openJobsWithPerks } from '../actions/perkStake/openJobsWithPerks.js';
import { stakeForPerks } from '../actions/perkStake/stakeForPerks.js';
import { unstakeFromPerks } from '../actions/perkStake/unstakeFromPerks.js';
import { countSpend } from '../actions/perks/countSpend.js';
import { getPerkRates } from '../actions/perks/getPerkRates.js';
import { getPerks } from '../actions/perks/getPerks.js';
import { getSpend90 } from '../actions/perks/getSpend90.js';
import { getTotalSpend } from '../actions/perks/getTotalSpend.js';
import { isSpendCounted } from '../actions/perks/isSpendCounted.js';
import { countFees } from '../actions/referrals/countFees.js';
import { createCreditWallet } from '../actions/referrals/createCreditWallet.js';
import { getCreditBudget } from '../actions/referrals/getCreditBudget.js';
import { getCreditWallet } from '../actions/referrals/getCreditWallet.js';
import { getReferral } from '../actions/referrals/getReferral.js';
import { getReferralsParameter } from '../actions/referrals/getReferralsParameter.js';
import { getWaitingCredits } from '../actions/referrals/getWaitingCredits.js';
import { isFeeCounted } from '../actions/referrals/isFeeCounted.js';
import { openJobWithCredit } from '../actions/referrals/openJobWithCredit.js';
import { payCredits } from '../actions/referrals/payCredits.js';
import { setReferrer } from '../actions/referrals/setReferrer.js';
import { answerReview } from '../actions/reviews/answerReview.js';
import { getReputation } from '../actions/reviews/getReputation.js';
import { getReview } from '../actions/reviews/getReview.js';
import { getReviewsParameter } from '../actions/reviews/getReviewsParameter.js';
import { reviewJob } from '../actions/reviews/reviewJob.js';
import { cancelSubscription } from '../actions/subscriptions/cancelSubscription.js';
import { getEnterprisePrice } from '../actions/subscriptions/getEnterprisePrice.js';
import { getPlan } from '../actions/subscriptions/getPlan.js';
import { getPlanPrice } from '../actions/subscriptions/getPlanPrice.js';
import { getPromotion } from '../actions/subscriptions/getPromotion.js';
import { getRenewalDue } from '../actions/subscriptions/getRenewalDue.js';
import { getSubscription } from '../actions/subscriptions/getSubscription.js';
import { getSubscriptionsParameter } from '../actions/subscriptions/getSubscriptionsParameter.js';
import { getUpgradePrice } from '../actions/subscriptions/getUpgradePrice.js';
import { renewSubscription } from '../actions/subscriptions/renewSubscription.js';
import { renewSubscriptions } from '../actions/subscriptions/renewSubscriptions.js';
import { setRenewal } from '../actions/subscriptions/setRenewal.js';
import { startTrial } from '../actions/subscriptions/startTrial.js';
import { subscribe } from '../actions/subscriptions/subscribe.js';
import { upgradePlan } from '../actions/subscriptions/upgradePlan.js';

/** Reviews, plans, perks and referrals. */
export const perkActions = {
  answerReview,
  cancelSubscription,
  countFees,
  countSpend,
  createCreditWallet,
  getCreditBudget,
  getCreditWallet,
  getEnterprisePrice,
  getPerkDiscount,
  getPerkRates,
  getPerkStake,
  getPerks,
  getPerkWeight,
  getPlan,
  getPlanPrice,
  getPromotion,
  getReferral,
  getReferralsParameter,
  getRenewalDue,
  getReputation,
  getReview,
  getReviewsParameter,
  getSpend90,
  getSubscription,
  getSubscriptionsParameter,
  getTotalSpend,
  getUpgradePrice,
  getWaitingCredits,
  isFeeCounted,
  isSpendCounted,
  openJobWithCredit,
  openJobsWithPerks,
  payCredits,
  renewSubscription,
  renewSubscriptions,
  reviewJob,
  setReferrer,
  setRenewal,
  stakeForPerks,
  startTrial,
  subscribe,
  unstakeFromPerks,
  upgradePlan,
};
