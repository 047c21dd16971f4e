#!/usr/bin/env node
import { Command } from 'commander';
import { serveCommand } from './commands/serve.js';
import { tableCommand } from './commands/table.js';

const program = new Command('cyberplaza-prices')
  .description('What price nodes sign: tables of prices from the public lists of clouds, and the node that signs one.')
  .addCommand(tableCommand)
  .addCommand(serveCommand);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${(error as Error).message.split('\n', 1)[0]}\n`);
  process.exitCode = 1;
}
