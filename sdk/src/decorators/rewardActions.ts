import { getEmissionDue } from '../actions/emissions/getEmissionDue.js';
import { getEmissionParameter } from '../actions/emissions/getEmissionParameter.js';
import { getEmissionPeriodEnd } from '../actions/emissions/getEmissionPeriodEnd.js';
import { getEmissionProgress } from '../actions/emissions/getEmissionProgress.js';
import { getEmissionTarget } from '../actions/emissions/getEmissionTarget.js';
import { getReleasableRewards } from '../actions/emissions/getReleasableRewards.js';
import { getRewardBucket } from '../actions/emissions/getRewardBucket.js';
import { releaseRewards } from '../actions/emissions/releaseRewards.js';
import { acceptRoot } from '../actions/programmes/acceptRoot.js';
import { claimReward } from '../actions/programmes/claimReward.js';
import { claimRewardBatch } from '../actions/programmes/claimRewardBatch.js';
import { claimRewardToLock } from '../actions/programmes/claimRewardToLock.js';
import { claimVestedReward } from '../actions/programmes/claimVestedReward.js';
import { getClaimableReward } from '../actions/programmes/getClaimableReward.js';
import { getClaimedReward } from '../actions/programmes/getClaimedReward.js';
import { getPendingRoot } from '../actions/programmes/getPendingRoot.js';
import { getRewardBooks } from '../actions/programmes/getRewardBooks.js';
import { getRewardVesting } from '../actions/programmes/getRewardVesting.js';
import { getRewardVestingTranches } from '../actions/programmes/getRewardVestingTranches.js';
import { getRootDelay } from '../actions/programmes/getRootDelay.js';
import { publishRoot } from '../actions/programmes/publishRoot.js';
import { vetoRoot } from '../actions/programmes/vetoRoot.js';
import { acceptBeneficiary } from '../actions/vesting/acceptBeneficiary.js';
import { createVesting } from '../actions/vesting/createVesting.js';
import { createVestingBatch } from '../actions/vesting/createVestingBatch.js';
import { getBoughtUsd } from '../actions/vesting/getBoughtUsd.js';
import { getProposedBeneficiary } from '../actions/vesting/getProposedBeneficiary.js';
import { getReleasableVested } from '../actions/vesting/getReleasableVested.js';
import { getVestedAt } from '../actions/vesting/getVestedAt.js';
import { getVestingCommitted } from '../actions/vesting/getVestingCommitted.js';
import { getVestingCount } from '../actions/vesting/getVestingCount.js';
import { getVestingPotLeft } from '../actions/vesting/getVestingPotLeft.js';
import { getVestingSchedule } from '../actions/vesting/getVestingSchedule.js';
import { proposeBeneficiary } from '../actions/vesting/proposeBeneficiary.js';
import { releaseVested } from '../actions/vesting/releaseVested.js';
import { revokeVesting } from '../actions/vesting/revokeVesting.js';

/** Vesting, the emission of rewards, and the claims on them. */
export const rewardActions = {
  acceptBeneficiary,
  acceptRoot,
  claimReward,
  claimRewardBatch,
  claimRewardToLock,
  claimVestedReward,
  createVesting,
  createVestingBatch,
  getBoughtUsd,
  getClaimableReward,
  getClaimedReward,
  getEmissionDue,
  getEmissionParameter,
  getEmissionPeriodEnd,
  getEmissionProgress,
  getEmissionTarget,
  getPendingRoot,
  getProposedBeneficiary,
  getReleasableRewards,
  getReleasableVested,
  getRewardBooks,
  getRewardBucket,
  getRewardVesting,
  getRewardVestingTranches,
  getRootDelay,
  getVestedAt,
  getVestingCommitted,
  getVestingCount,
  getVestingPotLeft,
  getVestingSchedule,
  proposeBeneficiary,
  publishRoot,
  releaseRewards,
  releaseVested,
  revokeVesting,
  vetoRoot,
};
