import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HDAccount, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import type { World } from '../../../sdk/test/support/world.js';
import { createKeeper, type Keeper, type KeeperOptions, type RunResult } from '../src/index.js';
import { createLogger } from '../src/kit/index.js';

/** Runs TypeScript as it is. */
export const TSX = fileURLToPath(new URL('../../../node_modules/.bin/tsx', import.meta.url));
const POLL_MS = 20;
const log = createLogger('test', process.env.TEST_LOG ?? 'silent');

/** Keys of two keepers that know nothing of each other. */
export const KEEPERS = [
  privateKeyToAccount(`0x${'b1'.repeat(32)}`),
  privateKeyToAccount(`0x${'b2'.repeat(32)}`),
] as const;

/** Everything a test started, stopped in reverse order. */
export class Scratch {
  readonly directory = mkdtempSync(join(tmpdir(), 'cyberplaza-keeper-'));
  readonly #stops: (() => Promise<void>)[] = [];
  #names = 0;

  path(name: string): string {
    this.#names += 1;
    return join(this.directory, `${name}-${this.#names}`);
  }

  onStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  write(name: string, content: unknown): string {
    const path = this.path(name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  async halt(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export async function startKeeper(
  world: World,
  scratch: Scratch,
  options: Partial<KeeperOptions> = {},
): Promise<Keeper> {
  const keeper = await createKeeper({
    rpc: world.url,
    deployment: scratch.write('deployment.json', world.deployment),
    dataDir: scratch.path('keeper'),
    pollMs: POLL_MS,
    account: KEEPERS[0],
    log,
    ...options,
  });
  scratch.onStop(() => keeper.stop());
  return keeper;
}

/** Goes on from a keeper's data directory, with no way to read what happened before. */
export async function resumeKeeper(
  world: World,
  scratch: Scratch,
  dataDir: string,
  options: Partial<KeeperOptions> = {},
): Promise<Keeper> {
  const startBlock = Number(await world.chain.getBlockNumber({ cacheTime: 0 })) + 1;
  const deployment = scratch.write('deployment.json', { ...world.deployment, startBlock });
  return startKeeper(world, scratch, { dataDir, deployment, ...options });
}

export function hexKey(of: HDAccount): `0x${string}` {
  const { privateKey } = of.getHdKey();
  if (!privateKey) throw new Error('no private key');
  return `0x${Buffer.from(privateKey).toString('hex')}`;
}

export function kinds(results: Record<string, RunResult>): Record<string, string> {
  return Object.fromEntries(Object.entries(results).map(([name, { kind }]) => [name, kind]));
}

/** Transactions an account has sent. */
export function sent(world: World, account: PrivateKeyAccount): Promise<number> {
  return world.chain.getTransactionCount({ address: account.address });
}
