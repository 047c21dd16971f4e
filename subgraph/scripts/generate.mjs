// Writes subgraph.yaml and abis/ from a deployment file and the compiler's output:
//   node scripts/generate.mjs [--deployment deployments/31337.json] [--out ../out] [--target folder]
// A deployment that names a BridgedCPT is of a remote chain: the same schema and mappings, over its own contracts, in remote/ unless told where.
// Says which events no mapping handles; the tests fail on one.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { eventsOf, signature } from './abi.mjs';
import { CONTRACTS, FUND_HOLDER, NETWORKS, REMOTE_CONTRACTS, SAFE, SHARED } from './contracts.mjs';

const HERE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = resolve(HERE, '..');
const API_VERSION = '0.0.9';
const SPEC_VERSION = '1.3.0';

const NOBODY = `0x${'0'.repeat(40)}`;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

function readDeployment(file) {
  let deployment;
  try {
    deployment = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read the deployment ${file}: ${error.message}`);
  }
  const { contracts = {}, holders = {}, safes = {} } = deployment;
  for (const [name, address] of Object.entries({ ...contracts, ...holders, ...safes })) {
    if (!ADDRESS.test(address)) throw new Error(`${file}: ${name} has no address`);
    if (/[=,]/.test(name)) throw new Error(`${file}: ${name} is not a usable name`);
  }
  const remote = contracts.BridgedCPT !== undefined;
  const wanted = remote ? REMOTE_CONTRACTS : CONTRACTS;
  const missing = wanted.filter((c) => !c.optional && !contracts[c.abi ?? c.name]).map((c) => c.name);
  if (missing.length > 0) throw new Error(`${file}: no address of ${missing.join(', ')}`);
  if (!remote && Object.keys(holders).length === 0) throw new Error(`${file}: no holders`);
  return { ...deployment, remote, contracts, holders, safes };
}

function handlerName(contract, event) {
  if (contract.handler) return contract.handler;
  if (SHARED.has(event.name)) return `handle${event.name}`;
  return `handle${contract.like?.[event.name] ?? contract.like?.['*'] ?? contract.name}${event.name}`;
}

const topic = (address) => `'0x${address.slice(2).toLowerCase().padStart(64, '0')}'`;

function handlers(contract, events, ours) {
  const filter = contract.ours ? [`          ${contract.ours}: [${ours.map(topic).join(', ')}]`] : [];
  return events.flatMap((event) => [
    `        - event: ${signature(event)}`,
    `          handler: ${handlerName(contract, event)}`,
    ...filter,
  ]);
}

function dataSource({ name, address, events, contract, network, startBlock, names, ours }, files) {
  const abi = contract.abi ?? contract.name;
  return [
    '  - kind: ethereum/contract',
    `    name: ${name}`,
    `    network: ${network}`,
    `    source: { address: '${address.toLowerCase()}', abi: ${abi}, startBlock: ${startBlock} }`,
    `    context: { names: { type: String, data: '${names}' } }`,
    '    mapping:',
    '      kind: ethereum/events',
    `      apiVersion: ${API_VERSION}`,
    '      language: wasm/assemblyscript',
    `      file: ${files.mapping}`,
    '      entities: [Protocol]',
    `      abis: [{ name: ${abi}, file: ${files.abis}/${abi}.json }]`,
    '      eventHandlers:',
    ...handlers(contract, events, ours),
  ];
}

function addressesOf(contract, deployment) {
  if (contract === FUND_HOLDER) return Object.values(deployment.holders);
  // Code generation needs one to know the events.
  if (contract === SAFE) return Object.keys(deployment.safes).length > 0 ? Object.values(deployment.safes) : [NOBODY];
  return [deployment.contracts[contract.abi ?? contract.name] ?? NOBODY];
}

/** Names of all handlers in src/mappings. */
function exportedHandlers() {
  const folder = join(HERE, 'src', 'mappings');
  const exported = new Set();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(/^export function (handle\w+)/gm)) exported.add(name);
  }
  return exported;
}

/** Where a manifest finds its parts: as written by hand, or as Graph Node reads it after the build. */
const SOURCE_FILES = { schema: './schema.graphql', mapping: './src/index.ts', abis: './abis' };
const BUILT_FILES = { schema: 'schema.graphql', mapping: 'mapping.wasm', abis: 'abis' };

/**
 * @returns what was found and the texts to write: `manifest` (source), `types` (one data source an ABI, for code generation)
 * and `built` (refers to compiled files), with the ABIs by name
 */
export function plan({ deployment: file, out, target }) {
  const deployment = readDeployment(file);
  const network = NETWORKS[deployment.network] ?? NETWORKS[deployment.chainId] ?? deployment.network;
  const named = { ...deployment.contracts, ...deployment.holders };
  const safes = Object.entries(deployment.safes).map(([name, address]) => [`safe:${name}`, address]);
  const names = [...Object.entries(named), ...safes]
    .map(([name, address]) => `${name}=${address.toLowerCase()}`)
    .join(',');
  const ours = Object.entries(named)
    .filter(([name]) => name !== 'USDC')
    .map(([, address]) => address);
  const shared = { network, startBlock: deployment.startBlock ?? 0, names, ours };

  const exported = exportedHandlers();
  const abis = {};
  const unhandled = [];
  const sources = [];
  const typed = [];
  const followed = (deployment.remote ? REMOTE_CONTRACTS : [...CONTRACTS, FUND_HOLDER, SAFE]).filter(
    (contract) => !contract.optional || deployment.contracts[contract.name],
  );
  // Types are made of every contract there is, so that home's and a remote chain's subgraph are one WebAssembly module.
  for (const contract of new Set([...CONTRACTS, FUND_HOLDER, SAFE, ...REMOTE_CONTRACTS])) {
    const all = eventsOf(out, contract);
    const events = all.filter((event) => exported.has(handlerName(contract, event)));
    const isFollowed = followed.includes(contract);
    const missed = all.filter((event) => !events.includes(event));
    if (isFollowed) unhandled.push(...missed.map((event) => `${contract.name}.${event.name}`));
    const abi = contract.abi ?? contract.name;
    abis[abi] = `${JSON.stringify(events, null, 2)}\n`;
    const addresses = addressesOf(contract, deployment);
    for (const [i, address] of addresses.entries()) {
      const name = i === 0 ? contract.name : `${contract.name}${i + 1}`;
      const source = { ...shared, name, address, events, contract };
      if (isFollowed) sources.push(source);
      if (name === abi && !typed.some((other) => other.name === name)) typed.push(source);
    }
  }

  const render = (list, files) =>
    [
      '# Generated by scripts/generate.mjs.',
      `specVersion: ${SPEC_VERSION}`,
      'description: CyberPlaza, the market for computing',
      `schema: { file: ${files.schema} }`,
      'indexerHints: { prune: never }',
      'dataSources:',
      ...list.flatMap((source) => dataSource(source, files)),
      '',
    ].join('\n');
  return {
    target: target ?? (deployment.remote ? join(HERE, 'remote') : HERE),
    network,
    sources: sources.length,
    unhandled,
    abis,
    manifest: render(sources, SOURCE_FILES),
    types: render(typed, SOURCE_FILES),
    built: render(sources, BUILT_FILES),
  };
}

/** Writes the source form into a folder. */
export function write(planned, target = planned.target) {
  const abis = join(target, 'abis');
  rmSync(abis, { recursive: true, force: true });
  mkdirSync(abis, { recursive: true });
  for (const [name, abi] of Object.entries(planned.abis)) writeFileSync(join(abis, `${name}.json`), abi);
  writeFileSync(join(target, 'subgraph.yaml'), planned.manifest);
}

/** Reads the options every script shares. */
export function options() {
  const { values } = parseArgs({
    options: {
      deployment: { type: 'string' },
      out: { type: 'string' },
      target: { type: 'string' },
      types: { type: 'boolean' },
    },
  });
  return {
    deployment: values.deployment ? fromCaller(values.deployment) : join(ROOT, 'deployments', '31337.json'),
    out: values.out ? fromCaller(values.out) : defaultOut(),
    target: values.target && fromCaller(values.target),
  };
}

export function describe(planned) {
  if (planned.unhandled.length > 0) console.error(`warning: no mapping for ${planned.unhandled.join(', ')}`);
  console.log(`subgraph.yaml: ${planned.sources} data sources, network ${planned.network}`);
}

export const defaultOut = () => process.env.FOUNDRY_OUT ?? join(ROOT, 'out');

/** npm runs workspace scripts inside the workspace; paths are meant from where the user stood. */
const fromCaller = (path) => (isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const planned = plan(options());
    write(planned);
    describe(planned);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
