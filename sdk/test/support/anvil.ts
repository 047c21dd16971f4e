import { type ChildProcess, spawn } from 'node:child_process';
import { ANVIL } from './paths.js';

/** Anvil leaves transactions that do not fit a block waiting for the next one to arrive; nothing may have to wait here. */
const BLOCK_GAS = '1000000000000';
/** Without the optimizer contracts outgrow what a chain accepts. */
const UNLIMITED_CODE = process.env.FOUNDRY_PROFILE === 'lite' ? ['--disable-code-size-limit'] : [];
/** A machine that has much else to do takes its time. */
const READY_MS = 60_000;
const LISTENING = /Listening on (\S+)\s/;

export interface Anvil {
  url: string;
  stop(): Promise<void>;
}

/** A fresh chain. Anvil itself takes a free port and says which: one found for it could be somebody else's before it opens it. */
export async function startAnvil(more: readonly string[] = []): Promise<Anvil> {
  const args = ['--port', '0', '--gas-limit', BLOCK_GAS];
  // The state of the whole deployment is one request.
  args.push('--no-request-size-limit', ...UNLIMITED_CODE, ...more);
  const child = spawn(ANVIL, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const url = `http://${await listening(child)}`;
    await silence(url);
    return {
      url,
      stop: async () => {
        process.off('exit', kill);
        await stop(child);
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}

/** Where it listens. */
function listening(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`anvil ${why}: ${said}`));
    };
    const timer = setTimeout(() => fail(`was not ready in ${READY_MS} ms`), READY_MS);
    child.once('error', ({ message }) => fail(`could not be run, ${message}`));
    child.once('exit', (code) => fail(`ended with code ${code} while starting`));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = LISTENING.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      child.stdout?.removeAllListeners('data').resume();
      resolve(address);
    });
  });
}

/** It would tell of every call otherwise; its --silent hides where it listens, too. */
async function silence(url: string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_setLoggingEnabled', params: [false] });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(READY_MS) });
  if (!response.ok) throw new Error(`anvil answered ${response.status} on ${url}`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
