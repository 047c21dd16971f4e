import { join } from 'node:path';
import { parseRemoteDeployment, type RemoteDeployment, registerRemoteDeployment } from '@cyberplaza/sdk';
import { createTestClient, http } from 'viem';
import { account } from '../accounts.js';
import { Clock } from '../chain/clock.js';
import { startAnvil } from '../stack/anvil.js';
import { deployContracts } from '../stack/deploy.js';
import type { Indexer } from '../stack/graph-node.js';
import { shareDeployment } from '../stack/run-folder.js';
import type { Teardown } from '../stack/teardown.js';
import type { BridgedChain } from './chains.js';
import { bridgeConfig, writeBridgeConfig } from './config.js';
import { DVNS, deployLayerZero, type LayerZeroKeys } from './layerzero.js';

/** LayerZero's numbers of Arbitrum, which is home, and of Ethereum. */
export const HOME_EID = 30_110;
export const REMOTE_EID = 30_101;
const REMOTE_CHAIN_ID = 31_338;
const REMOTE_RPC = 8546;
const REMOTE_SCRIPT = 'DeployRemote.s.sol';
const GAS_MONEY = 10n ** 20n;

/** LayerZero on both chains; home can be deployed with the file that says how it is connected. */
export interface Landing {
  home: BridgedChain;
  remote: BridgedChain;
  homeConfig: string;
}

/** The other side of the bridge, ready to be crossed to. */
export interface Crossing extends Landing {
  deployment: RemoteDeployment;
  deploymentFile: string;
  clock: Clock;
  indexer: Indexer;
}

const keys: LayerZeroKeys = {
  owner: account('layerZero'),
  dvns: Array.from({ length: DVNS }, (_, n) => account('dvn', n)),
  executor: account('executor'),
};

/** A second chain, as Ethereum, and LayerZero's endpoints on both. Comes before home's contracts, which need to know its endpoint. */
export async function prepareLanding(
  homeChain: { url: string; chainId: number },
  work: string,
  teardown: Teardown,
  onExit: (error: Error) => void,
): Promise<Landing> {
  const name = 'anvil-ethereum';
  const anvil = await startAnvil({
    name,
    chainId: REMOTE_CHAIN_ID,
    port: REMOTE_RPC,
    logs: join(work, 'logs'),
    onExit,
  });
  teardown.add(name, () => anvil.running.stop());
  const { url, chainId } = homeChain;
  const [home, remote] = await Promise.all([
    deployLayerZero({ name: 'Arbitrum', url, chainId, eid: HOME_EID }, [REMOTE_EID], keys),
    deployLayerZero({ name: 'Ethereum', url: anvil.url, chainId: REMOTE_CHAIN_ID, eid: REMOTE_EID }, [HOME_EID], keys),
  ]);
  // Each end has to be told of the other: where the second chain's token will be, its script knows before anything is sent.
  const anyPeer = bridgeConfig(remote, HOME_EID, [{ eid: HOME_EID, peer: remote.endpoint }]);
  const planned = await deployContracts(remote.url, 'remote-local', join(work, 'planned-remote.json'), {
    script: REMOTE_SCRIPT,
    bridge: writeBridgeConfig(join(work, 'bridge-planned.json'), anyPeer),
    planOnly: true,
  });
  const peer = parseRemoteDeployment(planned).contracts.BridgedCPT;
  const homeConfig = writeBridgeConfig(
    join(work, 'bridge-home.json'),
    bridgeConfig(home, 0, [{ eid: REMOTE_EID, peer }]),
  );
  return { home, remote, homeConfig };
}

/** CPT on the second chain, connected to home's bridge, and an index of it. */
export async function openCrossing(
  landing: Landing,
  homeBridge: `0x${string}`,
  work: string,
  index: (name: string, url: string, deploymentFile: string) => Promise<Indexer>,
): Promise<Crossing> {
  const { remote } = landing;
  const config = bridgeConfig(remote, HOME_EID, [{ eid: HOME_EID, peer: homeBridge }]);
  const deploymentFile = join(work, 'deployment-ethereum.json');
  const json = await deployContracts(remote.url, 'remote-local', deploymentFile, {
    script: REMOTE_SCRIPT,
    bridge: writeBridgeConfig(join(work, 'bridge-remote.json'), config),
  });
  const deployment = registerRemoteDeployment(parseRemoteDeployment(json));
  shareDeployment(deploymentFile, { url: remote.url, chainId: REMOTE_CHAIN_ID }, REMOTE_RPC);
  const cheat = createTestClient({ mode: 'anvil', transport: http(remote.url) });
  for (const cast of ['keeper', 'governance', 'parameters', 'council', 'deployer'] as const) {
    await cheat.setBalance({ address: account(cast).address, value: GAS_MONEY });
  }
  const clock = new Clock(remote.url);
  return {
    ...landing,
    deployment,
    deploymentFile,
    clock,
    indexer: await index('ethereum', remote.url, deploymentFile),
  };
}
