import { z } from 'zod';
import { PriceListError } from '../errors.js';
import type { Instance, UnitPrice } from '../types.js';
import { unitPrices } from '../units.js';

const priceSchema = z.object({ price: z.coerce.number(), period: z.coerce.number().default(1) });
const listSchema = z.object({
  currency: z.string(),
  pricingInfo: z.record(z.string(), z.object({ hours: z.array(priceSchema).default([]) })),
});

/** GB of memory a core, by the letter of the family; keys of the list name only the type. */
const GB_PER_CORE: Readonly<Record<string, number>> = { g: 4, c: 2, r: 8 };
/** GPU machines of the families `ecs.<family>-c<cores of one GPU>g1`: GB of memory of one GPU's share, by its cores. */
const GPU_FAMILIES: Readonly<Record<string, { model: string; gb: Readonly<Record<number, number>> }>> = {
  gn6i: { model: 'T4', gb: { 4: 15, 8: 31, 16: 62, 24: 93, 40: 155 } },
  gn6v: { model: 'V100', gb: { 8: 32 } },
  gn7i: { model: 'A10', gb: { 8: 30, 16: 60, 32: 188, 48: 310, 56: 346 } },
};
const LARGE_CORES = 2;
const XLARGE_CORES = 4;

/** ECS' public list of pay-as-you-go prices (…/ecs-price-info-intl/…/instancePrice.json): `<region>::<type>::vpc::linux::optimized`. */
export function readAlibabaList(json: unknown): UnitPrice[] {
  const parsed = listSchema.safeParse(json);
  if (!parsed.success)
    throw new PriceListError(`not a price list of Alibaba Cloud ECS: ${parsed.error.issues[0]?.path.join('.')}`);
  if (parsed.data.currency !== 'USD')
    throw new PriceListError(`Alibaba's prices are in ${parsed.data.currency}; take the international list`);
  const instances: Instance[] = [];
  for (const [key, { hours }] of Object.entries(parsed.data.pricingInfo)) {
    const [region = '', type = '', network, system, optimised] = key.split('::');
    const usd = hours.find(({ period }) => period === 1)?.price ?? 0;
    if (network !== 'vpc' || system !== 'linux' || optimised !== 'optimized' || !(usd > 0)) continue;
    const shape = shapeOf(type);
    if (shape) instances.push({ vendor: 'alibaba', region, name: type, usd, ...shape });
  }
  return unitPrices(instances);
}

function shapeOf(type: string): Pick<Instance, 'cores' | 'memoryGb' | 'gpus' | 'model'> | undefined {
  const [, gpuFamily = '', share = '', gpuSize = ''] = /^ecs\.(gn\w+)-c(\d+)g1\.(\d*x?large)$/.exec(type) ?? [];
  const family = GPU_FAMILIES[gpuFamily];
  const gb = family?.gb[Number(share)];
  if (family && gb !== undefined) {
    const gpus = coresOf(gpuSize) / Number(share);
    if (!Number.isInteger(gpus)) return undefined;
    return { cores: coresOf(gpuSize), memoryGb: gpus * gb, gpus, model: family.model };
  }
  // Before the fifth generation, above 8xlarge and in r7p the name does not tell the shape.
  const [, letter = '', size = ''] = /^ecs\.([gcr])(?!7p)(?:[5-9]|\d\d)[a-z]*\.([2-8]?x?large)$/.exec(type) ?? [];
  const gbPerCore = GB_PER_CORE[letter];
  if (gbPerCore === undefined) return undefined;
  return { cores: coresOf(size), memoryGb: coresOf(size) * gbPerCore, gpus: 0 };
}

/** large has two cores, xlarge four, 3xlarge three times four. */
function coresOf(size: string): number {
  return size === 'large' ? LARGE_CORES : XLARGE_CORES * Number(size.replace('xlarge', '') || 1);
}
