import { readFileSync, statSync } from 'node:fs';
import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import { type Deployment, parseDeployment } from '@cyberplaza/sdk/deployments';
import { Command } from 'commander';
import { createPublicClient, type Hex, http, isHex, size } from 'viem';
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { PriceListError } from '../errors.js';
import { servePriceNode } from '../node.js';
import { json } from './table.js';

const KEY_ENV = 'CYBERPLAZA_PRICE_NODE_KEY';
const KEY_BYTES = 32;

interface Flags {
  table: string;
  deployment: string;
  rpc: string;
  keyFile?: string;
  host: string;
  port: string;
}

/** Runs a price node: signs its own table when a keeper asks. */
export const serveCommand = new Command('serve')
  .description('run a price node: sign the own table for keepers that ask (their --price-node)')
  .requiredOption('--table <file>', 'table made by `table`; read anew for every question')
  .requiredOption('--deployment <file>', 'deployment file of the chain')
  .option('--rpc <url>', "JSON-RPC endpoint, to read the feeds' decimals from", 'http://127.0.0.1:8545')
  .option('--key-file <file>', `file with the node's private key (or env ${KEY_ENV}); never logged`)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <n>', 'port to listen on; 0 takes a free one', '0')
  .action(async (flags: Flags) => {
    const deployment = parseDeployment(json(flags.deployment));
    const server = await servePriceNode({
      account: loadKey(flags.keyFile),
      deployment,
      decimals: await decimalsOf(deployment, flags.rpc),
      table: () => ({
        prices: json(flags.table) as Record<string, string>,
        madeAt: Math.floor(statSync(flags.table).mtimeMs / 1_000),
      }),
      host: flags.host,
      port: Number(flags.port),
    });
    process.stdout.write(`${JSON.stringify({ msg: 'ready', url: server.url })}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  });

async function decimalsOf(deployment: Deployment, rpc: string): Promise<Map<number, number>> {
  const client = createPublicClient({ transport: http(rpc) });
  const address = deployment.contracts.ComputePriceOracle;
  const ids = Object.values(deployment.feeds);
  const feeds = await Promise.all(
    ids.map((id) => client.readContract({ address, abi: computePriceOracleAbi, functionName: 'feed', args: [id] })),
  );
  return new Map(feeds.map(({ decimals }, index) => [ids[index] ?? 0, decimals]));
}

function loadKey(keyFile: string | undefined): PrivateKeyAccount {
  let key: string | undefined;
  try {
    key = keyFile ? readFileSync(keyFile, 'utf8').trim() : process.env[KEY_ENV];
  } catch {
    throw new PriceListError(`key file ${keyFile} cannot be read`);
  }
  if (!isHex(key) || size(key) !== KEY_BYTES)
    throw new PriceListError(`${keyFile ?? KEY_ENV} does not hold a 32-byte 0x key`);
  return privateKeyToAccount(key as Hex);
}
