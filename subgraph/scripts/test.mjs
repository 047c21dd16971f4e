// Builds, starts a throw-away PostgreSQL and runs every scenario of tests/ through the real store and the real WebAssembly.
//   node scripts/test.mjs [name …]   (FOUNDRY_OUT or --out: the compiler's output)
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startPostgres } from '../../script/tools/postgres.mjs';
import { catalogue, Scenario } from '../tests/lib/scenario.mjs';
import { build, gnd, HERE } from './build.mjs';
import { defaultOut, plan } from './generate.mjs';

const TESTS = join(HERE, 'tests');
const TARGET = join(HERE, 'build', 'test');

async function writeScenarios(out, only) {
  const folder = join(TARGET, 'tests');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const events = catalogue(out);
  const scenarios = [];
  for (const file of readdirSync(TESTS).filter((name) => name.endsWith('.mjs')).sort()) {
    if (only.length > 0 && !only.includes(basename(file, '.mjs'))) continue;
    const module = await import(join(TESTS, file));
    const scenario = module.default((name) => new Scenario(name, events));
    writeFileSync(join(folder, `${basename(file, '.mjs')}.test.json`), JSON.stringify(scenario));
    scenarios.push(scenario);
  }
  if (scenarios.length === 0) throw new Error(`No scenario ${only.join(', ')}`);
  return { folder, scenarios };
}

function summary(scenarios, failed) {
  const assertions = scenarios.reduce((n, s) => n + s.assertions.length, 0);
  const logs = scenarios.reduce((n, s) => n + s.blocks.reduce((m, b) => m + b.events.length, 0), 0);
  return `subgraph: ${scenarios.length - failed} scenarios passed, ${failed} failed (${assertions} assertions on ${logs} events)`;
}

async function main() {
  const only = process.argv.slice(2);
  const out = defaultOut();
  const planned = plan({ deployment: join(TESTS, 'deployment.json'), out });
  if (planned.unhandled.length > 0) throw new Error(`Events without a mapping: ${planned.unhandled.join(', ')}`);
  build(planned, TARGET);
  const { folder, scenarios } = await writeScenarios(out, only);

  const postgres = await startPostgres();
  const stop = () => postgres.stop().then(() => process.exit(1));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const result = gnd(['test', '--skip-build', '--manifest', join(TARGET, 'subgraph.yaml'), folder], {
      env: { POSTGRES_URL: postgres.url },
    });
    if (result.error) throw new Error(`gnd could not be started: ${result.error.message}`);
    const said = `${result.stdout}${result.stderr}`;
    const counts = /Tests: (\d+) passed, (\d+) failed/.exec(said);
    const failed = counts ? Number(counts[2]) : scenarios.length;
    if (result.status !== 0 || !counts || Number(counts[1]) !== scenarios.length) {
      console.error(said);
      console.error(summary(scenarios, failed));
      process.exitCode = 1;
      return;
    }
    for (const scenario of scenarios) console.log(`  ✔ ${scenario.name}`);
    console.log(summary(scenarios, 0));
  } finally {
    await postgres.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(`subgraph: ${error.message}`);
  process.exitCode = 1;
}
