import { getChainId } from 'viem/actions';
import { getAction } from 'viem/utils';
import { getDeployment } from '../../deployments/registry.js';
import type { Deployment } from '../../deployments/types.js';
import type { AnyClient, DeploymentOption } from './types.js';

/** The deployment named in the call, or the one registered for the client's chain. */
export async function deploymentOf(client: AnyClient, options: DeploymentOption): Promise<Deployment> {
  if (options.deployment) return options.deployment;
  return getDeployment(client.chain?.id ?? (await getAction(client, getChainId, 'getChainId')({})));
}
