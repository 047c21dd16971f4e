import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Address } from 'viem';
import type { BridgedChain } from './chains.js';
import { ascending, CONFIRMATIONS } from './layerzero.js';

/** Gas that a delivery gets on the other side. */
const RECEIVE_GAS = 200_000;

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
