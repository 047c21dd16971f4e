import { join } from 'node:path';
import { ROOT } from './paths.js';

type Deploy = (rpcUrl: string, network: string, file: string) => Promise<unknown>;

/** Runs the project's one deploy script against a chain, with a configuration of script/deploy/config; returns the parsed deployments file. */
export async function deployContracts(rpcUrl: string, network: string, file: string): Promise<unknown> {
  const module: unknown = await import(join(ROOT, 'script/tools/deploy.mjs'));
  return (module as { deployLocally: Deploy }).deployLocally(rpcUrl, network, file);
}
