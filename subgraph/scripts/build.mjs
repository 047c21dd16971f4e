// Generates, then compiles if anything but addresses has changed since the last time:
//   node scripts/build.mjs [--deployment deployments/31337.json] [--out ../out] [--target folder] [--types]
// The result, build/, is what Graph Node reads: gnd dev --manifests subgraph/subgraph.yaml
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, options, plan, write } from './generate.mjs';

export const HERE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = resolve(HERE, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
/** Only here so that code generation and compiler find it; the real manifest has every address. */
const TYPES_MANIFEST = '.types.yaml';
const SCRATCH = join(HERE, 'build', '.work');
/** A link to nowhere, named after the process that builds: made at once, with its content. */
const TURN = join(HERE, 'build', '.turn');
const LOOK_MS = 100;
const TURN_MS = 600_000;

export function gnd(args, { stdio = 'pipe', env = {} } = {}) {
  return spawnSync(join(BIN, 'gnd'), args, {
    cwd: HERE,
    encoding: 'utf8',
    stdio,
    env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}`, ...env },
  });
}

function run(args) {
  const result = gnd(args);
  if (result.error) throw new Error(`gnd could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`gnd ${args[0]} failed:\n${result.stdout}${result.stderr}`);
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Types and module are everybody's who builds here, so that one waits for the other. */
function inTurn(action) {
  mkdirSync(dirname(TURN), { recursive: true });
  const until = Date.now() + TURN_MS;
  while (!takesTurn()) {
    if (Date.now() > until) throw new Error(`${TURN} names a process that builds; remove it if that builds no more`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  }
  try {
    return action();
  } finally {
    rmSync(TURN, { force: true });
  }
}

function takesTurn() {
  try {
    symlinkSync(String(process.pid), TURN);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    process.kill(Number(readlinkSync(TURN)), 0);
  } catch (error) {
    // Whoever had it is gone, and could not say so.
    if (error.code === 'ESRCH') rmSync(TURN, { force: true });
  }
  return false;
}

/** Types for the mappings, from the schema and the ABIs; kept while these stay the same. */
export function codegen(planned) {
  const key = digest([readFileSync(join(HERE, 'schema.graphql')), ...Object.entries(planned.abis).flat()]);
  const stamp = join(HERE, 'generated', '.key');
  if (readIfThere(stamp) === key) return key;
  rmSync(join(HERE, 'generated'), { recursive: true, force: true });
  withTypesManifest(planned, () => run(['codegen', TYPES_MANIFEST]));
  writeFileSync(stamp, key);
  return key;
}

/** One WebAssembly module for all contracts; kept while mappings and types stay the same. */
function compile(planned, types) {
  const sources = filesUnder(join(HERE, 'src'));
  const key = digest([types, ...sources.flatMap((file) => [relative(HERE, file), readFileSync(file)])]);
  const wasm = join(HERE, 'build', '.cache', 'mapping.wasm');
  const stamp = join(HERE, 'build', '.cache', 'key');
  if (readIfThere(stamp) === key && existsSync(wasm)) return wasm;
  rmSync(SCRATCH, { recursive: true, force: true });
  withTypesManifest(planned, () => run(['build', TYPES_MANIFEST, '--output-dir', SCRATCH]));
  mkdirSync(dirname(wasm), { recursive: true });
  cpSync(
    filesUnder(SCRATCH).find((file) => file.endsWith('.wasm')),
    wasm,
  );
  rmSync(SCRATCH, { recursive: true, force: true });
  writeFileSync(stamp, key);
  return wasm;
}

function withTypesManifest(planned, action) {
  const abis = join(HERE, 'abis');
  mkdirSync(abis, { recursive: true });
  for (const [name, abi] of Object.entries(planned.abis)) writeFileSync(join(abis, `${name}.json`), abi);
  writeFileSync(join(HERE, TYPES_MANIFEST), planned.types);
  try {
    action();
  } finally {
    rmSync(join(HERE, TYPES_MANIFEST), { force: true });
  }
}

/** Writes target/subgraph.yaml and, compiled, target/build/. */
export function build(planned, target = planned.target) {
  const wasm = inTurn(() => compile(planned, codegen(planned)));
  mkdirSync(target, { recursive: true });
  write(planned, target);
  const built = join(target, 'build');
  mkdirSync(join(built, 'abis'), { recursive: true });
  for (const [name, abi] of Object.entries(planned.abis)) writeFileSync(join(built, 'abis', `${name}.json`), abi);
  cpSync(join(HERE, 'schema.graphql'), join(built, 'schema.graphql'));
  cpSync(wasm, join(built, 'mapping.wasm'));
  writeFileSync(join(built, 'subgraph.yaml'), planned.built);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const typesOnly = process.argv.includes('--types');
  try {
    const planned = plan(options());
    if (typesOnly) inTurn(() => codegen(planned));
    else build(planned);
    describe(planned);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
