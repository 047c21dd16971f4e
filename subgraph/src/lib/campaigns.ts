import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Campaign, CampaignMove, GroupBuying, Voucher, VoucherHolding } from '../../generated/schema';
import { touchAccount } from './accounts';
import { campaignStateName } from './enums';
import { eventId, numberId, singletonId } from './ids';

const ID_BITS: u8 = 64;
const OPEN = 1;

export function loadGroupBuying(): GroupBuying {
  let all = GroupBuying.load(singletonId());
  if (all == null) {
    const zero = BigInt.zero();
    all = new GroupBuying(singletonId());
    all.campaignCount = 0;
    all.pledged = zero;
    all.cash = zero;
    all.inJobs = zero;
    all.valueVouchers = zero;
    all.valueRedeemed = zero;
    all.valueRefunded = zero;
  }
  return all;
}

export function loadCampaign(number: BigInt): Campaign {
  const id = numberId(number);
  let campaign = Campaign.load(id);
  if (campaign == null) {
    const zero = BigInt.zero();
    campaign = new Campaign(id);
    campaign.number = number;
    campaign.state = campaignStateName(OPEN);
    campaign.provider = numberId(zero);
    campaign.listing = numberId(zero);
    campaign.closesAt = zero;
    campaign.expiresAt = zero;
    campaign.maxUnits = zero;
    campaign.pack = zero;
    campaign.firstBps = 0;
    campaign.prepaidBps = 0;
    campaign.resaleBps = 0;
    campaign.listPrice = zero;
    campaign.lineId = zero;
    campaign.price = zero;
    campaign.unitCost = zero;
    campaign.unitDue = zero;
    campaign.pledged = zero;
    campaign.settled = zero;
    campaign.stock = zero;
    campaign.paidIn = zero;
    campaign.drawn = zero;
    campaign.toVendor = zero;
    campaign.toPool = zero;
    campaign.toRevenue = zero;
    campaign.refunded = zero;
    campaign.cash = zero;
    campaign.inJobs = zero;
    campaign.createdAt = zero;
  }
  return campaign;
}

/** Campaign and series, 8 bytes each: a value voucher is of campaign 0. */
export function voucherId(tokenId: BigInt): Bytes {
  const campaign = tokenId.rightShift(ID_BITS);
  return numberId(campaign).concat(numberId(tokenId.minus(campaign.leftShift(ID_BITS))));
}

export function campaignOf(tokenId: BigInt): BigInt {
  return tokenId.rightShift(ID_BITS);
}

/** Value vouchers are never announced: their price and expiry follow from their number. */
export function loadVoucher(tokenId: BigInt): Voucher {
  const id = voucherId(tokenId);
  let voucher = Voucher.load(id);
  if (voucher == null) {
    const zero = BigInt.zero();
    voucher = new Voucher(id);
    voucher.number = tokenId;
    const campaign = campaignOf(tokenId);
    if (campaign.isZero()) {
      voucher.price = BigInt.fromI32(100_000_000);
      voucher.expiresAt = tokenId.plus(BigInt.fromI32(1)).times(BigInt.fromI32(7_776_000)).plus(BigInt.fromI32(31_536_000));
    } else {
      voucher.campaign = numberId(campaign);
      voucher.price = zero;
      voucher.expiresAt = zero;
    }
    voucher.supply = zero;
    voucher.claimable = zero;
    voucher.inJobs = zero;
  }
  return voucher;
}

export function loadHolding(tokenId: BigInt, account: Bytes): VoucherHolding {
  const id = voucherId(tokenId).concat(account);
  let holding = VoucherHolding.load(id);
  if (holding == null) {
    holding = new VoucherHolding(id);
    holding.voucher = voucherId(tokenId);
    holding.account = touchAccount(account);
    holding.amount = BigInt.zero();
    holding.claimable = BigInt.zero();
  }
  return holding;
}

/** Vouchers that an account may claim, more or (negative) fewer. */
export function moveClaimable(tokenId: BigInt, account: Bytes, units: BigInt): void {
  if (units.isZero()) return;
  const voucher = loadVoucher(tokenId);
  voucher.claimable = voucher.claimable.plus(units);
  voucher.save();
  const holding = loadHolding(tokenId, account);
  holding.claimable = holding.claimable.plus(units);
  holding.save();
}

/** Cash of a campaign and of all, more or (negative) less. The campaign is saved by the caller. */
export function moveCash(campaign: Campaign, amount: BigInt): void {
  campaign.cash = campaign.cash.plus(amount);
  const all = loadGroupBuying();
  all.cash = all.cash.plus(amount);
  all.save();
}

export function newMove(event: ethereum.Event, campaign: BigInt, kind: string, units: BigInt, amount: BigInt): CampaignMove {
  const move = new CampaignMove(eventId(event));
  move.campaign = numberId(campaign);
  move.kind = kind;
  move.units = units;
  move.amount = amount;
  move.blockNumber = event.block.number;
  move.timestamp = event.block.timestamp;
  move.transaction = event.transaction.hash;
  return move;
}
