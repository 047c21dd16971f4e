import { readFile } from 'node:fs/promises';
import type { Deployment } from '@cyberplaza/sdk/deployments';
import { parseUnits } from 'viem';
import { z } from 'zod';
import { ConfigError, messageOf } from './kit/index.js';

const FETCH_TIMEOUT_MS = 10_000;
const decimal = z.union([z.string().regex(/^\d+(\.\d+)?$/), z.number().positive().transform(String)]);
const pricesSchema = z.record(z.string(), decimal);

/** Decimal prices by feed id. */
export type PriceTable = ReadonlyMap<number, string>;

/** Reads {"<feed id or name>": "<price>"} from a file or a URL. */
export async function readPrices(source: string, deployment: Deployment): Promise<PriceTable> {
  let content: unknown;
  try {
    content = JSON.parse(await readText(source));
  } catch (error) {
    throw new ConfigError(`prices at ${source}: ${messageOf(error)}`);
  }
  const parsed = pricesSchema.safeParse(content);
  if (!parsed.success) throw new ConfigError(`prices at ${source}: ${parsed.error.issues[0]?.message ?? 'malformed'}`);
  const table = new Map<number, string>();
  for (const [key, price] of Object.entries(parsed.data)) {
    const id = /^\d+$/.test(key) ? Number(key) : deployment.feeds[key];
    if (id === undefined) throw new ConfigError(`prices at ${source}: no feed named ${key}`);
    table.set(id, price);
  }
  return table;
}

/** A decimal price in a feed's own units. */
export function inUnits(price: string, decimals: number): bigint {
  return parseUnits(price, decimals);
}

async function readText(source: string): Promise<string> {
  if (!/^https?:/.test(source)) return readFile(source, 'utf8');
  const response = await fetch(source, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}
