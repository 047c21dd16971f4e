import type { Address, Hex } from 'viem';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import type { ProviderSpec } from '../input/job-file.js';
import { parseUsdc } from '../input/scenario.js';

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

/** Thirteen nodes sign one vector of prices, each off by its own few hundredths of a percent; anyone transmits it. */
export async function publishPrices(world: World, clock: Clock, prices: ReadonlyMap<number, bigint>): Promise<void> {
  const feedIds = [...prices.keys()].sort((a, b) => a - b);
  const observedAt = await clock.now();
  const reports = await Promise.all(
    Array.from({ length: NODES }, async (_, n) => {
      const node = account('priceNode', n);
      const vector = feedIds.map((id) => {
        const price = prices.get(id) ?? 0n;
        return price + (price * BigInt(n - 6)) / 20_000n;
      });
      const signature = await node.signTypedData({
        domain: {
          name: 'CyberPlaza ComputePriceOracle',
          version: '1',
          chainId: world.deployment.chainId,
          verifyingContract: world.address('ComputePriceOracle'),
        },
        types: {
          PriceReport: [
            { name: 'feedIds', type: 'uint32[]' },
            { name: 'prices', type: 'uint64[]' },
            { name: 'observedAt', type: 'uint40' },
          ],
        },
        primaryType: 'PriceReport',
        message: { feedIds, prices: vector, observedAt },
      });
      return { node: node.address, prices: vector, signature };
    }),
  );
  reports.sort((a: { node: Address }, b: { node: Address }) => (BigInt(a.node) < BigInt(b.node) ? -1 : 1));
  await world.send(account('relayer'), 'ComputePriceOracle', 'submit', [
    feedIds,
    observedAt,
    reports.map(({ prices: vector, signature }: { prices: bigint[]; signature: Hex }) => ({
      prices: vector,
      signature,
    })),
  ]);
}
