import { join } from 'node:path';
import { createPublicClient, http } from 'viem';
import { MNEMONIC } from '../accounts.js';
import { binary } from './paths.js';
import { type Running, startProgram } from './process.js';

export interface Chain {
  url: string;
  chainId: number;
  running: Running;
}

const HOME_CHAIN_ID = 31_337;

/** Arbitrum's usual floor; what a user pays is gas times this. */
const BASE_FEE_WEI = 10_000_000;

/** Anvil leaves transactions that do not fit a block waiting for the next one to arrive; nothing may have to wait here. */
const BLOCK_GAS = '1000000000000';

/** A fresh local chain. It keeps its history in memory and vanishes with the process. */
export async function startAnvil(options: {
  port: number;
  logs: string;
  onExit: (error: Error) => void;
  timestamp?: number;
  /** what it is called in logs; several chains have several names */
  name?: string;
  chainId?: number;
  more?: readonly string[];
}): Promise<Chain> {
  const { name = 'anvil', chainId = HOME_CHAIN_ID } = options;
  const url = `http://127.0.0.1:${options.port}`;
  const client = createPublicClient({ transport: http(url, { retryCount: 0 }) });
  const args = ['--host', '127.0.0.1', '--port', String(options.port), '--mnemonic', MNEMONIC, '--accounts', '1'];
  args.push(
    '--chain-id',
    String(chainId),
    '--base-fee',
    String(BASE_FEE_WEI),
    '--order',
    'fifo',
    '--gas-limit',
    BLOCK_GAS,
  );
  if (options.timestamp !== undefined) args.push('--timestamp', String(options.timestamp));
  if (options.more !== undefined) args.push(...options.more);
  const running = await startProgram({
    name,
    command: binary('anvil'),
    args,
    logFile: join(options.logs, `${name}.log`),
    ready: () =>
      client.getChainId().then(
        () => true,
        () => false,
      ),
    onUnexpectedExit: options.onExit,
  });
  return { url, chainId, running };
}
