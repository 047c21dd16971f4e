import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { createTestClient, http, toHex } from 'viem';
import type { TestProject } from 'vitest/node';
import { account } from './support/accounts.js';
import { startAnvil, UNLIMITED_CODE } from './support/anvil.js';
import { FORGE, ROOT } from './support/paths.js';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;
/** Compiling everything anew takes a few minutes on a slow machine. */
const DEPLOY_TIMEOUT_MS = 600_000;

declare module 'vitest' {
  interface ProvidedContext {
    /** deployments/<chainId>.json, as text. */
    deployment: string;
    /** The chain right after the deployment, for `anvil_loadState`. */
    chainState: `0x${string}`;
  }
}

/** Deploys everything once by the project's own script; each test file starts from that chain. */
export default function setup(project: TestProject): Promise<void> {
  return provideChain(project, 'local');
}

/** The same with another configuration of script/deploy/config. */
export async function provideChain(project: TestProject, network: string): Promise<void> {
  const folder = join(ROOT, 'deployments/local');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `sdk-test-${network}-${process.pid}.json`);
  const anvil = await startAnvil();
  try {
    await deploy(anvil.url, file, network);
    const chain = createTestClient({ mode: 'anvil', transport: http(anvil.url, { timeout: 60_000 }) });
    project.provide('deployment', readFileSync(file, 'utf8'));
    project.provide('chainState', await chain.dumpState());
  } finally {
    rmSync(file, { force: true });
    await anvil.stop();
  }
}

async function deploy(url: string, file: string, network: string): Promise<void> {
  const { privateKey } = account('deployer').getHdKey();
  const key = toHex(privateKey ?? new Uint8Array());
  const script = ['script', 'script/deploy/Deploy.s.sol', '--rpc-url', url, '--broadcast', '--private-key', key];
  await run(FORGE, [...script, '--non-interactive', ...UNLIMITED_CODE], {
    cwd: ROOT,
    env: { ...process.env, NETWORK: network, DEPLOYMENT_FILE: relative(ROOT, file) },
    maxBuffer: MAX_OUTPUT,
    timeout: DEPLOY_TIMEOUT_MS,
  });
}
