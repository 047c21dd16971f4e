#!/usr/bin/env node
// `npm test`: every suite and every check, one summary, one exit code. `npm test -- --help` for the options.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binary, buildPackages, compileContracts, installPackages } from './bootstrap.mjs';
import { LOGS, quiet, ROOT } from './steps.mjs';

const NODE = process.execPath;

/** Suites in the order they run. `count` turns a finished run into { passed, failed, details }. */
const SUITES = [
  check('format: Solidity', binary('forge'), ['fmt', '--check', 'src', 'test', 'script/deploy']),
  check('lint: Solidity', binary('solhint'), [
    '--max-warnings',
    '0',
    '--noPoster',
    'src/**/*.sol',
    'script/deploy/*.sol',
  ]),
  check('format and lint: TypeScript', join(ROOT, 'node_modules/@biomejs/cli-linux-x64/biome'), [
    'check',
    '--colors=off',
    '--error-on-warnings',
    '.',
  ]),
  check('types: tests', binary('tsc'), ['-p', 'test/tsconfig.json', '--noEmit']),
  check('types: packages and their tests', binary('tsc'), ['-p', 'tsconfig.tests.json']),
  check('layout', NODE, ['script/tools/check-layout.mjs']),
  check('contract sizes', NODE, ['script/tools/check-sizes.mjs']),
  check('storage safety of upgrades', NODE, ['script/tools/check-upgrades.mjs']),
  check('drift: ABIs', binary('tsx'), ['sdk/scripts/generate-abis.ts', '--check']),
  check('drift: open functions', NODE, ['script/tools/open-functions.mjs', '--check']),
  check('drift: permissions table', NODE, ['script/tools/permissions.mjs', '--check']),
  check('drift: charts', NODE, ['script/tools/charts.mjs', '--check']),
  check('package: SDK', 'npm', ['run', '--silent', 'check', '-w', 'sdk']),
  { name: 'contracts', kind: 'fast', run: () => forge('contracts', ['--no-match-path', 'test/gas/*']) },
  { name: 'gas snapshots', kind: 'fast', run: () => forge('gas snapshots', [], { FOUNDRY_PROFILE: 'gas' }) },
  {
    name: 'contracts, deep',
    kind: 'deep',
    run: () => forge('contracts deep', ['--no-match-path', 'test/gas/*'], { FOUNDRY_PROFILE: 'deep' }),
  },
  { name: 'TypeScript', kind: 'fast', run: vitest },
  { name: 'subgraph', kind: 'fast', run: subgraph },
  { name: 'main job on the devnet', kind: 'fast', run: mainJob },
];

function check(name, command, args, kind = 'fast') {
  return {
    name,
    kind,
    run: async () => {
      const { code, output } = await quiet(name, command, args, { log: `check-${name}`, allowFailure: true });
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, details: code === 0 ? [] : [tail(output)] };
    },
  };
}

async function forge(name, args, env = {}) {
  const { code, output } = await quiet(name, binary('forge'), ['test', '--json', ...args], {
    log: name,
    env,
    allowFailure: true,
  });
  const start = output.indexOf('{"');
  let suites;
  try {
    suites = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
  } catch {
    return { passed: 0, failed: 1, details: [tail(output)] };
  }
  const result = { passed: 0, failed: 0, details: [] };
  for (const [suite, { test_results: tests }] of Object.entries(suites)) {
    for (const [test, { status, reason }] of Object.entries(tests)) {
      if (status === 'Success') result.passed += 1;
      else {
        result.failed += 1;
        result.details.push(`${suite} ${test}: ${reason ?? status}`);
      }
    }
  }
  if (code !== 0 && result.failed === 0) result.details.push(tail(output));
  if (result.passed + result.failed === 0 || (code !== 0 && result.failed === 0)) result.failed += 1;
  return result;
}

async function vitest() {
  const report = join(LOGS, 'vitest.json');
  rmSync(report, { force: true });
  const { code, output } = await quiet(
    'TypeScript',
    binary('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      log: 'vitest',
      allowFailure: true,
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, details: [tail(output)] };
  const json = JSON.parse(readFileSync(report, 'utf8'));
  const failed = Math.max(json.numFailedTests, code === 0 ? 0 : 1);
  return { passed: json.numPassedTests, failed, details: failed ? [tail(output)] : [] };
}

async function subgraph() {
  const { code, output } = await quiet('subgraph', 'npm', ['run', '--silent', 'test', '-w', 'subgraph'], {
    log: 'subgraph',
    allowFailure: true,
  });
  const counts = /(\d+) scenarios passed, (\d+) failed/.exec(output);
  const failed = Math.max(Number(counts?.[2] ?? 0), code === 0 ? 0 : 1);
  return { passed: Number(counts?.[1] ?? 0), failed, details: failed ? [tail(output)] : [] };
}

async function mainJob() {
  const { code, output } = await quiet('main job on the devnet', NODE, ['script/devnet/dist/cli.js', '--exit'], {
    log: 'main-job',
    allowFailure: true,
  });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, details: code === 0 ? [] : [tail(output)] };
}

function tail(output, lines = 60) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

function usage() {
  console.log(`Usage: npm test -- [options]

  --deep          also run the suites at full fuzzing depth (about ten minutes more)
  --only WORD     only suites whose name contains WORD
  --list          name the suites and stop

Logs of every step stay in .cyberplaza/logs.`);
}

async function main() {
  const args = process.argv.slice(2);
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
  if (args.includes('--help')) return usage();
  const chosen = SUITES.filter(
    (suite) => (args.includes('--deep') || suite.kind === 'fast') && suite.name.includes(only ?? ''),
  );
  if (args.includes('--list')) return console.log(chosen.map((suite) => suite.name).join('\n'));

  await installPackages();
  await compileContracts({ tests: true });
  await buildPackages();
  const rows = [];
  for (const suite of chosen) rows.push({ name: suite.name, ...(await suite.run()) });

  for (const { name, details } of rows.filter((row) => row.failed > 0)) {
    console.log(`\n── ${name} ──\n${details.join('\n')}`);
  }
  console.log('');
  for (const { name, passed, failed } of rows)
    console.log(`  ${failed ? '✖' : '✔'} ${name.padEnd(32)} ${passed} passed${failed ? `, ${failed} failed` : ''}`);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`\nLogs: ${LOGS.slice(ROOT.length + 1)}\n`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.error(`\n${error.message}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
