import { Command } from 'commander';
import { connect } from '../chain.js';
import { readContent } from '../content/content.js';
import { dateOf } from '../onchain.js';
import { EARNED, type EarnedProgramme } from '../time.js';
import { verifyRoot } from '../verify.js';
import { type ChainFlags, chainOptions, connectOptions, parseCutoff, parseProgramme } from './options.js';
import { reporter } from './progress.js';

interface Flags extends ChainFlags {
  programme: EarnedProgramme;
  cutoff?: number;
  file?: string;
}

/** Rebuilds a published root and compares it byte for byte. Exit code 2 where it differs. */
export const verifyCommand = chainOptions(
  new Command('verify').description(
    'rebuild the published root (the pending one, else the one in force) and say where it differs',
  ),
)
  .requiredOption('--programme <name>', `one of ${EARNED.join(', ')}`, parseProgramme)
  .option('--cutoff <date>', "the root's cut-off (default: the file's, else it is looked for)", parseCutoff)
  .option('--file <file>', "the publisher's content file, to name accounts that differ")
  .addHelpText('after', '\nExit code 0: equal. 2: it differs. 1: could not be told.')
  .action(async (flags: Flags) => {
    const chain = await connect(connectOptions(flags));
    const progress = reporter('verify');
    const content = flags.file ? await readContent(flags.file) : undefined;
    process.stderr.write(`reading the ${chain.events.name}\n`);
    const result = await verifyRoot(chain, { programme: flags.programme, cutoff: flags.cutoff, content, progress });
    progress.end();
    const which = `${result.programme}: the ${result.pending ? 'pending root' : 'root in force'} ${result.published.root}`;
    if (result.equal) {
      process.stdout.write(
        `${which} is what events before ${dateOf(result.cutoff)} give: root, total and content hash are equal\n`,
      );
      return;
    }
    process.stdout.write(`${which} is NOT what events before ${dateOf(result.cutoff)} give\n`);
    for (const problem of result.problems) process.stdout.write(`  ${problem}\n`);
    for (const { account, here, there } of result.differing)
      process.stdout.write(`  ${account}: published ${there}, by events ${here}\n`);
    if (result.pending) process.stdout.write('If you are sure, ask the guardian for vetoRoot before it is accepted.\n');
    process.exitCode = 2;
  });
