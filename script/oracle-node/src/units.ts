import type { Instance, UnitPrice } from './types.js';

/** 10^12 bytes in the 2^30 that clouds call a GB on their bills. */
export const BILLED_GB_PER_TB = 10 ** 12 / 2 ** 30;
const LEAST_DETERMINANT = 1e-9;

/**
 * Takes machines apart: the price of a core-hour and a GB-hour that come closest to the list, by relative error, over all machines without a
 * GPU in a region; what a GPU machine costs beyond its cores and memory is its GPUs'. A region without machines of different shapes has none.
 */
export function unitPrices(instances: readonly Instance[]): UnitPrice[] {
  const prices: UnitPrice[] = [];
  for (const [region, all] of grouped(instances, ({ region }) => region)) {
    const vendor = all[0]?.vendor;
    const plain = all.filter(({ gpus }) => gpus === 0);
    const fit = fitted(plain);
    if (!vendor || !fit) continue;
    const from = `${plain.length} machines`;
    prices.push({ vendor, region, unit: 'CpuCoreHour', usd: fit.core, from });
    prices.push({ vendor, region, unit: 'MemoryGbHour', usd: fit.memory, from });
    for (const [model, machines] of grouped(
      all.filter(({ gpus }) => gpus > 0),
      ({ model }) => model,
    )) {
      const usd = median(
        machines.map(({ usd, cores, memoryGb, gpus }) => (usd - cores * fit.core - memoryGb * fit.memory) / gpus),
      );
      if (usd > 0)
        prices.push({ vendor, region, unit: 'GpuHour', model, usd, from: machines.map(({ name }) => name).join(', ') });
    }
  }
  return prices;
}

/** Least squares of cores * core + memory * price = usd, each machine divided by its own price. */
function fitted(machines: readonly Instance[]): { core: number; memory: number } | undefined {
  let [cc, cm, mm, c, m] = [0, 0, 0, 0, 0];
  for (const { cores, memoryGb, usd } of machines) {
    const [x, y] = [cores / usd, memoryGb / usd];
    [cc, cm, mm, c, m] = [cc + x * x, cm + x * y, mm + y * y, c + x, m + y];
  }
  const determinant = cc * mm - cm * cm;
  // All machines have the same GB per core: nothing says what of the price is memory.
  if (determinant <= LEAST_DETERMINANT * cc * mm) return undefined;
  const core = (c * mm - m * cm) / determinant;
  const memory = (m * cc - c * cm) / determinant;
  return core > 0 && memory > 0 ? { core, memory } : undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function grouped<item, key>(items: readonly item[], keyOf: (item: item) => key): Map<key, item[]> {
  const groups = new Map<key, item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
