import { Plan, parseUsdc } from '@cyberplaza/sdk';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { trade } from '../../../sdk/test/support/trade.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const HOUR = 3_600;
const MONTH = 30 * 86_400;
const GRACE = 3 * 86_400;

describe('perks and subscriptions', () => {
  const scratch = new Scratch();
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.publishPrices();
    await made.bondMeters();
    const providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId, { unitPrice: 2_500_000, feedId: 0 });
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('counts settled jobs once, also for referrals, and pays credit once there is a budget', async () => {
    const buyer = await world.current.buyer(0, parseUsdc('20000'));
    const friend = account('buyer', 1).address;
    await (await buyer.setReferrer({ referrer: friend })).wait();
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['perks']))).toEqual({ perks: 'nothing' });

    // 64 units at 2.50 USDC for 10 hours: 1,600 USDC, 64 of it fees.
    const jobId = await trade(world.current, {
      payer: buyer.account,
      seller: 0,
      listingId,
      units: 64,
      seconds: 10 * HOUR,
    });
    expect(kinds(await keeper.runOnce(['perks']))).toEqual({ perks: 'done' });
    expect(await buyer.isSpendCounted({ jobId })).toBe(true);
    expect(await buyer.isFeeCounted({ jobId })).toBe(true);
    const { vested, paid } = await buyer.getReferral({ account: buyer.account.address });
    expect({ vested, paid }).toEqual({ vested: parseUsdc('8'), paid: 0n });

    const transactions = await sent(world.current, KEEPERS[0]);
    expect(kinds(await keeper.runOnce(['perks']))).toEqual({ perks: 'nothing' });
    expect(await sent(world.current, KEEPERS[0])).toBe(transactions);

    const { Referrals } = world.current.contracts;
    await world.current.fund(buyer.account.address, { usdc: parseUsdc('100') });
    await (await buyer.depositFor({ beneficiary: Referrals, amount: parseUsdc('100') })).wait();
    expect(kinds(await keeper.runOnce(['perks']))).toEqual({ perks: 'done' });
    const wallet = await buyer.getCreditWallet({ account: friend });
    expect((await buyer.getVaultAccount({ account: wallet })).available).toBe(parseUsdc('8'));
  });

  it('renews what it may, leaves what cannot be paid alone, and notes a lapse; a second keeper does nothing', async () => {
    const rich = await world.current.buyer(2, parseUsdc('500'));
    const poor = await world.current.buyer(3, parseUsdc('60'));
    const plan = { plan: Plan.Starter, yearly: false, autoRenew: true, maxPrice: parseUsdc('50') } as const;
    for (const client of [rich, poor]) await (await client.subscribe(plan)).wait();
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['subscriptions']))).toEqual({ subscriptions: 'nothing' });

    await world.current.advance(MONTH);
    expect(kinds(await keeper.runOnce(['subscriptions']))).toEqual({ subscriptions: 'done' });
    const planOf = (client: typeof rich) => client.getSubscription({ account: client.account.address });
    expect((await planOf(rich)).paid).toBe(Number(parseUsdc('50')));
    expect((await rich.getVaultAccount({ account: rich.account.address })).available).toBe(parseUsdc('400'));
    expect(kinds(await keeper.runOnce(['subscriptions']))).toEqual({ subscriptions: 'nothing' });

    await world.current.advance(GRACE + 1);
    expect(kinds(await keeper.runOnce(['subscriptions']))).toEqual({ subscriptions: 'done' });
    expect((await planOf(poor)).plan).toBe(Plan.Free);
    expect((await planOf(rich)).plan).toBe(Plan.Starter);
    const other = await startKeeper(world.current, scratch, { account: KEEPERS[1] });
    expect(kinds(await other.runOnce(['subscriptions', 'perks']))).toEqual({
      subscriptions: 'nothing',
      perks: 'nothing',
    });
  });
});
