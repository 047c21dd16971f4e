import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { type Address, isAddress, parseEther } from 'viem';
import { readDeployment } from '../chain.js';
import { contentLines, contentName, writeContent } from '../content/content.js';
import { InputError } from '../errors.js';
import { lower } from '../events/decode.js';
import { WEEK } from '../time.js';
import { Claims } from '../tree/claims.js';
import { RewardTree } from '../tree/tree.js';
import { parseCutoff } from './options.js';
import { reporter } from './progress.js';

interface Flags {
  file: string;
  deployment: string;
  cutoff?: number;
  out: string;
}

/** Makes the airdrop's content file from a list; it is published, proven and claimed like any other. */
export const listCommand = new Command('list')
  .description("make the airdrop's content file from a list of addresses and amounts; needs no chain")
  .requiredOption('--file <csv>', 'lines "0x…,12.5": address and CPT in all, earlier lists included')
  .requiredOption('--deployment <file>', 'deployment file of the chain')
  .option('--cutoff <date>', "the list's date, the end of a week (default: the last)", parseCutoff)
  .option('--out <folder>', 'where the content file goes', 'rewards')
  .action(async (flags: Flags) => {
    const { chainId, contracts } = readDeployment(flags.deployment);
    const claims = Claims.of(readFileSync(flags.file, 'utf8').split('\n').flatMap(entryOf));
    const progress = reporter('list');
    const { root } = await RewardTree.build(claims, progress);
    progress.end();
    const cutoff = flags.cutoff ?? Math.floor(Date.now() / 1_000 / WEEK) * WEEK;
    const terms = { chainId, distributor: lower(contracts.MerkleRewards), start: 0, notHolders: [], keepers: [] };
    const nothing = { rounds: [], prices: [], pairs: 0, capped: 0 };
    const path = `${flags.out}/${contentName('Airdrop', cutoff)}`;
    const content = { programme: 'Airdrop', terms, cutoff, claims, released: claims.total, ...nothing } as const;
    const contentHash = await writeContent(path, contentLines(content, root));
    process.stdout.write(
      `Airdrop: ${claims.length} accounts, ${claims.total} CPT wei\n  root         ${root}\n  content hash ${contentHash}\n  written to   ${path}\nNext: cyberplaza-rewards publish --file ${path}\n`,
    );
  });

function entryOf(line: string, index: number): [Address, bigint][] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const [account = '', amount = ''] = text.split(',').map((cell) => cell.trim());
  if (!isAddress(account, { strict: false }) || !/^\d+(\.\d{1,18})?$/.test(amount)) {
    throw new InputError(`line ${index + 1}: "${text}" is not "0x…,12.5"`);
  }
  return [[account, parseEther(amount)]];
}
