import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Address, getContractAddress } from 'viem';
import type { BridgedChain } from './chains.js';
import { ascending, CONFIRMATIONS } from './layerzero.js';

/** Gas that a delivery gets on the other side. */
const RECEIVE_GAS = 200_000;
/** The remote token's proxy is its deployer's third contract (DeployRemote.s.sol). */
const REMOTE_PROXY_NONCE = 2n;

/** One path as script/deploy wants it (BRIDGE_CONFIG). */
export function bridgeConfig(here: BridgedChain, homeEid: number, paths: readonly { eid: number; peer: Address }[]) {
  return {
    bridge: {
      endpoint: here.endpoint,
      homeEid,
      paths: paths.map(({ eid, peer }) => ({
        eid,
        peer,
        sendLibrary: here.sendLibrary,
        receiveLibrary: here.receiveLibrary,
        sendConfirmations: CONFIRMATIONS,
        receiveConfirmations: CONFIRMATIONS,
        receiveGas: RECEIVE_GAS,
        dvns: ascending(here.dvns),
      })),
    },
  };
}

export function writeBridgeConfig(file: string, config: ReturnType<typeof bridgeConfig>): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}

/** Where the token of a remote chain will be, so that home can be told of it first. */
export function remoteTokenAddress(deployer: Address): Address {
  return getContractAddress({ from: deployer, nonce: REMOTE_PROXY_NONCE });
}
