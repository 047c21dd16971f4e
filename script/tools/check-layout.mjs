#!/usr/bin/env node
// Holds the folder tree to ARCHITECTURE: arrows between domains of src/ only point down, files stay small, nothing generated is edited.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { ROOT } from './steps.mjs';

/** libraries/ and interfaces/ share the lowest floor. Domains from the top of the house to its foundations; a file may import from its own domain or from below. */
const DOMAINS = [
  'market',
  'pool',
  'revenue',
  'rewards',
  'bridge',
  'governance',
  'locking',
  'token',
  'custody',
  'oracle',
  'interfaces',
];
const MAX_LINES = 550;
const EXEMPT = [/\/abis\//, /generated/, /package-lock\.json$/];
/** Off-chain packages, lower ones first: none may import a later one. */
const PACKAGES = [
  '@cyberplaza/sdk',
  '@cyberplaza/rewards',
  '@cyberplaza/governance',
  '@cyberplaza/keeper',
  '@cyberplaza/oracle-node',
  '@cyberplaza/agent',
  '@cyberplaza/devnet',
];
const PACKAGE_FOLDERS = {
  '@cyberplaza/sdk': 'sdk',
  '@cyberplaza/rewards': 'script/rewards',
  '@cyberplaza/oracle-node': 'script/oracle-node',
  '@cyberplaza/agent': 'script/agent',
  '@cyberplaza/governance': 'script/governance',
  '@cyberplaza/keeper': 'script/keeper',
  '@cyberplaza/devnet': 'script/devnet',
};

const floorOf = (file) => file.split('/')[1].replace('libraries', 'interfaces');
const problems = [];

function* files(folder, endings) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    if (['node_modules', 'dist', 'build', 'generated', 'out', 'cache'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path, endings);
    else if (endings.some((ending) => entry.name.endsWith(ending))) yield path;
  }
}

for (const file of files('src', ['.sol'])) {
  const domain = floorOf(file);
  const floor = DOMAINS.indexOf(domain);
  if (floor < 0) problems.push(`${file}: ${domain} is not a domain of the architecture`);
  for (const [, path] of readFileSync(join(ROOT, file), 'utf8').matchAll(/from "(\.[^"]+)"/g)) {
    const target = floorOf(normalize(join(dirname(file), path)));
    if (DOMAINS.indexOf(target) < floor) problems.push(`${file}: imports upwards, from ${target}`);
  }
}

for (const [index, name] of PACKAGES.entries()) {
  for (const file of files(PACKAGE_FOLDERS[name], ['.ts'])) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const later of PACKAGES.slice(index + 1)) {
      if (text.includes(`'${later}`)) problems.push(`${file}: ${name} imports ${later}`);
    }
  }
}

for (const folder of ['src', 'test', 'script', 'sdk', 'subgraph']) {
  for (const file of files(folder, ['.sol', '.ts', '.mjs'])) {
    if (EXEMPT.some((pattern) => pattern.test(file))) continue;
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n').length;
    if (lines > MAX_LINES)
      problems.push(`${relative('.', file)}: ${lines} lines, at most ${MAX_LINES}: split it by concept`);
  }
}

for (const problem of problems) console.log(problem);
console.log(problems.length ? `${problems.length} problems` : 'layout as designed');
process.exitCode = problems.length ? 1 : 0;
