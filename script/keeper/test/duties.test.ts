import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobState, MONTH_SECONDS, parseCpt, parseUsdc, signUptimeReport } from '@cyberplaza/sdk';
import { computePriceOracleAbi, revenueRouterAbi, stakingRewardsAbi } from '@cyberplaza/sdk/abis';
import { type HDAccount, zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account, PRICE_NODES } from '../../../sdk/test/support/accounts.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { hexKey, KEEPERS, kinds, resumeKeeper, Scratch, sent, startKeeper } from './support.js';

const UNITS = 8;
const ACK_WINDOW = 600;
const DISPUTE_WINDOW = 72 * 3_600;
const WEEK = 7 * 86_400;

describe('duties', () => {
  const scratch = new Scratch();
  let providerId: number;
  let listingId: number;
  const world = useWorld(async (made) => {
    await made.chain.mine({ blocks: 1 });
    await made.publishPrices();
    await made.bondMeters();
    providerId = await made.provider(0, { certified: true });
    listingId = await made.listing(0, providerId);
    for (const keeper of KEEPERS) await made.fund(keeper.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  async function open(): Promise<bigint> {
    await world.current.publishPrices();
    const { wait } = await (await world.current.buyer(0)).openJob({ listingId, units: UNITS, duration: 10 * 3_600 });
    return (await wait()).jobId;
  }

  /** A job that ran its ten hours and was reported; its hold-back waits. */
  async function reported(): Promise<bigint> {
    const jobId = await open();
    const owner = world.current.client(account('provider'));
    await (await owner.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const { since } = await owner.getJob({ jobId });
    await world.current.advance(10 * 3_600);
    const times = { startedAt: Number(since), endedAt: Number(since) + 36_000 };
    const signed = await world.current.signedReport({ jobId, usage: BigInt(UNITS * 36_000), ...times });
    await (await owner.reportJob(signed)).wait();
    return jobId;
  }

  const state = async (jobId: bigint) => (await world.current.client(account('buyer')).getJob({ jobId })).state;

  it('ends what nobody acknowledged, once', async () => {
    const jobs = [await open(), await open()];
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'nothing' });

    await world.current.advance(ACK_WINDOW + 1);
    const [entry] = (await keeper.list()).filter(({ name }) => name === 'expire');
    expect(entry).toMatchObject({ due: true, why: `2 jobs, first ${jobs[0]}` });
    const before = await sent(world.current, KEEPERS[0]);
    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'done' });
    for (const jobId of jobs) expect(await state(jobId)).toBe(JobState.Refunded);
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);

    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'nothing' });
    expect(await sent(world.current, KEEPERS[0])).toBe(before + 1);
  });

  it('ends a run under notice when its last report is late, not when it would be overdue', async () => {
    const jobId = await open();
    const owner = world.current.client(account('provider'));
    await (await owner.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'nothing' });
    const { endsAt } = await (await world.current.client(account('buyer')).giveNotice({ jobId })).wait();
    const { overdueGrace } = await owner.getMarketParams();
    await world.current.advanceTo(BigInt(endsAt + overdueGrace));
    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'nothing' });
    await world.current.advance(1);
    expect(kinds(await keeper.runOnce(['expire']))).toEqual({ expire: 'done' });
    expect(await state(jobId)).toBe(JobState.Refunded);
  });

  it('pays hold-backs, moves the revenue on, closes the epoch; a second round does nothing', async () => {
    const jobId = await reported();
    const keeper = await startKeeper(world.current, scratch, { minRevenue: 1n });
    expect(kinds(await keeper.runOnce(['release']))).toEqual({ release: 'nothing' });
    await world.current.advance(DISPUTE_WINDOW + 1);
    expect(kinds(await keeper.runOnce(['release', 'revenue']))).toEqual({ release: 'done', revenue: 'done' });
    expect(await state(jobId)).toBe(JobState.Settled);

    const { RevenueRouter, StakingRewards } = world.current.contracts;
    const read = { address: RevenueRouter, abi: revenueRouterAbi } as const;
    const total = await world.current.chain.readContract({ ...read, functionName: 'totalReceived' });
    const rest = await world.current.chain.readContract({ ...read, functionName: 'undistributed' });
    // 4% of 3.20 USDC, and the certification fee of 5,000
    expect(total).toBe(parseUsdc('5000') + 128_000n);
    expect(rest).toBeLessThan(10n);

    await world.current.advance(WEEK);
    const closed = () =>
      world.current.chain.readContract({
        address: StakingRewards,
        abi: stakingRewardsAbi,
        functionName: 'closedEpochs',
      });
    const before = await closed();
    expect(kinds(await keeper.runOnce(['epochs']))).toEqual({ epochs: 'done' });
    expect(await closed()).toBe(before + 1n);

    const transactions = await sent(world.current, KEEPERS[0]);
    await keeper.runOnce(['release', 'revenue', 'epochs', 'expire', 'relay']);
    expect(await sent(world.current, KEEPERS[0])).toBe(transactions);
  });

  it('ends disputes by their defaults, slashes what a ruling left owed, grants what the bond lacked', async () => {
    const silent = await reported();
    const ruled = await reported();
    const buyer = world.current.client(account('buyer'));
    const owner = world.current.client(account('provider'));
    await world.current.fund(account('provider').address, { usdc: parseUsdc('100') });
    await world.current.approve(account('provider'), 'USDC', world.current.contracts.Vault);
    await (await owner.deposit({ amount: parseUsdc('100') })).wait();
    const evidence = { evidenceHash: zeroHash, evidenceURI: '' };
    for (const jobId of [silent, ruled]) {
      await (await buyer.openDispute({ jobId, disputed: parseUsdc('3'), ...evidence })).wait();
    }
    await (await owner.answerDispute({ jobId: ruled, ...evidence })).wait();
    const dataDir = scratch.path('keeper');
    const first = await startKeeper(world.current, scratch, { dataDir });
    expect(kinds(await first.runOnce(['disputes', 'insurance']))).toEqual({
      disputes: 'nothing',
      insurance: 'nothing',
    });
    await first.stop();
    const keeper = await resumeKeeper(world.current, scratch, dataDir);

    for (let n = 0; n < 5; n++) {
      await world.current.fund(account('arbiter', n).address);
      const arbiter = world.current.client(account('arbiter', n));
      await (await arbiter.voteOnDispute({ jobId: ruled, payerBps: 10_000, reasonURI: '' })).wait();
    }
    expect(kinds(await keeper.runOnce(['disputes']))).toEqual({ disputes: 'done' });
    expect(await state(ruled)).toBe(JobState.Settled);
    expect(kinds(await keeper.runOnce(['disputes']))).toEqual({ disputes: 'done' });
    expect(await buyer.getDispute({ jobId: ruled })).toMatchObject({ slashed: true });
    await world.current.advance(2 * 86_400 + 1);
    expect(kinds(await keeper.runOnce(['disputes']))).toEqual({ disputes: 'done' });
    expect(await state(silent)).toBe(JobState.Settled);
    expect(kinds(await keeper.runOnce(['disputes']))).toEqual({ disputes: 'nothing' });
  });

  it('relays a signed report it is handed, and only once', async () => {
    const jobId = await open();
    const owner = world.current.client(account('provider'));
    await (await owner.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
    const startedAt = Number((await owner.getJob({ jobId })).since);
    await world.current.advance(3_600);
    const { report, proof } = await world.current.signedReport({
      jobId,
      usage: BigInt(UNITS * 3_600),
      startedAt,
      endedAt: startedAt + 3_600,
    });

    const keeper = await startKeeper(world.current, scratch, { duties: ['relay'], schedules: { relay: 'block' } });
    const { url } = await keeper.start();
    const body = JSON.stringify({ report, proof }, (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    for (let copy = 0; copy < 2; copy++)
      expect((await fetch(`${url}/reports`, { method: 'POST', body })).status).toBe(202);
    expect((await fetch(`${url}/reports`, { method: 'POST', body: '{}' })).status).toBe(400);
    await world.current.advance(1);
    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    await until(async () => (await metrics()).includes('duty_runs_total{duty="relay",result="done"} 1'));
    expect(await state(jobId)).toBe(JobState.Reported);
    const before = await sent(world.current, KEEPERS[0]);
    // again, after it has been filed
    await fetch(`${url}/reports`, { method: 'POST', body });
    await world.current.advance(1);
    await until(async () => (await metrics()).includes('duty_runs_total{duty="relay",result="lost"} 1'));
    expect(await sent(world.current, KEEPERS[0])).toBe(before);
  });

  it('lets whoever copies into an inbox finish, and refuses what is no report', async () => {
    const inbox = scratch.path('inbox');
    mkdirSync(inbox);
    const path = join(inbox, '1.json');
    writeFileSync(path, '{"report":{');
    const keeper = await startKeeper(world.current, scratch, { inbox, uptimeInbox: inbox });
    expect(kinds(await keeper.runOnce(['relay', 'uptime']))).toEqual({ relay: 'nothing', uptime: 'nothing' });
    expect(readdirSync(inbox)).toEqual(['1.json']);
    utimesSync(path, 0, 0);
    expect(kinds(await keeper.runOnce(['relay']))).toEqual({ relay: 'failed' });
    expect(readdirSync(inbox)).toEqual(['refused']);
    expect(kinds(await keeper.runOnce(['relay']))).toEqual({ relay: 'nothing' });
  });

  it('pushes prices that moved, with the keys it was given', async () => {
    const feeds = world.current.deployment.feeds;
    const id = feeds['CPU core-hour/eu'] ?? 0;
    const source = scratch.write('prices.json', {
      'CPU core-hour/eu': '0.0415',
      [feeds['CPU core-hour/us'] ?? 0]: 0.04,
    });
    const keys = scratch.write(
      'keys',
      JSON.stringify(Array.from({ length: PRICE_NODES }, (_, n) => hexKey(account('priceNode', n)))),
    );
    await world.current.publishPrices();
    const options = { priceSource: source, priceKeys: keys };
    const price = async () =>
      (
        await world.current.chain.readContract({
          address: world.current.contracts.ComputePriceOracle,
          abi: computePriceOracleAbi,
          functionName: 'latest',
          args: [id],
        })
      )[0];

    const calm = await startKeeper(world.current, scratch, options);
    expect(kinds(await calm.runOnce(['prices']))).toEqual({ prices: 'nothing' });
    const alert = await startKeeper(world.current, scratch, { ...options, priceMoveBps: 300 });
    await world.current.advance(2);
    expect(kinds(await alert.runOnce(['prices']))).toEqual({ prices: 'done' });
    expect(await price()).toBe(41_500n);
    expect(kinds(await alert.runOnce(['prices']))).toEqual({ prices: 'nothing' });
    await world.current.advance(21 * 3_600);
    expect(kinds(await calm.runOnce(['prices']))).toEqual({ prices: 'done' });
  });

  it("keeps the market's copies fresh", async () => {
    await open();
    const keeper = await startKeeper(world.current, scratch);
    await world.current.advance(3_000);
    expect(kinds(await keeper.runOnce(['status']))).toEqual({ status: 'done' });
    expect(kinds(await keeper.runOnce(['status']))).toEqual({ status: 'nothing' });
    await keeper.runOnce(['standings']);
    await world.current.advance(6 * 86_400 + 3_600);
    expect(kinds(await keeper.runOnce(['standings']))).toEqual({ standings: 'done' });
    expect(kinds(await keeper.runOnce(['standings']))).toEqual({ standings: 'nothing' });
  });

  it('keeps a price of CPT on record while bonds hold any', async () => {
    const owner = account('provider');
    const { ProviderRegistry } = world.current.deployment.contracts;
    await world.current.publishPrices();
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['bonds']))).toEqual({ bonds: 'nothing' });

    await world.current.fund(owner.address, { cpt: 10n ** 18n });
    await world.current.approve(owner, 'CPT', ProviderRegistry);
    await (await world.current.client(owner).depositBond({ providerId, cpt: 10n ** 18n, usdc: 0n })).wait();
    expect(kinds(await keeper.runOnce(['bonds']))).toEqual({ bonds: 'nothing' });

    await world.current.advance(21 * 3_600);
    expect(kinds(await keeper.runOnce(['bonds']))).toEqual({ bonds: 'done' });
    expect(kinds(await keeper.runOnce(['bonds']))).toEqual({ bonds: 'nothing' });
  });

  it("splits a sharing provider's earnings", async () => {
    const owner = account('provider');
    const client = world.current.client(owner);
    const keeper = await startKeeper(world.current, scratch);
    await (await client.setDelegatorShare({ providerId, bps: 1_000 })).wait();
    expect(kinds(await keeper.runOnce(['splits']))).toEqual({ splits: 'nothing' });

    const { account: beneficiary } = await client.getDelegationPool({ providerId });
    await world.current.fund(owner.address, { usdc: 10_000_000n });
    await world.current.approve(owner, 'USDC', world.current.deployment.contracts.Vault);
    const before = (await client.getVaultAccount({ account: owner.address })).available;
    await (await client.depositFor({ beneficiary, amount: 4_999_999n })).wait();
    expect(kinds(await keeper.runOnce(['splits']))).toEqual({ splits: 'nothing' });
    await (await client.depositFor({ beneficiary, amount: 1n })).wait();
    expect(kinds(await keeper.runOnce(['splits']))).toEqual({ splits: 'done' });
    // Nobody has delegated, so all of it is the provider's.
    expect((await client.getVaultAccount({ account: owner.address })).available - before).toBe(5_000_000n);

    await (await client.setDelegatorShare({ providerId, bps: 0 })).wait();
    await world.current.advance(35 * 86_400);
    expect(kinds(await keeper.runOnce(['splits']))).toEqual({ splits: 'done' });
    expect((await client.getProviderStanding({ providerId })).payout).toBe(owner.address);
  });

  it('proves the tie of a meter that stakes on a provider, once', async () => {
    await world.current.publishPrices();
    const meter = account('meter', 6);
    const operator = account('meterOperator', 6);
    const tie = { signer: meter.address, providerId };
    const dataDir = scratch.path('keeper');
    const first = await startKeeper(world.current, scratch, { dataDir });
    expect(kinds(await first.runOnce(['ties']))).toEqual({ ties: 'nothing' });

    const client = world.current.client(operator);
    await world.current.fund(operator.address, { cpt: parseCpt('10') });
    await world.current.approve(operator, 'CPT', world.current.contracts.ProviderRegistry);
    await (await client.delegateBond({ providerId, cpt: parseCpt('10') })).wait();
    expect(await client.isMeterTied(tie)).toBe(false);
    await first.list();
    await first.stop();
    const keeper = await resumeKeeper(world.current, scratch, dataDir);
    const [entry] = (await keeper.list()).filter(({ name }) => name === 'ties');
    expect(entry).toMatchObject({ due: true, why: '1 ties of meters to prove' });
    expect(kinds(await keeper.runOnce(['ties']))).toEqual({ ties: 'done' });
    expect(await client.isMeterTied(tie)).toBe(true);
    const other = await startKeeper(world.current, scratch, { account: KEEPERS[1] });
    expect(kinds(await other.runOnce(['ties']))).toEqual({ ties: 'nothing' });
  });

  it('collects signatures over a month and brings it once a quorum agrees', async () => {
    const client = world.current.client(account('relayer'));
    const month = await client.getCurrentMonth();
    const keeper = await startKeeper(world.current, scratch, { duties: ['uptime'], schedules: { uptime: 'off' } });
    const { url } = await keeper.start();
    const report = { providerId, month, observed: MONTH_SECONDS, up: MONTH_SECONDS, evidenceHash: zeroHash };
    const hand = async (signer: HDAccount, figures = report): Promise<void> => {
      const signature = await signUptimeReport(signer, world.current.deployment, figures);
      const body = JSON.stringify({ report: figures, signature });
      expect((await fetch(`${url}/uptime`, { method: 'POST', body })).status).toBe(202);
    };
    expect((await fetch(`${url}/uptime`, { method: 'POST', body: '{}' })).status).toBe(400);
    for (let meter = 0; meter < 3; meter++) await hand(account('meter', meter));
    await hand(account('meter', 0));
    await hand(account('relayer'));
    await hand(account('meter', 4), { ...report, up: 1 });
    await world.current.advanceTo(BigInt((month + 1) * MONTH_SECONDS));
    expect(kinds(await keeper.runOnce(['uptime']))).toEqual({ uptime: 'nothing' });
    expect((await keeper.list())[0]?.why).toContain(`nobody reported month ${month} of provider ${providerId}`);

    await hand(account('meter', 3));
    expect(kinds(await keeper.runOnce(['uptime']))).toEqual({ uptime: 'done' });
    expect((await client.getUptime({ providerId, month })).up).toBe(MONTH_SECONDS);
    expect(kinds(await keeper.runOnce(['uptime']))).toEqual({ uptime: 'nothing' });
  });

  it('sends nothing without a key', async () => {
    await open();
    await world.current.advance(ACK_WINDOW + 1);
    const head = await world.current.chain.getBlockNumber();
    const keeper = await startKeeper(world.current, scratch, { account: undefined });
    const results = await keeper.runOnce();
    expect(results.expire?.kind).toBe('dry');
    expect(Object.values(results).every(({ kind }) => kind === 'dry' || kind === 'nothing')).toBe(true);
    expect(await world.current.chain.getBlockNumber()).toBe(head);
  });

  it('remembers where it was, and shares its folder with nobody', async () => {
    const dataDir = scratch.path('keeper');
    const first = await startKeeper(world.current, scratch, { dataDir });
    const open = (await (await fetch(`${(await first.start()).url}/health`)).json()) as {
      openJobs: number;
      nextBlock: string;
    };
    await first.stop();
    const again = await startKeeper(world.current, scratch, { dataDir });
    const health = (await (await fetch(`${(await again.start()).url}/health`)).json()) as {
      openJobs: number;
      nextBlock: string;
    };
    expect(health).toMatchObject({ openJobs: open.openJobs, nextBlock: open.nextBlock });
    await expect(startKeeper(world.current, scratch, { dataDir })).rejects.toThrow('is held by process');
  });
});
