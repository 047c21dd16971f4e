import { encodeFunctionData, type Hex, keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  accessManagerAbi,
  CreditLinesNothingOwedError,
  costOfShares,
  creditInterest,
  creditLinesAbi,
  curveRate,
  dailyRoom,
  LineState,
  markOf,
  NotBorrowerError,
  NotControllerError,
  NothingToCoverError,
  NothingToFillError,
  NothingToOpenError,
  NothingToPushError,
  NotMarkableError,
  nextCreditEvent,
  parseUsdc,
  poolAssets,
  realisedYieldBps,
  StakeExceededError,
  sharesForDeposit,
  sharesWorth,
  shareValue,
  signPermit,
  utilisationOf,
  ZeroSharesError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld } from '../support/world.js';

const DAY = 86_400;
const SHARE = 1_000_000n;
const alice = account('staker', 0);
const bob = account('staker', 1);
const borrower = account('buyer', 0);
const governance = account('governance');

const world = useWorld(async (w) => {
  await w.publishPrices();
  for (const who of [alice, bob, borrower]) await w.fund(who.address, { usdc: parseUsdc('200000') });
  for (const who of [alice, bob]) await w.approve(who, 'USDC', w.contracts.LendingPool);
  await w.approve(borrower, 'USDC', w.contracts.CreditLines);
  await w.fund(governance.address);
});

/** Two days' delay, then the call itself. */
async function announce(to: Hex, data: Hex): Promise<void> {
  const client = world.current.client(governance);
  const hash = await client.writeContract({
    address: world.current.contracts.AccessManager,
    abi: accessManagerAbi,
    functionName: 'schedule',
    args: [to, data, 0],
  });
  await world.current.chain.waitForTransactionReceipt({ hash });
  await world.current.advance(2 * DAY);
  await world.current.publishPrices();
}

async function openLine(terms: { cap: bigint; rateBps: number; term: number }): Promise<bigint> {
  const args = [borrower.address, terms.cap, terms.rateBps, terms.term] as const;
  await announce(
    world.current.contracts.CreditLines,
    encodeFunctionData({ abi: creditLinesAbi, functionName: 'openLine', args }),
  );
  const opened = await world.current.client(governance).openCreditLine({ borrower: borrower.address, ...terms });
  return (await opened.wait()).lineId;
}

const lot = (units: bigint) => ({
  descriptionHash: keccak256(stringToHex('a thousand GPU-hours')),
  feedId: world.current.deployment.feeds['GPU-hour/eu'] ?? 0,
  units,
  pledged: 0n,
  cost: parseUsdc('100000'),
  expiry: 2 ** 39,
  marginBps: 700,
});

let lineId: bigint;
let lotId: bigint;

describe('the pool', () => {
  test('takes deposits by allowance, by permit and by shares, as the quotes say', async () => {
    const client = world.current.client(alice);
    expect(await client.getRequirements({ action: 'depositToPool', assets: parseUsdc('10000') })).toEqual([]);
    const assets = parseUsdc('50000');
    const quoted = await client.quotePoolDeposit({ assets });
    const { shares } = await (await client.depositToPool({ assets })).wait();
    expect(shares).toBe(quoted);
    expect(shares).toBe(assets * SHARE);

    const deadline = (await world.current.now()) + 3_600n;
    const { USDC, LendingPool } = world.current.contracts;
    const permit = await signPermit(client, {
      token: USDC,
      chainId: world.current.deployment.chainId,
      spender: LendingPool,
      value: assets,
      deadline,
    });
    await (await client.depositToPoolWithPermit({ assets, permit })).wait();
    const other = world.current.client(bob);
    expect(await other.quotePoolMint({ shares })).toBe(assets);
    await (await other.mintPoolShares({ shares })).wait();

    const pool = await client.getPool();
    expect(pool).toMatchObject({ totalAssets: 3n * assets, totalSupply: 3n * shares, cash: 3n * assets, late: 0 });
    const position = await client.getPoolPosition({ address: alice.address });
    expect(position).toMatchObject({ shares: 2n * shares, assets: 2n * assets });
    expect(await client.getShareValue({ shares })).toBe(assets);
  });

  test('lets out at once what the day allows', async () => {
    const client = world.current.client(alice);
    const { maxWithdraw, maxRedeem } = await client.getPoolPosition({ address: alice.address });
    expect(maxWithdraw).toBe(parseUsdc('7500'));
    expect(maxRedeem).toBe(maxWithdraw * SHARE);
    await (await client.withdrawFromPool({ assets: parseUsdc('2500') })).wait();
    const { assets } = await (await client.redeemFromPool({ shares: parseUsdc('2500') * SHARE })).wait();
    expect(assets).toBe(parseUsdc('2500'));
    const { totalAssets, instantLimit } = await client.getPool();
    const before = parseUsdc('5000');
    expect(instantLimit).toBeGreaterThanOrEqual(dailyRoom(totalAssets, 500n, before, 0n));
    expect(instantLimit).toBeLessThanOrEqual(dailyRoom(totalAssets, 500n, before, 100n));
    expect(await client.getPoolParameter({ name: 'dailyBps' })).toBe(500n);
  });
});

describe('credit lines', () => {
  test('are opened by governance after two days, drawn against lots and updated', async () => {
    lineId = await openLine({ cap: parseUsdc('29000'), rateBps: 1_500, term: 30 * DAY });
    const client = world.current.client(borrower);
    await expect(world.current.client(alice).drawLot({ lineId, terms: lot(1n), amount: 1n })).rejects.toThrow(
      NotBorrowerError,
    );
    const price = (await client.getPrice({ feedId: lot(1n).feedId })).price;
    const units = parseUsdc('60000') / price + 1n;
    lotId = (await (await client.drawLot({ lineId, terms: lot(units), amount: parseUsdc('20000') })).wait()).lotId;
    const { value, drawable } = await client.getLotValue({ lotId });
    expect(value).toBe(units * price);
    expect(drawable).toBe((value * 7_000n) / 10_000n - parseUsdc('20000'));
    await (await client.drawMore({ lotId, amount: parseUsdc('5000') })).wait();
    await (await client.updateLot({ lotId, unsold: units - 10n, pledged: 5n })).wait();
    expect(await client.getLot({ lotId })).toMatchObject({
      drawn: parseUsdc('25000'),
      unsold: units - 10n,
      pledged: 5n,
    });
    expect(await client.getLiveLines()).toEqual([lineId]);
    expect([await client.getCreditLineCount(), await client.getLotCount()]).toEqual([1n, 1n]);
    const [line] = await client.getCreditLines({ lineIds: [lineId] });
    expect(line).toMatchObject({ principal: parseUsdc('25000'), state: LineState.Open, appliedBps: 1_500 });
  });

  test('owe interest to the unit of the formula, and the pool is worth what its book says', async () => {
    const client = world.current.client(borrower);
    await (await client.accruePool()).wait();
    const before = await client.getCreditLine({ lineId });
    const start = await world.current.now();
    const price = await client.getShareValue({ shares: 10n ** 24n });
    await world.current.advance(10 * DAY);
    const line = await client.getCreditLine({ lineId });
    const seconds = (await world.current.now()) - start;
    const grown = creditInterest(line.principal, 1_500n, seconds);
    expect(line.interest - before.interest - grown).toBeGreaterThanOrEqual(-1n);
    expect(line.interest - before.interest - grown).toBeLessThanOrEqual(0n);
    const [pool, book] = [await client.getPool(), await client.getCreditBook()];
    expect(poolAssets(pool.cash, book, await world.current.now())).toBe(pool.totalAssets);
    expect(utilisationOf(pool.principal, pool.cash)).toBe(pool.utilisationBps);
    const after = await client.getShareValue({ shares: 10n ** 24n });
    const realised = realisedYieldBps(price, after, seconds);
    expect(realised - pool.supplyRateBps).toBeGreaterThanOrEqual(0n);
    expect(realised - pool.supplyRateBps).toBeLessThanOrEqual(2n);
  });

  test('share prices and rates are those of the chain, on random inputs', async () => {
    const client = world.current.client(alice);
    const random = seeded(7);
    const pool = await client.getPool();
    const names = ['baseBps', 'kinkRateBps', 'maxRateBps', 'kinkBps'] as const;
    const [baseBps, kinkRateBps, maxRateBps, kinkBps] = await Promise.all(
      names.map((name) => client.getCreditParameter({ name })),
    );
    const curve = { baseBps, kinkRateBps, maxRateBps, kinkBps } as Record<(typeof names)[number], bigint>;
    const block = await client.getBlockNumber();
    for (let n = 0; n < 20; n++) {
      const assets = randomBigint(random, 0n, parseUsdc('1000000'));
      const shares = assets * SHARE + randomBigint(random, 0n, SHARE);
      const at = { blockNumber: block };
      expect(sharesForDeposit(assets, pool)).toBe(await client.quotePoolDeposit({ assets, ...at }));
      expect(costOfShares(shares, pool)).toBe(await client.quotePoolMint({ shares, ...at }));
      expect(shareValue(shares, pool)).toBe(await client.getShareValue({ shares, ...at }));
      expect(sharesWorth(assets, pool)).toBeLessThanOrEqual(assets * SHARE);
      const utilisationBps = randomBigint(random, 0n, 10_000n);
      expect(curveRate(curve, utilisationBps)).toBe(await client.getCreditRate({ utilisationBps }));
    }
  });

  test('are repaid by anyone, interest first, with a part for the insurance fund', async () => {
    const client = world.current.client(borrower);
    expect(await client.getRequirements({ action: 'repayLot', amount: parseUsdc('5000') })).toEqual([]);
    const paid = await (await client.repayLot({ lineId, lotId, amount: parseUsdc('5000') })).wait();
    expect(paid.interest + paid.principal).toBe(parseUsdc('5000'));
    expect(paid.toReserve).toBe(paid.interest / 10n);
    expect((await client.getPool()).reserve).toBe(paid.toReserve);
    expect((await (await client.pushPoolReserve()).wait()).amount).toBe(paid.toReserve);
    await expect(client.pushPoolReserve()).rejects.toThrow(NothingToPushError);
  });
});

describe('rUSDC as veCPT', () => {
  test('counts once it has been staked for a week, and comes back at any time', async () => {
    const client = world.current.client(bob);
    const address = bob.address;
    const shares = parseUsdc('2000') * SHARE;
    const before = await client.getPoolPosition({ address });
    const [requirement] = await client.getRequirements({ action: 'stakeForPerks', shares: shares / 2n });
    if (requirement?.kind !== 'allowance') throw new Error('no allowance was asked for');
    await (await client.sendCall({ call: requirement.approval })).wait();
    const { ripeAt } = await (await client.stakeForPerks({ shares: shares / 2n })).wait();
    expect(ripeAt - (await world.current.now())).toBe(7n * BigInt(DAY));
    const deadline = (await world.current.now()) + 3_600n;
    const { LendingPool: token, PerkStake: spender } = world.current.contracts;
    const { chainId } = world.current.deployment;
    const permit = await signPermit(client, { token, chainId, spender, value: shares / 2n, deadline });
    await (await client.stakeForPerks({ shares: shares / 2n, permit })).wait();
    expect(await client.getPerkStake({ address })).toMatchObject({ ripe: 0n, young: shares });
    expect(await client.getPerkWeight({ address })).toBe(0n);
    await world.current.advance(7 * DAY);
    expect(await client.getPerkStake({ address })).toMatchObject({ ripe: shares, young: 0n });
    const position = await client.getPoolPosition({ address });
    expect(position.shares).toBe(before.shares - shares);
    expect(position.perkWeight).toBe((await client.getShareValue({ shares })) * 10n ** 12n);
    expect(await client.getPerkWeight({ address })).toBe(position.perkWeight);
    expect(await client.getPerkDiscount({ address })).toBe(5n);
    expect(await client.getPerks({ account: address })).toMatchObject({ priority: 1, discountBps: 500 });
    await expect(client.openJobsWithPerks({ requests: [] })).rejects.toThrow(NothingToOpenError);
    await expect(client.unstakeFromPerks({ shares: shares + 1n })).rejects.toThrow(StakeExceededError);
    await expect(client.unstakeFromPerks({ shares: 0n })).rejects.toThrow(ZeroSharesError);
    expect(await (await client.unstakeFromPerks({ shares })).wait()).toMatchObject({ ripe: shares });
    expect(await client.getPerkWeight({ address })).toBe(0n);
    await world.current.publishPrices();
  });
});

describe('the exit queue', () => {
  test('is joined, filled, claimed, left', async () => {
    const [a, b] = [world.current.client(alice), world.current.client(bob)];
    const { shares } = await a.getPoolPosition({ address: alice.address });
    const { requestId } = await (await a.requestPoolExit({ shares: shares / 2n })).wait();
    const second = (await (await b.requestPoolExit({ shares: parseUsdc('30000') * SHARE })).wait()).requestId;
    const { pendingShares, requestCount } = await a.getExitQueue();
    expect([pendingShares, requestCount]).toEqual([shares / 2n + parseUsdc('30000') * SHARE, 2n]);
    expect((await a.getPool()).instantLimit).toBe(0n);

    await (await a.fillExitQueue({ maxGaps: 10n })).wait();
    await expect(a.fillExitQueue({ maxGaps: 10n })).rejects.toThrow(NothingToFillError);
    await world.current.advance(DAY);
    expect((await a.getExitQueue()).fillBudget).toBeGreaterThan(parseUsdc('100000'));
    await expect(b.cancelPoolExit({ requestId })).rejects.toThrow(NotControllerError);
    const { shares: back } = await (await b.cancelPoolExit({ requestId: second })).wait();
    expect(back).toBe(parseUsdc('30000') * SHARE);
    await (await a.fillExitQueue({ maxGaps: 10n })).wait();

    const [request, left] = await a.getExitRequests({ requestIds: [requestId, second] });
    expect(request).toMatchObject({ pending: 0n, cancelled: false });
    expect(left).toMatchObject({ pending: 0n, claimable: 0n, cancelled: true });
    await (await a.setExitOperator({ operator: bob.address, approved: true })).wait();
    expect(await a.isExitOperator({ controller: alice.address, operator: bob.address })).toBe(true);
    const claimed = await (
      await b.claimPoolExit({ requestId, controller: alice.address, receiver: bob.address })
    ).wait();
    expect(claimed.assets).toBe(request?.claimable);
    expect(await a.getExitRequest({ requestId })).toMatchObject({ claimable: 0n });
    // What was cancelled at the end of the line is passed over when somebody joins behind it.
    const { filledTo, end, pendingShares: waiting } = await a.getExitQueue();
    expect([filledTo, end - filledTo, waiting]).toEqual([shares / 2n, parseUsdc('30000') * SHARE, 0n]);
  });
});

describe('a line that is late', () => {
  test('is marked by time, covered by the fund, written off', async () => {
    const client = world.current.client(borrower);
    const { due } = await client.getCreditLine({ lineId });
    await world.current.advanceTo(BigInt(due));
    await expect(client.markDownLine({ lineId })).rejects.toThrow(NotMarkableError);
    await world.current.advanceTo(nextCreditEvent(BigInt(due), BigInt(due)));
    await (await client.markDownLine({ lineId })).wait();
    const { markBps } = await client.getCreditLine({ lineId });
    expect(BigInt(markBps)).toBe(markOf(BigInt(due), await world.current.now()));
    const marked = await client.getPool();
    expect(marked).toMatchObject({ late: 1, instantLimit: 0n });
    expect(sharesForDeposit(parseUsdc('100'), marked)).toBe(
      await client.quotePoolDeposit({ assets: parseUsdc('100') }),
    );

    await expect(client.coverPoolLoss()).rejects.toThrow(NothingToCoverError);
    await world.current.approve(bob, 'USDC', world.current.contracts.InsuranceFund);
    await (await world.current.client(bob).contributeToInsurance({ amount: parseUsdc('1000') })).wait();
    const { amount } = await (await client.coverPoolLoss()).wait();
    expect(amount).toBeGreaterThanOrEqual(parseUsdc('600'));
    const { covered, coverageBps } = await client.getFirstLoss();
    expect(covered).toBeGreaterThanOrEqual(amount);
    expect(coverageBps).toBe(0n);

    await world.current.advanceTo(BigInt(due) + 90n * BigInt(DAY));
    await (await client.accruePool()).wait();
    const data = encodeFunctionData({ abi: creditLinesAbi, functionName: 'writeOff', args: [lineId] });
    await announce(world.current.contracts.CreditLines, data);
    await (await world.current.client(governance).writeOffCreditLine({ lineId })).wait();
    expect(await client.getCreditLine({ lineId })).toMatchObject({ state: LineState.WrittenOff });
    expect(await client.getPool()).toMatchObject({ principal: 0n, impaired: 0n, covered: 0n, late: 0 });
  });

  test('and one that owes nothing is closed', async () => {
    const client = world.current.client(borrower);
    const id = await openLine({ cap: parseUsdc('100'), rateBps: 0, term: 7 * DAY });
    await expect(client.repayLot({ lineId: id, lotId, amount: 1n })).rejects.toThrow();
    await (await client.closeCreditLine({ lineId: id })).wait();
    expect(await client.getCreditLine({ lineId: id })).toMatchObject({ state: LineState.Closed });
    const rest = await client.getLot({ lotId });
    await (await client.repayLot({ lineId, lotId, amount: rest.drawn })).wait();
    await expect(client.repayLot({ lineId, lotId, amount: 1n })).rejects.toThrow(CreditLinesNothingOwedError);
  });
});
