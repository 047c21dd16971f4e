import { parseUsdc } from '@cyberplaza/sdk';
import { accessManagerAbi, creditLinesAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400;

describe('the lending pool', () => {
  const scratch = new Scratch();
  const holder = account('staker');
  const borrower = account('buyer');
  const world = useWorld(async (made) => {
    await made.publishPrices();
    for (const keeper of KEEPERS) await made.fund(keeper.address);
    for (const who of [holder, borrower]) await made.fund(who.address, { usdc: parseUsdc('200000') });
    await made.approve(holder, 'USDC', made.contracts.LendingPool);
    await made.approve(holder, 'USDC', made.contracts.InsuranceFund);
    await made.approve(borrower, 'USDC', made.contracts.CreditLines);
    await (await made.client(holder).depositToPool({ assets: parseUsdc('100000') })).wait();
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  async function borrow(amount: bigint): Promise<{ lineId: bigint; lotId: bigint }> {
    const governance = account('governance');
    await world.current.fund(governance.address);
    const { AccessManager, CreditLines } = world.current.contracts;
    const terms = { borrower: borrower.address, cap: parseUsdc('20000'), rateBps: 2_000, term: 20 * DAY };
    const args = [terms.borrower, terms.cap, terms.rateBps, terms.term] as const;
    const data = encodeFunctionData({ abi: creditLinesAbi, functionName: 'openLine', args });
    const client = world.current.client(governance);
    const hash = await client.writeContract({
      address: AccessManager,
      abi: accessManagerAbi,
      functionName: 'schedule',
      args: [CreditLines, data, 0],
    });
    await world.current.chain.waitForTransactionReceipt({ hash });
    await world.current.advance(2 * DAY);
    await world.current.publishPrices();
    const { lineId } = await (await client.openCreditLine(terms)).wait();
    const feedId = world.current.deployment.feeds['GPU-hour/eu'] ?? 0;
    const lot = { descriptionHash: zeroHash, feedId, pledged: 0n, expiry: 2 ** 39, marginBps: 0 };
    const { lotId } = await (
      await world.current.client(borrower).drawLot({
        lineId,
        terms: { ...lot, units: amount, cost: amount },
        amount,
      })
    ).wait();
    return { lineId, lotId };
  }

  it('sets rates daily, marks late lines, covers losses, fills the queue and feeds the fund, each once', async () => {
    const keeper = await startKeeper(world.current, scratch);
    const client = world.current.client(borrower);
    const { lineId, lotId } = await borrow(parseUsdc('15000'));
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'nothing' });
    await world.current.advance(DAY);
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'nothing' });

    const { shares } = await client.getPoolPosition({ address: holder.address });
    const { requestId } = await (await world.current.client(holder).requestPoolExit({ shares: shares / 2n })).wait();
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    const { pending } = await client.getExitRequest({ requestId });
    expect(pending).toBeGreaterThan(0n);
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'nothing' });
    await world.current.advance(DAY);
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    expect((await client.getExitRequest({ requestId })).pending).toBe(0n);

    const { due } = await client.getCreditLine({ lineId });
    await world.current.advanceTo(BigInt(due + 7 * DAY));
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    expect((await client.getPool()).impaired).toBeGreaterThan(parseUsdc('3700'));
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'nothing' });
    await (await world.current.client(holder).contributeToInsurance({ amount: parseUsdc('1000') })).wait();
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    expect((await client.getPool()).covered).toBe(parseUsdc('600'));

    await (await client.repayLot({ lineId, lotId, amount: parseUsdc('20000') })).wait();
    const before = await sent(world.current, KEEPERS[0]);
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'done' });
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);
    expect((await client.getPool()).reserve).toBe(0n);
    expect(kinds(await keeper.runOnce(['pool']))).toEqual({ pool: 'nothing' });
  });
});
