import { type Address, encodeFunctionData, type Hex, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  accessManagerAbi,
  CampaignState,
  creditLinesAbi,
  jobSpecHash,
  parseUsdc,
  RevenueSource,
  vendorParts,
  voucherTokenId,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld, type World } from '../support/world.js';

const DAY = 86_400;
const HOUR = 3_600;
const LOT = 10_000;
const PRICES = { 'GPU-hour/eu': 2_400_000n };
const TIERS = [
  { from: 1_000, price: 2_000_000, unitCost: 1_840_000 },
  { from: 3_000, price: 1_900_000, unitCost: 1_750_000 },
];
const PARTS = vendorParts(1_750_000, { firstBps: 3_000, prepaidBps: 5_000 });
const PREPAID = PARTS.first + PARTS.afterInvoice;
const governance = account('governance');
const lenders = [account('staker', 0), account('staker', 1)] as const;
let listingId: number;
let lineId: bigint;
let campaignId: bigint;
let tokenId: bigint;
let alice: Awaited<ReturnType<World['buyer']>>;
let bob: typeof alice;
let seller: ReturnType<World['client']>;
let operator: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices(PRICES);
  await w.bondMeters();
  const providerId = await w.provider(0, { certified: true });
  await w.publishPrices(PRICES);
  listingId = await w.listing(0, providerId, {
    unitPrice: 2_500_000,
    capacity: 20,
    feedId: w.deployment.feeds['GPU-hour/eu'] ?? 0,
  });
  alice = await w.buyer(0, parseUsdc('100000'));
  bob = await w.buyer(1, parseUsdc('100000'));
  seller = w.client(account('provider', 0));
  operator = w.client(account('parameters'));
  await w.fund(account('parameters').address);
  for (const lender of lenders) {
    await w.fund(lender.address, { usdc: parseUsdc('20000') });
    await w.approve(lender, 'USDC', w.contracts.LendingPool);
    await (await w.client(lender).depositToPool({ assets: parseUsdc('20000') })).wait();
  }
});

/** Scheduled, and executed two days later. */
async function govern(target: Address, data: Hex): Promise<void> {
  const w = world.current;
  const schedule = encodeFunctionData({ abi: accessManagerAbi, functionName: 'schedule', args: [target, data, 0] });
  await w.impersonate(governance.address, w.contracts.AccessManager, schedule);
  await w.advance(2 * DAY);
  await w.impersonate(governance.address, target, data);
}

async function begin(): Promise<bigint> {
  const closesAt = Number(await world.current.now()) + 3 * DAY;
  const terms = {
    listingId,
    closesAt,
    expiresAt: closesAt + 60 * DAY,
    maxUnits: LOT,
    pack: 100,
    firstBps: 3_000,
    prepaidBps: 5_000,
    resaleBps: 2_000,
    listPrice: 2_500_000,
    lineId: Number(lineId),
    tiers: TIERS,
  };
  return (await (await operator.createCampaign({ terms })).wait()).campaignId;
}

async function close(id: bigint): Promise<void> {
  await world.current.advanceTo(BigInt((await alice.getCampaign({ campaignId: id })).closesAt));
  await world.current.publishPrices(PRICES);
  await (await bob.closeCampaign({ campaignId: id })).wait();
}

/** The campaign's law, and that nothing of its USDC lies anywhere but in the vault. */
async function balanced(): Promise<void> {
  const b = await alice.getCampaignBooks({ campaignId });
  expect(b.paidIn + b.drawn).toBe(b.toVendor + b.toPool + b.toRevenue + b.refunded + b.cash + b.inJobs);
  const { GroupBuy } = world.current.contracts;
  expect((await alice.getVaultAccount({ account: GroupBuy })).available).toBe(b.cash);
  const tokens = await alice.getTokenBalances({ account: GroupBuy });
  expect(tokens.usdc).toBe(0n);
}

describe('a campaign on credit', () => {
  test('draws what is paid in advance for what nobody pledged', async () => {
    const { CreditLines, GroupBuy } = world.current.contracts;
    const args = [GroupBuy, parseUsdc('7000'), 1_200, 180 * DAY] as const;
    await govern(CreditLines, encodeFunctionData({ abi: creditLinesAbi, functionName: 'openLine', args }));
    lineId = await alice.getCreditLineCount();
    campaignId = await begin();
    tokenId = voucherTokenId(campaignId, 0);
    await (await alice.pledgeUnits({ campaignId, units: 2_000 })).wait();
    await (await bob.pledgeUnits({ campaignId, units: 1_000 })).wait();
    await close(campaignId);

    const { state, stock, lotId } = await alice.getCampaign({ campaignId });
    expect({ state, stock }).toEqual({ state: CampaignState.Met, stock: 7_000 });
    const lot = await alice.getLot({ lotId });
    expect(lot).toMatchObject({ drawn: 7_000n * PREPAID, repaid: 0n, units: 10_000n, pledged: 3_000n });
    const { drawable } = await alice.getLotValue({ lotId });
    expect(lot.drawn + drawable).toBeLessThanOrEqual((7_000n * 2_400_000n * 7n) / 10n);
    const pool = await alice.getPool();
    expect(pool.principal).toBe(7_000n * PREPAID);
    await balanced();
  });

  test('gives its pledgers their vouchers, and redeems them by jobs', async () => {
    for (const buyer of [alice, bob]) {
      await (await buyer.claimVouchers({ tokenId, to: buyer.account.address })).wait();
    }
    await world.current.publishPrices(PRICES);
    const redemption = { tokenId, maxVouchers: 200, units: 10, duration: 10 * HOUR, taskCount: 0, tasksRoot: zeroHash };
    const specHash = jobSpecHash({ command: ['train'] });
    const { jobId } = await (await alice.redeemVouchers({ redemption: { ...redemption, specHash } })).wait();
    await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const { since } = await alice.getJob({ jobId });
    await world.current.advance(10 * HOUR);
    const times = { startedAt: since, endedAt: since + 10 * HOUR };
    const signed = await world.current.signedReport({ jobId, usage: 100n * BigInt(HOUR), ...times });
    await (await seller.reportJob(signed)).wait();
    await (await alice.confirmJob({ jobId })).wait();
    await (await bob.closeRedemptions({ jobIds: [jobId] })).wait();
    expect(await alice.getClaimableVouchers({ account: alice.account.address, tokenId })).toBe(20);
    expect((await alice.getCampaignBooks({ campaignId })).toVendor).toBe(10_000n * PREPAID + 100n * PARTS.due);
    await balanced();
  });

  test('and a run on the pool meanwhile drains in order as it repays', async () => {
    const [first, second] = lenders.map((who) => world.current.client(who));
    if (!first || !second) throw new Error('two lenders');
    const requests: bigint[] = [];
    for (const lender of [first, second]) {
      const { shares } = await lender.getPoolPosition({ address: lender.account.address });
      requests.push((await (await lender.requestPoolExit({ shares })).wait()).requestId);
    }
    const claimable = async () =>
      Promise.all(requests.map(async (requestId) => (await first.getExitRequest({ requestId })).claimable));
    const fill = async () => (await (await bob.fillExitQueue({ maxGaps: 10n })).wait()) && claimable();
    // A day's 5% at once, the rest of the free cash once the notice is over: all of it to the first, then to the second.
    const atOnce = await fill();
    expect(atOnce[0]).toBeGreaterThan(0n);
    expect(atOnce[1]).toBe(0n);
    await world.current.advance(20 * DAY);
    await world.current.publishPrices(PRICES);
    const afterNotice = await fill();
    expect(afterNotice[0]).toBeGreaterThan(parseUsdc('20000'));
    expect(afterNotice[1]).toBeGreaterThan(parseUsdc('13000'));
    expect(afterNotice[1]).toBeLessThan(parseUsdc('15000'));

    const debt = await alice.getCampaignDebt({ campaignId });
    expect(debt).toBeGreaterThan(7_000n * PREPAID);
    const to = bob.account.address;
    await (await bob.buyVouchers({ campaignId, units: 7_000, maxUnitPrice: 2_000_000, to })).wait();
    await (await bob.repayCampaign({ campaignId })).wait();
    expect(await alice.getCampaignDebt({ campaignId })).toBe(0n);
    expect((await alice.getCampaignBooks({ campaignId })).toPool).toBeGreaterThanOrEqual(debt);
    const { lotId } = await alice.getCampaign({ campaignId });
    expect(await alice.getLot({ lotId })).toMatchObject({ unsold: 0n, pledged: 0n });

    if ((await first.getExitQueue()).pendingShares > 0n) await fill();
    const paid: bigint[] = [];
    for (const [index, lender] of [first, second].entries()) {
      const { assets } = await (await lender.claimPoolExit({ requestId: requests[index] ?? 0n })).wait();
      paid.push(assets);
    }
    // Both are out with interest; who left first took no part of what came later.
    expect(paid[0]).toBe(afterNotice[0]);
    expect(paid[1]).toBeGreaterThan(paid[0] ?? 0n);
    await balanced();
  });

  test('leaves its margin, less the interest, to revenue', async () => {
    await world.current.advanceTo(BigInt((await bob.getCampaign({ campaignId })).expiresAt));
    const { drawn, toPool } = await bob.getCampaignBooks({ campaignId });
    const { amount } = await (await bob.takeMargin({ campaignId })).wait();
    expect(amount).toBe(3_000n * 150_000n + 7_000n * 250_000n - (toPool - drawn));
    expect(await bob.getUncollectedRevenue({ source: RevenueSource.GroupBuying })).toBe(amount);
    await balanced();
  });

  test('refunds everybody where its minimum is missed, and draws nothing', async () => {
    const before = (await alice.getVaultAccount({ account: alice.account.address })).available;
    const missed = await begin();
    await (await alice.pledgeUnits({ campaignId: missed, units: 900 })).wait();
    await close(missed);
    expect((await alice.getCampaign({ campaignId: missed })).state).toBe(CampaignState.Missed);
    await (await bob.settlePledges({ campaignId: missed, accounts: [alice.account.address] })).wait();
    expect((await alice.getVaultAccount({ account: alice.account.address })).available).toBe(before);
    expect((await alice.getCampaignBooks({ campaignId: missed })).drawn).toBe(0n);
  });
});
