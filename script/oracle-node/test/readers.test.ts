import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import {
  BILLED_GB_PER_TB,
  DEFAULT_RULES,
  feedPrices,
  type Instance,
  PriceListError,
  priceSource,
  readAlibabaList,
  readAwsCsv,
  readAwsOffer,
  readAzurePages,
  readGcpPages,
  type Unit,
  type UnitPrice,
  unitPrices,
} from '../src/index.js';
import { alibabaList, DOLLARS, YUAN, YUAN_PER_DOLLAR } from './alibabaList.js';
import { awsEc2, awsEc2Csv, awsS3, awsTransfer, azurePages, gcpPages } from './lists.js';

const usdOf = (prices: readonly UnitPrice[], region: string, unit: Unit, model?: string) =>
  prices
    .filter((price) => price.region === region && price.unit === unit && price.model === model)
    .map(({ usd }) => usd);
const one = (prices: readonly UnitPrice[], region: string, unit: Unit, model?: string): number => {
  const [usd, ...more] = usdOf(prices, region, unit, model);
  expect(more).toEqual([]);
  return usd ?? Number.NaN;
};
const everything = () =>
  [awsEc2(), awsS3(), awsTransfer()]
    .flatMap(readAwsOffer)
    .concat(readAzurePages(azurePages()), readGcpPages(gcpPages()), readAlibabaList(alibabaList()));

describe('machines are taken apart', () => {
  const machine = (cores: number, memoryGb: number, usd: number, gpus = 0): Instance => ({
    vendor: 'aws',
    region: 'r',
    name: `${cores}x${memoryGb}`,
    cores,
    memoryGb,
    gpus,
    model: gpus ? 'T4' : undefined,
    usd,
  });

  test('into the very prices that they were put together from', () => {
    const put = (cores: number, gb: number) => machine(cores, gb, cores * 0.03 + gb * 0.004);
    const prices = unitPrices([
      put(2, 8),
      put(4, 8),
      put(8, 64),
      put(96, 192),
      machine(4, 16, 4 * 0.03 + 16 * 0.004 + 2 * 0.35, 2),
    ]);
    expect(one(prices, 'r', 'CpuCoreHour')).toBeCloseTo(0.03, 12);
    expect(one(prices, 'r', 'MemoryGbHour')).toBeCloseTo(0.004, 12);
    expect(one(prices, 'r', 'GpuHour', 'T4')).toBeCloseTo(0.35, 12);
  });

  test('not at all where their shapes are all alike, or their prices make no sense', () => {
    expect(unitPrices([machine(2, 8, 0.1), machine(4, 16, 0.2)])).toEqual([]);
    expect(unitPrices([machine(2, 8, 0.1), machine(2, 16, 0.05)])).toEqual([]);
    expect(unitPrices([])).toEqual([]);
  });
});

describe("AWS' Price List", () => {
  test('EC2: what m5, c5 and r5 cost comes out within 3%', () => {
    const prices = readAwsOffer(awsEc2());
    for (const [region, m5, r5] of [
      ['us-east-1', 0.096, 0.126],
      ['eu-central-1', 0.115, 0.152],
    ] as const) {
      const [core, gb] = [one(prices, region, 'CpuCoreHour'), one(prices, region, 'MemoryGbHour')];
      expect(Math.abs((2 * core + 8 * gb) / m5 - 1)).toBeLessThan(0.03);
      expect(Math.abs((2 * core + 16 * gb) / r5 - 1)).toBeLessThan(0.03);
    }
    // g4dn.xlarge less its four cores and 16 GB.
    expect(one(prices, 'us-east-1', 'GpuHour', 'T4')).toBeCloseTo(
      0.526 - 4 * one(prices, 'us-east-1', 'CpuCoreHour') - 16 * one(prices, 'us-east-1', 'MemoryGbHour'),
      12,
    );
  });

  test('EC2 as CSV, line by line, gives the same', async () => {
    expect(await readAwsCsv(awsEc2Csv())).toEqual(readAwsOffer(awsEc2()));
    await expect(readAwsCsv(['a,b'])).rejects.toThrow(PriceListError);
  });

  test('S3 Standard and the first paid tier of traffic, a TB', () => {
    expect(one(readAwsOffer(awsS3()), 'us-east-1', 'StorageTbMonth')).toBeCloseTo(0.023 * BILLED_GB_PER_TB, 9);
    expect(one(readAwsOffer(awsTransfer()), 'eu-central-1', 'BandwidthTb')).toBeCloseTo(0.09 * BILLED_GB_PER_TB, 9);
  });
});

test('Azure: machines without Windows, spot and reservations; blobs; the first paid tier of traffic', () => {
  const prices = readAzurePages(azurePages());
  const [core, gb] = [one(prices, 'eastus', 'CpuCoreHour'), one(prices, 'eastus', 'MemoryGbHour')];
  expect(Math.abs((2 * core + 8 * gb) / 0.096 - 1)).toBeLessThan(0.03);
  expect(one(prices, 'westeurope', 'GpuHour', 'T4')).toBeGreaterThan(0.3);
  expect(one(prices, 'westeurope', 'StorageTbMonth')).toBeCloseTo(0.0196 * BILLED_GB_PER_TB, 9);
  expect(one(prices, 'eastus', 'BandwidthTb')).toBeCloseTo(0.087 * BILLED_GB_PER_TB, 9);
});

test('Google Cloud: cores, memory, GPUs, storage and traffic have SKUs of their own', () => {
  const prices = readGcpPages(gcpPages());
  expect(one(prices, 'us-east1', 'CpuCoreHour')).toBeCloseTo(0.031611, 9);
  expect(one(prices, 'europe-west3', 'MemoryGbHour')).toBeCloseTo(0.005458, 9);
  expect(one(prices, 'us-central1', 'GpuHour', 'T4')).toBeCloseTo(0.35, 9);
  expect(one(prices, 'europe-west3', 'StorageTbMonth')).toBeCloseTo(0.023 * BILLED_GB_PER_TB, 9);
  expect(one(prices, 'europe-west3', 'BandwidthTb')).toBeCloseTo(0.12 * BILLED_GB_PER_TB, 9);
  expect(one(prices, 'us-central1', 'BandwidthTb')).toBeCloseTo(0.12 * BILLED_GB_PER_TB, 9);
});

describe('Alibaba Cloud', () => {
  const prices = readAlibabaList(alibabaList());
  const memory = (region: string) => one(prices, region, 'MemoryGbHour');
  const core = (region: string) => one(prices, region, 'CpuCoreHour');

  test('Linux in a VPC, pay as you go: what g, c and r cost comes out within 6%', () => {
    for (const region of ['us-east-1', 'eu-central-1'] as const) {
      for (const [type, cores, gb] of [
        ['ecs.g7.large', 2, 8],
        ['ecs.c7.large', 2, 4],
        ['ecs.r7.large', 2, 16],
        ['ecs.g6.8xlarge', 32, 128],
      ] as const) {
        const listed = YUAN[region][type] / YUAN_PER_DOLLAR;
        expect(Math.abs((cores * core(region) + gb * memory(region)) / listed - 1)).toBeLessThan(0.06);
      }
    }
    // The international list itself, two generations and two years later.
    const c9i = DOLLARS['us-east-1::ecs.c9i.xlarge'];
    expect(Math.abs((4 * core('us-east-1') + 8 * memory('us-east-1')) / c9i - 1)).toBeLessThan(0.1);
  });

  test('a GPU costs the same in machines with one, two, four and eight of them', () => {
    const yuan = YUAN['us-east-1'];
    for (const [type, cores, gb, gpus, model] of [
      ['ecs.gn6i-c24g1.6xlarge', 24, 93, 1, 'T4'],
      ['ecs.gn6i-c24g1.12xlarge', 48, 186, 2, 'T4'],
      ['ecs.gn6i-c24g1.24xlarge', 96, 372, 4, 'T4'],
      ['ecs.gn6v-c8g1.2xlarge', 8, 32, 1, 'V100'],
      ['ecs.gn6v-c8g1.16xlarge', 64, 256, 8, 'V100'],
      ['ecs.gn7i-c32g1.8xlarge', 32, 188, 1, 'A10'],
      ['ecs.gn7i-c32g1.32xlarge', 128, 752, 4, 'A10'],
    ] as const) {
      const list = alibabaList();
      const others = Object.entries(list.pricingInfo).filter(
        ([key]) => !key.includes('::ecs.gn') || key.includes(`${type}::`),
      );
      const alone = readAlibabaList({ ...list, pricingInfo: Object.fromEntries(others) });
      const rest = yuan[type] / YUAN_PER_DOLLAR - cores * core('us-east-1') - gb * memory('us-east-1');
      expect(one(alone, 'us-east-1', 'GpuHour', model)).toBeCloseTo(rest / gpus, 9);
    }
    expect(one(prices, 'us-east-1', 'GpuHour', 'T4')).toBeGreaterThan(0.3);
  });

  test('types whose name does not tell their shape are passed over', () => {
    const list = alibabaList();
    for (const type of [
      'ecs.c1.large',
      'ecs.c6.26xlarge',
      'ecs.r7p.large',
      'ecs.gn6v-c10g1.20xlarge',
      'ecs.gn7i-c9g1.2xlarge',
    ]) {
      const more = {
        ...list.pricingInfo,
        [`us-east-1::${type}::vpc::linux::optimized`]: { hours: [{ price: '99', period: '1' }] },
      };
      expect(readAlibabaList({ ...list, pricingInfo: more })).toEqual(prices);
    }
  });
});

describe('feeds', () => {
  test('have the median of the vendors, each in its own region', () => {
    const prices = everything();
    const found = feedPrices(prices);
    expect(found.map(({ feed }) => feed).sort()).toEqual(Object.keys(DEFAULT_RULES).sort());
    const cores = found.find(({ feed }) => feed === 'CPU core-hour/us');
    expect(cores?.vendors).toEqual(['alibaba', 'aws', 'azure', 'gcp']);
    const own = prices
      .filter(({ unit, region }) => unit === 'CpuCoreHour' && ['us-east-1', 'eastus', 'us-central1'].includes(region))
      .map(({ usd }) => usd)
      .sort((a, b) => a - b);
    expect(own).toHaveLength(4);
    expect(cores?.usd).toBeCloseTo(((own[1] ?? 0) + (own[2] ?? 0)) / 2, 12);
    expect(priceSource(found)['CPU core-hour/us']).toMatch(/^0\.0[34]\d{4}$/);
  });

  test('one vendor alone makes no price', () => {
    expect(feedPrices(readGcpPages(gcpPages()))).toEqual([]);
    expect(feedPrices([...readGcpPages(gcpPages()), ...readAwsOffer(awsS3())]).map(({ feed }) => feed)).toEqual([
      'Storage TB-month/eu',
    ]);
  });
});

describe('what is no price list of ours is refused', () => {
  test.each([
    ['aws', () => readAwsOffer({ offerCode: 'AmazonEC2' })],
    ['azure', () => readAzurePages([{ Items: [] }])],
    ['azure in euros', () => readAzurePages(azurePages('EUR'))],
    ['gcp', () => readGcpPages([{}])],
    ['gcp in euros', () => readGcpPages(gcpPages('EUR'))],
    ['alibaba', () => readAlibabaList([])],
    ['alibaba in yuan', () => readAlibabaList(alibabaList('CNY'))],
  ])('%s', (_name, read) => {
    expect(read).toThrow(PriceListError);
  });
});

describe('what is cut off, in other units, or without what we look for', () => {
  test('AWS: a line that ends early, hours of something else, other currencies, machines without size', async () => {
    const lines = awsEc2Csv();
    const cut = [...lines.slice(0, -1), lines.at(-1)?.slice(0, 60) ?? ''];
    await expect(readAwsCsv(cut)).rejects.toThrow('cut off');
    expect(await readAwsCsv([...lines, ''])).toEqual(await readAwsCsv(lines));
    const each = (change: (line: string) => string) => readAwsCsv(lines.map(change));
    expect(await each((line) => line.replace('"Hrs"', '"Seconds"'))).toEqual([]);
    expect(await each((line) => line.replace('"USD"', '"CNY"'))).toEqual([]);
    expect(await each((line) => line.replace(/"\d+ GiB"/, '"NA"'))).toEqual([]);

    const offer = JSON.parse(JSON.stringify(awsS3()).replaceAll('GB-Mo', 'Objects'));
    expect(readAwsOffer(offer)).toEqual([]);
    const chinese = JSON.parse(JSON.stringify(awsTransfer()).replaceAll('"USD"', '"CNY"'));
    expect(readAwsOffer(chinese)).toEqual([]);
    expect(readAwsOffer({ ...awsEc2(), terms: {} })).toEqual([]);
    expect(() => readAwsOffer(JSON.parse(JSON.stringify(awsEc2()).replaceAll('"attributes"', '"a"')))).toThrow(
      PriceListError,
    );
  });

  test('AWS: each region by itself, and memory with thousands', () => {
    const text = JSON.stringify(awsEc2());
    const large = readAwsOffer(JSON.parse(text.replaceAll('"16 GiB"', '"16,384 GiB"')));
    expect(large).not.toEqual(readAwsOffer(awsEc2()));
    expect(new Set(readAwsOffer(awsEc2()).map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-central-1']));
    const one = readAwsOffer(JSON.parse(text.replaceAll('eu-central-1', 'ap-south-1')));
    expect(usdOf(one, 'eu-central-1', 'CpuCoreHour')).toEqual([]);
    expect(usdOf(one, 'ap-south-1', 'CpuCoreHour')).toHaveLength(1);
  });

  test('Azure: a page with fewer prices than it counts, or without its successor; other units', () => {
    const [first, second] = azurePages();
    if (!first || !second) throw new Error('no pages');
    const more = { ...first, NextPageLink: 'https://prices.azure.com:443/api/retail/prices?$skip=1000' };
    expect(() => readAzurePages([{ ...first, Items: first.Items.slice(1) }])).toThrow('of its');
    expect(() => readAzurePages([more])).toThrow('last page');
    expect(readAzurePages([more, second])).toEqual(readAzurePages(azurePages()));
    const other = JSON.parse(
      JSON.stringify(azurePages()).replaceAll('"1 Hour"', '"1 Month"').replaceAll('"1 GB', '"10 GB'),
    );
    expect(readAzurePages(other)).toEqual([]);
  });

  test('Google: a catalogue without its last page; other units; whole dollars beside billionths', () => {
    const [first, second] = gcpPages();
    expect(() => readGcpPages([first])).toThrow('last page');
    expect(readGcpPages([second])).toHaveLength(1);
    const text = JSON.stringify(gcpPages());
    expect(readGcpPages(JSON.parse(text.replaceAll('"GiBy.mo"', '"GiBy.d"'))).map(({ unit }) => unit)).not.toContain(
      'StorageTbMonth',
    );
    const dear = readGcpPages(JSON.parse(text.replaceAll('"units":"0"', '"units":"2"')));
    expect(one(dear, 'us-central1', 'GpuHour', 'T4')).toBeCloseTo(2.35, 9);
  });

  test('Alibaba: months are not hours, types that it does not know, prices that are none', () => {
    const list = alibabaList();
    const text = JSON.stringify(list);
    expect(readAlibabaList(JSON.parse(text.replaceAll('"period":"1"', '"period":"24"')))).toEqual([]);
    expect(readAlibabaList(JSON.parse(text.replaceAll('"hours"', '"days"')))).toEqual([]);
    expect(readAlibabaList(JSON.parse(text.replaceAll('ecs.', 'ebm.')))).toEqual([]);
    expect(() => readAlibabaList(JSON.parse(text.replace(/"price":"[^"]*"/, '"price":"free"')))).toThrow(
      PriceListError,
    );
    expect(readAlibabaList({ ...list, pricingInfo: {} })).toEqual([]);
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-prices-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const cli = (...args: string[]) =>
    promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      fileURLToPath(new URL('../src/cli.ts', import.meta.url)),
      'table',
      ...args,
    ]);
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  test('writes the table that the keeper reads, and says what is missing', async () => {
    const out = join(folder, 'prices.json');
    const azure = azurePages().flatMap((page, n) => ['--azure', file(`azure${n}.json`, page)]);
    const { stderr } = await cli(
      '--aws',
      file('ec2.csv', awsEc2Csv().join('\n')),
      '--aws',
      file('s3.json', awsS3()),
      ...azure,
      '--alibaba',
      file('ali.json', alibabaList()),
      '--out',
      out,
    );
    expect(stderr).toContain('Bandwidth TB/eu: too few');
    const table = JSON.parse(readFileSync(out, 'utf8')) as Record<string, string>;
    expect(Object.values(table).every((price) => /^\d+\.\d{6}$/.test(price))).toBe(true);
    expect(Object.keys(table)).toContain('GPU-hour/eu');
    const half = file('half.json', JSON.stringify(alibabaList()).slice(0, 500));
    await expect(cli('--alibaba', half)).rejects.toThrow('cut off, or not JSON');
    const gcp = gcpPages().flatMap((page, n) => ['--gcp', file(`gcp${n}.json`, page)]);
    expect((await cli(...gcp, '--units')).stdout).toContain('gcp\teurope-west3\tGpuHour T4\t0.410000');
    await expect(cli(...gcp)).rejects.toThrow('no feed has a price');
  });
});
