import { join } from 'node:path';
import { MNEMONIC } from '../accounts.js';
import { binary } from './paths.js';
import { ProcessFailed, type Running, startProgram } from './process.js';

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

const LISTENING = /Listening on (\S+)\s/;

/** A fresh local chain. It keeps its history in memory and vanishes with the process. */
export async function startAnvil(options: {
  /** where it should be; it takes any other port where somebody has that one */
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
  const args = ['--host', '127.0.0.1', '--mnemonic', MNEMONIC, '--accounts', '1'];
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
  const start = (port: number) =>
    startProgram({
      name,
      command: binary('anvil'),
      args: [...args, '--port', String(port)],
      logFile: join(options.logs, `${name}.log`),
      // An answer at the port could be another chain's.
      ready: (output) => LISTENING.test(output),
      onUnexpectedExit: options.onExit,
    });
  const running = await start(options.port).catch((error: unknown) => {
    if (!(error instanceof ProcessFailed)) throw error;
    return start(0);
  });
  return { url: `http://${LISTENING.exec(running.output())?.[1]}`, chainId, running };
}
