import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Deployment, parseDeployment, registerDeployment } from '@cyberplaza/sdk';
import { type Crossing, openCrossing, prepareLanding } from '../bridge/crossing.js';
import { Clock } from '../chain/clock.js';
import { World } from '../chain/world.js';
import { type Chain, startAnvil } from './anvil.js';
import { deployContracts } from './deploy.js';
import { type Indexer, startGraphNode } from './graph-node.js';
import { ROOT } from './paths.js';
import { choosePort } from './ports.js';
import { shareDeployment } from './run-folder.js';
import type { Teardown } from './teardown.js';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

export interface Stack {
  chain: Chain;
  clock: Clock;
  world: World;
  indexer: Indexer;
  /** the other side of the bridge, if there is one */
  crossing?: Crossing | undefined;
  deployment: Deployment;
  deploymentFile: string;
  work: string;
  logs: string;
  /** takes everything down if a program of the stack dies */
  onExit: (error: Error) => void;
}

const HOME = 'arbitrum';

/** Where the reader finds the services, if nobody else listens there. */
const WISHED = { rpc: 8545, graphql: 8000, index: 8030, admin: 8020, metrics: 8040, ipfs: 5001 };

/** Chain, contracts, database and indexer, in the order they need each other. */
export async function startStack(
  work: string,
  teardown: Teardown,
  onExit: (error: Error) => void,
  say: (text: string) => void,
  options: { bridge: boolean },
): Promise<Stack> {
  const logs = join(work, 'logs');
  say('starting the local chain');
  const chain = await startAnvil({ port: WISHED.rpc, logs, onExit });
  teardown.add('anvil', () => chain.running.stop());

  if (options.bridge) say('starting a second chain, bringing LayerZero to both');
  const landing = options.bridge ? await prepareLanding(chain, work, teardown, onExit) : undefined;

  say('deploying the contracts');
  const deploymentFile = join(work, 'deployment.json');
  const deployment = parseDeployment(
    await deployContracts(chain.url, 'governed', deploymentFile, landing ? { bridge: landing.homeConfig } : {}),
  );
  registerDeployment(deployment);
  shareDeployment(deploymentFile, chain, WISHED.rpc);

  say('starting PostgreSQL, building the subgraph, starting Graph Node');
  const index = (name: string, rpcUrl: string, file: string) =>
    startIndexer({ name, rpcUrl, file, work, teardown, onExit });
  const indexer = await index('arbitrum', chain.url, deploymentFile);
  const { CPTBridge } = deployment.contracts;
  if (landing) say('bringing CPT to the second chain, and an index of it');
  const crossing = landing && CPTBridge ? await openCrossing(landing, CPTBridge, work, index) : undefined;
  return {
    chain,
    clock: new Clock(chain.url),
    world: new World(chain.url, deployment),
    indexer,
    crossing,
    deployment,
    deploymentFile,
    work,
    logs,
    onExit,
  };
}

/** One database, one Graph Node, one subgraph: a chain each. */
async function startIndexer(wanted: {
  name: string;
  rpcUrl: string;
  file: string;
  work: string;
  teardown: Teardown;
  onExit: (error: Error) => void;
}): Promise<Indexer> {
  const { name, rpcUrl, file, work, teardown, onExit } = wanted;
  const postgres = await startDatabase();
  teardown.add(`PostgreSQL for ${name}`, postgres.stop);
  const isHome = name === HOME;
  const subgraphFolder = join(work, isHome ? 'subgraph' : `subgraph-${name}`);
  const build = ['run', '--silent', 'build', '-w', 'subgraph', '--', '--deployment', file, '--target', subgraphFolder];
  await run('npm', build, { cwd: ROOT, maxBuffer: MAX_OUTPUT });
  const indexer = await startGraphNode({
    name: isHome ? 'graph-node' : `graph-node-${name}`,
    subgraphFolder,
    postgresUrl: postgres.url,
    network: `${name}-local`,
    rpcUrl,
    ports: {
      http: await choosePort(isHome ? WISHED.graphql : 0),
      index: await choosePort(isHome ? WISHED.index : 0),
      admin: await choosePort(isHome ? WISHED.admin : 0),
      metrics: await choosePort(isHome ? WISHED.metrics : 0),
      ipfs: await choosePort(isHome ? WISHED.ipfs : 0),
    },
    logs: join(work, 'logs'),
    onExit,
  });
  teardown.add(`Graph Node of ${name}`, () => indexer.stop());
  return indexer;
}

interface Database {
  url: string;
  stop: () => Promise<void>;
}

async function startDatabase(): Promise<Database> {
  const module: unknown = await import(join(ROOT, 'script/tools/postgres.mjs'));
  return (module as { startPostgres: () => Promise<Database> }).startPostgres();
}
