import { parseCpt, parseUsdc } from '@cyberplaza/sdk';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { seedPool } from '../../../sdk/test/support/pool.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400;

describe('duties of the buyback', () => {
  const scratch = new Scratch();
  const world = useWorld(async (made) => {
    await made.publishPrices();
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('pokes where there is a market, and no sooner than every ten minutes', async () => {
    const w = world.current;
    const keeper = await startKeeper(w, scratch);
    expect(kinds(await keeper.runOnce(['twap']))).toEqual({ twap: 'nothing' });
    await seedPool(w, parseCpt('1750000'), parseUsdc('875000'));
    expect(kinds(await keeper.runOnce(['twap']))).toEqual({ twap: 'done' });
    expect(kinds(await keeper.runOnce(['twap']))).toEqual({ twap: 'nothing' });
    for (let n = 0; n < 4; n++) {
      await w.advance(600);
      expect(kinds(await keeper.runOnce(['twap']))).toEqual({ twap: 'done' });
    }
  });

  it('buys once, from two machines', async () => {
    const w = world.current;
    const [one, two] = [await startKeeper(w, scratch), await startKeeper(w, scratch, { account: KEEPERS[1] })];
    // Nothing to spend: the fit price is noted all the same.
    expect(kinds(await one.runOnce(['buyback']))).toEqual({ buyback: 'done' });
    expect(kinds(await one.runOnce(['buyback']))).toEqual({ buyback: 'nothing' });
    await w.fund(w.contracts.BuybackBurner, { usdc: parseUsdc('5000') });
    const [entry] = (await one.list()).filter(({ name }) => name === 'buyback');
    expect(entry).toMatchObject({ due: true, why: 'buy CPT and burn it' });
    expect(kinds(await one.runOnce(['buyback']))).toEqual({ buyback: 'done' });
    const before = await sent(w, KEEPERS[1]);
    expect(kinds(await two.runOnce(['buyback']))).toEqual({ buyback: 'nothing' });
    expect(await sent(w, KEEPERS[1])).toBe(before);
    const { spent, burned } = await w.client(account('relayer')).getBuybackTotals();
    expect(spent).toBeGreaterThan(parseUsdc('1000'));
    expect(burned).toBeGreaterThan(0n);
  });

  it('starts an auction where the pool will not do, closes it, and closes the quarter', async () => {
    const w = world.current;
    const keeper = await startKeeper(w, scratch);
    await w.advance(DAY);
    expect(kinds(await keeper.runOnce(['buyback']))).toEqual({ buyback: 'done' });
    const client = w.client(account('relayer'));
    expect((await client.getBuybackAuction()).left).toBeGreaterThan(0n);
    expect(kinds(await keeper.runOnce(['buyback']))).toEqual({ buyback: 'nothing' });
    // Too old a price for another one by then.
    await w.advance(13 * 7 * DAY);
    expect(kinds(await keeper.runOnce(['buyback']))).toEqual({ buyback: 'done' });
    expect((await client.getBuybackAuction()).left).toBe(0n);
    const quarter = await client.getNextBuybackQuarter();
    expect(quarter).toBe((await w.now()) / (13n * 604_800n));
  });
});
