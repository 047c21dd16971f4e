import { createServer } from 'node:http';
import { createKeeper } from '@cyberplaza/keeper';
import { createLogger } from '@cyberplaza/keeper/kit';
import { ProviderStatus } from '@cyberplaza/sdk';
import {
  hashUptimeFigures,
  hashUptimeReport,
  MONTH_SECONDS,
  type UptimeFigures,
  type UptimeReport,
} from '@cyberplaza/sdk/eip712';
import { recoverAddress, zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import { until } from '../../../sdk/test/support/until.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { bindingRound, judgeMonth, MonthBook, type Seen } from '../src/index.js';
import { meterKey, OPERATOR, Scratch, startMeter } from './support.js';

const STEP = 60;
/** time for some looks between two steps of the clock */
const LOOKS_MS = 200;
const ONE = 1;

describe('months of uptime', () => {
  const scratch = new Scratch();
  let providerId: number;
  const world = useWorld(async (made) => {
    await made.chain.mine({ blocks: 1 });
    await made.publishPrices();
    await made.bondMeters();
    providerId = await made.provider(0, { certified: true });
    await made.fund(OPERATOR.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('count the time between looks, cut at the month, not what nobody looked at; and outlive a restart', () => {
    const path = `${scratch.path('book')}.json`;
    const book = new MonthBook(path);
    const end = 700 * MONTH_SECONDS;
    const look = (clock: number, up: boolean) => book.count(clock, new Map([[ONE, up]]));
    look(end - 300, true);
    look(end - 200, true);
    look(end - 100, false);
    look(end + 10, true);
    look(end + 131, true);
    look(end + 131, false);
    expect(book.get(ONE, 699)).toEqual({ observed: 300, up: 200 });
    expect(book.get(ONE, 700)).toEqual({ observed: 10, up: 10 });
    expect(new MonthBook(path).get(ONE, 699)).toEqual({ observed: 300, up: 200 });
    expect(book.get(2, 699)).toBeUndefined();
  });

  it('are signed only as this meter saw them', () => {
    const signer = meterKey(0).address;
    const own: Seen = { observed: 1_000_000, up: 995_000 };
    const figures: UptimeFigures[] = [
      { signer, ...own },
      { signer: meterKey(1).address, observed: 990_000, up: 990_000 },
    ];
    const report: UptimeReport = {
      providerId: ONE,
      month: 699,
      observed: 990_000,
      up: 985_050,
      evidenceHash: hashUptimeFigures(figures),
    };
    const clock = 700 * MONTH_SECONDS;
    const asked = { report, figures, own, signer, clock, tolerance: 10 };
    const reason = (change: Partial<typeof asked>) => judgeMonth({ ...asked, ...change })?.reason;
    expect(reason({})).toBeUndefined();
    expect(reason({ figures: [...figures].reverse() })).toBeUndefined();
    expect(reason({ clock: clock - 1 })).toBe('future-time');
    expect(judgeMonth({ ...asked, own: undefined })?.reason).toBe('not-observed');
    expect(reason({ report: { ...report, evidenceHash: zeroHash } })).toBe('result-mismatch');
    expect(reason({ own: { ...own, up: own.up - 1 } })).toBe('result-mismatch');
    expect(reason({ report: { ...report, observed: 1_000_001 } })).toBe('uptime-mismatch');
    expect(reason({ report: { ...report, up: 990_001 } })).toBe('uptime-mismatch');
    expect(reason({ report: { ...report, up: 983_000 } })).toBe('uptime-mismatch');
    expect(reason({ report: { ...report, up: 987_000 } })).toBe('uptime-mismatch');
  });

  it('are watched by meters, put together by a keeper, and suspend who was down', async () => {
    const port = await freePort();
    const site = createServer((_, response) => response.end('well'));
    await new Promise<void>((resolve) => site.listen(port, '127.0.0.1', resolve));
    scratch.onStop(async () => void site.close());
    const watch = [`${providerId}=http://127.0.0.1:${port}/health`];
    const meters = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        startMeter(world.current, scratch, n, { watch, watchMs: 20, monthTolerance: 5_000 }),
      ),
    );
    const month = Math.floor(Number(await world.current.now()) / MONTH_SECONDS);
    const seen = async (url: string) =>
      (await (await fetch(`${url}/uptime/${providerId}/${month}`)).json()) as UptimeFigures;
    const step = async (): Promise<void> => {
      const before = await Promise.all(meters.map(async ({ url }) => (await seen(url)).observed ?? 0));
      // a meter that looks too late has seen a gap, which counts for nothing: the clock moves until all have seen more
      await until(async () => {
        await world.current.advance(STEP);
        await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
        const now = await Promise.all(meters.map(({ url }) => seen(url)));
        return now.every(({ observed = 0 }, n) => observed > (before[n] ?? 0));
      });
    };
    // Each meter's first look only starts its clock.
    await until(async () => {
      await world.current.advance(STEP);
      return (await Promise.all(meters.map(({ url }) => seen(url)))).every(({ observed = 0 }) => observed > 0);
    });
    for (let n = 0; n < 2; n++) await step();
    await new Promise((resolve) => site.close(resolve).closeAllConnections());
    await step();
    const figures = await Promise.all(meters.map(({ url }) => seen(url)));
    for (const { observed, up } of figures) expect(up).toBeLessThan(observed);

    const keeper = await createKeeper({
      rpc: world.current.url,
      deployment: scratch.deploymentFile(world.current),
      dataDir: scratch.path('keeper'),
      pollMs: 20,
      account: OPERATOR,
      log: createLogger('test', 'silent'),
      meters: meters.map(({ url }) => url),
    });
    scratch.onStop(() => keeper.stop());
    await world.current.advanceTo(BigInt((month + 1) * MONTH_SECONDS));
    expect((await keeper.runOnce(['uptime'])).uptime).toMatchObject({ kind: 'done' });
    const client = world.current.client(account('relayer'));
    const reported = await client.getUptime({ providerId, month });
    // The meters have looked on since `figures` were read; what they saw only grows.
    const now = await Promise.all(meters.map(({ url }) => seen(url)));
    expect(now.filter(({ observed }) => observed >= reported.observed).length).toBeGreaterThanOrEqual(4);
    expect((await client.getProvider({ providerId })).status).toBe(ProviderStatus.Suspended);
    expect((await keeper.runOnce(['uptime'])).uptime).toMatchObject({ kind: 'nothing' });

    // Bound: nothing else about that month is signed for now.
    const ask = async (url: string, report: UptimeReport) => {
      const body = JSON.stringify({ chainId: world.current.deployment.chainId, report, figures });
      const response = await fetch(`${url}/uptime`, { method: 'POST', body });
      return {
        status: response.status,
        ...((await response.json()) as { refused?: string; signature?: `0x${string}` }),
      };
    };
    const evidenceHash = hashUptimeFigures(figures);
    const { observed, up } = reported;
    const answers = await Promise.all(
      meters.map(({ url }) => ask(url, { providerId, month, observed: observed - 1, up, evidenceHash })),
    );
    expect(answers.filter(({ refused }) => refused === 'equivocation').length).toBeGreaterThanOrEqual(4);
    const later = bindingRound(month, Number(await world.current.now()) + 3 * 86_400);
    expect(later).toBe(bindingRound(month, (month + 1) * MONTH_SECONDS) + 1);
    const wrong = { providerId, month, observed, up, evidenceHash: zeroHash };
    expect(await ask(meters[0]?.url ?? '', wrong)).toMatchObject({ status: 409, refused: 'result-mismatch' });
    const same = { providerId, month, observed, up, evidenceHash };
    const granted = await Promise.all(meters.map(({ url }) => ask(url, same)));
    const { signature } = granted.find((grant) => grant.signature) ?? {};
    const hash = hashUptimeReport(world.current.deployment, same);
    const signer = await recoverAddress({ hash, signature: signature ?? '0x' });
    expect(figures.map((entry) => entry.signer)).toContain(signer);
  });
});
