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
const GPU_FAMILIES: Readonly<Record<string, { model: string; gbPerCore: number }>> = {
  gn6i: { model: 'T4', gbPerCore: 3.75 },
  gn6v: { model: 'V100', gbPerCore: 4 },
  gn7i: { model: 'A10', gbPerCore: 4 },
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
  const gpu = /^ecs\.(gn\w+)-c(\d+)g(\d+)\.\w+$/.exec(type);
  const family = gpu ? GPU_FAMILIES[gpu[1] ?? ''] : undefined;
  if (gpu && family) {
    const cores = Number(gpu[2]);
    return { cores, memoryGb: cores * family.gbPerCore, gpus: Number(gpu[3]), model: family.model };
  }
  const [, letter = '', size = ''] = /^ecs\.([gcr])\d+[a-z]*\.(\d*x?large)$/.exec(type) ?? [];
  const gbPerCore = GB_PER_CORE[letter];
  if (gbPerCore === undefined) return undefined;
  const cores = size === 'large' ? LARGE_CORES : XLARGE_CORES * Number(size.replace('xlarge', '') || 1);
  return { cores, memoryGb: cores * gbPerCore, gpus: 0 };
}
