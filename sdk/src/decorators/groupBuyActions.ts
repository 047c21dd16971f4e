import { claimCoupon } from '../actions/coupons/claimCoupon.js';
import { commitCoupon } from '../actions/coupons/commitCoupon.js';
import { createCouponBatch } from '../actions/coupons/createCouponBatch.js';
import { getCouponBatch } from '../actions/coupons/getCouponBatch.js';
import { getCouponBatchCount } from '../actions/coupons/getCouponBatchCount.js';
import { getCouponCommitment } from '../actions/coupons/getCouponCommitment.js';
import { isCouponClaimed } from '../actions/coupons/isCouponClaimed.js';
import { reclaimCoupons } from '../actions/coupons/reclaimCoupons.js';
import { buyVouchers } from '../actions/groupBuying/buyVouchers.js';
import { cancelCampaign } from '../actions/groupBuying/cancelCampaign.js';
import { claimVouchers } from '../actions/groupBuying/claimVouchers.js';
import { closeCampaign } from '../actions/groupBuying/closeCampaign.js';
import { createCampaign } from '../actions/groupBuying/createCampaign.js';
import { failCampaign } from '../actions/groupBuying/failCampaign.js';
import { getCampaign } from '../actions/groupBuying/getCampaign.js';
import { getCampaignBooks } from '../actions/groupBuying/getCampaignBooks.js';
import { getCampaignCount } from '../actions/groupBuying/getCampaignCount.js';
import { getCampaignDebt } from '../actions/groupBuying/getCampaignDebt.js';
import { getCampaignSeries } from '../actions/groupBuying/getCampaignSeries.js';
import { getCampaignTiers } from '../actions/groupBuying/getCampaignTiers.js';
import { getClaimableVouchers } from '../actions/groupBuying/getClaimableVouchers.js';
import { getFreeCash } from '../actions/groupBuying/getFreeCash.js';
import { getGroupBuyParameter } from '../actions/groupBuying/getGroupBuyParameter.js';
import { getPledge } from '../actions/groupBuying/getPledge.js';
import { getResalePrice } from '../actions/groupBuying/getResalePrice.js';
import { payInvoice } from '../actions/groupBuying/payInvoice.js';
import { pledgeUnits } from '../actions/groupBuying/pledgeUnits.js';
import { quoteTier } from '../actions/groupBuying/quoteTier.js';
import { quoteVoucherRefund } from '../actions/groupBuying/quoteVoucherRefund.js';
import { recoverForCampaign } from '../actions/groupBuying/recoverForCampaign.js';
import { refundVouchers } from '../actions/groupBuying/refundVouchers.js';
import { repayCampaign } from '../actions/groupBuying/repayCampaign.js';
import { setResaleDiscount } from '../actions/groupBuying/setResaleDiscount.js';
import { settlePledges } from '../actions/groupBuying/settlePledges.js';
import { shareOutCampaign } from '../actions/groupBuying/shareOutCampaign.js';
import { takeMargin } from '../actions/groupBuying/takeMargin.js';
import { withdrawPledge } from '../actions/groupBuying/withdrawPledge.js';
import { approveVouchers } from '../actions/vouchers/approveVouchers.js';
import { buyValueVouchers } from '../actions/vouchers/buyValueVouchers.js';
import { closeRedemptions } from '../actions/vouchers/closeRedemptions.js';
import { emptyVoucherWallet } from '../actions/vouchers/emptyVoucherWallet.js';
import { getOpenRedemptions } from '../actions/vouchers/getOpenRedemptions.js';
import { getRedemption } from '../actions/vouchers/getRedemption.js';
import { getValueVoucherId } from '../actions/vouchers/getValueVoucherId.js';
import { getValueVoucherSupply } from '../actions/vouchers/getValueVoucherSupply.js';
import { getVoucherBalance } from '../actions/vouchers/getVoucherBalance.js';
import { getVoucherKind } from '../actions/vouchers/getVoucherKind.js';
import { getVoucherSupply } from '../actions/vouchers/getVoucherSupply.js';
import { getVoucherWallet } from '../actions/vouchers/getVoucherWallet.js';
import { giftVouchers } from '../actions/vouchers/giftVouchers.js';
import { isRedemptionDue } from '../actions/vouchers/isRedemptionDue.js';
import { quoteRedemption } from '../actions/vouchers/quoteRedemption.js';
import { redeemValueVouchers } from '../actions/vouchers/redeemValueVouchers.js';
import { redeemVouchers } from '../actions/vouchers/redeemVouchers.js';
import { refundValueVouchers } from '../actions/vouchers/refundValueVouchers.js';

/** Campaigns, vouchers and coupons. */
export const groupBuyActions = {
  approveVouchers,
  buyValueVouchers,
  buyVouchers,
  cancelCampaign,
  claimCoupon,
  claimVouchers,
  closeCampaign,
  closeRedemptions,
  commitCoupon,
  createCampaign,
  createCouponBatch,
  emptyVoucherWallet,
  failCampaign,
  getCampaign,
  getCampaignBooks,
  getCampaignCount,
  getCampaignDebt,
  getCampaignSeries,
  getCampaignTiers,
  getClaimableVouchers,
  getCouponBatch,
  getCouponBatchCount,
  getCouponCommitment,
  getFreeCash,
  getGroupBuyParameter,
  getOpenRedemptions,
  getPledge,
  getRedemption,
  getResalePrice,
  getValueVoucherId,
  getValueVoucherSupply,
  getVoucherBalance,
  getVoucherKind,
  getVoucherSupply,
  getVoucherWallet,
  giftVouchers,
  isCouponClaimed,
  isRedemptionDue,
  payInvoice,
  pledgeUnits,
  quoteRedemption,
  quoteTier,
  quoteVoucherRefund,
  reclaimCoupons,
  recoverForCampaign,
  redeemValueVouchers,
  redeemVouchers,
  refundValueVouchers,
  refundVouchers,
  repayCampaign,
  setResaleDiscount,
  settlePledges,
  shareOutCampaign,
  takeMargin,
  withdrawPledge,
};
