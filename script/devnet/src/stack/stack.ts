import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Deployment, parseDeployment, registerDeployment } from '@cyberplaza/sdk';
import { Clock } from '../chain/clock.js';
import { World } from '../chain/world.js';
import { type Chain, startAnvil } from './anvil.js';
import { deployContracts } from './deploy.js';
import { type Indexer, startGraphNode } from './graph-node.js';
import { ROOT } from './paths.js';
import { choosePort } from './ports.js';
import type { Teardown } from './teardown.js';

const run = promisify(execFile);
const GRAPH_NETWORK = 'arbitrum-local';
const MAX_OUTPUT = 64 * 1024 * 1024;

export interface Stack {
  chain: Chain;
  clock: Clock;
  world: World;
  indexer: Indexer;
  deployment: Deployment;
  deploymentFile: string;
  work: string;
  logs: string;
  /** takes everything down if a program of the stack dies */
  onExit: (error: Error) => void;
}

/** Where the reader finds the services, if nobody else listens there. */
const WISHED = { rpc: 8545, graphql: 8000, index: 8030, admin: 8020, metrics: 8040, ipfs: 5001 };

/** Chain, contracts, database and indexer, in the order they need each other. */
export async function startStack(
  work: string,
  teardown: Teardown,
  onExit: (error: Error) => void,
  say: (text: string) => void,
): Promise<Stack> {
  const logs = join(work, 'logs');
  say('starting the local chain');
  const chain = await startAnvil({ port: await choosePort(WISHED.rpc), logs, onExit });
  teardown.add('anvil', () => chain.running.stop());

  say('deploying the contracts');
  const deploymentFile = join(ROOT, 'deployments', `${chain.chainId}.json`);
  const deployment = parseDeployment(await deployContracts(chain.url, 'governed', deploymentFile));
  registerDeployment(deployment);

  say('starting PostgreSQL');
  const postgres = await startDatabase();
  teardown.add('PostgreSQL', postgres.stop);

  say('building the subgraph');
  const subgraphFolder = join(ROOT, 'subgraph');
  await run('npm', ['run', '--silent', 'build', '-w', 'subgraph', '--', '--deployment', deploymentFile], {
    cwd: ROOT,
    maxBuffer: MAX_OUTPUT,
  });

  say('starting Graph Node');
  const indexer = await startGraphNode({
    subgraphFolder,
    postgresUrl: postgres.url,
    network: GRAPH_NETWORK,
    rpcUrl: chain.url,
    ports: {
      http: await choosePort(WISHED.graphql),
      index: await choosePort(WISHED.index),
      admin: await choosePort(WISHED.admin),
      metrics: await choosePort(WISHED.metrics),
      ipfs: await choosePort(WISHED.ipfs),
    },
    logs,
    onExit,
  });
  teardown.add('Graph Node', () => indexer.stop());
  return {
    chain,
    clock: new Clock(chain.url),
    world: new World(chain.url, deployment),
    indexer,
    deployment,
    deploymentFile,
    work,
    logs,
    onExit,
  };
}

interface Database {
  url: string;
  stop: () => Promise<void>;
}

async function startDatabase(): Promise<Database> {
  const module: unknown = await import(join(ROOT, 'script/tools/postgres.mjs'));
  return (module as { startPostgres: () => Promise<Database> }).startPostgres();
}
