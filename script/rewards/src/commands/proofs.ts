import { Command } from 'commander';
import type { Address } from 'viem';
import { readContent } from '../content/content.js';
import { InputError } from '../errors.js';
import { writeProofs } from '../proofs/shards.js';
import { RewardTree } from '../tree/tree.js';
import { parseAccount } from './options.js';
import { reporter } from './progress.js';

async function treeOf(file: string) {
  const content = await readContent(file);
  const progress = reporter('proofs');
  const tree = await RewardTree.build(content.claims, progress);
  progress.end();
  if (tree.root !== content.header.root) {
    throw new InputError(`${file}: its claims give root ${tree.root}, its header says ${content.header.root}`);
  }
  return { content, tree, progress };
}

/** Writes proofs of all accounts as static files. Needs no chain. */
export const proofsCommand = new Command('proofs')
  .description('write the proofs of all accounts as static files, to be served by any web server')
  .requiredOption('--file <file>', 'content file of the root in force')
  .requiredOption('--out <folder>', 'where index.json and the proof files go; replaced as a whole')
  .action(async (flags: { file: string; out: string }) => {
    const { content, tree, progress } = await treeOf(flags.file);
    const { files, digits } = writeProofs(flags.out, content.header, content.contentHash, tree, progress);
    progress.end();
    process.stdout.write(
      `${tree.claims.length} proofs in ${files} files by ${digits} digits of the address, and index.json, in ${flags.out}\n`,
    );
  });

/** Prints one account's claim. Needs no chain. */
export const proofCommand = new Command('proof')
  .description("print one account's claim as JSON")
  .requiredOption('--file <file>', 'content file of the root in force')
  .requiredOption('--account <address>', 'whose claim', parseAccount)
  .action(async (flags: { file: string; account: Address }) => {
    const { content, tree } = await treeOf(flags.file);
    const proven = tree.prove(flags.account);
    if (!proven) throw new InputError(`${flags.account} has earned nothing in ${content.header.programme} so far`);
    const { account, cumulative, proof } = proven;
    process.stdout.write(
      `${JSON.stringify({ programme: content.header.programme, account, cumulative: cumulative.toString(), proof }, null, 2)}\n`,
    );
  });
