import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  DEFAULT_RULES,
  joined,
  type Lists,
  type ReadList,
  readLists,
  TableFile,
  unitsOf,
  VendorLists,
} from '../src/index.js';
import { alibabaList } from './alibabaList.js';
import { awsEc2Csv, awsS3, azurePages, gcpPages } from './lists.js';

const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-sources-'));
const servers: Server[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const server of servers) server.close();
});

const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const none: Lists = { aws: [], azure: [], gcp: [], alibaba: [] };
const problemOf = (found: readonly ReadList[], source: string) =>
  found.find((list) => list.source.includes(source))?.problem;

describe('lists', () => {
  test('come from files and from URLs, whose further pages are followed', async () => {
    const [first, second] = azurePages();
    const [catalogue, storage] = gcpPages();
    const url = await listen((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const link = `http://${request.headers.host}/azure?skip=1`;
      const pages: Record<string, unknown> = {
        '/azure': searchParams.has('skip') ? second : { ...first, NextPageLink: link },
        '/gcp': searchParams.get('pageToken') === 'x' && searchParams.get('key') === 'k' ? storage : catalogue,
        '/alibaba.json': alibabaList(),
      };
      if (pathname === '/ec2.csv') response.end(awsEc2Csv().join('\r\n'));
      else response.end(JSON.stringify(pages[pathname]));
    });
    const found = await readLists({
      aws: [`${url}/ec2.csv`, file('s3.json', awsS3())],
      azure: [`${url}/azure`],
      gcp: [`${url}/gcp?key=k`],
      alibaba: [`${url}/alibaba.json`],
    });
    expect(found.filter(({ problem }) => problem)).toEqual([]);
    // Keys stand after the question mark: they reach no log.
    expect(found.map(({ source }) => source).join()).not.toContain('key=');
    const files = await readLists({
      aws: [file('ec2.csv', awsEc2Csv().join('\n')), file('s3.json', awsS3())],
      azure: azurePages().map((page, n) => file(`azure-${n}.json`, page)),
      gcp: gcpPages().map((page, n) => file(`gcp-${n}.json`, page)),
      alibaba: [file('ali.json', alibabaList())],
    });
    expect(files.map(({ prices }) => prices)).toEqual(found.map(({ prices }) => prices));
  });

  test('that are missing, broken off, elsewhere or empty are said, and spoil nothing else', async () => {
    const [page] = azurePages();
    const csv = awsEc2Csv().join('\n');
    const url = await listen((request, response) => {
      if (request.url === '/gone.json') response.writeHead(404).end();
      else if (request.url === '/broken.csv') {
        response.writeHead(200, { 'content-length': csv.length });
        response.write(csv.slice(0, csv.length / 2));
        setTimeout(() => response.destroy(), 50);
      } else response.end(JSON.stringify({ ...page, NextPageLink: 'http://elsewhere.example/?page=2' }));
    });
    const found = await readLists({
      aws: [`${url}/gone.json`, `${url}/broken.csv`, join(folder, 'nowhere.csv'), file('s3.json', awsS3())],
      azure: [`${url}/azure`],
      gcp: [file('g.json', gcpPages()[0])],
      alibaba: [file('none.json', { ...alibabaList(), pricingInfo: {} })],
    });
    expect(problemOf(found, 'gone')).toContain('HTTP 404');
    expect(problemOf(found, 'broken')).toBeTruthy();
    expect(problemOf(found, 'nowhere')).toContain('ENOENT');
    expect(problemOf(found, '/azure')).toContain('elsewhere.example');
    expect(problemOf(found, 'g.json')).toContain('last page');
    expect(problemOf(found, 'none.json')).toContain('nothing in it');
    expect(found.filter(({ prices }) => prices).map(({ source }) => source)).toEqual([join(folder, 's3.json')]);
  });
});

describe("a node's own lists", () => {
  const lists = { ...none, aws: ['a'], alibaba: ['b'] };
  async function good(): Promise<ReadList[]> {
    return readLists({
      ...none,
      aws: [file('ec2.csv', awsEc2Csv().join('\n'))],
      alibaba: [file('ali.json', alibabaList())],
    });
  }

  test('are looked at now and then; one that fails keeps its word until that is too old', async () => {
    let now = 0;
    let broken: readonly string[] = [];
    let looks = 0;
    const own = new VendorLists({
      lists,
      rules: DEFAULT_RULES,
      pollSeconds: 100,
      maxAge: 1_000,
      now: () => now,
      read: async () => {
        looks++;
        return (await good()).map(({ vendor, source, prices }) =>
          broken.includes(vendor)
            ? { vendor, source, problem: 'gone' }
            : { vendor, source, ...(prices ? { prices } : {}) },
        );
      },
    });
    const first = await own.read();
    expect(Object.keys(first)).toContain('CPU core-hour/eu');
    now = 99;
    expect(await own.read()).toEqual(first);
    expect(looks).toBe(1);
    broken = ['aws'];
    now = 100;
    await own.read();
    await expect.poll(() => own.problems).toEqual([expect.stringContaining('aws')]);
    now = 199;
    expect(await own.read()).toEqual(first);
    expect(new Map(own.ages())).toEqual(
      new Map([
        ['aws', 199],
        ['alibaba', 99],
      ]),
    );
    // Too old: what is left is one vendor's word, and that is no price.
    now = 1_001;
    expect(await own.read()).toEqual({});
  });
});

describe('tables', () => {
  test('are refused once they are old, broken, or no tables, and come back', async () => {
    const path = file('table.json', { 'CPU core-hour/eu': '0.04' });
    const table = new TableFile(path, 60);
    expect(await table.read()).toEqual({ 'CPU core-hour/eu': '0.04' });
    utimesSync(path, new Date(), new Date(Date.now() - 61_000));
    expect(await table.read()).toEqual({});
    expect(table.problems[0]).toContain('s old');
    for (const content of ['{', '[]', '{"a": 1}', '{"a": "-1"}', '{"a": "1e9"}', '{"a": ""}']) {
      writeFileSync(path, content);
      expect(await table.read()).toEqual({});
      expect(table.problems).toHaveLength(1);
    }
    writeFileSync(path, '{"a": "1"}');
    expect(await table.read()).toEqual({ a: '1' });
    expect(table.problems).toEqual([]);
    rmSync(path);
    expect(await table.read()).toEqual({});
  });

  test('lie over each other, the later on top', async () => {
    const source = joined([
      new TableFile(file('one.json', { a: '1', b: '1' }), 60),
      new TableFile(file('two.json', { b: '2' }), 60),
      new TableFile(join(folder, 'none.json'), 60),
    ]);
    expect(await source.read()).toEqual({ a: '1', b: '2' });
    expect(source.problems).toHaveLength(1);
  });

  test("are in the feeds' own units when they are signed", () => {
    expect(unitsOf('0.04', 6)).toBe(40_000n);
    expect(unitsOf('1', 8)).toBe(100_000_000n);
    expect(unitsOf('0.0000004', 6)).toBe(0n);
    expect(unitsOf(undefined, 6)).toBe(0n);
    expect(unitsOf('18446744073709.551615', 6)).toBe(2n ** 64n - 1n);
    expect(unitsOf('18446744073709.551616', 6)).toBe(0n);
  });
});
