import { cancelDelegationExit } from '../actions/delegation/cancelDelegationExit.js';
import { claimEarnings } from '../actions/delegation/claimEarnings.js';
import { delegateBond } from '../actions/delegation/delegateBond.js';
import { getDelegationParameter } from '../actions/delegation/getDelegationParameter.js';
import { getDelegationPool } from '../actions/delegation/getDelegationPool.js';
import { getDelegationPosition } from '../actions/delegation/getDelegationPosition.js';
import { getRankWeights } from '../actions/delegation/getRankWeights.js';
import { requestDelegationExit } from '../actions/delegation/requestDelegationExit.js';
import { setDelegatorShare } from '../actions/delegation/setDelegatorShare.js';
import { splitEarnings } from '../actions/delegation/splitEarnings.js';
import { withdrawDelegation } from '../actions/delegation/withdrawDelegation.js';
import { dropMeterTie } from '../actions/meters/dropMeterTie.js';
import { isMeterTied } from '../actions/meters/isMeterTied.js';
import { proveMeterTie } from '../actions/meters/proveMeterTie.js';

/** Stakes on providers' bonds, shared earnings, and the ties they make. */
export const delegationActions = {
  cancelDelegationExit,
  claimEarnings,
  delegateBond,
  dropMeterTie,
  getDelegationParameter,
  getDelegationPool,
  getDelegationPosition,
  getRankWeights,
  isMeterTied,
  proveMeterTie,
  requestDelegationExit,
  setDelegatorShare,
  splitEarnings,
  withdrawDelegation,
};
