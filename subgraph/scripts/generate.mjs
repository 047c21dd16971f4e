// Writes subgraph.yaml and abis/ from a deployment file and the compiler's output:
//   node scripts/generate.mjs [--deployment deployments/31337.json] [--out ../out]
// Fails if a contract has an event that no mapping handles, or a mapping handles one that no contract has.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { eventsOf, signature } from './abi.mjs';
import { CONTRACTS, FUND_HOLDER, NETWORKS, SHARED } from './contracts.mjs';

const HERE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = resolve(HERE, '..');
const API_VERSION = '0.0.9';
const SPEC_VERSION = '1.3.0';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

function readDeployment(file) {
  let deployment;
  try {
    deployment = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read the deployment ${file}: ${error.message}`);
  }
  const { contracts = {}, holders = {} } = deployment;
  for (const [name, address] of Object.entries({ ...contracts, ...holders })) {
    if (!ADDRESS.test(address)) throw new Error(`${file}: ${name} has no address`);
    if (/[=,]/.test(name)) throw new Error(`${file}: ${name} is not a usable name`);
  }
  const missing = CONTRACTS.filter((c) => !contracts[c.name]).map((c) => c.name);
  if (missing.length > 0) throw new Error(`${file}: no address of ${missing.join(', ')}`);
  if (Object.keys(holders).length === 0) throw new Error(`${file}: no holders`);
  return { ...deployment, contracts, holders };
}

const handlerName = (contract, event) =>
  SHARED.has(event.name) ? `handle${event.name}` : `handle${contract.name}${event.name}`;

const topic = (address) => `'0x${address.slice(2).toLowerCase().padStart(64, '0')}'`;

/** Our own addresses only: one handler for what comes in, one for what goes out. */
function handlers(contract, events, ours) {
  return events.flatMap((event) => {
    const lines = [`        - event: ${signature(event)}`, `          handler: ${handlerName(contract, event)}`];
    if (!contract.ours) return lines;
    return ['topic1', 'topic2'].flatMap((filter) => [...lines, `          ${filter}: [${ours.map(topic).join(', ')}]`]);
  });
}

function dataSource({ name, abi, address, events, contract, network, startBlock, names, ours }) {
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
    '      file: ./src/index.ts',
    '      entities: [Protocol]',
    `      abis: [{ name: ${abi}, file: ./abis/${abi}.json }]`,
    '      eventHandlers:',
    ...handlers(contract, events, ours),
  ];
}

/** Every event has its handler and every handler its event. */
function checkHandlers(wanted) {
  const folder = join(HERE, 'src', 'mappings');
  const exported = new Set();
  for (const file of readdirSync(folder)) {
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(/^export function (handle\w+)/gm)) exported.add(name);
  }
  const unhandled = [...wanted].filter((name) => !exported.has(name));
  const orphans = [...exported].filter((name) => !wanted.has(name));
  if (unhandled.length > 0) throw new Error(`Events without a mapping: ${unhandled.join(', ')}`);
  if (orphans.length > 0) throw new Error(`Mappings without an event: ${orphans.join(', ')}`);
}

/** @returns {{ sources: number, events: number, network: string }} what was written */
export function generate({ deployment: file, out, target = HERE }) {
  const deployment = readDeployment(file);
  const network = NETWORKS[deployment.network] ?? NETWORKS[deployment.chainId] ?? deployment.network;
  const named = { ...deployment.contracts, ...deployment.holders };
  const names = Object.entries(named).map(([name, address]) => `${name}=${address.toLowerCase()}`).join(',');
  const ours = Object.entries(named).filter(([name]) => name !== 'USDC').map(([, address]) => address);
  const shared = { network, startBlock: deployment.startBlock ?? 0, names, ours };

  const abis = join(target, 'abis');
  rmSync(abis, { recursive: true, force: true });
  mkdirSync(abis, { recursive: true });
  const wanted = new Set();
  const sources = [];
  for (const contract of [...CONTRACTS, FUND_HOLDER]) {
    const events = eventsOf(out, contract);
    writeFileSync(join(abis, `${contract.name}.json`), `${JSON.stringify(events, null, 2)}\n`);
    for (const event of events) wanted.add(handlerName(contract, event));
    const addresses = contract === FUND_HOLDER ? Object.values(deployment.holders) : [deployment.contracts[contract.name]];
    for (const [i, address] of addresses.entries()) {
      const name = i === 0 ? contract.name : `${contract.name}${i + 1}`;
      sources.push(...dataSource({ ...shared, name, abi: contract.name, address, events, contract }));
    }
  }
  checkHandlers(wanted);

  const manifest = [
    '# Generated by scripts/generate.mjs.',
    `specVersion: ${SPEC_VERSION}`,
    'description: CyberPlaza, the market for computing',
    'schema: { file: ./schema.graphql }',
    'indexerHints: { prune: never }',
    'dataSources:',
    ...sources,
  ];
  writeFileSync(join(target, 'subgraph.yaml'), `${manifest.join('\n')}\n`);
  return { sources: CONTRACTS.length + Object.keys(deployment.holders).length, events: wanted.size, network };
}

export const defaultOut = () => process.env.FOUNDRY_OUT ?? join(ROOT, 'out');

/** npm runs workspace scripts inside the workspace; paths are meant from where the user stood. */
export const fromCaller = (path) => (isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { deployment: { type: 'string' }, out: { type: 'string' } } });
  try {
    const written = generate({
      deployment: values.deployment ? fromCaller(values.deployment) : join(ROOT, 'deployments', '31337.json'),
      out: values.out ? fromCaller(values.out) : defaultOut(),
    });
    console.log(`subgraph.yaml: ${written.sources} contracts, ${written.events} kinds of events, network ${written.network}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
