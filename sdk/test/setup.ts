import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTestClient, http } from 'viem';
import type { TestProject } from 'vitest/node';
import { startAnvil } from './support/anvil.js';
import { ROOT } from './support/paths.js';

type Deploy = (rpcUrl: string, network: string, file: string) => Promise<unknown>;

declare module 'vitest' {
  interface ProvidedContext {
    /** deployments/<chainId>.json, as text. */
    deployment: string;
    /** The chain right after the deployment, for `anvil_loadState`. */
    chainState: `0x${string}`;
  }
}

interface Deployed {
  deployment: string;
  chainState: `0x${string}`;
}

/** Every project of a run has its own copy of this module, but the process is one: each network is deployed once. */
const shared = globalThis as { cyberplazaDeployed?: Map<string, Promise<Deployed>> };
shared.cyberplazaDeployed ??= new Map();
const deployed = shared.cyberplazaDeployed;

/** Deploys everything once by the project's own script; each test file starts from that chain. */
export default function setup(project: TestProject): Promise<void> {
  return provideChain(project, 'local');
}

/** The same with another configuration of script/deploy/config. */
export async function provideChain(project: TestProject, network: string): Promise<void> {
  const known = deployed.get(network) ?? deploy(network);
  deployed.set(network, known);
  const { deployment, chainState } = await known;
  project.provide('deployment', deployment);
  project.provide('chainState', chainState);
}

async function deploy(network: string): Promise<Deployed> {
  const folder = join(ROOT, 'deployments/local');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `sdk-test-${network}-${process.pid}.json`);
  const anvil = await startAnvil();
  try {
    const module: unknown = await import(join(ROOT, 'script/tools/deploy.mjs'));
    await (module as { deployLocally: Deploy }).deployLocally(anvil.url, network, file);
    const chain = createTestClient({ mode: 'anvil', transport: http(anvil.url, { timeout: 60_000 }) });
    return { deployment: readFileSync(file, 'utf8'), chainState: await chain.dumpState() };
  } finally {
    rmSync(file, { force: true });
    await anvil.stop();
  }
}
