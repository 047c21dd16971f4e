import { parseUnits } from 'viem';
import { PriceListError } from './errors.js';
import type { Unit, UnitPrice, Vendor } from './types.js';
import { grouped, median } from './units.js';

/** Which vendors' regions a feed stands for. */
export interface FeedRule {
  unit: Unit;
  model?: string | undefined;
  regions: Readonly<Partial<Record<Vendor, readonly string[]>>>;
}

export type FeedRules = Readonly<Record<string, FeedRule>>;

/** A feed's price, and which vendors it comes from. */
export interface FeedPrice {
  feed: string;
  usd: number;
  vendors: readonly Vendor[];
}

/** As many as a price must come from, so that no single vendor's list is the market. */
export const LEAST_VENDORS = 2;
const US = { aws: ['us-east-1'], azure: ['eastus'], gcp: ['us-central1', 'us'], alibaba: ['us-east-1'] } as const;
const EU = {
  aws: ['eu-central-1'],
  azure: ['westeurope'],
  gcp: ['europe-west3', 'eu'],
  alibaba: ['eu-central-1'],
} as const;

/** The feeds that a deployment begins with. */
export const DEFAULT_RULES: FeedRules = {
  'CPU core-hour/eu': { unit: 'CpuCoreHour', regions: EU },
  'CPU core-hour/us': { unit: 'CpuCoreHour', regions: US },
  'GPU-hour/eu': { unit: 'GpuHour', model: 'T4', regions: EU },
  'GPU-hour/us': { unit: 'GpuHour', model: 'T4', regions: US },
  'Memory GB-hour/eu': { unit: 'MemoryGbHour', regions: EU },
  'Memory GB-hour/us': { unit: 'MemoryGbHour', regions: US },
  'Storage TB-month/eu': { unit: 'StorageTbMonth', regions: EU },
  'Bandwidth TB/eu': { unit: 'BandwidthTb', regions: EU },
};

/**
 * Feeds' prices: the median of a vendor's regions, then the median of the vendors. Feeds that too few vendors have are left out; an unknown
 * one is better than a wrong one.
 */
export function feedPrices(prices: readonly UnitPrice[], rules: FeedRules = DEFAULT_RULES): FeedPrice[] {
  const found: FeedPrice[] = [];
  for (const [feed, { unit, model, regions }] of Object.entries(rules)) {
    const fitting = prices.filter(
      (price) => price.unit === unit && price.model === model && regions[price.vendor]?.includes(price.region),
    );
    const byVendor = [...grouped(fitting, ({ vendor }) => vendor)];
    if (byVendor.length < LEAST_VENDORS) continue;
    const usd = median(byVendor.map(([, own]) => median(own.map((price) => price.usd))));
    if (!(usd > 0)) throw new PriceListError(`${feed}: the lists give ${usd}`);
    found.push({ feed, usd, vendors: byVendor.map(([vendor]) => vendor).sort() });
  }
  return found;
}

const DECIMALS = 6;

/** What the keeper's --price-source reads: decimal prices by feed. */
export function priceSource(prices: readonly FeedPrice[]): Record<string, string> {
  return Object.fromEntries(prices.map(({ feed, usd }) => [feed, usd.toFixed(DECIMALS)]));
}

const MAX_PRICE = 2n ** 64n - 1n;

/** A decimal price in a feed's own units; 0, which is no price, for what is missing or does not fit. */
export function unitsOf(price: string | undefined, decimals: number): bigint {
  if (price === undefined) return 0n;
  const units = parseUnits(price, decimals);
  return units <= MAX_PRICE ? units : 0n;
}
