#!/usr/bin/env node
import pc from 'picocolors';
import { runDevnet } from './devnet.js';
import { parseOptions } from './options.js';

try {
  process.exitCode = await runDevnet(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(pc.red(`\n${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = 1;
}
