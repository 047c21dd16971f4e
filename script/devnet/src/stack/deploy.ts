import { join } from 'node:path';
import { ROOT } from './paths.js';

/** Home's script by default; where the bridge has an end, the file that says how it is connected. */
export interface DeployOptions {
  script?: string;
  bridge?: string;
  /** say where everything will be, and send nothing */
  planOnly?: boolean;
}

type Deploy = (rpcUrl: string, network: string, file: string, options: DeployOptions) => Promise<unknown>;

/** Runs the project's deploy script against a chain, with a configuration of script/deploy/config; returns the parsed deployments file. */
export async function deployContracts(
  rpcUrl: string,
  network: string,
  file: string,
  options: DeployOptions = {},
): Promise<unknown> {
  const module: unknown = await import(join(ROOT, 'script/tools/deploy.mjs'));
  return (module as { deployLocally: Deploy }).deployLocally(rpcUrl, network, file, options);
}
