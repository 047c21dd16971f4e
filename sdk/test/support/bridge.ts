import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Account,
  type Address,
  createTestClient,
  createWalletClient,
  defineChain,
  http,
  publicActions,
  walletActions,
} from 'viem';
import { afterAll, beforeAll } from 'vitest';
import type { BridgedChain } from '../../../script/devnet/src/bridge/chains.js';
import { bridgeConfig, writeBridgeConfig } from '../../../script/devnet/src/bridge/config.js';
import type { Faults } from '../../../script/devnet/src/bridge/faults.js';
import { DVNS, deployLayerZero } from '../../../script/devnet/src/bridge/layerzero.js';
import { Relayer } from '../../../script/devnet/src/bridge/relayer.js';
import {
  type Deployment,
  EndpointId,
  parseDeployment,
  parseRemoteDeployment,
  type RemoteDeployment,
  remoteActions,
} from '../../src/index.js';
import { account } from './accounts.js';
import { type Anvil, startAnvil } from './anvil.js';
import { ROOT } from './paths.js';
import { World } from './world.js';

const REMOTE_CHAIN_ID = 31_338;
const POLLING_MS = 10;
const { Arbitrum: HOME, Ethereum: REMOTE } = EndpointId;

type Deploy = (rpcUrl: string, network: string, file: string, options: object) => Promise<unknown>;

const ethereum = (url: string) =>
  defineChain({
    id: REMOTE_CHAIN_ID,
    name: 'Ethereum',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  });

/** Home and a remote chain, with LayerZero's own contracts between them. */
export class BridgeWorld {
  private constructor(
    readonly home: World,
    readonly remote: RemoteDeployment,
    readonly remoteUrl: string,
    readonly chains: readonly [BridgedChain, BridgedChain],
    private readonly anvils: readonly Anvil[],
  ) {}

  static async start(): Promise<BridgeWorld> {
    const [here, there] = await Promise.all([startAnvil(), startAnvil(['--chain-id', String(REMOTE_CHAIN_ID)])]);
    const folder = join(ROOT, 'deployments/local', `bridge-test-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      const keys = {
        owner: account('layerZero'),
        dvns: Array.from({ length: DVNS }, (_, n) => account('dvn', n)),
        executor: account('executor'),
      };
      const home = await deployLayerZero(
        { name: 'Arbitrum', url: here.url, chainId: 31_337, eid: HOME },
        [REMOTE],
        keys,
      );
      const remoteChain = { name: 'Ethereum', url: there.url, chainId: REMOTE_CHAIN_ID, eid: REMOTE };
      const remote = await deployLayerZero(remoteChain, [HOME], keys);
      const module: unknown = await import(join(ROOT, 'script/tools/deploy.mjs'));
      const { deployLocally } = module as { deployLocally: Deploy };
      const deployRemote = async (name: string, peer: Address, planOnly: boolean): Promise<RemoteDeployment> => {
        const config = bridgeConfig(remote, HOME, [{ eid: HOME, peer }]);
        const bridge = writeBridgeConfig(join(folder, `${name}-bridge.json`), config);
        const options = { script: 'DeployRemote.s.sol', bridge, planOnly };
        return parseRemoteDeployment(
          await deployLocally(there.url, 'remote-local', join(folder, `${name}.json`), options),
        );
      };
      const peer = (await deployRemote('planned', remote.endpoint, true)).contracts.BridgedCPT;
      const homeConfig = bridgeConfig(home, 0, [{ eid: REMOTE, peer }]);
      const deployment: Deployment = parseDeployment(
        await deployLocally(here.url, 'local', join(folder, 'home.json'), {
          bridge: writeBridgeConfig(join(folder, 'home-bridge.json'), homeConfig),
        }),
      );
      const bridge = deployment.contracts.CPTBridge;
      if (!bridge) throw new Error('home was deployed without its bridge');
      const remoteDeployment = await deployRemote('remote', bridge, false);
      return new BridgeWorld(World.on(deployment, here), remoteDeployment, there.url, [home, remote], [here, there]);
    } catch (error) {
      await Promise.all([here.stop(), there.stop()]);
      throw error;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.anvils.map((anvil) => anvil.stop()));
  }

  relayer(faults?: Faults, retries = true): Relayer {
    return new Relayer(this.chains, { ...(faults ? { faults } : {}), retries });
  }

  /** Cheat codes and plain reads of the remote chain. */
  get remoteChain() {
    const transport = http(this.remoteUrl, { timeout: 60_000 });
    const options = { mode: 'anvil', chain: ethereum(this.remoteUrl), transport, pollingInterval: POLLING_MS } as const;
    return createTestClient(options).extend(publicActions).extend(walletActions);
  }

  /** A client as a dApp has it on the remote chain. */
  remoteClient(who: Account) {
    const chain = ethereum(this.remoteUrl);
    return createWalletClient({ account: who, chain, transport: http(this.remoteUrl), pollingInterval: POLLING_MS })
      .extend(publicActions)
      .extend(remoteActions({ deployment: this.remote }));
  }

  /** Time passes on both chains. */
  async advance(seconds: bigint | number): Promise<void> {
    await this.home.advance(seconds);
    const { timestamp } = await this.remoteChain.getBlock();
    await this.remoteChain.setNextBlockTimestamp({ timestamp: timestamp + BigInt(seconds) });
    await this.remoteChain.mine({ blocks: 1 });
  }
}

/** Both chains for a test file, made before its first test and stopped after its last. */
export function useBridge(prepare: (world: BridgeWorld) => Promise<void>): { readonly current: BridgeWorld } {
  let world: BridgeWorld | undefined;
  beforeAll(async () => {
    world = await BridgeWorld.start();
    await prepare(world);
  });
  afterAll(async () => {
    await world?.stop();
  });
  return {
    get current() {
      if (!world) throw new Error('the chains have not started');
      return world;
    },
  };
}
