import { zeroAddress } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AlreadyReviewedError,
  ChargeAboveMaximumError,
  InvalidRatingError,
  JobState,
  MAX_LOCK_DURATION,
  NO_CLOUD_LIMIT,
  NotDueYetError,
  NothingDoneError,
  Plan,
  Promotion,
  PromotionClosedError,
  parseCpt,
  parseUsdc,
  payerDiscountBps,
  ReferrerAlreadySetError,
  splitFee,
  subscriptionsAbi,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { trade } from '../support/trade.js';
import { useWorld } from '../support/world.js';

const MONTH = 30 * 86_400;
const HOURS = 3_600;
/** 64 units at 2.50 USDC for 100 hours: 16,000 USDC, 640 of it the fee of a certified provider. */
const BIG = { seller: 0, units: 64, seconds: 100 * HOURS };
const BIG_VOLUME = parseUsdc('16000');
let providerId: number;
let listingId: number;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(0, { certified: true });
  listingId = await w.listing(0, providerId, { unitPrice: 2_500_000, feedId: 0 });
});

/** As a holder of PARAMETERS. */
async function govern(functionName: 'setPromotion' | 'setEnterprisePrice', args: readonly unknown[]): Promise<void> {
  const who = account('parameters');
  await world.current.fund(who.address);
  const hash = await world.current.client(who).writeContract({
    address: world.current.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName,
    args,
  } as never);
  expect((await world.current.chain.waitForTransactionReceipt({ hash })).status).toBe('success');
}

describe('reviews', () => {
  test('the payer rates a settled job once, the provider answers once', async () => {
    const buyer = await world.current.buyer(0, parseUsdc('1000'));
    const seller = world.current.client(account('provider', 0));
    const jobId = await trade(world.current, { ...BIG, payer: buyer.account, listingId, units: 1, seconds: HOURS });
    expect((await buyer.getJob({ jobId })).paid).toBe(2_500_000n);
    expect(await buyer.getReview({ jobId })).toEqual({ rating: undefined, answered: false });
    await expect(buyer.reviewJob({ jobId, rating: 6, uri: 'ipfs://review' })).rejects.toThrow(InvalidRatingError);

    await (await buyer.reviewJob({ jobId, rating: 4, uri: 'ipfs://review' })).wait();
    await expect(buyer.reviewJob({ jobId, rating: 5, uri: 'ipfs://review' })).rejects.toThrow(AlreadyReviewedError);
    await (await seller.answerReview({ jobId, uri: 'ipfs://answer' })).wait();
    expect(await buyer.getReview({ jobId })).toEqual({ rating: 4, answered: true });
    expect(await buyer.getReputation({ providerId })).toEqual({
      count: 1,
      ratingSum: 4,
      volume: 2_500_000n,
      weightedSum: 10_000_000n,
    });
    expect(await buyer.getReviewsParameter({ name: 'reviewWindow' })).toBe(BigInt(MONTH));
  });
});

describe('subscriptions', () => {
  test('bought, upgraded, renewed by anyone, cancelled', async () => {
    const buyer = await world.current.buyer(1, parseUsdc('10000'));
    const keeper = world.current.client(account('relayer'));
    const who = { account: buyer.account.address };
    const maxPrice = await buyer.getPlanPrice({ ...who, plan: Plan.Starter, yearly: false });
    expect(maxPrice).toBe(parseUsdc('50'));
    await expect(
      buyer.subscribe({ plan: Plan.Starter, yearly: false, autoRenew: true, maxPrice: maxPrice - 1n }),
    ).rejects.toThrow(ChargeAboveMaximumError);
    const bought = await buyer.subscribe({ plan: Plan.Starter, yearly: false, autoRenew: true, maxPrice });
    const { price, paidUntil, halfPrice } = await bought.wait();
    expect({ price, halfPrice }).toEqual({ price: maxPrice, halfPrice: false });
    expect(await buyer.getPlan(who)).toBe(Plan.Starter);

    await world.current.advanceTo(BigInt(paidUntil - MONTH / 2));
    const quoted = await buyer.getUpgradePrice({ ...who, plan: Plan.Pro });
    const upgrade = { plan: Plan.Pro, maxCharge: quoted, maxPrice: parseUsdc('200') };
    const { charged } = await (await buyer.upgradePlan(upgrade)).wait();
    expect(charged).toBeLessThanOrEqual(quoted);
    expect(charged).toBeGreaterThan(parseUsdc('74'));

    await expect(keeper.renewSubscription({ subscriber: who.account })).rejects.toThrow(NotDueYetError);
    expect(await keeper.getRenewalDue(who)).toEqual({ due: false, lapsed: false });
    await world.current.advanceTo(BigInt(paidUntil));
    expect(await keeper.getRenewalDue(who)).toEqual({ due: true, lapsed: false });
    const renewed = await (await keeper.renewSubscription({ subscriber: who.account })).wait();
    expect(renewed).toMatchObject({ price: parseUsdc('200'), paidUntil: paidUntil + MONTH });
    await (await buyer.setRenewal({ plan: Plan.Starter, yearly: true, autoRenew: true, maxPrice: 0n })).wait();
    expect(await buyer.getSubscription(who)).toMatchObject({
      plan: Plan.Pro,
      nextPlan: Plan.Starter,
      nextYearly: true,
    });
    await expect(keeper.renewSubscriptions({ subscribers: [who.account] })).rejects.toThrow(NothingDoneError);
    await (await buyer.cancelSubscription()).wait();
    await world.current.advanceTo(BigInt(paidUntil + MONTH));
    expect(await buyer.getPlan(who)).toBe(Plan.Free);
    await (await keeper.renewSubscriptions({ subscribers: [who.account] })).wait();
    expect(await buyer.getSubscription(who)).toMatchObject({ plan: Plan.Free, paidUntil: 0 });
    expect(await buyer.getSubscriptionsParameter({ name: 'gracePeriod' })).toBe(259_200n);
  });

  test('promotions and agreed prices are governed', async () => {
    const buyer = await world.current.buyer(2, parseUsdc('10000'));
    const who = { account: buyer.account.address };
    const trial = { plan: Plan.Pro, autoRenew: false, maxPrice: 0n } as const;
    await expect(buyer.startTrial(trial)).rejects.toThrow(PromotionClosedError);
    const endsAt = Number(await world.current.now()) + MONTH;
    await govern('setPromotion', [Promotion.Trial, { highestPlan: Plan.Pro, endsAt, places: 5 }]);
    await (await buyer.startTrial(trial)).wait();
    expect(await buyer.getPlan(who)).toBe(Plan.Pro);
    expect(await buyer.getPromotion({ promotion: Promotion.Trial })).toEqual({
      highestPlan: Plan.Pro,
      endsAt,
      places: 4,
    });
    await govern('setEnterprisePrice', [who.account, parseUsdc('1200')]);
    expect(await buyer.getEnterprisePrice(who)).toBe(parseUsdc('1200'));
    expect(await buyer.getPlanPrice({ ...who, plan: Plan.Enterprise, yearly: true })).toBe(parseUsdc('14400'));
  });
});

describe('perks', () => {
  test('one view: plan, loyalty, cashback, discount, priority, limits', async () => {
    const buyer = await world.current.buyer(3, parseUsdc('40000'));
    const who = { account: buyer.account.address };
    expect(await buyer.getPerks(who)).toMatchObject({
      plan: Plan.Free,
      loyaltyTier: 0,
      cashbackBps: 100,
      cloudLimit: 2,
    });
    await world.current.fund(who.account, { cpt: parseCpt('10000') });
    await world.current.approve(account('buyer', 3), 'CPT', world.current.contracts.VotingEscrow);
    await (await buyer.createLock({ amount: parseCpt('10000'), duration: MAX_LOCK_DURATION })).wait();

    const jobId = await trade(world.current, { ...BIG, payer: buyer.account, listingId });
    expect(await buyer.isSpendCounted({ jobId })).toBe(false);
    await (await world.current.client(account('relayer')).countSpend({ jobIds: [jobId, 99_999n] })).wait();
    expect(await buyer.isSpendCounted({ jobId })).toBe(true);
    expect(await buyer.getSpend90(who)).toBe(BIG_VOLUME);
    expect(await buyer.getTotalSpend(who)).toBe(BIG_VOLUME);
    await (
      await buyer.subscribe({ plan: Plan.Enterprise, yearly: false, autoRenew: false, maxPrice: parseUsdc('500') })
    ).wait();
    const veCpt = await buyer.getVeBalance(who);
    expect(await buyer.getPerks(who)).toEqual({
      plan: Plan.Enterprise,
      loyaltyTier: 2,
      priority: 2,
      cashbackBps: 500,
      discountBps: Number(payerDiscountBps(veCpt)),
      cloudLimit: NO_CLOUD_LIMIT,
      spend90: BIG_VOLUME,
    });
    expect(await buyer.getPerkRates()).toEqual({
      silver: parseUsdc('1000'),
      gold: parseUsdc('10000'),
      platinum: parseUsdc('100000'),
      loyaltyBps: [100, 150, 200, 300],
      planBps: [0, 100, 300, 500],
    });
  });
});

describe('referrals', () => {
  test('fees vest into credit of both sides, which buys jobs and nothing else', async () => {
    const buyer = await world.current.buyer(4, parseUsdc('40000'));
    const friend = world.current.client(account('buyer', 5));
    const anyone = world.current.client(account('relayer'));
    await world.current.fund(friend.account.address);
    const who = { account: buyer.account.address };
    expect((await buyer.getReferral(who)).referrer).toBe(zeroAddress);
    await (await buyer.setReferrer({ referrer: friend.account.address })).wait();
    await expect(buyer.setReferrer({ referrer: account('relayer').address })).rejects.toThrow(ReferrerAlreadySetError);

    const jobId = await trade(world.current, { ...BIG, payer: buyer.account, listingId, units: 32 });
    const { paid, feeBps, discountBps } = await buyer.getJob({ jobId });
    const { fee } = splitFee(paid, feeBps, discountBps);
    await (await anyone.countFees({ jobIds: [jobId] })).wait();
    expect(await buyer.isFeeCounted({ jobId })).toBe(true);
    const share = await buyer.getReferralsParameter({ name: 'feeShareBps' });
    const vested = (fee * share) / 20_000n;
    expect(await buyer.getReferral(who)).toMatchObject({ fees: fee, vested, paid: 0n, queued: true });
    expect(await buyer.getWaitingCredits({ max: 10n })).toEqual([who.account]);

    // It waits until somebody funds the budget.
    await expect(anyone.payCredits({ max: 10n })).rejects.toThrow(NothingDoneError);
    const sponsor = await world.current.buyer(6, parseUsdc('1'));
    await world.current.fund(sponsor.account.address, { usdc: parseUsdc('500') });
    const { Referrals } = world.current.contracts;
    await (await sponsor.depositFor({ beneficiary: Referrals, amount: parseUsdc('500') })).wait();
    expect(await buyer.getCreditBudget()).toBe(parseUsdc('500'));
    const { credits } = await (await anyone.payCredits({ max: 10n })).wait();
    expect(credits).toEqual([{ account: who.account, referrer: friend.account.address, amount: vested }]);

    const wallet = await friend.getCreditWallet({ account: friend.account.address });
    expect(await friend.getVaultAccount({ account: wallet })).toEqual({ available: vested, escrowed: 0n });
    await (await anyone.createCreditWallet({ owner: friend.account.address })).wait();
    await world.current.publishPrices();
    const request = { listingId, units: 1, duration: HOURS, maxUnitPrice: 2_500_000 };
    const opened = await (await friend.openJobWithCredit(request)).wait();
    const job = await friend.getJob({ jobId: opened.jobId });
    expect(job).toMatchObject({ payer: wallet, buyer: friend.account.address, state: JobState.Open });
    // A refund is credit again.
    await (await friend.cancelJob({ jobId: opened.jobId })).wait();
    expect(await friend.getVaultAccount({ account: wallet })).toEqual({ available: vested, escrowed: 0n });
  });
});
