import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { PriceListError } from '../errors.js';
import type { UnitPrice, Vendor } from '../types.js';
import { readAlibabaList } from '../vendors/alibaba.js';
import { readAwsCsv, readAwsOffer } from '../vendors/aws.js';
import { readAzurePages } from '../vendors/azure.js';
import { readGcpPages } from '../vendors/gcp.js';

/** Where a vendor's lists are: files, or URLs whose further pages are followed. */
export type Lists = Readonly<Record<Vendor, readonly string[]>>;

/** What one vendor's list, or a chain of its pages, came to. */
export interface ReadList {
  vendor: Vendor;
  /** without what follows a "?", where keys are */
  source: string;
  prices?: UnitPrice[];
  /** one sentence, where it could not be used */
  problem?: string;
}

const FETCH_TIMEOUT_MS = 600_000;
const MAX_JSON_BYTES = 512 * 1024 * 1024;
const MAX_PAGES = 1_000;
const isUrl = (source: string) => /^https?:\/\//.test(source);

/**
 * Reads every list; what cannot be read is said and does not spoil the rest. Files of Azure or Google are the pages of one answer and count
 * together, since a missing page is a missing price.
 */
export async function readLists(lists: Lists): Promise<ReadList[]> {
  const single = (vendor: Vendor, read: (source: string) => Promise<UnitPrice[]>) =>
    lists[vendor].map((source) => attempt(vendor, [source], () => read(source)));
  const paged = (vendor: 'azure' | 'gcp', read: (pages: unknown[]) => UnitPrice[]) => {
    const files = lists[vendor].filter((source) => !isUrl(source));
    const urls = lists[vendor].filter(isUrl);
    return [...(files.length > 0 ? [files] : []), ...urls.map((url) => [url])].map((sources) =>
      attempt(vendor, sources, async () => read((await Promise.all(sources.map((s) => pagesOf(vendor, s)))).flat())),
    );
  };
  return Promise.all([
    ...single('aws', readAws),
    ...single('alibaba', async (source) => readAlibabaList(await jsonOf(source))),
    ...paged('azure', readAzurePages),
    ...paged('gcp', readGcpPages),
  ]);
}

async function attempt(
  vendor: Vendor,
  sources: readonly string[],
  read: () => Promise<UnitPrice[]>,
): Promise<ReadList> {
  const source = sources.map((one) => one.split('?', 1)[0]).join(', ');
  try {
    const prices = await read();
    if (prices.length === 0) throw new PriceListError('nothing in it is a price of ours');
    return { vendor, source, prices };
  } catch (error) {
    return { vendor, source, problem: (error as Error).message.split('\n', 1)[0] ?? '' };
  }
}

async function readAws(source: string): Promise<UnitPrice[]> {
  if (!source.split('?', 1)[0]?.endsWith('.csv')) return readAwsOffer(await jsonOf(source));
  const input = isUrl(source) ? Readable.fromWeb((await get(source)).body as ReadableStream) : createReadStream(source);
  // An error of the stream ends the lines without a word: it has to be thrown by hand.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  const read = readAwsCsv(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }));
  const prices = await Promise.race([read, failed]);
  if (input.errored) throw input.errored;
  return prices;
}

/** A page and, of a URL, all that follow it. */
async function pagesOf(vendor: 'azure' | 'gcp', source: string): Promise<unknown[]> {
  const pages: unknown[] = [];
  let next: string | undefined = source;
  while (next !== undefined) {
    if (pages.length === MAX_PAGES) throw new PriceListError(`more than ${MAX_PAGES} pages`);
    const page = await jsonOf(next);
    pages.push(page);
    next = isUrl(source) ? nextOf(vendor, source, page) : undefined;
  }
  return pages;
}

function nextOf(vendor: 'azure' | 'gcp', source: string, page: unknown): string | undefined {
  const { NextPageLink: link, nextPageToken: token } = (page ?? {}) as Record<string, unknown>;
  const next = new URL(source);
  if (vendor === 'gcp') {
    if (typeof token !== 'string' || token === '') return undefined;
    next.searchParams.set('pageToken', token);
    return next.href;
  }
  if (typeof link !== 'string' || link === '') return undefined;
  const found = new URL(link);
  // Azure writes its port into the link; another host is not Azure.
  if (found.hostname !== next.hostname) throw new PriceListError(`the next page is said to be at ${found.hostname}`);
  return found.href;
}

/** Content of a JSON file or URL. */
export async function jsonOf(source: string): Promise<unknown> {
  const text = isUrl(source) ? await bodyOf(source) : await readFile(source, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new PriceListError('cut off, or not JSON');
  }
}

async function bodyOf(url: string): Promise<string> {
  const response = await get(url);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > MAX_JSON_BYTES) throw new PriceListError(`more than ${MAX_JSON_BYTES} bytes`);
    parts.push(decoder.decode(chunk as Uint8Array, { stream: true }));
  }
  return parts.join('');
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new PriceListError(`HTTP ${response.status}`);
  return response;
}
