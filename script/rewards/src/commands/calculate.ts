import { join } from 'node:path';
import { Command } from 'commander';
import { connect } from '../chain.js';
import { contentName, writeContent } from '../content/content.js';
import { NotDueError } from '../errors.js';
import { dateOf } from '../onchain.js';
import { buildRoot, lastCutoff } from '../root.js';
import { EARNED, type EarnedProgramme } from '../time.js';
import { type ChainFlags, chainOptions, connectOptions, parseCutoff, parseProgramme } from './options.js';
import { reporter } from './progress.js';

interface Flags extends ChainFlags {
  programme?: EarnedProgramme;
  cutoff?: number;
  out: string;
}

/** Works out roots and writes their content files. Sends nothing. */
export const calculateCommand = chainOptions(
  new Command('calculate').description('work out roots from events and write their content files; sends nothing'),
)
  .option('--programme <name>', `one of ${EARNED.join(', ')} (default: all)`, parseProgramme)
  .option('--cutoff <date>', 'only what happened before this end of a week counts (default: the last)', parseCutoff)
  .option('--out <folder>', 'where content files go', 'rewards')
  .action(async (flags: Flags) => {
    const chain = await connect(connectOptions(flags));
    const cutoff = flags.cutoff ?? (await lastCutoff(chain));
    const progress = reporter('calculate');
    process.stderr.write(`reading the ${chain.events.name}, up to ${dateOf(cutoff)}\n`);
    const events = await chain.events.eventsBefore(cutoff, (count, what) => progress(0, `${count} ${what}`));
    let written = 0;
    for (const programme of flags.programme ? [flags.programme] : EARNED) {
      try {
        const { calculation, tree, contentHash, lines } = await buildRoot(chain, {
          programme,
          cutoff,
          events,
          progress,
        });
        const path = join(flags.out, contentName(programme, cutoff));
        await writeContent(path, lines());
        progress.end();
        written += 1;
        const { claims, released, pairs, capped } = calculation;
        process.stdout.write(
          `${programme}: ${claims.length} accounts, ${claims.total} of ${released} CPT wei${pairs ? `, the cap cut ${capped} of ${pairs} pairs` : ''}\n` +
            `  root         ${tree.root}\n  content hash ${contentHash}\n  written to   ${path}\n`,
        );
      } catch (error) {
        progress.end();
        if (!(error instanceof NotDueError) || flags.programme) throw error;
        process.stdout.write(`${programme}: no root. ${error.message}\n`);
      }
    }
    if (written > 0) process.stdout.write('Next: cyberplaza-rewards publish --file <content file>\n');
  });
