import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { MNEMONIC } from './accounts.js';
import { ANVIL } from './paths.js';

/** Anvil leaves transactions that do not fit a block waiting for the next one to arrive; nothing may have to wait here. */
const BLOCK_GAS = '1000000000000';
/** Without the optimizer contracts outgrow what a chain accepts. */
const UNLIMITED_CODE = process.env.FOUNDRY_PROFILE === 'lite' ? ['--disable-code-size-limit'] : [];

export interface Anvil {
  url: string;
  stop(): Promise<void>;
}

const READY_ATTEMPTS = 500;
const READY_PAUSE_MS = 10;

/** A fresh chain on a free port. */
export async function startAnvil(chainId = 31_337): Promise<Anvil> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    '--port',
    String(port),
    '--chain-id',
    String(chainId),
    '--mnemonic',
    MNEMONIC,
    '--accounts',
    '10',
    '--silent',
    '--gas-limit',
    BLOCK_GAS,
    // The state of the whole deployment is one request.
    '--no-request-size-limit',
    ...UNLIMITED_CODE,
  ];
  const child = spawn(ANVIL, args, { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
    if (child.exitCode !== null) break;
    if (await answers(url)) return { url, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  await stop(child);
  throw new Error(`anvil did not start on port ${port}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
    return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).ok;
  } catch {
    return false;
  }
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
