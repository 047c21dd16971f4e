import { z } from 'zod';
import { PriceListError } from '../errors.js';
import type { Instance, UnitPrice } from '../types.js';
import { BILLED_GB_PER_TB, unitPrices } from '../units.js';

const itemSchema = z.object({
  currencyCode: z.string(),
  tierMinimumUnits: z.number(),
  retailPrice: z.number(),
  armRegionName: z.string(),
  meterName: z.string(),
  productName: z.string(),
  skuName: z.string(),
  serviceName: z.string(),
  unitOfMeasure: z.string(),
  type: z.string(),
  armSkuName: z.string().nullish(),
});
const pageSchema = z.object({
  BillingCurrency: z.string(),
  Items: z.array(itemSchema),
  NextPageLink: z.string().nullish(),
  Count: z.number().optional(),
});
type Item = z.output<typeof itemSchema>;

/** GB of memory a core, by series; prices do not say it. */
const GB_PER_CORE: Readonly<Record<string, number>> = { D: 4, E: 8, F: 2 };
/** GPU machines by the accelerator in their name: cores of one GPU, and GB of memory a core. */
const GPU_SERIES: Readonly<Record<string, { cores: number; gbPerCore: number }>> = {
  T4: { cores: 16, gbPerCore: 7 },
  A100: { cores: 24, gbPerCore: 220 / 24 },
  H100: { cores: 40, gbPerCore: 8 },
};

/** Pages of the Azure Retail Prices API (prices.azure.com/api/retail/prices), in USD. */
export function readAzurePages(pages: readonly unknown[]): UnitPrice[] {
  let last = pages.length === 0;
  const items = pages.flatMap((page) => {
    const parsed = pageSchema.safeParse(page);
    if (!parsed.success)
      throw new PriceListError(`not a page of the Azure Retail Prices: ${parsed.error.issues[0]?.path.join('.')}`);
    if (parsed.data.BillingCurrency !== 'USD')
      throw new PriceListError(`Azure's prices are in ${parsed.data.BillingCurrency}; ask for currencyCode=USD`);
    const { Items, NextPageLink, Count = Items.length } = parsed.data;
    if (Count !== Items.length)
      throw new PriceListError(`a page of Azure's has ${Items.length} of its ${Count} prices`);
    last ||= !NextPageLink;
    return Items;
  });
  // Each answer ends with a page that has no next one.
  if (!last) throw new PriceListError("the last page of Azure's answer is missing");
  const sold = items.filter(({ type, retailPrice }) => type === 'Consumption' && retailPrice > 0);
  return [
    ...unitPrices(sold.map(instanceOf).filter((instance) => instance !== undefined)),
    ...lowestTier(sold.filter(isBlob)).map((item) => price(item, 'StorageTbMonth', item.productName)),
    ...lowestTier(sold.filter(isEgress)).map((item) => price(item, 'BandwidthTb', item.meterName)),
  ];
}

function price({ armRegionName, retailPrice }: Item, unit: 'StorageTbMonth' | 'BandwidthTb', from: string): UnitPrice {
  return { vendor: 'azure', region: armRegionName, unit, usd: retailPrice * BILLED_GB_PER_TB, from };
}

function instanceOf({
  armSkuName,
  armRegionName,
  productName,
  skuName,
  serviceName,
  unitOfMeasure,
  retailPrice,
}: Item): Instance | undefined {
  const other = /Windows/.test(productName) || /Spot|Low Priority/.test(skuName);
  if (serviceName !== 'Virtual Machines' || unitOfMeasure !== '1 Hour' || other) return undefined;
  const [, series = '', size = '', , accelerator = ''] =
    /^Standard_([A-Z]+)(\d+)([a-z]*)(?:_([A-Z]+\d+))?_v\d+$/.exec(armSkuName ?? '') ?? [];
  const cores = Number(size);
  const machine = { vendor: 'azure', region: armRegionName, name: armSkuName ?? '', cores, usd: retailPrice } as const;
  const gpu = GPU_SERIES[accelerator];
  if (gpu)
    return { ...machine, memoryGb: cores * gpu.gbPerCore, gpus: Math.ceil(cores / gpu.cores), model: accelerator };
  const gbPerCore = GB_PER_CORE[series];
  return gbPerCore === undefined || accelerator ? undefined : { ...machine, memoryGb: cores * gbPerCore, gpus: 0 };
}

function isBlob({ serviceName, skuName, meterName, unitOfMeasure, productName }: Item): boolean {
  return (
    serviceName === 'Storage' &&
    productName === 'General Block Blob v2' &&
    skuName === 'Hot LRS' &&
    meterName === 'Hot LRS Data Stored' &&
    unitOfMeasure === '1 GB/Month'
  );
}

function isEgress({ serviceName, meterName, unitOfMeasure }: Item): boolean {
  return serviceName === 'Bandwidth' && meterName === 'Standard Data Transfer Out' && unitOfMeasure === '1 GB';
}

function lowestTier(items: readonly Item[]): Item[] {
  const lowest = new Map<string, Item>();
  for (const item of items) {
    const known = lowest.get(item.armRegionName);
    if (!known || item.tierMinimumUnits < known.tierMinimumUnits) lowest.set(item.armRegionName, item);
  }
  return [...lowest.values()];
}
