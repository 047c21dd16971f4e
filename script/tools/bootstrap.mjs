// Brings in what is missing on a bare machine that has Node and npm: packages, compiled contracts, built packages.
// Uses nothing but Node itself, because it runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quiet, ROOT, STATE } from './steps.mjs';

const MIN_NODE = 20;
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export function binary(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE) {
    throw new Error(
      `CyberPlaza needs Node ${MIN_NODE} or later; this is ${process.version}. Install it from nodejs.org and try again.`,
    );
  }
}

/** Installs exactly what package-lock.json names, once per lock file. */
export async function installPackages() {
  checkNode();
  const stamp = join(STATE, 'installed');
  const want = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (have === want && existsSync(join(ROOT, 'node_modules'))) return;
  await quiet('installing packages (about a minute the first time)', NPM, ['ci', '--no-audit', '--no-fund'], {
    log: 'install',
  });
  for (const tool of ['forge', 'anvil', 'gnd']) {
    if (!existsSync(binary(tool))) {
      throw new Error(
        `${tool} has no build for ${process.platform}-${process.arch}. Supported: linux-x64 (everything); ` +
          'linux-arm64 and darwin-arm64 (contracts and SDK only, Graph Node is missing there).',
      );
    }
  }
  mkdirSync(STATE, { recursive: true });
  writeFileSync(stamp, want);
}

/** Compiles the contracts; with tests it takes about twice as long. */
export async function compileContracts({ tests }) {
  const what = tests
    ? []
    : ['src', 'script/deploy', 'test/utils/TestUSDC.sol', 'test/utils/TestWETH.sol', 'test/utils/LayerZeroWorker.sol'];
  await quiet(
    `compiling the contracts${tests ? ' and their tests' : ''} (a few minutes the first time)`,
    binary('forge'),
    ['build', ...what],
    {
      log: 'forge-build',
    },
  );
}

/** SDK, rewards, the signers' command, keeper, price nodes, agent and devnet from TypeScript to dist/. */
export async function buildPackages() {
  for (const name of [
    'sdk',
    'script/rewards',
    'script/governance',
    'script/keeper',
    'script/oracle-node',
    'script/agent',
    'script/devnet',
  ]) {
    await quiet(`building ${name}`, NPM, ['run', '--silent', 'build', '-w', name], { log: `build-${name}` });
  }
}
