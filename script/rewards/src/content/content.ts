import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { type Address, bytesToHex, type Hex } from 'viem';
import { z } from 'zod';
import type { Calculation } from '../calc/calculate.js';
import { InputError, messageOf } from '../errors.js';
import { PROGRAMMES, type Programme } from '../time.js';
import { Claims } from '../tree/claims.js';
import { Keccak } from '../tree/keccak.js';

/** Names the layout of a content file; another layout gets another name. */
export const FORMAT = 'cyberplaza-rewards-1';
const FLUSH_BYTES = 1 << 16;

const amount = z.string().regex(/^\d+$/).transform(BigInt);
const address = z.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-f]{40}$/.test(value), 'an address');
const hash = z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value), 'a hash');
const headerSchema = z.object({
  format: z.literal(FORMAT),
  chainId: z.number(),
  distributor: address,
  programme: z.enum(PROGRAMMES),
  cutoff: z.number(),
  released: amount,
  total: amount,
  accounts: z.number(),
  root: hash,
});
const claimSchema = z.object({ account: address, cumulative: amount });

/** First line of a content file. */
export type ContentHeader = z.output<typeof headerSchema>;

/** What a content file is made from: a calculation, or a list. */
export type ContentSource = Omit<Calculation, 'programme'> & { programme: Programme };

/** A content file, read and checked. */
export interface Content {
  header: ContentHeader;
  claims: Claims;
  contentHash: Hex;
}

/**
 * The lines of a content file: a header, the prices weeks were valued at, the rounds paid, and every account's claim by rising address. Keys
 * have a fixed order and amounts are decimal strings, so the same calculation is the same bytes anywhere.
 */
export function* contentLines(calculation: ContentSource, root: Hex): Generator<string> {
  const { programme, terms, cutoff, claims, released } = calculation;
  const { chainId, distributor } = terms;
  yield line({
    format: FORMAT,
    chainId,
    distributor,
    programme,
    cutoff,
    released,
    total: claims.total,
    accounts: claims.length,
    root,
  });
  for (const { at, prices } of calculation.prices) yield line({ at, prices });
  for (const { weeks, available, wanted, paid } of calculation.rounds) yield line({ weeks, available, wanted, paid });
  for (let index = 0; index < claims.length; index++) {
    yield line({ account: claims.account(index), cumulative: claims.cumulative(index) });
  }
}

function line(value: Record<string, unknown>): string {
  return `${JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? entry.toString() : entry))}\n`;
}

/** keccak256 over a content file's bytes: what MerkleRewards keeps as contentHash. */
export async function hashContent(lines: Iterable<string>): Promise<Hex> {
  const keccak = (await Keccak.create()).start();
  for (const text of lines) keccak.add(Buffer.from(text));
  return bytesToHex(keccak.digest());
}

/** Writes a content file as a whole, or not at all, and gives its hash. */
export async function writeContent(path: string, lines: Iterable<string>): Promise<Hex> {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const keccak = (await Keccak.create()).start();
  const file = createWriteStream(temporary);
  let waiting: string[] = [];
  let size = 0;
  const flush = async () => {
    const bytes = Buffer.from(waiting.join(''));
    keccak.add(bytes);
    if (!file.write(bytes)) await once(file, 'drain');
    [waiting, size] = [[], 0];
  };
  for (const text of lines) {
    waiting.push(text);
    size += text.length;
    if (size >= FLUSH_BYTES) await flush();
  }
  await flush();
  file.end();
  await once(file, 'finish');
  renameSync(temporary, path);
  return bytesToHex(keccak.digest());
}

/** Reads a content file; fails where it is not one, or where its parts contradict its header. */
export async function readContent(path: string): Promise<Content> {
  const keccak = (await Keccak.create()).start();
  const stream = createReadStream(path);
  stream.on('data', (chunk) => keccak.add(Buffer.from(chunk)));
  let header: ContentHeader | undefined;
  const entries: [Address, bigint][] = [];
  let number = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const value: unknown = JSON.parse(text);
      if (!header) header = headerSchema.parse(value);
      else if (typeof value === 'object' && value !== null && 'account' in value) {
        const claim = claimSchema.parse(value);
        entries.push([claim.account, claim.cumulative]);
      }
    }
  } catch (error) {
    throw new InputError(`${path}, line ${number}: not a content file of ${FORMAT} (${messageOf(error)})`);
  }
  if (!header) throw new InputError(`${path} is empty`);
  const claims = Claims.of(entries);
  if (claims.total !== header.total || claims.length !== header.accounts) {
    throw new InputError(
      `${path}: the header says ${header.accounts} accounts and ${header.total}, the lines ${claims.length} and ${claims.total}`,
    );
  }
  return { header, claims, contentHash: bytesToHex(keccak.digest()) };
}

/** What a content file is called. */
export function contentName(programme: Programme, cutoff: number): string {
  return `${programme}-${new Date(cutoff * 1_000).toISOString().slice(0, 10)}.jsonl`;
}
