import type { Packet } from '@cyberplaza/sdk';
import { expect, test } from 'vitest';
import { bridgeConfig } from '../src/bridge/config.js';
import { atRandom, inTurn } from '../src/bridge/faults.js';

// The relayer itself is tested where there is something to carry: sdk/test/chain/bridge.test.ts.

const packet = {} as Packet;
const HOME = 30_110;
const worker = (address: `0x${string}`) => ({ address, operator: { address, type: 'json-rpc' } as const });

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('faults given in turn happen once each', () => {
  const faults = inTurn({ kind: 'lost', rounds: 2 }, { kind: 'twice' });
  expect([0, 1, 2, 3].map((index) => faults(packet, index).kind)).toEqual(['lost', 'twice', 'none', 'none']);
});

test('random faults are all of them, and the same again from the same seed', () => {
  const kinds = (seed: number) => {
    const faults = atRandom(seeded(seed));
    return Array.from({ length: 200 }, (_, index) => faults(packet, index));
  };
  expect(kinds(7)).toEqual(kinds(7));
  expect(new Set(kinds(7).map(({ kind }) => kind))).toEqual(new Set(['lost', 'late', 'twice', 'starved', 'none']));
});

test('the deploy script gets DVNs in ascending order', () => {
  const [a, b] = ['0x00000000000000000000000000000000000000aa', '0x00000000000000000000000000000000000000bb'] as const;
  const here = {
    name: 'Ethereum',
    url: '',
    chainId: 1,
    eid: 30_101,
    endpoint: a,
    sendLibrary: a,
    receiveLibrary: b,
    dvns: [worker(b), worker(a)],
    executor: worker(a),
  };
  const { bridge } = bridgeConfig(here, HOME, [{ eid: HOME, peer: b }]);
  expect(bridge).toMatchObject({ endpoint: a, homeEid: HOME });
  expect(bridge.paths).toMatchObject([{ eid: HOME, peer: b, dvns: [a, b] }]);
});
