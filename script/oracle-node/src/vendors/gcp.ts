import { z } from 'zod';
import { PriceListError } from '../errors.js';
import type { Unit, UnitPrice } from '../types.js';
import { BILLED_GB_PER_TB } from '../units.js';

const rate = z.object({
  startUsageAmount: z.number().default(0),
  unitPrice: z.object({ currencyCode: z.string(), units: z.coerce.number().default(0), nanos: z.number().default(0) }),
});
const skuSchema = z.object({
  skuId: z.string(),
  description: z.string(),
  category: z.object({ resourceFamily: z.string(), resourceGroup: z.string(), usageType: z.string() }),
  serviceRegions: z.array(z.string()),
  pricingInfo: z.array(
    z.object({ pricingExpression: z.object({ usageUnit: z.string(), tieredRates: z.array(rate) }) }),
  ),
});
const pageSchema = z.object({ skus: z.array(skuSchema), nextPageToken: z.string().optional() });
type Sku = z.output<typeof skuSchema>;

const NANO = 1e-9;

/** What of the catalogue is a unit: description, usage unit, what it is, and how many of Google's units make one of ours. */
const KINDS: readonly { match: RegExp; usageUnit: string; unit: Unit; times: number }[] = [
  { match: /^N2 Instance Core running in /, usageUnit: 'h', unit: 'CpuCoreHour', times: 1 },
  { match: /^N2 Instance Ram running in /, usageUnit: 'GiBy.h', unit: 'MemoryGbHour', times: 1 },
  { match: /^Nvidia (?:Tesla )?(\w+) GPU running in /, usageUnit: 'h', unit: 'GpuHour', times: 1 },
  { match: /^Standard Storage /, usageUnit: 'GiBy.mo', unit: 'StorageTbMonth', times: BILLED_GB_PER_TB },
  {
    match: /^Network Internet Data Transfer Out from (?!.* to (?:China|Australia))/,
    usageUnit: 'GiBy',
    unit: 'BandwidthTb',
    times: BILLED_GB_PER_TB,
  },
];

/** Pages of the Cloud Billing catalogue (cloudbilling.googleapis.com/v1/services/<service>/skus), of Compute Engine and Cloud Storage. */
export function readGcpPages(pages: readonly unknown[]): UnitPrice[] {
  const prices: UnitPrice[] = [];
  let last = pages.length === 0;
  for (const page of pages) {
    const parsed = pageSchema.safeParse(page);
    if (!parsed.success)
      throw new PriceListError(`not a page of the Cloud Billing catalogue: ${parsed.error.issues[0]?.path.join('.')}`);
    for (const sku of parsed.data.skus) prices.push(...pricesOf(sku));
    last ||= !parsed.data.nextPageToken;
  }
  if (!last) throw new PriceListError('the last page of the catalogue is missing');
  return prices;
}

function pricesOf(sku: Sku): UnitPrice[] {
  if (sku.category.usageType !== 'OnDemand') return [];
  const expression = sku.pricingInfo.at(-1)?.pricingExpression;
  const kind = KINDS.find(({ match, usageUnit }) => match.test(sku.description) && usageUnit === expression?.usageUnit);
  if (!kind || !expression) return [];
  const paid = expression.tieredRates
    .map(({ startUsageAmount, unitPrice }) => {
      if (unitPrice.currencyCode !== 'USD')
        throw new PriceListError(`${sku.skuId} is priced in ${unitPrice.currencyCode}; ask for currencyCode=USD`);
      return { from: startUsageAmount, usd: unitPrice.units + unitPrice.nanos * NANO };
    })
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => a.from - b.from)[0];
  if (!paid) return [];
  const model = kind.unit === 'GpuHour' ? kind.match.exec(sku.description)?.[1] : undefined;
  return sku.serviceRegions.map((region) => ({
    vendor: 'gcp',
    region,
    unit: kind.unit,
    model,
    usd: paid.usd * kind.times,
    from: `${sku.description} (${sku.skuId})`,
  }));
}
