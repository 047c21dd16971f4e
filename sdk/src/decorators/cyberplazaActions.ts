import type { AnyClient, DeploymentOption } from '../actions/internal/types.js';
import { areListingsCompatible } from '../actions/listings/areListingsCompatible.js';
import { createListing } from '../actions/listings/createListing.js';
import { getListedValue } from '../actions/listings/getListedValue.js';
import { getListing } from '../actions/listings/getListing.js';
import { getListingCount } from '../actions/listings/getListingCount.js';
import { getListingMonthlyValue } from '../actions/listings/getListingMonthlyValue.js';
import { getListingSku } from '../actions/listings/getListingSku.js';
import { getListingsParameter } from '../actions/listings/getListingsParameter.js';
import { getNotices } from '../actions/listings/getNotices.js';
import { getRequiredBond } from '../actions/listings/getRequiredBond.js';
import { getTagsHash } from '../actions/listings/getTagsHash.js';
import { getTariff } from '../actions/listings/getTariff.js';
import { quoteSla } from '../actions/listings/quoteSla.js';
import { setListingActive } from '../actions/listings/setListingActive.js';
import { setListingCapacity } from '../actions/listings/setListingCapacity.js';
import { setListingPrice } from '../actions/listings/setListingPrice.js';
import { createLock } from '../actions/locking/createLock.js';
import { createLockFor } from '../actions/locking/createLockFor.js';
import { createLockWithPermit } from '../actions/locking/createLockWithPermit.js';
import { delegate } from '../actions/locking/delegate.js';
import { delegateBySig } from '../actions/locking/delegateBySig.js';
import { extendLock } from '../actions/locking/extendLock.js';
import { getDelegate } from '../actions/locking/getDelegate.js';
import { getDelegationNonce } from '../actions/locking/getDelegationNonce.js';
import { getFirstLockTime } from '../actions/locking/getFirstLockTime.js';
import { getLock } from '../actions/locking/getLock.js';
import { getLockEnd } from '../actions/locking/getLockEnd.js';
import { getLocks } from '../actions/locking/getLocks.js';
import { getRawBalance } from '../actions/locking/getRawBalance.js';
import { getRawBalances } from '../actions/locking/getRawBalances.js';
import { getRawTotalSupply } from '../actions/locking/getRawTotalSupply.js';
import { getRawVotes } from '../actions/locking/getRawVotes.js';
import { getTotalLocked } from '../actions/locking/getTotalLocked.js';
import { getVeBalance } from '../actions/locking/getVeBalance.js';
import { getVeTotalSupply } from '../actions/locking/getVeTotalSupply.js';
import { getVotes } from '../actions/locking/getVotes.js';
import { increaseLock } from '../actions/locking/increaseLock.js';
import { increaseLockWithPermit } from '../actions/locking/increaseLockWithPermit.js';
import { isCreatorAllowed } from '../actions/locking/isCreatorAllowed.js';
import { mergeLocks } from '../actions/locking/mergeLocks.js';
import { relock } from '../actions/locking/relock.js';
import { setAutoRenew } from '../actions/locking/setAutoRenew.js';
import { setCreatorConsent } from '../actions/locking/setCreatorConsent.js';
import { withdrawLock } from '../actions/locking/withdrawLock.js';
import { acknowledgeJobs } from '../actions/market/acknowledgeJobs.js';
import { cancelJob } from '../actions/market/cancelJob.js';
import { confirmJob } from '../actions/market/confirmJob.js';
import { expireJob } from '../actions/market/expireJob.js';
import { expireJobs } from '../actions/market/expireJobs.js';
import { extendJob } from '../actions/market/extendJob.js';
import { failJob } from '../actions/market/failJob.js';
import { getJob } from '../actions/market/getJob.js';
import { getJobCount } from '../actions/market/getJobCount.js';
import { getJobDue } from '../actions/market/getJobDue.js';
import { getJobSuccessor } from '../actions/market/getJobSuccessor.js';
import { getJobs } from '../actions/market/getJobs.js';
import { getJobsDue } from '../actions/market/getJobsDue.js';
import { getMarketParams } from '../actions/market/getMarketParams.js';
import { getOrderNonce } from '../actions/market/getOrderNonce.js';
import { getProviderLoad } from '../actions/market/getProviderLoad.js';
import { getUnitsInUse } from '../actions/market/getUnitsInUse.js';
import { getVerifier } from '../actions/market/getVerifier.js';
import { giveNotice } from '../actions/market/giveNotice.js';
import { heartbeatJob } from '../actions/market/heartbeatJob.js';
import { invalidateNonce } from '../actions/market/invalidateNonce.js';
import { openJob } from '../actions/market/openJob.js';
import { openJobs } from '../actions/market/openJobs.js';
import { openJobWithToken } from '../actions/market/openJobWithToken.js';
import { openOrder } from '../actions/market/openOrder.js';
import { quoteJob } from '../actions/market/quoteJob.js';
import { refreshListing } from '../actions/market/refreshListing.js';
import { refreshProvider } from '../actions/market/refreshProvider.js';
import { refreshStatus } from '../actions/market/refreshStatus.js';
import { releaseJob } from '../actions/market/releaseJob.js';
import { releaseJobs } from '../actions/market/releaseJobs.js';
import { reportJob } from '../actions/market/reportJob.js';
import { setBackup } from '../actions/market/setBackup.js';
import { startJobs } from '../actions/market/startJobs.js';
import { topUpJob } from '../actions/market/topUpJob.js';
import { bondMeter } from '../actions/meters/bondMeter.js';
import { getMeter } from '../actions/meters/getMeter.js';
import { getMeterBond } from '../actions/meters/getMeterBond.js';
import { getMeterQuorum } from '../actions/meters/getMeterQuorum.js';
import { getMeters } from '../actions/meters/getMeters.js';
import { retireMeter } from '../actions/meters/retireMeter.js';
import { slashMeter } from '../actions/meters/slashMeter.js';
import { withdrawMeterBond } from '../actions/meters/withdrawMeterBond.js';
import { getCptPrice } from '../actions/oracle/getCptPrice.js';
import { getFeed } from '../actions/oracle/getFeed.js';
import { getPrice } from '../actions/oracle/getPrice.js';
import { getPriceHistory } from '../actions/oracle/getPriceHistory.js';
import { getPriceNodes } from '../actions/oracle/getPriceNodes.js';
import { getPrices } from '../actions/oracle/getPrices.js';
import { getUsdcPrice } from '../actions/oracle/getUsdcPrice.js';
import { isPriceNode } from '../actions/oracle/isPriceNode.js';
import { submitPrices } from '../actions/oracle/submitPrices.js';
import { getPause } from '../actions/pausing/getPause.js';
import { payAndOpenJobs } from '../actions/payments/payAndOpenJobs.js';
import { payWithToken } from '../actions/payments/payWithToken.js';
import { quoteTokenPayment } from '../actions/payments/quoteTokenPayment.js';
import { attestInvoice } from '../actions/records/attestInvoice.js';
import { attestKyc } from '../actions/records/attestKyc.js';
import { getBenchmark } from '../actions/records/getBenchmark.js';
import { getInvoice } from '../actions/records/getInvoice.js';
import { getKyc } from '../actions/records/getKyc.js';
import { getKycLevel } from '../actions/records/getKycLevel.js';
import { getRecordsParameter } from '../actions/records/getRecordsParameter.js';
import { getRequiredSuites } from '../actions/records/getRequiredSuites.js';
import { getTradedThisMonth } from '../actions/records/getTradedThisMonth.js';
import { hasFreshBenchmarks } from '../actions/records/hasFreshBenchmarks.js';
import { isInvoiceMissing } from '../actions/records/isInvoiceMissing.js';
import { isSettlementAgent } from '../actions/records/isSettlementAgent.js';
import { recordBenchmark } from '../actions/records/recordBenchmark.js';
import { revokeKyc } from '../actions/records/revokeKyc.js';
import { setSettlementAgent } from '../actions/records/setSettlementAgent.js';
import { submitInvoice } from '../actions/records/submitInvoice.js';
import { submitKyc } from '../actions/records/submitKyc.js';
import { acceptProvider } from '../actions/registry/acceptProvider.js';
import { applyForCertification } from '../actions/registry/applyForCertification.js';
import { cancelBondExit } from '../actions/registry/cancelBondExit.js';
import { depositBond } from '../actions/registry/depositBond.js';
import { executeSlash } from '../actions/registry/executeSlash.js';
import { getBondTotals } from '../actions/registry/getBondTotals.js';
import { getHaircutBond } from '../actions/registry/getHaircutBond.js';
import { getLastFitPrice } from '../actions/registry/getLastFitPrice.js';
import { getOrdinaryAdmission } from '../actions/registry/getOrdinaryAdmission.js';
import { getPendingOwner } from '../actions/registry/getPendingOwner.js';
import { getProvider } from '../actions/registry/getProvider.js';
import { getProviderCount } from '../actions/registry/getProviderCount.js';
import { getProviderOf } from '../actions/registry/getProviderOf.js';
import { getProviderStanding } from '../actions/registry/getProviderStanding.js';
import { getQueuedSlashes } from '../actions/registry/getQueuedSlashes.js';
import { getRegistryParameter } from '../actions/registry/getRegistryParameter.js';
import { getSlashOutcome } from '../actions/registry/getSlashOutcome.js';
import { mayOperate } from '../actions/registry/mayOperate.js';
import { recordCptPrice } from '../actions/registry/recordCptPrice.js';
import { registerProvider } from '../actions/registry/registerProvider.js';
import { requestBondExit } from '../actions/registry/requestBondExit.js';
import { setOperator } from '../actions/registry/setOperator.js';
import { transferProvider } from '../actions/registry/transferProvider.js';
import { updateProvider } from '../actions/registry/updateProvider.js';
import { withdrawBond } from '../actions/registry/withdrawBond.js';
import { getRequirements } from '../actions/requirements/getRequirements.js';
import { sendCall } from '../actions/requirements/sendCall.js';
import { allotUnits } from '../actions/reservations/allotUnits.js';
import { cancelReservation } from '../actions/reservations/cancelReservation.js';
import { claimReservation } from '../actions/reservations/claimReservation.js';
import { expireReservation } from '../actions/reservations/expireReservation.js';
import { getAllotment } from '../actions/reservations/getAllotment.js';
import { getBookedUnits } from '../actions/reservations/getBookedUnits.js';
import { getHeldUnits } from '../actions/reservations/getHeldUnits.js';
import { getReservableUnits } from '../actions/reservations/getReservableUnits.js';
import { getReservation } from '../actions/reservations/getReservation.js';
import { getReservationCount } from '../actions/reservations/getReservationCount.js';
import { getReservationDeadline } from '../actions/reservations/getReservationDeadline.js';
import { getReservationHorizon } from '../actions/reservations/getReservationHorizon.js';
import { getReservationParameter } from '../actions/reservations/getReservationParameter.js';
import { getReservations } from '../actions/reservations/getReservations.js';
import { getReservationsDue } from '../actions/reservations/getReservationsDue.js';
import { quoteReservation } from '../actions/reservations/quoteReservation.js';
import { reserveCapacity } from '../actions/reservations/reserveCapacity.js';
import { setReservationTaking } from '../actions/reservations/setReservationTaking.js';
import { vacateReservation } from '../actions/reservations/vacateReservation.js';
import { collectRevenue } from '../actions/revenue/collectRevenue.js';
import { distributeRevenue } from '../actions/revenue/distributeRevenue.js';
import { getRevenueDestinations } from '../actions/revenue/getRevenueDestinations.js';
import { getRevenueDistributed } from '../actions/revenue/getRevenueDistributed.js';
import { getRevenueOwed } from '../actions/revenue/getRevenueOwed.js';
import { getRevenueReceived } from '../actions/revenue/getRevenueReceived.js';
import { getUndistributed } from '../actions/revenue/getUndistributed.js';
import { notifyRevenue } from '../actions/revenue/notifyRevenue.js';
import { payDestination } from '../actions/revenue/payDestination.js';
import { payRevenueAccount } from '../actions/revenue/payRevenueAccount.js';
import { claimRewards } from '../actions/rewards/claimRewards.js';
import { closeEpoch } from '../actions/rewards/closeEpoch.js';
import { getClaimable } from '../actions/rewards/getClaimable.js';
import { getEpoch } from '../actions/rewards/getEpoch.js';
import { getEpochLength } from '../actions/rewards/getEpochLength.js';
import { getNextClaim } from '../actions/rewards/getNextClaim.js';
import { getRewardState } from '../actions/rewards/getRewardState.js';
import { syncRewards } from '../actions/rewards/syncRewards.js';
import { bidSpot } from '../actions/spot/bidSpot.js';
import { clearSpotRound } from '../actions/spot/clearSpotRound.js';
import { getCurrentSpotRound } from '../actions/spot/getCurrentSpotRound.js';
import { getSpotBids } from '../actions/spot/getSpotBids.js';
import { getSpotOffers } from '../actions/spot/getSpotOffers.js';
import { getSpotParameter } from '../actions/spot/getSpotParameter.js';
import { getSpotRound } from '../actions/spot/getSpotRound.js';
import { offerSpot } from '../actions/spot/offerSpot.js';
import { previewSpotRound } from '../actions/spot/previewSpotRound.js';
import { quoteSpotBid } from '../actions/spot/quoteSpotBid.js';
import { withdrawSpotOffer } from '../actions/spot/withdrawSpotOffer.js';
import { burnCpt } from '../actions/token/burnCpt.js';
import { burnCptFrom } from '../actions/token/burnCptFrom.js';
import { getTokenBalances } from '../actions/token/getTokenBalances.js';
import { getTotalBurned } from '../actions/token/getTotalBurned.js';
import { excuseMonth } from '../actions/uptime/excuseMonth.js';
import { getCurrentMonth } from '../actions/uptime/getCurrentMonth.js';
import { getUptime } from '../actions/uptime/getUptime.js';
import { getUptimeParameter } from '../actions/uptime/getUptimeParameter.js';
import { isMonthFailed } from '../actions/uptime/isMonthFailed.js';
import { reportUptime } from '../actions/uptime/reportUptime.js';
import { deposit } from '../actions/vault/deposit.js';
import { depositFor } from '../actions/vault/depositFor.js';
import { depositWithPermit } from '../actions/vault/depositWithPermit.js';
import { getMarketVolume } from '../actions/vault/getMarketVolume.js';
import { getUncollectedRevenue } from '../actions/vault/getUncollectedRevenue.js';
import { getVaultAccount } from '../actions/vault/getVaultAccount.js';
import { withdraw } from '../actions/vault/withdraw.js';
import { cancelStages } from '../actions/workflows/cancelStages.js';
import { createWorkflow } from '../actions/workflows/createWorkflow.js';
import { getWorkflow } from '../actions/workflows/getWorkflow.js';
import { getWorkflowCount } from '../actions/workflows/getWorkflowCount.js';
import { getWorkflowDue } from '../actions/workflows/getWorkflowDue.js';
import { getWorkflowStages } from '../actions/workflows/getWorkflowStages.js';
import { launchStage } from '../actions/workflows/launchStage.js';
import { quoteWorkflow } from '../actions/workflows/quoteWorkflow.js';
import { refundStages } from '../actions/workflows/refundStages.js';
import { type Bound, bindActions } from './bind.js';
import { bridgeActions } from './bridgeActions.js';
import { buybackActions } from './buybackActions.js';
import { delegationActions } from './delegationActions.js';
import { disputeActions } from './disputeActions.js';
import { governanceActions } from './governanceActions.js';
import { groupBuyActions } from './groupBuyActions.js';
import { perkActions } from './perkActions.js';
import { poolActions } from './poolActions.js';
import { rewardActions } from './rewardActions.js';

const actions = {
  ...bridgeActions,
  ...buybackActions,
  ...delegationActions,
  ...disputeActions,
  ...governanceActions,
  ...groupBuyActions,
  ...perkActions,
  ...poolActions,
  ...rewardActions,
  acceptProvider,
  acknowledgeJobs,
  allotUnits,
  applyForCertification,
  areListingsCompatible,
  attestInvoice,
  attestKyc,
  bidSpot,
  bondMeter,
  burnCpt,
  burnCptFrom,
  cancelBondExit,
  cancelJob,
  cancelReservation,
  cancelStages,
  claimReservation,
  claimRewards,
  clearSpotRound,
  closeEpoch,
  collectRevenue,
  confirmJob,
  createListing,
  createLock,
  createLockFor,
  createLockWithPermit,
  createWorkflow,
  delegate,
  delegateBySig,
  deposit,
  depositBond,
  depositFor,
  depositWithPermit,
  distributeRevenue,
  excuseMonth,
  executeSlash,
  expireJob,
  expireJobs,
  expireReservation,
  extendJob,
  extendLock,
  failJob,
  getAllotment,
  getBenchmark,
  getBondTotals,
  getBookedUnits,
  getClaimable,
  getCptPrice,
  getCurrentMonth,
  getCurrentSpotRound,
  getDelegate,
  getDelegationNonce,
  getEpoch,
  getEpochLength,
  getFeed,
  getFirstLockTime,
  getHaircutBond,
  getHeldUnits,
  getInvoice,
  getJob,
  getJobCount,
  getJobDue,
  getJobs,
  getJobsDue,
  getJobSuccessor,
  getKyc,
  getKycLevel,
  getLastFitPrice,
  getListedValue,
  getListing,
  getListingCount,
  getListingMonthlyValue,
  getListingSku,
  getListingsParameter,
  getLock,
  getLockEnd,
  getLocks,
  getMarketParams,
  getMarketVolume,
  getMeter,
  getMeterBond,
  getMeterQuorum,
  getMeters,
  getNextClaim,
  getNotices,
  getOrderNonce,
  getOrdinaryAdmission,
  getPause,
  getPendingOwner,
  getPrice,
  getPriceHistory,
  getPriceNodes,
  getPrices,
  getProvider,
  getProviderCount,
  getProviderLoad,
  getProviderOf,
  getProviderStanding,
  getQueuedSlashes,
  getRawBalance,
  getRawBalances,
  getRawTotalSupply,
  getRawVotes,
  getRecordsParameter,
  getRegistryParameter,
  getRequiredBond,
  getRequiredSuites,
  getRequirements,
  getReservableUnits,
  getReservation,
  getReservationCount,
  getReservationDeadline,
  getReservationHorizon,
  getReservationParameter,
  getReservations,
  getReservationsDue,
  getRevenueDestinations,
  getRevenueDistributed,
  getRevenueOwed,
  getRevenueReceived,
  getRewardState,
  getSlashOutcome,
  getSpotBids,
  getSpotOffers,
  getSpotParameter,
  getSpotRound,
  getTagsHash,
  getTariff,
  getTokenBalances,
  getTotalBurned,
  getTotalLocked,
  getTradedThisMonth,
  getUncollectedRevenue,
  getUndistributed,
  getUnitsInUse,
  getUptime,
  getUptimeParameter,
  getUsdcPrice,
  getVaultAccount,
  getVeBalance,
  getVerifier,
  getVeTotalSupply,
  getVotes,
  getWorkflow,
  getWorkflowCount,
  getWorkflowDue,
  getWorkflowStages,
  giveNotice,
  hasFreshBenchmarks,
  heartbeatJob,
  increaseLock,
  increaseLockWithPermit,
  invalidateNonce,
  isCreatorAllowed,
  isInvoiceMissing,
  isMonthFailed,
  isPriceNode,
  isSettlementAgent,
  launchStage,
  mayOperate,
  mergeLocks,
  notifyRevenue,
  offerSpot,
  openJob,
  openJobs,
  openJobWithToken,
  openOrder,
  payAndOpenJobs,
  payDestination,
  payRevenueAccount,
  payWithToken,
  previewSpotRound,
  quoteJob,
  quoteReservation,
  quoteSla,
  quoteSpotBid,
  quoteTokenPayment,
  quoteWorkflow,
  recordBenchmark,
  recordCptPrice,
  refreshListing,
  refreshProvider,
  refreshStatus,
  refundStages,
  registerProvider,
  releaseJob,
  releaseJobs,
  relock,
  reportJob,
  reportUptime,
  requestBondExit,
  reserveCapacity,
  retireMeter,
  revokeKyc,
  sendCall,
  setAutoRenew,
  setBackup,
  setCreatorConsent,
  setListingActive,
  setListingCapacity,
  setListingPrice,
  setOperator,
  setReservationTaking,
  setSettlementAgent,
  slashMeter,
  startJobs,
  submitInvoice,
  submitKyc,
  submitPrices,
  syncRewards,
  topUpJob,
  transferProvider,
  updateProvider,
  vacateReservation,
  withdraw,
  withdrawBond,
  withdrawLock,
  withdrawMeterBond,
  withdrawSpotOffer,
};

/** Every action, bound to a client. */
export type CyberPlazaActions = Bound<typeof actions>;

/**
 * All actions for `client.extend`. Reads work on any client; writes need an account on it, or in the call.
 *
 * @param options.deployment the contracts to talk to; by default those registered for the client's chain
 *
 * @example
 * import { cyberplazaActions, registerDeployment } from '@cyberplaza/sdk';
 * import { createWalletClient, http } from 'viem';
 *
 * registerDeployment(deployment);
 * const client = createWalletClient({ account, chain, transport: http() }).extend(cyberplazaActions());
 * const { wait } = await client.openJob({ listingId: 1, units: 4, duration: 3_600 });
 */
export function cyberplazaActions(options: DeploymentOption = {}): (client: AnyClient) => CyberPlazaActions {
  return (client) => bindActions(actions, client, options);
}
