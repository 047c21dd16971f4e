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
import { alibabaList, awsEc2, awsEc2Csv, awsS3, awsTransfer, azurePages, gcpPages } from './lists.js';

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
  expect(one(prices, 'europe-west3', 'MemoryGbHour')).toBeCloseTo(0.005459, 9);
  expect(one(prices, 'us-central1', 'GpuHour', 'T4')).toBeCloseTo(0.35, 9);
  expect(one(prices, 'europe-west3', 'StorageTbMonth')).toBeCloseTo(0.023 * BILLED_GB_PER_TB, 9);
  expect(one(prices, 'europe-west3', 'BandwidthTb')).toBeCloseTo(0.12 * BILLED_GB_PER_TB, 9);
  expect(one(prices, 'us-central1', 'BandwidthTb')).toBeCloseTo(0.12 * BILLED_GB_PER_TB, 9);
});

test('Alibaba Cloud: Linux in a VPC, pay as you go', () => {
  const prices = readAlibabaList(alibabaList());
  const [core, gb] = [one(prices, 'eu-central-1', 'CpuCoreHour'), one(prices, 'eu-central-1', 'MemoryGbHour')];
  expect(Math.abs((2 * core + 8 * gb) / 0.11 - 1)).toBeLessThan(0.03);
  expect(one(prices, 'us-east-1', 'GpuHour', 'T4')).toBeGreaterThan(0.3);
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
    const gcp = gcpPages().flatMap((page, n) => ['--gcp', file(`gcp${n}.json`, page)]);
    expect((await cli(...gcp, '--units')).stdout).toContain('gcp\teurope-west3\tGpuHour T4\t0.410000');
    await expect(cli(...gcp)).rejects.toThrow('no feed has a price');
  });
});
