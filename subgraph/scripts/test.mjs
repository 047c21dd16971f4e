// Builds, starts a throw-away PostgreSQL and runs every scenario of tests/ through the real store and the real WebAssembly.
//   node scripts/test.mjs [name …]   (FOUNDRY_OUT or --out: the compiler's output)
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres } from '../../script/tools/postgres.mjs';
import { catalogue, Scenario } from '../tests/lib/scenario.mjs';
import { startLive } from '../tests/live/chain.mjs';
import * as live from '../tests/live/structs.mjs';
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
    const module = await import(pathToFileURL(join(TESTS, file)).href);
    const scenario = module.default((name) => new Scenario(name, events));
    scenario.file = basename(file, '.mjs');
    writeFileSync(join(folder, `${basename(file, '.mjs')}.test.json`), JSON.stringify(scenario));
    scenarios.push(scenario);
  }
  if (scenarios.length === 0 && !only.includes('live')) throw new Error(`No scenario ${only.join(', ')}`);
  return { folder, scenarios };
}

function summary(scenarios, lives, failed) {
  const assertions = scenarios.reduce((n, s) => n + s.assertions.length, 0);
  const logs = scenarios.reduce((n, s) => n + s.blocks.reduce((m, b) => m + b.events.length, 0), 0);
  return `subgraph: ${scenarios.length + lives - failed} scenarios passed, ${failed} failed (${assertions} assertions on ${logs} events)`;
}

async function main() {
  const only = process.argv.slice(2);
  const out = defaultOut();
  const planned = plan({ deployment: join(TESTS, 'deployment.json'), out });
  if (planned.unhandled.length > 0) throw new Error(`Events without a mapping: ${planned.unhandled.join(', ')}`);
  build(planned, TARGET);
  const { folder, scenarios } = await writeScenarios(out, only);

  let postgres = await startPostgres();
  const stop = () => postgres.stop().then(() => process.exit(1));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let failed = 0;
  try {
    for (const scenario of scenarios) {
      const said = run(join(folder, `${scenario.file}.test.json`), postgres.url);
      console.log(`  ${said === undefined ? '✔' : '✘'} ${scenario.name}`);
      if (said === undefined) continue;
      failed++;
      console.error(said);
      // A failed run leaves its data behind, which the next would meet.
      await postgres.stop();
      postgres = await startPostgres();
    }
  } finally {
    await postgres.stop();
  }
  const lives = only.length === 0 || only.includes('live') ? 1 : 0;
  if (lives > 0) failed += await runLive(planned, catalogue(out));
  console.log(summary(scenarios, lives, failed));
  if (failed > 0) process.exitCode = 1;
}

/** @returns how many failed: 0 or 1 */
async function runLive(planned, events) {
  const chain = await startLive({ folder: TARGET, events, network: planned.network });
  try {
    const checks = await live.run(chain);
    console.log(`  ✔ ${live.name} (${checks} checks)`);
    return 0;
  } catch (error) {
    console.log(`  ✘ ${live.name}`);
    console.error(`${error.stack}\n${chain.log()}`);
    return 1;
  } finally {
    await chain.stop();
  }
}

/** @returns undefined if all is well, otherwise what gnd said */
function run(file, url) {
  const result = gnd(['test', '--skip-build', '--manifest', join(TARGET, 'subgraph.yaml'), file], { env: { POSTGRES_URL: url } });
  if (result.error) throw new Error(`gnd could not be started: ${result.error.message}`);
  const said = `${result.stdout}${result.stderr}`;
  return result.status === 0 && said.includes('Tests: 1 passed, 0 failed') ? undefined : said;
}

try {
  await main();
} catch (error) {
  console.error(`subgraph: ${error.message}`);
  process.exitCode = 1;
}
