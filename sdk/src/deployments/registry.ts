import type { Address } from 'viem';
import { UnknownDeploymentError, UnknownDeploymentNameError } from '../errors/client.js';
import { parseDeployment, parseRemoteDeployment } from './parseDeployment.js';
import type { BridgeDeployment, Deployment, RemoteDeployment } from './types.js';

const known = new Map<number, Deployment>();
const remotes = new Map<number, RemoteDeployment>();

/**
 * Makes a deployment known to every action of this process; a later one for the same chain replaces it.
 *
 * @throws InvalidDeploymentError
 *
 * @example
 * registerDeployment(JSON.parse(readFileSync('deployments/31337.json', 'utf8')));
 */
export function registerDeployment(deployment: unknown): Deployment {
  const parsed = parseDeployment(deployment);
  known.set(parsed.chainId, parsed);
  return parsed;
}

/**
 * The deployment on a chain.
 *
 * @throws UnknownDeploymentError
 *
 * @example
 * const { contracts } = getDeployment(31337);
 */
export function getDeployment(chainId: number): Deployment {
  const deployment = known.get(chainId);
  if (!deployment) throw new UnknownDeploymentError(chainId);
  return deployment;
}

/**
 * Makes known what there is on a chain that CPT was bridged to.
 *
 * @throws InvalidDeploymentError
 *
 * @example
 * registerRemoteDeployment(JSON.parse(readFileSync('deployments/1.json', 'utf8')));
 */
export function registerRemoteDeployment(deployment: unknown): RemoteDeployment {
  const parsed = parseRemoteDeployment(deployment);
  remotes.set(parsed.chainId, parsed);
  return parsed;
}

/**
 * The bridge's end on a chain, home or remote.
 *
 * @throws UnknownDeploymentError
 *
 * @example
 * const { contracts } = getBridgeDeployment(1);
 */
export function getBridgeDeployment(chainId: number): BridgeDeployment {
  return remotes.get(chainId) ?? getDeployment(chainId);
}

/** The id of a price feed by its name in the deployment. */
export function feedId(deployment: Deployment, name: string): number {
  const id = deployment.feeds[name];
  if (id === undefined) throw new UnknownDeploymentNameError('feed', name, Object.keys(deployment.feeds));
  return id;
}

/** The address of a governed holder by its name in the deployment. */
export function holderAddress(deployment: Deployment, name: string): Address {
  const address = deployment.holders[name];
  if (address === undefined) throw new UnknownDeploymentNameError('holder', name, Object.keys(deployment.holders));
  return address;
}
