#!/usr/bin/env node
// MerkleRewards beside Morpho's Universal Rewards Distributor in one forge run, same compiler and settings (docs/gas.md). The peer's source
// is not ours to ship: it is fetched, or taken from a checkout that is named, and compiled in a folder outside this project.
//   node script/tools/peers/urd.mjs [checkout of github.com/morpho-org/universal-rewards-distributor]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from '../steps.mjs';

const PEER = 'https://github.com/morpho-org/universal-rewards-distributor';
const COMMIT = '3de504b130835a12482e00e1c83dcf369448c80b';
const FILES = [
  'UniversalRewardsDistributor.sol',
  'interfaces/IUniversalRewardsDistributor.sol',
  'libraries/ErrorsLib.sol',
  'libraries/EventsLib.sol',
];

const git = (cwd, ...args) => execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 24 });

function checkout(folder, named) {
  if (named) return resolve(named);
  const to = join(folder, 'peer');
  console.log(`fetching ${PEER}`);
  git(folder, 'clone', '--quiet', '--filter=blob:none', '--no-checkout', PEER, to);
  return to;
}

/** Its pragma and its imports of OpenZeppelin adapted, nothing else. */
function adapt(source) {
  return source
    .replace('pragma solidity 0.8.19', 'pragma solidity 0.8.30')
    .replaceAll('"../lib/openzeppelin-contracts/contracts/', '"@openzeppelin/contracts/');
}

const folder = mkdtempSync(join(tmpdir(), 'beside-urd-'));
try {
  const peer = checkout(folder, process.argv[2]);
  for (const path of [
    'foundry.toml',
    'remappings.txt',
    'package.json',
    'src',
    'script',
    'test/rewards/utils',
    'test/utils',
  ]) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: (file) => !file.includes('node_modules') });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const file of FILES) {
    const to = join(folder, 'src/urd', file);
    mkdirSync(join(to, '..'), { recursive: true });
    writeFileSync(to, adapt(git(peer, 'show', `${COMMIT}:src/${file}`)));
  }
  mkdirSync(join(folder, 'test/gas'));
  cpSync(join(ROOT, 'script/tools/peers/BesideUrd.t.sol'), join(folder, 'test/gas/BesideUrd.t.sol'));
  console.log('compiling both and claiming; this takes some minutes');
  execFileSync(join(ROOT, 'node_modules/.bin/forge'), ['test', '--match-path', 'test/gas/BesideUrd.t.sol'], {
    cwd: folder,
    env: { ...process.env, FOUNDRY_PROFILE: 'gas', FORGE_SNAPSHOT_CHECK: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const figures = JSON.parse(readFileSync(join(folder, 'snapshots/Urd.json'), 'utf8'));
  for (const token of ['plain', 'cpt']) {
    for (const whose of ['ours', 'theirs']) {
      const [first, again] = ['first', 'again'].map((n) =>
        Number(figures[`${token}, ${whose}, ${n}`]).toLocaleString('en'),
      );
      console.log(`${token.padEnd(5)} ${whose.padEnd(6)} ${first} / ${again}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
