import { z } from 'zod';
import { PriceListError } from '../errors.js';
import type { Instance, UnitPrice } from '../types.js';
import { BILLED_GB_PER_TB, unitPrices } from '../units.js';

/** GPUs by family: offers say how many there are, not which. */
const GPU_MODELS: Readonly<Record<string, string>> = {
  g4dn: 'T4',
  g5: 'A10G',
  g6: 'L4',
  p3: 'V100',
  p4d: 'A100',
  p5: 'H100',
};

/** What list prices are per; anything else is another product. */
const HOURS = 'Hrs';
const GB_MONTHS = 'GB-Mo';
const GIGABYTES = 'GB';

const attributes = z.record(z.string(), z.string());
const dimension = z.object({
  unit: z.string(),
  beginRange: z.string().optional(),
  pricePerUnit: z.record(z.string(), z.string()),
});
const offerSchema = z.object({
  offerCode: z.string(),
  products: z.record(z.string(), z.object({ productFamily: z.string().optional(), attributes })),
  terms: z.object({
    OnDemand: z
      .record(z.string(), z.record(z.string(), z.object({ priceDimensions: z.record(z.string(), dimension) })))
      .default({}),
  }),
});
type Dimension = z.output<typeof dimension>;

/**
 * An offer of the AWS Price List bulk API (offers/v1.0/aws/<service>/current/<region>/index.json): AmazonEC2, AmazonS3 or AWSDataTransfer. EC2's
 * own files are too large for JSON.parse in most regions; readAwsCsv reads those.
 */
export function readAwsOffer(json: unknown): UnitPrice[] {
  const parsed = offerSchema.safeParse(json);
  if (!parsed.success)
    throw new PriceListError(`not an offer of the AWS Price List: ${parsed.error.issues[0]?.path.join('.')}`);
  const { offerCode, products, terms } = parsed.data;
  const instances: Instance[] = [];
  const prices: UnitPrice[] = [];
  for (const [sku, { productFamily, attributes: a }] of Object.entries(products)) {
    const dimensions = Object.values(terms.OnDemand[sku] ?? {}).flatMap(({ priceDimensions }) =>
      Object.values(priceDimensions),
    );
    const storage = productFamily === 'Storage' && a.storageClass === 'General Purpose' && a.volumeType === 'Standard';
    const traffic =
      productFamily === 'Data Transfer' && a.transferType === 'AWS Outbound' && a.toLocation === 'External';
    const billedIn = offerCode === 'AmazonEC2' ? HOURS : storage ? GB_MONTHS : traffic ? GIGABYTES : undefined;
    const usd = billedIn && firstPaid(dimensions, billedIn);
    if (usd === undefined) continue;
    if (offerCode === 'AmazonEC2') {
      const instance = instanceOf(a, usd);
      if (instance) instances.push(instance);
    } else if (storage) {
      prices.push({
        vendor: 'aws',
        region: a.regionCode ?? '',
        unit: 'StorageTbMonth',
        usd: usd * BILLED_GB_PER_TB,
        from: `S3 Standard ${sku}`,
      });
    } else {
      prices.push({
        vendor: 'aws',
        region: a.fromRegionCode ?? '',
        unit: 'BandwidthTb',
        usd: usd * BILLED_GB_PER_TB,
        from: `internet out ${sku}`,
      });
    }
  }
  return [...prices, ...unitPrices(instances)];
}

/** EC2's offer as CSV (…/<region>/index.csv), line by line: some header lines, then one line a price. */
export async function readAwsCsv(lines: AsyncIterable<string> | Iterable<string>): Promise<UnitPrice[]> {
  let columns: string[] | undefined;
  const instances: Instance[] = [];
  for await (const line of lines) {
    const cells = csvCells(line);
    if (!columns) {
      if (cells[0] === 'SKU') columns = cells;
      continue;
    }
    // A download that broke off ends in the middle of a line.
    if (cells.length !== columns.length) {
      if (line === '') continue;
      throw new PriceListError(`cut off: a line has ${cells.length} of ${columns.length} columns`);
    }
    const names = columns;
    const row = (name: string) => cells[names.indexOf(name)] ?? '';
    if (row('TermType') !== 'OnDemand' || row('Currency') !== 'USD' || row('Unit') !== HOURS) continue;
    const usd = Number(row('PricePerUnit'));
    if (!(usd > 0)) continue;
    const instance = instanceOf(
      {
        instanceType: row('Instance Type'),
        instanceFamily: row('Instance Family'),
        currentGeneration: row('Current Generation'),
        operatingSystem: row('Operating System'),
        tenancy: row('Tenancy'),
        capacitystatus: row('CapacityStatus'),
        preInstalledSw: row('Pre Installed S/W'),
        operation: row('operation'),
        vcpu: row('vCPU'),
        memory: row('Memory'),
        gpu: row('GPU'),
        regionCode: row('Region Code'),
      },
      usd,
    );
    if (instance) instances.push(instance);
  }
  if (!columns) throw new PriceListError('no line of the CSV begins with SKU: not an offer of the AWS Price List');
  return unitPrices(instances);
}

/** Linux on shared hardware, on demand, without software to pay for; undefined for everything else. */
function instanceOf(a: Readonly<Record<string, string>>, usd: number): Instance | undefined {
  const wanted = {
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    capacitystatus: 'Used',
    preInstalledSw: 'NA',
    operation: 'RunInstances',
  };
  if (Object.entries(wanted).some(([name, value]) => a[name] !== value)) return undefined;
  const { instanceType = '', regionCode = '' } = a;
  const gpus = Number(a.gpu || 0);
  const family = instanceType.split('.')[0] ?? '';
  const model = gpus > 0 ? GPU_MODELS[family] : undefined;
  const plain =
    a.currentGeneration === 'Yes' &&
    /^(General purpose|Compute optimized|Memory optimized)$/.test(a.instanceFamily ?? '');
  if (gpus > 0 ? model === undefined : !plain) return undefined;
  const cores = Number(a.vcpu);
  const memoryGb = Number.parseFloat((a.memory ?? '').replace(/,/g, ''));
  if (!(cores > 0 && memoryGb > 0)) return undefined;
  return { vendor: 'aws', region: regionCode, name: instanceType, cores, memoryGb, gpus, model, usd };
}

/** The price of the lowest tier that costs something. */
function firstPaid(dimensions: readonly Dimension[], billedIn: string): number | undefined {
  const paid = dimensions
    .filter(({ unit }) => unit === billedIn)
    .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange ?? 0), usd: Number(pricePerUnit.USD) }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => a.from - b.from);
  return paid[0]?.usd;
}

function csvCells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell = '']) => cell.replace(/^"|"$/g, '').replace(/""/g, '"'));
}
