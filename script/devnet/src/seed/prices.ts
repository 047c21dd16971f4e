import { type Deployment, packNodeReports, parseUsdc, signPriceReport, submitPrices } from '@cyberplaza/sdk';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import type { ProviderSpec } from '../input/job-file.js';

const NODES = 13;
const USD_DECIMALS_PRICE = 100_000_000n;
/** CPT at 0.50 USD until there is a market for it. */
const CPT_PRICE = 50_000_000n;

/** Reference price feed of a kind of resource in a region. */
export function feedName(provider: Pick<ProviderSpec, 'resource' | 'region'>): string {
  const label = {
    CpuCoreHour: 'CPU core-hour',
    GpuHour: 'GPU-hour',
    FpgaHour: undefined,
    StorageTbMonth: 'Storage TB-month',
    BandwidthTb: 'Bandwidth TB',
    MemoryGbHour: 'Memory GB-hour',
    Software: undefined,
    Data: undefined,
    Service: undefined,
  }[provider.resource];
  return label === undefined ? '' : `${label}/${provider.region}`;
}

/** What each feed should say: the mean of the listings that are checked against it. */
export function referencePrices(world: World, providers: readonly ProviderSpec[]): Map<number, bigint> {
  const listed = new Map<number, bigint[]>();
  for (const provider of providers) {
    const id = world.deployment.feeds[feedName(provider)];
    if (id !== undefined) listed.set(id, [...(listed.get(id) ?? []), parseUsdc(provider.unitPrice)]);
  }
  const prices = new Map<number, bigint>([
    [world.feed('USDC/USD'), USD_DECIMALS_PRICE],
    [world.feed('CPT/USD'), CPT_PRICE],
  ]);
  for (const [id, values] of listed) prices.set(id, values.reduce((a, b) => a + b, 0n) / BigInt(values.length));
  return prices;
}

/** One vector of prices as thirteen nodes sign it, each off by its own few hundredths of a percent. */
export async function nodeReports(deployment: Deployment, prices: ReadonlyMap<number, bigint>, observedAt: number) {
  const feedIds = [...prices.keys()].sort((a, b) => a - b);
  const signed = await Promise.all(
    Array.from({ length: NODES }, (_, n) => {
      const vector = feedIds.map((id) => {
        const price = prices.get(id) ?? 0n;
        return price + (price * BigInt(n - 6)) / 20_000n;
      });
      return signPriceReport(account('priceNode', n), deployment, { feedIds, prices: vector, observedAt });
    }),
  );
  return { feedIds, observedAt, reports: packNodeReports(signed) };
}

/** Anyone transmits what the nodes signed. */
export async function publishPrices(world: World, clock: Clock, prices: ReadonlyMap<number, bigint>): Promise<void> {
  const reports = await nodeReports(world.deployment, prices, await clock.now());
  const sent = await submitPrices(world.wallet(account('relayer')), reports);
  await sent.wait();
}
