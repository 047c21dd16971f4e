#!/usr/bin/env node
import { Command } from 'commander';
import { calculateCommand } from './commands/calculate.js';
import { listCommand } from './commands/list.js';
import { proofCommand, proofsCommand } from './commands/proofs.js';
import { publishCommand } from './commands/publish.js';
import { verifyCommand } from './commands/verify.js';
import { messageOf } from './errors.js';

const program = new Command('cyberplaza-rewards')
  .description(
    'Works out what accounts earned in CPT from what is on the chain, publishes it as Merkle roots, and checks what others published.',
  )
  .addCommand(calculateCommand)
  .addCommand(publishCommand)
  .addCommand(verifyCommand)
  .addCommand(proofsCommand)
  .addCommand(proofCommand)
  .addCommand(listCommand)
  .addHelpText(
    'after',
    `
A root's way:  calculate → publish --send → (anyone) verify → accepted after the delay → proofs → accounts claim.
docs/reward-pipeline.md says what is counted and how to rebuild a root by hand.`,
  );

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
