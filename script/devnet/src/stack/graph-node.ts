import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { binary } from './paths.js';
import { type Running, startProgram } from './process.js';

export interface Indexer {
  /** GraphQL endpoint of the subgraph. */
  url: string;
  statusUrl: string;
  stop(): Promise<void>;
}

/** gnd insists on an IPFS address but reads the subgraph from its build folder; this answers the one question it asks. */
function startIpfsStandIn(port: number): Promise<Server> {
  const body = JSON.stringify({ Version: '0.30.0', Commit: '', Repo: '16', System: '', Golang: '' });
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** A real Graph Node on the given database, indexing the subgraph built in `subgraphFolder`. */
export async function startGraphNode(options: {
  /** what it is called in logs; one node indexes one chain */
  name?: string;
  subgraphFolder: string;
  postgresUrl: string;
  network: string;
  rpcUrl: string;
  ports: { http: number; index: number; admin: number; metrics: number; ipfs: number };
  logs: string;
  onExit: (error: Error) => void;
}): Promise<Indexer> {
  const { ports, name = 'graph-node' } = options;
  const ipfs = await startIpfsStandIn(ports.ipfs);
  const url = `http://127.0.0.1:${ports.http}/subgraphs/name/subgraph-0`;
  let running: Running;
  try {
    running = await startProgram({
      name,
      command: binary('gnd'),
      cwd: options.subgraphFolder,
      args: [
        'dev',
        '--manifests',
        'subgraph.yaml',
        '--postgres-url',
        options.postgresUrl,
        '--ethereum-rpc',
        `${options.network}:${options.rpcUrl}`,
        '--ipfs',
        `http://127.0.0.1:${ports.ipfs}`,
        '--http-port',
        String(ports.http),
        '--index-node-port',
        String(ports.index),
        '--admin-port',
        String(ports.admin),
        '--metrics-port',
        String(ports.metrics),
      ],
      env: { GRAPH_LOG: 'info', ETHEREUM_REORG_THRESHOLD: '1', ETHEREUM_POLLING_INTERVAL: '200' },
      logFile: join(options.logs, `${name}.log`),
      timeoutMs: 120_000,
      stopSignal: 'SIGINT',
      ready: () => indexedBlock(url).then((block) => block !== undefined),
      onUnexpectedExit: options.onExit,
    });
  } catch (error) {
    ipfs.close();
    throw error;
  }
  return {
    url,
    statusUrl: `http://127.0.0.1:${ports.index}/graphql`,
    stop: async () => {
      await running.stop();
      ipfs.close();
    },
  };
}

/** Block the subgraph has reached; undefined while it cannot answer. Throws when indexing failed for good. */
export async function indexedBlock(url: string): Promise<number | undefined> {
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _meta { hasIndexingErrors block { number } } }' }),
    });
    answer = await response.json();
  } catch {
    return undefined;
  }
  const meta = (answer as { data?: { _meta?: { hasIndexingErrors: boolean; block: { number: number } } } }).data?._meta;
  if (!meta) return undefined;
  if (meta.hasIndexingErrors) throw new Error('the subgraph stopped with an indexing error; see graph-node.log');
  return meta.block.number;
}
