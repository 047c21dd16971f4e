import { closeCreditLine } from '../actions/credit/closeCreditLine.js';
import { drawLot } from '../actions/credit/drawLot.js';
import { drawMore } from '../actions/credit/drawMore.js';
import { getCreditBook } from '../actions/credit/getCreditBook.js';
import { getCreditLine } from '../actions/credit/getCreditLine.js';
import { getCreditLineCount } from '../actions/credit/getCreditLineCount.js';
import { getCreditLines } from '../actions/credit/getCreditLines.js';
import { getCreditParameter } from '../actions/credit/getCreditParameter.js';
import { getCreditRate } from '../actions/credit/getCreditRate.js';
import { getLiveLines } from '../actions/credit/getLiveLines.js';
import { getLot } from '../actions/credit/getLot.js';
import { getLotCount } from '../actions/credit/getLotCount.js';
import { getLotValue } from '../actions/credit/getLotValue.js';
import { markDownLine } from '../actions/credit/markDownLine.js';
import { openCreditLine } from '../actions/credit/openCreditLine.js';
import { repayLot } from '../actions/credit/repayLot.js';
import { updateLot } from '../actions/credit/updateLot.js';
import { writeOffCreditLine } from '../actions/credit/writeOffCreditLine.js';
import { accruePool } from '../actions/pool/accruePool.js';
import { cancelPoolExit } from '../actions/pool/cancelPoolExit.js';
import { claimPoolExit } from '../actions/pool/claimPoolExit.js';
import { coverPoolLoss } from '../actions/pool/coverPoolLoss.js';
import { depositToPool } from '../actions/pool/depositToPool.js';
import { depositToPoolWithPermit } from '../actions/pool/depositToPoolWithPermit.js';
import { fillExitQueue } from '../actions/pool/fillExitQueue.js';
import { getExitQueue } from '../actions/pool/getExitQueue.js';
import { getExitRequest } from '../actions/pool/getExitRequest.js';
import { getExitRequests } from '../actions/pool/getExitRequests.js';
import { getFirstLoss } from '../actions/pool/getFirstLoss.js';
import { getPool } from '../actions/pool/getPool.js';
import { getPoolParameter } from '../actions/pool/getPoolParameter.js';
import { getPoolPosition } from '../actions/pool/getPoolPosition.js';
import { getShareValue } from '../actions/pool/getShareValue.js';
import { isExitOperator } from '../actions/pool/isExitOperator.js';
import { mintPoolShares } from '../actions/pool/mintPoolShares.js';
import { pushPoolReserve } from '../actions/pool/pushPoolReserve.js';
import { quotePoolDeposit } from '../actions/pool/quotePoolDeposit.js';
import { quotePoolMint } from '../actions/pool/quotePoolMint.js';
import { redeemFromPool } from '../actions/pool/redeemFromPool.js';
import { requestPoolExit } from '../actions/pool/requestPoolExit.js';
import { setExitOperator } from '../actions/pool/setExitOperator.js';
import { withdrawFromPool } from '../actions/pool/withdrawFromPool.js';

/** The lending pool, its exit queue and its credit lines. */
export const poolActions = {
  accruePool,
  cancelPoolExit,
  claimPoolExit,
  closeCreditLine,
  coverPoolLoss,
  depositToPool,
  depositToPoolWithPermit,
  drawLot,
  drawMore,
  fillExitQueue,
  getCreditBook,
  getCreditLine,
  getCreditLineCount,
  getCreditLines,
  getCreditParameter,
  getCreditRate,
  getExitQueue,
  getExitRequest,
  getExitRequests,
  getFirstLoss,
  getLiveLines,
  getLot,
  getLotCount,
  getLotValue,
  getPool,
  getPoolParameter,
  getPoolPosition,
  getShareValue,
  isExitOperator,
  markDownLine,
  mintPoolShares,
  openCreditLine,
  pushPoolReserve,
  quotePoolDeposit,
  quotePoolMint,
  redeemFromPool,
  repayLot,
  requestPoolExit,
  setExitOperator,
  updateLot,
  withdrawFromPool,
  writeOffCreditLine,
};
