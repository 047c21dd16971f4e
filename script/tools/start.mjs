#!/usr/bin/env node
// `npm start`: everything a newcomer needs to see the market run. Arguments go to the devnet: npm start -- --help
import { buildPackages, compileContracts, installPackages } from './bootstrap.mjs';
import { loud } from './steps.mjs';

try {
  await installPackages();
  await compileContracts({ tests: false });
  await buildPackages();
  process.exitCode = await loud(process.execPath, ['script/devnet/dist/cli.js', ...process.argv.slice(2)]);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
