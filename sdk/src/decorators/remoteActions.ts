import type { AnyClient } from '../actions/internal/types.js';
import type { RemoteDeployment } from '../deployments/types.js';
import { type Bound, bindActions } from './bind.js';
import { bridgeActions } from './bridgeActions.js';

const { getBridgeBooks: _homeOnly, ...actions } = bridgeActions;

/** The bridge's actions, bound to a client of a remote chain. */
export type RemoteActions = Bound<typeof actions>;

/**
 * What there is to do on a chain that CPT was bridged to, for `client.extend`: the market is at home only.
 *
 * @param options.deployment the contracts to talk to; by default those registered for the client's chain
 *
 * @example
 * registerRemoteDeployment(deployment);
 * const client = createWalletClient({ account, chain: mainnet, transport: http() }).extend(remoteActions());
 * const { wait } = await client.sendToChain({ eid: EndpointId.Arbitrum, to: account.address, amount: parseCpt('100') });
 */
export function remoteActions(
  options: { deployment?: RemoteDeployment | undefined } = {},
): (client: AnyClient) => RemoteActions {
  return (client) => bindActions(actions, client, options);
}
