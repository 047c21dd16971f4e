import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { CampaignTier, Pledge } from '../../generated/schema';
import {
  CampaignCreated,
  CampaignFailed,
  CampaignMet,
  CampaignMissed,
  FailureShared,
  LotFinanced,
  MarginPaid,
  ParameterSet,
  Pledged,
  PledgeSettled,
  PledgeWithdrawn,
  PoolRepaid,
  Recovered,
  SeriesOpened,
  VendorPaid,
  VouchersClaimed,
  VouchersRedeemed,
  VouchersRefunded,
  VouchersReturned,
  VouchersSold,
} from '../../generated/GroupBuy/GroupBuy';
import { touchAccount } from '../lib/accounts';
import {
  campaignOf,
  loadCampaign,
  loadGroupBuying,
  loadVoucher,
  moveCash,
  moveClaimable,
  newMove,
  voucherId,
} from '../lib/campaigns';
import { campaignStateName, failReasonName, missReasonName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

const MISSED = 2;
const MET = 3;
const FAILED = 4;

export function handleGroupBuyCampaignCreated(event: CampaignCreated): void {
  const p = event.params;
  const terms = p.terms;
  const campaign = loadCampaign(p.campaignId);
  campaign.provider = numberId(p.providerId);
  campaign.listing = numberId(p.listingId);
  campaign.closesAt = terms.closesAt;
  campaign.expiresAt = terms.expiresAt;
  campaign.maxUnits = terms.maxUnits;
  campaign.pack = terms.pack;
  campaign.firstBps = terms.firstBps;
  campaign.prepaidBps = terms.prepaidBps;
  campaign.resaleBps = terms.resaleBps;
  campaign.listPrice = terms.listPrice;
  campaign.lineId = terms.lineId;
  campaign.createdAt = event.block.timestamp;
  campaign.save();
  for (let i = 0; i < terms.tiers.length; i++) {
    const tier = new CampaignTier(eventId(event).concatI32(i));
    tier.campaign = campaign.id;
    tier.from = terms.tiers[i].from;
    tier.price = terms.tiers[i].price;
    tier.unitCost = terms.tiers[i].unitCost;
    tier.save();
  }
  const all = loadGroupBuying();
  all.campaignCount += 1;
  all.save();
}

// ---- pledges ----

function loadPledge(campaign: BigInt, account: Bytes): Pledge {
  const id = numberId(campaign).concat(account);
  let pledge = Pledge.load(id);
  if (pledge == null) {
    pledge = new Pledge(id);
    pledge.campaign = numberId(campaign);
    pledge.account = touchAccount(account);
    pledge.units = BigInt.zero();
    pledge.escrow = BigInt.zero();
    pledge.charged = BigInt.zero();
    pledge.refunded = BigInt.zero();
  }
  return pledge;
}

function movePledged(amount: BigInt): void {
  const all = loadGroupBuying();
  all.pledged = all.pledged.plus(amount);
  all.save();
}

export function handleGroupBuyPledged(event: Pledged): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.pledged = campaign.pledged.plus(p.units);
  campaign.save();
  const pledge = loadPledge(p.campaignId, p.account);
  pledge.units = pledge.units.plus(p.units);
  pledge.escrow = pledge.escrow.plus(p.escrow);
  pledge.save();
  movePledged(p.escrow);
  const move = newMove(event, p.campaignId, 'Pledged', p.units, p.escrow);
  move.account = pledge.account;
  move.save();
}

export function handleGroupBuyPledgeWithdrawn(event: PledgeWithdrawn): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.pledged = campaign.pledged.minus(p.units);
  campaign.save();
  const pledge = loadPledge(p.campaignId, p.account);
  pledge.units = pledge.units.minus(p.units);
  pledge.escrow = pledge.escrow.minus(p.refund);
  pledge.save();
  movePledged(p.refund.neg());
  const move = newMove(event, p.campaignId, 'PledgeWithdrawn', p.units, p.refund);
  move.account = pledge.account;
  move.save();
}

export function handleGroupBuyPledgeSettled(event: PledgeSettled): void {
  const p = event.params;
  const pledge = loadPledge(p.campaignId, p.account);
  pledge.units = pledge.units.minus(p.units);
  pledge.escrow = BigInt.zero();
  pledge.charged = pledge.charged.plus(p.charged);
  pledge.refunded = pledge.refunded.plus(p.refunded);
  pledge.save();
  movePledged(p.charged.plus(p.refunded).neg());
  if (!p.charged.isZero()) {
    const campaign = loadCampaign(p.campaignId);
    campaign.settled = campaign.settled.plus(p.units);
    campaign.paidIn = campaign.paidIn.plus(p.charged);
    moveCash(campaign, p.charged);
    campaign.save();
    moveClaimable(campaign.number.leftShift(64), p.account, p.units);
  }
  const move = newMove(event, p.campaignId, 'PledgeSettled', p.units, p.charged);
  move.account = pledge.account;
  move.save();
}

// ---- the close ----

export function handleGroupBuyCampaignMissed(event: CampaignMissed): void {
  const campaign = loadCampaign(event.params.campaignId);
  campaign.state = campaignStateName(MISSED);
  campaign.missReason = missReasonName(event.params.reason);
  campaign.closedAt = event.block.timestamp;
  campaign.save();
}

export function handleGroupBuyCampaignMet(event: CampaignMet): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.state = campaignStateName(MET);
  campaign.stock = p.stock;
  campaign.price = p.price;
  campaign.unitCost = p.unitCost;
  campaign.unitDue = p.unitDue;
  campaign.closedAt = event.block.timestamp;
  campaign.save();
}

export function handleGroupBuyLotFinanced(event: LotFinanced): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.lotId = p.lotId;
  campaign.drawn = campaign.drawn.plus(p.drawn);
  moveCash(campaign, p.drawn);
  campaign.save();
  newMove(event, p.campaignId, 'Financed', campaign.stock, p.drawn).save();
}

export function handleGroupBuyVendorPaid(event: VendorPaid): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.toVendor = campaign.toVendor.plus(p.amount);
  moveCash(campaign, p.amount.neg());
  campaign.save();
  const move = newMove(event, p.campaignId, 'VendorPaid', BigInt.zero(), p.amount);
  move.account = touchAccount(p.payout);
  move.save();
}

// ---- vouchers ----

export function handleGroupBuySeriesOpened(event: SeriesOpened): void {
  const p = event.params;
  if (p.resaleBps != 0) {
    const campaign = loadCampaign(p.campaignId);
    campaign.resaleBps = p.resaleBps;
    campaign.save();
  }
  const voucher = loadVoucher(p.tokenId);
  voucher.price = p.price;
  voucher.save();
  const move = newMove(event, p.campaignId, 'SeriesOpened', BigInt.zero(), p.price);
  move.voucher = voucher.id;
  move.save();
}

export function handleGroupBuyVouchersClaimed(event: VouchersClaimed): void {
  const p = event.params;
  moveClaimable(p.tokenId, p.account, p.units.neg());
  const move = newMove(event, campaignOf(p.tokenId), 'Claimed', p.units, BigInt.zero());
  move.account = touchAccount(p.account);
  move.voucher = voucherId(p.tokenId);
  move.save();
}

export function handleGroupBuyVouchersSold(event: VouchersSold): void {
  const p = event.params;
  const campaign = loadCampaign(campaignOf(p.tokenId));
  campaign.stock = campaign.stock.minus(p.units);
  campaign.paidIn = campaign.paidIn.plus(p.paid);
  moveCash(campaign, p.paid);
  campaign.save();
  const move = newMove(event, campaign.number, 'Sold', p.units, p.paid);
  move.account = touchAccount(p.buyer);
  move.voucher = voucherId(p.tokenId);
  move.save();
}

export function handleGroupBuyVouchersRefunded(event: VouchersRefunded): void {
  const p = event.params;
  const campaign = loadCampaign(campaignOf(p.tokenId));
  // Before the expiry the units are for sale again.
  if (campaign.state == campaignStateName(MET) && event.block.timestamp.lt(loadVoucher(p.tokenId).expiresAt)) {
    campaign.stock = campaign.stock.plus(p.units);
  }
  campaign.refunded = campaign.refunded.plus(p.amount);
  moveCash(campaign, p.amount.neg());
  campaign.save();
  const move = newMove(event, campaign.number, 'Refunded', p.units, p.amount);
  move.account = touchAccount(p.account);
  move.voucher = voucherId(p.tokenId);
  move.save();
}

function moveInJobs(tokenId: BigInt, units: BigInt, due: BigInt): void {
  const voucher = loadVoucher(tokenId);
  voucher.inJobs = voucher.inJobs.plus(units);
  voucher.save();
  const all = loadGroupBuying();
  all.inJobs = all.inJobs.plus(due);
  all.save();
}

export function handleGroupBuyVouchersRedeemed(event: VouchersRedeemed): void {
  const p = event.params;
  const campaign = loadCampaign(campaignOf(p.tokenId));
  campaign.inJobs = campaign.inJobs.plus(p.due);
  moveCash(campaign, p.due.neg());
  campaign.save();
  moveInJobs(p.tokenId, p.units, p.due);
  const move = newMove(event, campaign.number, 'Redeemed', p.units, p.due);
  move.account = touchAccount(p.account);
  move.voucher = voucherId(p.tokenId);
  move.save();
}

export function handleGroupBuyVouchersReturned(event: VouchersReturned): void {
  const p = event.params;
  const campaign = loadCampaign(campaignOf(p.tokenId));
  const units = p.used.plus(p.returned);
  const due = units.times(campaign.unitDue);
  campaign.inJobs = campaign.inJobs.minus(due);
  campaign.toVendor = campaign.toVendor.plus(p.toVendor);
  moveCash(campaign, due.minus(p.toVendor));
  campaign.save();
  moveInJobs(p.tokenId, units.neg(), due.neg());
  moveClaimable(p.tokenId, p.account, p.returned);
  const move = newMove(event, campaign.number, 'Returned', p.returned, p.toVendor);
  move.account = touchAccount(p.account);
  move.voucher = voucherId(p.tokenId);
  move.save();
}

// ---- pool, revenue, failure ----

export function handleGroupBuyPoolRepaid(event: PoolRepaid): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.toPool = campaign.toPool.plus(p.amount);
  moveCash(campaign, p.amount.neg());
  campaign.save();
  newMove(event, p.campaignId, 'PoolRepaid', p.stock, p.amount).save();
}

export function handleGroupBuyMarginPaid(event: MarginPaid): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.toRevenue = campaign.toRevenue.plus(p.amount);
  moveCash(campaign, p.amount.neg());
  campaign.save();
  newMove(event, p.campaignId, 'MarginPaid', BigInt.zero(), p.amount).save();
}

export function handleGroupBuyRecovered(event: Recovered): void {
  const p = event.params;
  const campaign = loadCampaign(p.campaignId);
  campaign.paidIn = campaign.paidIn.plus(p.amount);
  moveCash(campaign, p.amount);
  campaign.save();
  const move = newMove(event, p.campaignId, 'Recovered', BigInt.zero(), p.amount);
  move.account = touchAccount(p.from);
  move.save();
}

export function handleGroupBuyCampaignFailed(event: CampaignFailed): void {
  const campaign = loadCampaign(event.params.campaignId);
  campaign.state = campaignStateName(FAILED);
  campaign.failReason = failReasonName(event.params.reason);
  campaign.evidenceHash = event.params.evidenceHash;
  campaign.failedAt = event.block.timestamp;
  campaign.save();
}

export function handleGroupBuyFailureShared(event: FailureShared): void {
  const campaign = loadCampaign(event.params.campaignId);
  campaign.pot = event.params.pot;
  campaign.claims = event.params.claims;
  campaign.save();
}

export function handleGroupBuyParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
