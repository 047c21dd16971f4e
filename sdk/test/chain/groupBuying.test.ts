import { type Address, encodeFunctionData, type Hex, zeroHash } from 'viem';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  accessManagerAbi,
  CampaignState,
  type CampaignTerms,
  campaignInvoiceId,
  ERC1155InsufficientBalanceError,
  failureShare,
  groupBuyAbi,
  InvalidTermsError,
  jobSpecHash,
  NotAPackError,
  NothingDoneError,
  Period,
  parseUsdc,
  RedemptionsOpenError,
  RefundNotFundedError,
  splitVoucherId,
  TooEarlyError,
  TooLateError,
  TooManyVouchersError,
  tierFor,
  UnitsExceededError,
  VALUE_VOUCHER_FACE,
  VoucherExpiredError,
  vendorParts,
  vouchersFor,
  vouchersReturned,
  voucherTokenId,
  WrongStateError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld, type World } from '../support/world.js';

const DAY = 86_400;
const HOUR = 3_600;
const specHash = jobSpecHash({ command: ['train'] });
const TIERS = [
  { from: 100, price: 2_000_000, unitCost: 1_840_000 },
  { from: 300, price: 1_900_000, unitCost: 1_750_000 },
];
const PARTS = vendorParts(1_750_000, { firstBps: 3_000, prepaidBps: 5_000 });
const DUE = Number(PARTS.due);
let listingId: number;
let alice: Awaited<ReturnType<World['buyer']>>;
let bob: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;
let operator: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  const providerId = await w.provider(0, { certified: true });
  listingId = await w.listing(0, providerId, { unitPrice: 2_500_000, feedId: 0 });
  alice = await w.buyer(0, parseUsdc('100000'));
  bob = await w.buyer(1, parseUsdc('100000'));
  seller = w.client(account('provider', 0));
  operator = w.client(account('parameters'));
  await w.fund(account('parameters').address);
});

async function terms(): Promise<CampaignTerms> {
  const closesAt = Number(await world.current.now()) + 3 * DAY;
  return {
    listingId,
    closesAt,
    expiresAt: closesAt + 60 * DAY,
    maxUnits: 1_000,
    pack: 10,
    firstBps: 3_000,
    prepaidBps: 5_000,
    resaleBps: 2_000,
    listPrice: 2_500_000,
    lineId: 0,
    tiers: TIERS,
  };
}

async function begin(): Promise<bigint> {
  return (await (await operator.createCampaign({ terms: await terms() })).wait()).campaignId;
}

/** Alice and Bob pledged 300 and 100, and hold their vouchers. */
async function met(): Promise<{ campaignId: bigint; tokenId: bigint }> {
  const campaignId = await begin();
  await (await alice.pledgeUnits({ campaignId, units: 300 })).wait();
  await (await bob.pledgeUnits({ campaignId, units: 100 })).wait();
  await close(campaignId);
  const tokenId = voucherTokenId(campaignId, 0);
  await (await alice.claimVouchers({ tokenId, to: alice.account.address })).wait();
  await (await bob.claimVouchers({ tokenId, to: bob.account.address })).wait();
  return { campaignId, tokenId };
}

async function close(campaignId: bigint): Promise<void> {
  await world.current.advanceTo(BigInt((await alice.getCampaign({ campaignId })).closesAt));
  await world.current.publishPrices();
  await (await bob.closeCampaign({ campaignId })).wait();
}

async function balanced(campaignId: bigint): Promise<void> {
  const b = await alice.getCampaignBooks({ campaignId });
  expect(b.paidIn + b.drawn).toBe(b.toVendor + b.toPool + b.toRevenue + b.refunded + b.cash + b.inJobs);
}

/** Scheduled, and executed two days later. */
async function govern(target: Address, data: Hex): Promise<void> {
  const w = world.current;
  const [from, manager] = [account('governance').address, w.contracts.AccessManager];
  const schedule = encodeFunctionData({ abi: accessManagerAbi, functionName: 'schedule', args: [target, data, 0] });
  await w.impersonate(from, manager, schedule);
  await w.advance(2 * DAY);
  await w.impersonate(from, target, data);
}

const available = async (who: typeof alice) => (await who.getVaultAccount({ account: who.account.address })).available;

const request = (tokenId: bigint, units: number, duration: number) => ({
  redemption: { tokenId, maxVouchers: 1_000, units, duration, taskCount: 0, tasksRoot: zeroHash, specHash },
});

beforeEach(async () => world.current.publishPrices());

describe('campaigns', () => {
  test('take pledges that may be taken back until a day before the close', async () => {
    await expect(operator.createCampaign({ terms: { ...(await terms()), prepaidBps: 9_001 } })).rejects.toThrow(
      InvalidTermsError,
    );
    const campaignId = await begin();
    expect(await alice.getCampaignCount()).toBe(campaignId);
    expect(await alice.getCampaignTiers({ campaignId })).toEqual(TIERS);
    expect(await alice.getGroupBuyParameter({ name: 'withdrawalStop' })).toBe(86_400n);
    expect(await alice.getRequirements({ action: 'pledgeUnits', amount: parseUsdc('600') })).toEqual([]);
    const { escrow } = await (await alice.pledgeUnits({ campaignId, units: 300 })).wait();
    expect(escrow).toBe(parseUsdc('600'));
    await expect(alice.pledgeUnits({ campaignId, units: 5 })).rejects.toThrow(NotAPackError);
    await expect(alice.pledgeUnits({ campaignId, units: 1_000 })).rejects.toThrow(UnitsExceededError);
    const { refund } = await (await alice.withdrawPledge({ campaignId, units: 250 })).wait();
    expect(refund).toBe(parseUsdc('500'));
    expect(await alice.getPledge({ campaignId, account: alice.account.address })).toBe(50);
    for (const units of [50, 100, 299, 300]) {
      const tier = tierFor(TIERS, units);
      expect(await alice.quoteTier({ campaignId, units })).toEqual({
        price: tier?.price ?? 0,
        unitCost: tier?.unitCost ?? 0,
      });
    }
    const { withdrawableUntil } = await alice.getCampaign({ campaignId });
    await world.current.advanceTo(BigInt(withdrawableUntil + 1));
    await expect(alice.withdrawPledge({ campaignId, units: 10 })).rejects.toThrow(TooLateError);
  });

  test('that miss their minimum, or are called off, refund everybody', async () => {
    const before = await available(alice);
    const missed = await begin();
    await (await alice.pledgeUnits({ campaignId: missed, units: 90 })).wait();
    await expect(bob.closeCampaign({ campaignId: missed })).rejects.toThrow(TooEarlyError);
    await close(missed);
    expect((await alice.getCampaign({ campaignId: missed })).state).toBe(CampaignState.Missed);
    await (await bob.settlePledges({ campaignId: missed, accounts: [alice.account.address] })).wait();
    const cancelled = await begin();
    await (await alice.pledgeUnits({ campaignId: cancelled, units: 500 })).wait();
    await (await operator.cancelCampaign({ campaignId: cancelled })).wait();
    await expect(alice.pledgeUnits({ campaignId: cancelled, units: 10 })).rejects.toThrow(WrongStateError);
    await (await bob.settlePledges({ campaignId: cancelled, accounts: [alice.account.address] })).wait();
    expect(await available(alice)).toBe(before);
  });

  test('that are met charge the tier that was reached and pay the vendor its first part', async () => {
    const before = await available(alice);
    const sellers = (await seller.getVaultAccount({ account: seller.account.address })).available;
    const { campaignId, tokenId } = await met();
    expect(await available(alice)).toBe(before - parseUsdc('570'));
    expect(await alice.getVoucherBalance({ account: alice.account.address, tokenId })).toBe(300n);
    expect(await alice.getVoucherSupply({ tokenId })).toBe(400n);
    expect(splitVoucherId(tokenId)).toEqual({ campaignId, series: 0 });
    expect(await alice.getVoucherKind({ tokenId })).toMatchObject({ price: 1_900_000n });
    expect(await alice.getCampaign({ campaignId })).toMatchObject({ price: 1_900_000, unitDue: DUE, settled: 400 });
    // No settlement agent, so nothing waits for an invoice.
    const paid = (await seller.getVaultAccount({ account: seller.account.address })).available - sellers;
    expect(paid).toBe(400n * (PARTS.first + PARTS.afterInvoice));
    await expect(bob.payInvoice({ campaignId })).rejects.toThrow(NothingDoneError);
    await expect(bob.failCampaign({ campaignId })).rejects.toThrow(NothingDoneError);
    await expect(bob.repayCampaign({ campaignId })).rejects.toThrow(NothingDoneError);
    expect(await alice.getCampaignDebt({ campaignId })).toBe(0n);
    expect(campaignInvoiceId(campaignId)).toBe((1n << 128n) + campaignId);
    await balanced(campaignId);
  });

  test('refund vouchers at their price and sell the units again', async () => {
    const { campaignId, tokenId } = await met();
    const free = await alice.getFreeCash({ campaignId });
    expect(free).toBe(400n * 150_000n);
    expect(await alice.quoteVoucherRefund({ tokenId, units: 20 })).toBe(parseUsdc('38'));
    const { amount } = await (await alice.refundVouchers({ tokenId, units: 20 })).wait();
    expect(amount).toBe(parseUsdc('38'));
    await expect(alice.refundVouchers({ tokenId, units: 200 })).rejects.toThrow(RefundNotFundedError);
    expect(await alice.getResalePrice({ campaignId })).toBe(2_000_000);
    const to = bob.account.address;
    const bought = await (await bob.buyVouchers({ campaignId, units: 5, maxUnitPrice: 2_000_000, to })).wait();
    expect(bought).toMatchObject({ tokenId: voucherTokenId(campaignId, 1), paid: parseUsdc('10') });
    const changed = await (await operator.setResaleDiscount({ campaignId, resaleBps: 3_000 })).wait();
    expect(changed).toMatchObject({ tokenId: voucherTokenId(campaignId, 2), price: 1_750_000 });
    await expect(bob.buyVouchers({ campaignId, units: 16, maxUnitPrice: 2_000_000, to })).rejects.toThrow(
      UnitsExceededError,
    );
    expect(await bob.getCampaignSeries({ campaignId, series: 1 })).toMatchObject({
      price: 2_000_000,
      sold: 5,
      live: 5,
    });
    await balanced(campaignId);
  });

  test('leave their margin to revenue once vouchers have expired, and the rest to the holders', async () => {
    const { campaignId, tokenId } = await met();
    await expect(bob.takeMargin({ campaignId })).rejects.toThrow(TooEarlyError);
    await world.current.advanceTo(BigInt((await bob.getCampaign({ campaignId })).expiresAt));
    expect((await (await bob.takeMargin({ campaignId })).wait()).amount).toBe(400n * 150_000n);
    const { amount } = await (await alice.refundVouchers({ tokenId, units: 300 })).wait();
    expect(amount).toBe(300n * PARTS.due);
    await balanced(campaignId);
  });

  test('that fail share out what is left', async () => {
    const { campaignId, tokenId } = await met();
    const data = encodeFunctionData({ abi: groupBuyAbi, functionName: 'declareFailed', args: [campaignId, zeroHash] });
    await govern(world.current.contracts.GroupBuy, data);
    expect((await bob.getCampaign({ campaignId })).state).toBe(CampaignState.Failed);
    await (await bob.recoverForCampaign({ campaignId, amount: parseUsdc('100') })).wait();
    await expect(bob.shareOutCampaign({ campaignId })).rejects.toThrow(TooEarlyError);
    await world.current.advance(60 * DAY + 1);
    const shared = await (await bob.shareOutCampaign({ campaignId })).wait();
    const { amount } = await (await alice.refundVouchers({ tokenId, units: 300 })).wait();
    expect(amount).toBe(failureShare(300, 1_900_000, shared));
    expect(amount).toBeLessThan(parseUsdc('570'));
    await balanced(campaignId);
  });
});

describe('vouchers', () => {
  test('redeem by a job at the price still due; what it did not use comes back', async () => {
    const { campaignId, tokenId } = await met();
    const vouchers = vouchersFor({ unitDue: DUE, period: Period.Hour, units: 10, duration: 10 * HOUR });
    expect(vouchers).toBe(120);
    expect(await alice.quoteRedemption({ tokenId, units: 10, duration: 10 * HOUR })).toBe(vouchers);
    const short = request(tokenId, 10, 10 * HOUR);
    await expect(alice.redeemVouchers({ redemption: { ...short.redemption, maxVouchers: 119 } })).rejects.toThrow(
      TooManyVouchersError,
    );
    const { jobId, wallet } = await (await alice.redeemVouchers(short)).wait();
    expect(await alice.getVoucherWallet({ account: alice.account.address })).toBe(wallet);
    expect(await alice.getJob({ jobId })).toMatchObject({
      payer: wallet,
      buyer: alice.account.address,
      unitPrice: DUE,
    });
    expect(await alice.getRedemption({ jobId })).toEqual({ holder: alice.account.address, tokenId, vouchers });
    await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const { since } = await alice.getJob({ jobId });
    await world.current.advance(10 * HOUR);
    const usage = 95n * BigInt(HOUR) - 7n;
    const signed = await world.current.signedReport({ jobId, usage, startedAt: since, endedAt: since + 10 * HOUR });
    await (await seller.reportJob(signed)).wait();
    expect(await alice.isRedemptionDue({ jobId })).toBe(false);
    await expect(bob.closeRedemptions({ jobIds: [jobId] })).rejects.toThrow(NothingDoneError);
    await expect(alice.emptyVoucherWallet({ to: alice.account.address })).rejects.toThrow(RedemptionsOpenError);
    await (await alice.confirmJob({ jobId })).wait();
    const { paid } = await alice.getJob({ jobId });
    const returned = vouchersReturned(vouchers, paid, DUE);
    await (await bob.closeRedemptions({ jobIds: [jobId] })).wait();
    expect(returned).toBe(25);
    expect(await alice.getClaimableVouchers({ account: alice.account.address, tokenId })).toBe(returned);
    await (await alice.claimVouchers({ tokenId, to: alice.account.address })).wait();
    expect(await alice.getVoucherBalance({ account: alice.account.address, tokenId })).toBe(205n);
    expect(await alice.getOpenRedemptions({ account: alice.account.address })).toBe(0n);
    await expect(alice.emptyVoucherWallet({ to: alice.account.address })).rejects.toThrow();
    await balanced(campaignId);
  });

  test('are given away with every right they carry', async () => {
    const { tokenId } = await met();
    const [from, to] = [alice.account.address, bob.account.address];
    await (await alice.giftVouchers({ from, to, tokenId, units: 40n })).wait();
    expect(await bob.getVoucherBalance({ account: to, tokenId })).toBe(140n);
    await expect(alice.giftVouchers({ from, to, tokenId, units: 261n })).rejects.toThrow(
      ERC1155InsufficientBalanceError,
    );
    const { jobId } = await (await bob.redeemVouchers(request(tokenId, 1, HOUR))).wait();
    await (await bob.cancelJob({ jobId })).wait();
    await (await alice.closeRedemptions({ jobIds: [jobId] })).wait();
    expect(await bob.getClaimableVouchers({ account: to, tokenId })).toBe(2);
  });

  test('of value are sold at face, buy jobs, and turn back into the money after their expiry too', async () => {
    const id = await alice.getValueVoucherId();
    const before = await available(alice);
    const supply = await alice.getValueVoucherSupply();
    const sold = await (await alice.buyValueVouchers({ count: 3n, to: alice.account.address })).wait();
    expect(sold).toMatchObject({ id, paid: 3n * VALUE_VOUCHER_FACE });
    expect(await alice.getValueVoucherSupply()).toBe(supply + 3n);
    const { wallet, credit } = await (await alice.redeemValueVouchers({ id, count: 1n })).wait();
    expect(credit).toBe(VALUE_VOUCHER_FACE);
    expect(await alice.getCreditWallet({ account: alice.account.address })).toBe(wallet);
    const opened = await alice.openJobWithCredit({ listingId, units: 1, duration: HOUR, maxUnitPrice: 2_500_000 });
    const { jobId } = await opened.wait();
    await (await alice.cancelJob({ jobId })).wait();
    expect((await alice.getVaultAccount({ account: wallet })).available).toBe(VALUE_VOUCHER_FACE);
    const { expiresAt } = await alice.getVoucherKind({ tokenId: id });
    await world.current.advanceTo(BigInt(expiresAt));
    await expect(alice.redeemValueVouchers({ id, count: 1n })).rejects.toThrow(VoucherExpiredError);
    expect((await (await alice.refundValueVouchers({ id, count: 2n })).wait()).amount).toBe(2n * VALUE_VOUCHER_FACE);
    expect(await available(alice)).toBe(before - VALUE_VOUCHER_FACE);
  });
});
