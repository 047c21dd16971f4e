import { CampaignState, parseUsdc, voucherTokenId } from '@cyberplaza/sdk';
import { zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, resumeKeeper, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400;

describe('campaigns and redemptions duties', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.publishPrices();
    const providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId, { unitPrice: 2_500_000, feedId: 0 });
    for (const keeper of [...KEEPERS, account('parameters')]) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  async function begin(): Promise<{ campaignId: bigint; closesAt: number; expiresAt: number }> {
    const closesAt = Number(await world.current.now()) + 3 * DAY;
    const terms = {
      listingId,
      closesAt,
      expiresAt: closesAt + 40 * DAY,
      maxUnits: 1_000,
      pack: 10,
      firstBps: 3_000,
      prepaidBps: 5_000,
      resaleBps: 2_000,
      listPrice: 2_500_000,
      lineId: 0,
      tiers: [{ from: 100, price: 2_000_000, unitCost: 1_840_000 }],
    };
    const { campaignId } = await (await world.current.client(account('parameters')).createCampaign({ terms })).wait();
    return { campaignId, closesAt, expiresAt: terms.expiresAt };
  }

  it('closes, settles and hands the margin on, each once', async () => {
    const { campaignId, closesAt, expiresAt } = await begin();
    const buyer = await world.current.buyer(0);
    await (await buyer.pledgeUnits({ campaignId, units: 200 })).wait();
    const dataDir = scratch.path('keeper');
    const first = await startKeeper(world.current, scratch, { dataDir });
    expect(kinds(await first.runOnce(['campaigns']))).toEqual({ campaigns: 'nothing' });
    await first.stop();
    const keeper = await resumeKeeper(world.current, scratch, dataDir);
    await world.current.advanceTo(BigInt(closesAt));
    await world.current.publishPrices();
    expect(kinds(await keeper.runOnce(['campaigns']))).toEqual({ campaigns: 'done' });
    expect((await buyer.getCampaign({ campaignId })).state).toBe(CampaignState.Met);
    expect(kinds(await keeper.runOnce(['campaigns']))).toEqual({ campaigns: 'done' });
    expect((await buyer.getCampaign({ campaignId })).settled).toBe(200);

    const tokenId = voucherTokenId(campaignId, 0);
    await (await buyer.claimVouchers({ tokenId, to: buyer.account.address })).wait();
    const redemption = { tokenId, maxVouchers: 10, units: 1, duration: 3_600, taskCount: 0, tasksRoot: zeroHash };
    const opened = await buyer.redeemVouchers({ redemption: { ...redemption, specHash: zeroHash } });
    const { jobId } = await opened.wait();
    expect(kinds(await keeper.runOnce(['redemptions']))).toEqual({ redemptions: 'nothing' });
    await (await buyer.cancelJob({ jobId })).wait();
    expect(kinds(await keeper.runOnce(['redemptions']))).toEqual({ redemptions: 'done' });
    expect(await buyer.getClaimableVouchers({ account: buyer.account.address, tokenId })).toBe(2);

    await world.current.advanceTo(BigInt(expiresAt));
    expect(kinds(await keeper.runOnce(['campaigns']))).toEqual({ campaigns: 'done' });
    expect((await buyer.getCampaignBooks({ campaignId })).toRevenue).toBe(200n * 160_000n);
    const before = await sent(world.current, KEEPERS[0]);
    await keeper.runOnce(['campaigns', 'redemptions']);
    expect(await sent(world.current, KEEPERS[0])).toBe(before);
  });

  it('refunds everybody of a campaign that missed its minimum', async () => {
    const { campaignId, closesAt } = await begin();
    const buyer = await world.current.buyer(1);
    await (await buyer.pledgeUnits({ campaignId, units: 90 })).wait();
    const keeper = await startKeeper(world.current, scratch);
    await world.current.advanceTo(BigInt(closesAt));
    await keeper.runOnce(['campaigns']);
    await keeper.runOnce(['campaigns']);
    const { available, escrowed } = await buyer.getVaultAccount({ account: buyer.account.address });
    expect({ available, escrowed }).toEqual({ available: parseUsdc('10000'), escrowed: 0n });
  });
});
