// A real chain and a real Graph Node, for what the test runner cannot do: events with structs in them, and filters by topic.
// A contract is put at each address that emits exactly one log and stops.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeAbiParameters, encodeEventTopics } from 'viem';
import { freePort, startPostgres } from '../../../script/tools/postgres.mjs';
import { addressOf } from '../lib/scenario.mjs';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'node_modules', '.bin');
const READY_MS = 60_000;
const POLL_MS = 20;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, attempt) {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const answer = await attempt().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what} took longer than ${READY_MS / 1000} s`);
    await wait(POLL_MS);
  }
}

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

const hex = (value, bytes) => value.toString(16).padStart(bytes * 2, '0');

/** Bytecode that logs one event: data from its own tail, topics pushed last first. */
function emitter(event, values) {
  const indexed = event.inputs.flatMap((input, i) => (input.indexed ? [values[i]] : []));
  const rest = event.inputs.map((input, i) => [input, values[i]]).filter(([input]) => !input.indexed);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args: indexed });
  const data = encodeAbiParameters(
    rest.map(([input]) => input),
    rest.map(([, value]) => value),
  ).slice(2);
  const size = hex(data.length / 2, 2);
  const pushed = topics.map((topic) => `7f${topic.slice(2)}`).reverse();
  const log = `${pushed.join('')}61${size}5f${hex(0xa0 + topics.length, 1)}00`;
  const copy = (offset) => `61${size}61${hex(offset, 2)}5f39`;
  return `0x${copy((copy(0).length + log.length) / 2)}${log}${data}`;
}

function program(name, args, options) {
  const child = spawn(join(BIN, name), args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000);
    });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    said: () => said,
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Starts everything on free ports; stop() leaves nothing behind. */
export async function startLive({ folder, events, network }) {
  const stops = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    const [rpcPort, ipfsPort, http, index, admin, metrics] = await Promise.all(Array.from({ length: 6 }, freePort));
    const anvil = program('anvil', [
      '--silent',
      '--port',
      String(rpcPort),
      '--timestamp',
      '1700000000',
      '--gas-limit',
      '1000000000000',
    ]);
    stops.push(anvil.stop);
    const rpcUrl = `http://127.0.0.1:${rpcPort}`;
    const rpc = async (method, ...params) => {
      const { result, error } = await post(rpcUrl, { jsonrpc: '2.0', id: 1, method, params });
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    };
    const [sender] = await until('anvil', () => rpc('eth_accounts'));

    const ipfs = createServer((_, response) =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"Version":"0.30.0","Commit":"","Repo":"16","System":"","Golang":""}'),
    );
    await new Promise((resolve) => ipfs.listen(ipfsPort, '127.0.0.1', resolve));
    stops.push(
      () =>
        new Promise((resolve) => {
          ipfs.close(resolve);
          ipfs.closeAllConnections();
        }),
    );

    const node = program(
      'gnd',
      [
        'dev',
        '--manifests',
        'subgraph.yaml',
        '--postgres-url',
        postgres.url,
        '--ethereum-rpc',
        `${network}:${rpcUrl}`,
        '--ipfs',
        `http://127.0.0.1:${ipfsPort}`,
        '--http-port',
        String(http),
        '--index-node-port',
        String(index),
        '--admin-port',
        String(admin),
        '--metrics-port',
        String(metrics),
      ],
      {
        cwd: folder,
        env: {
          ...process.env,
          PATH: `${BIN}${delimiter}${process.env.PATH}`,
          GRAPH_LOG: 'info',
          ETHEREUM_REORG_THRESHOLD: '1',
          ETHEREUM_POLLING_INTERVAL: '200',
        },
      },
    );
    stops.push(node.stop);
    const url = `http://127.0.0.1:${http}/subgraphs/name/subgraph-0`;

    const ask = async (query, variables) => {
      const { data, errors } = await post(url, { query, variables });
      if (errors) throw new Error(errors.map((error) => error.message).join('; '));
      return data;
    };
    let emitted = 0;
    return {
      url,
      ask,
      log: node.said,
      emitted: () => emitted,
      stop,
      /** One transaction that emits one event. */
      emit: async (which, ...values) => {
        const event = events.get(which);
        const to = addressOf(which.split('.')[0]);
        await rpc('anvil_setCode', to, emitter(event, values));
        const hash = await rpc('eth_sendTransaction', { from: sender, to, gas: '0x200000' });
        // Mined only some time after the answer; the next code must not come before.
        const receipt = await until(
          'a transaction',
          async () => (await rpc('eth_getTransactionReceipt', hash)) ?? undefined,
        );
        if (receipt.logs.length !== 1) throw new Error(`${which} was not emitted`);
        emitted++;
      },
      /** Returns once everything up to now is indexed. */
      caughtUp: async () => {
        const head = Number(await rpc('eth_blockNumber'));
        await until('indexing', async () => {
          const { _meta } = await ask('{ _meta { block { number } hasIndexingErrors } }');
          return _meta.block.number >= head ? true : undefined;
        });
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
