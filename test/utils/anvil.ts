import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Anvil could not be found, or did not answer. */
export class AnvilStartError extends Error {
  override readonly name = 'AnvilStartError';
}

/** A running anvil. */
export interface Anvil {
  /** JSON-RPC over HTTP. */
  readonly url: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** Anvil leaves transactions that do not fit a block waiting for the next one to arrive; nothing may have to wait here. */
const BLOCK_GAS = '1000000000000';
const POLL_MILLISECONDS = 20;
const DEADLINE_MILLISECONDS = 20_000;
const PLATFORMS = ['linux-amd64', 'linux-arm64', 'darwin-arm64'];

/** A TCP port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new AnvilStartError('the system gave no free port'));
      });
    });
  });
}

/** The anvil that npm installed for this platform. */
export function anvilBinary(): string {
  const candidates = ['.bin/anvil', ...PLATFORMS.map((platform) => `@foundry-rs/anvil-${platform}/bin/anvil`)];
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of candidates) {
      const path = join(folder, 'node_modules', candidate);
      if (existsSync(path)) return path;
    }
    const parent = dirname(folder);
    if (parent === folder) throw new AnvilStartError('anvil is not installed for this platform; run npm ci');
    folder = parent;
  }
}

/**
 * Starts an anvil of one's own on a free port and waits until it answers.
 *
 * @example
 * const anvil = await startAnvil(['--timestamp', '1782950400']);
 * // … http(anvil.url) …
 * await anvil.stop();
 */
export async function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(anvilBinary(), ['--port', String(port), '--silent', '--gas-limit', BLOCK_GAS, ...args], {
    stdio: 'ignore',
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (cause) => reject(new AnvilStartError('anvil could not be run', { cause })));
    child.once('exit', (code) => reject(new AnvilStartError(`anvil ended with code ${code}`)));
  });
  failed.catch(() => undefined);
  try {
    await Promise.race([answers(url), failed]);
  } catch (error) {
    kill();
    throw error;
  }
  return {
    url,
    stop: async () => {
      process.off('exit', kill);
      await end(child);
    },
  };
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  throw new AnvilStartError(`anvil did not answer on ${url} in ${DEADLINE_MILLISECONDS} ms`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
