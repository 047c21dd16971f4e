import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hex } from 'viem';
import type { ContentHeader } from '../content/content.js';
import type { Progress, RewardTree } from '../tree/tree.js';

const ACCOUNTS_PER_FILE = 256;
const MOST_DIGITS = 4;
const HEX_PREFIX = 2;

/** How many hexadecimal digits of an address name its file, for files of some 256 accounts. */
export function shardDigits(accounts: number): number {
  let digits = 0;
  while (digits < MOST_DIGITS && accounts > ACCOUNTS_PER_FILE * 16 ** digits) digits += 1;
  return digits;
}

/**
 * Writes proofs as static files: `index.json`, and `<first digits of the address>.json` with what each of its accounts needs to claim. The folder
 * appears as a whole; it may be served by anything that serves files. The SDK's fetchRewardProof reads it.
 */
export function writeProofs(
  folder: string,
  header: ContentHeader,
  contentHash: Hex,
  tree: RewardTree,
  progress: Progress = () => undefined,
): { files: number; digits: number } {
  const digits = shardDigits(tree.claims.length);
  const temporary = `${folder}.${process.pid}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  let files = 0;
  let prefix: string | undefined;
  let entries: string[] = [];
  const flush = () => {
    if (prefix === undefined) return;
    writeFileSync(join(temporary, `${prefix || 'all'}.json`), `{\n${entries.join(',\n')}\n}\n`);
    files += 1;
    entries = [];
  };
  for (let index = 0; index < tree.claims.length; index++) {
    const account = tree.claims.account(index);
    const own = account.slice(HEX_PREFIX, HEX_PREFIX + digits);
    if (own !== prefix) {
      flush();
      prefix = own;
      progress(index / tree.claims.length, 'writing proofs');
    }
    const proof = { cumulative: tree.claims.cumulative(index).toString(), proof: tree.proofAt(index) };
    entries.push(`${JSON.stringify(account)}:${JSON.stringify(proof)}`);
  }
  flush();
  const { chainId, distributor, programme, cutoff, total, accounts, root } = header;
  const index = {
    chainId,
    distributor,
    programme,
    cutoff,
    root,
    contentHash,
    total: total.toString(),
    accounts,
    digits,
  };
  writeFileSync(join(temporary, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
  return { files, digits };
}
