#!/usr/bin/env node
// Every deployable contract of src/ stays below the EIP-170 limit; prints the table, fails on the first over it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './steps.mjs';

const LIMIT = 24_576;

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.sol')) yield path;
  }
}

const rows = [];
for (const file of sources(join(ROOT, 'src'))) {
  const name = file.split('/').pop();
  let artifacts = [];
  try {
    artifacts = readdirSync(join(ROOT, 'out', name));
  } catch {
    continue; // interfaces that nothing compiles on their own
  }
  for (const artifact of artifacts) {
    const { deployedBytecode, metadata } = JSON.parse(readFileSync(join(ROOT, 'out', name, artifact), 'utf8'));
    const target = Object.keys(metadata?.settings?.compilationTarget ?? {})[0];
    if (target && target !== relative(ROOT, file)) continue;
    const size = ((deployedBytecode?.object ?? '0x').length - 2) / 2;
    if (size > 0) rows.push({ name: artifact.replace('.json', ''), size });
  }
}
rows.sort((a, b) => b.size - a.size);
for (const { name, size } of rows)
  console.log(`${String(size).padStart(6)} ${String(LIMIT - size).padStart(6)} left  ${name}`);
const over = rows.filter(({ size }) => size > LIMIT);
if (rows.length === 0) console.log('No artifacts in out/: run forge build first.');
if (over.length || rows.length === 0) process.exitCode = 1;
