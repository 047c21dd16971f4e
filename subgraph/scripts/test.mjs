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
import { enumDifferences } from './enums.mjs';
import { defaultOut, plan } from './generate.mjs';

const TESTS = join(HERE, 'tests');
const TARGET = join(HERE, 'build', 'test');
/** Deployment and built subgraph of each kind of chain. */
const CHAINS = {
  home: { deployment: join(TESTS, 'deployment.json'), target: TARGET },
  remote: { deployment: join(TESTS, 'remote.json'), target: join(HERE, 'build', 'test-remote') },
};

async function writeScenarios(out, only) {
  const folder = join(TARGET, 'tests');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const events = catalogue(out);
  const scenarios = [];
  for (const file of readdirSync(TESTS)
    .filter((name) => name.endsWith('.mjs'))
    .sort()) {
    if (only.length > 0 && !only.includes(basename(file, '.mjs'))) continue;
    const module = await import(pathToFileURL(join(TESTS, file)).href);
    const scenario = module.default((name, chain) => new Scenario(name, events, chain));
    scenario.file = basename(file, '.mjs');
    writeFileSync(join(folder, `${basename(file, '.mjs')}.test.json`), JSON.stringify(scenario));
    scenarios.push(scenario);
  }
  if (scenarios.length === 0 && !only.includes('live')) throw new Error(`No scenario ${only.join(', ')}`);
  return { folder, scenarios };
}

function summary({ passed, failed, checks, logs }) {
  return `subgraph: ${passed} scenarios passed, ${failed} failed (${checks} assertions on ${logs} events)`;
}

async function main() {
  const only = process.argv.slice(2);
  const out = defaultOut();
  const [planned, remote] = Object.values(CHAINS).map(({ deployment }) => plan({ deployment, out }));
  const unhandled = [...planned.unhandled, ...remote.unhandled];
  if (unhandled.length > 0) throw new Error(`Events without a mapping: ${unhandled.join(', ')}`);
  const differing = enumDifferences();
  if (differing.length > 0) throw new Error(`Enums have changed: ${differing.join('; ')}`);
  build(planned, TARGET);
  build(remote, CHAINS.remote.target);
  const { folder, scenarios } = await writeScenarios(out, only);

  let postgres = await startPostgres();
  const stop = () => postgres.stop().then(() => process.exit(1));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const counts = { passed: 0, failed: 0, checks: 0, logs: 0 };
  const count = (name, said, checks, logs) => {
    console.log(`  ${said === undefined ? '✔' : '✘'} ${name}`);
    if (said !== undefined) console.error(said);
    counts[said === undefined ? 'passed' : 'failed']++;
    counts.checks += checks;
    counts.logs += logs;
  };
  try {
    for (const scenario of scenarios) {
      const { target } = CHAINS[scenario.chain];
      const said = run(target, join(folder, `${scenario.file}.test.json`), postgres.url);
      const logs = scenario.blocks.reduce((n, block) => n + block.events.length, 0);
      count(scenario.name, said, scenario.assertions.length, logs);
      if (said === undefined) continue;
      // A failed run leaves its data behind, which the next would meet.
      await postgres.stop();
      postgres = await startPostgres();
    }
  } finally {
    await postgres.stop();
  }
  if (only.length === 0 || only.includes('live')) {
    const { said, checks, emitted } = await runLive(planned, catalogue(out));
    count(live.name, said, checks, emitted);
  }
  console.log(summary(counts));
  if (counts.failed > 0) process.exitCode = 1;
}

async function runLive(planned, events) {
  const chain = await startLive({ folder: TARGET, events, network: planned.network });
  try {
    const checks = await live.run(chain);
    return { said: undefined, checks, emitted: chain.emitted() };
  } catch (error) {
    return { said: `${error.stack}\n${chain.log()}`, checks: 0, emitted: chain.emitted() };
  } finally {
    await chain.stop();
  }
}

/** @returns undefined if all is well, otherwise what gnd said */
function run(target, file, url) {
  const result = gnd(['test', '--skip-build', '--manifest', join(target, 'subgraph.yaml'), file], {
    env: { POSTGRES_URL: url },
  });
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
