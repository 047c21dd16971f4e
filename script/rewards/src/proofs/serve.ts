import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Hex } from 'viem';
import { readContent } from '../content/content.js';
import type { Programme } from '../time.js';
import { RewardTree } from '../tree/tree.js';
import { writeProofs } from './shards.js';

const HEADER_BYTES = 4_096;

/** Where proofs of a programme are served from, within a folder of content files. */
export function proofFolder(folder: string, programme: Programme): string {
  return join(folder, 'proofs', programme);
}

/** The content file in a folder whose proofs should be served for a root but are not yet; undefined where they are, or there is none. */
export function contentToServe(folder: string, programme: Programme, root: Hex): string | undefined {
  if (fieldOf(join(proofFolder(folder, programme), 'index.json'), 'root') === root) return undefined;
  const names = list(folder).filter((name) => name.startsWith(`${programme}-`) && name.endsWith('.jsonl'));
  return names.map((name) => join(folder, name)).find((path) => fieldOf(path, 'root') === root);
}

/** Writes the proofs of a content file to where they are served from. */
export async function serveProofs(folder: string, path: string): Promise<{ programme: Programme; accounts: number }> {
  const { header, claims, contentHash } = await readContent(path);
  const tree = await RewardTree.build(claims);
  writeProofs(proofFolder(folder, header.programme), header, contentHash, tree);
  return { programme: header.programme, accounts: claims.length };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A field of a JSON file, or of the first line of a content file; undefined where it cannot be read. */
function fieldOf(path: string, field: string): unknown {
  try {
    const text = path.endsWith('.json') ? readFileSync(path, 'utf8') : firstLine(path);
    return (JSON.parse(text) as Record<string, unknown>)[field];
  } catch {
    return undefined;
  }
}

function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, bytes, 0, HEADER_BYTES, 0);
    return bytes.toString('utf8', 0, length).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(file);
  }
}
