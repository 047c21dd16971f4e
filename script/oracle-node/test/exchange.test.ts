import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { splitSignature } from '@cyberplaza/sdk';
import { type Hex, hexToBigInt, numberToHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, describe, expect, test } from 'vitest';
import { Peers } from '../src/exchange/peers.js';
import {
  judged,
  type Observation,
  observedIn,
  peersOf,
  pushFrom,
  RefusedObservationError,
  RoundBook,
  roundAt,
  SignedLog,
  turnOf,
} from '../src/index.js';
import { deployment, FEEDS, NOW, observed, ROUND, wire } from './support.js';

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const keys = Array.from({ length: 13 }, () => privateKeyToAccount(generatePrivateKey()));
const nodes = keys.map(({ address }) => address);
const [self, peer] = keys as [(typeof keys)[0], (typeof keys)[0]];
const stranger = privateKeyToAccount(generatePrivateKey());
const judge = { deployment, seconds: [NOW, NOW + 60, NOW - 60], feedIds: FEEDS, nodes, self: self.address };

/** The other signature of the same key over the same digest. */
function twin(signature: Hex): Hex {
  const { r, s, v } = splitSignature(signature);
  return `${r}${numberToHex(ORDER - hexToBigInt(s), { size: 32 }).slice(2)}${numberToHex(v === 27 ? 28 : 27).slice(2)}`;
}

describe('rounds', () => {
  test('follow from time alone', () => {
    expect(roundAt(NOW, ROUND)).toBe(NOW / 60);
    expect(roundAt(NOW + 59, ROUND)).toBe(NOW / 60);
    expect(roundAt(NOW + 60, ROUND)).toBe(NOW / 60 + 1);
    expect(observedIn(roundAt(NOW + 59, ROUND), ROUND)).toBe(NOW);
    expect(pushFrom(NOW / 60, 0, ROUND)).toBe(NOW + 8);
    expect(pushFrom(NOW / 60, 3, ROUND)).toBe(NOW + 32);
  });

  test('every node has one place in every round, and leads one round in thirteen, whatever order the chain lists them in', () => {
    const shuffled = [...nodes].reverse();
    for (let round = 1_000; round < 1_013; round++) {
      const turns = nodes.map((node) => turnOf(node, nodes, round));
      expect([...turns].sort((a = 0, b = 0) => a - b)).toEqual(nodes.map((_, n) => n));
      expect(nodes.map((node) => turnOf(node, shuffled, round))).toEqual(turns);
    }
    const led = Array.from({ length: 13 }, (_, n) => nodes.find((node) => turnOf(node, nodes, 500 + n) === 0));
    expect(new Set(led).size).toBe(13);
    expect(turnOf(stranger.address, nodes, 7)).toBeUndefined();
  });
});

describe('an observation', () => {
  test('of a peer is taken, in this round and its neighbours', async () => {
    for (const observedAt of judge.seconds) {
      const sent = await observed(peer, { observedAt });
      expect(await judged(JSON.parse(JSON.stringify(wire(sent))), judge)).toEqual({
        observation: sent,
        signer: peer.address,
      });
    }
  });

  const changed = (fields: Record<string, unknown>) => async () => ({ ...wire(await observed(peer)), ...fields });
  const cases: [string, string, () => Promise<unknown>][] = [
    ['nothing', 'malformed', async () => undefined],
    ['a list', 'malformed', async () => []],
    ['more than there is to say', 'malformed', changed({ why: 'not' })],
    ['a negative price', 'malformed', changed({ prices: ['-1', '1'] })],
    ['a price above 64 bits', 'malformed', changed({ prices: [String(2n ** 64n), '1'] })],
    ['a price as a number', 'malformed', changed({ prices: [1, 1] })],
    ['more feeds than fit', 'malformed', changed({ feedIds: Array.from({ length: 201 }, (_, n) => n + 1) })],
    ['half a signature', 'malformed', changed({ signature: '0x1234' })],
    ['64 bytes of signature', 'malformed', changed({ signature: `0x${'ab'.repeat(64)}` })],
    ['another chain', 'wrong-chain', changed({ chainId: 1 })],
    ['another contract', 'wrong-contract', changed({ oracle: numberToHex(9, { size: 20 }) })],
    ['a round that is over', 'wrong-round', async () => wire(await observed(peer, { observedAt: NOW - 120 }))],
    ['a round to come', 'wrong-round', async () => wire(await observed(peer, { observedAt: NOW + 120 }))],
    ['a second within a round', 'wrong-round', async () => wire(await observed(peer, { observedAt: NOW + 1 }))],
    ['fewer feeds', 'other-feeds', async () => wire(await observed(peer, { feedIds: [3], prices: [1n] }))],
    ['other feeds', 'other-feeds', async () => wire(await observed(peer, { feedIds: [1, 2] }))],
    ['feeds in another order', 'other-feeds', async () => wire(await observed(peer, { feedIds: [3, 1] }))],
    ['too few prices', 'other-feeds', async () => wire(await observed(peer, { prices: [1n] }))],
    [
      'the higher s',
      'bad-signature',
      async () => {
        const sent = await observed(peer);
        return { ...wire(sent), signature: twin(sent.signature) };
      },
    ],
    [
      'another recovery byte',
      'bad-signature',
      async () => {
        const sent = await observed(peer);
        return { ...wire(sent), signature: `${sent.signature.slice(0, -2)}1d` };
      },
    ],
    ['what was not signed', 'not-a-node', changed({ prices: ['100000000', '41201'] })],
    [
      'a signature for another chain',
      'not-a-node',
      async () => wire(await observed(peer, {}, { ...deployment, chainId: 1 })),
    ],
    [
      'a signature for another second',
      'not-a-node',
      async () => ({
        ...wire(await observed(peer, { observedAt: NOW - 60 })),
        observedAt: NOW,
      }),
    ],
    ['what somebody else signed', 'not-a-node', async () => wire(await observed(stranger))],
    ['the word of this very node', 'impostor', async () => wire(await observed(self))],
  ];
  test.each(cases)('with %s is refused: %s', async (_what, reason, make) => {
    const error = await judged(await make(), judge).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedObservationError);
    expect((error as RefusedObservationError).reason).toBe(reason);
  });
});

describe('the book of rounds', () => {
  test('keeps one word of each node; two words of one count for nothing and are there to see', async () => {
    const book = new RoundBook();
    const first = await observed(peer);
    const second = await observed(peer, { prices: [1n, 2n] });
    const honest = await observed(stranger);
    expect(book.add(peer.address, first)).toBe('new');
    expect(book.add(peer.address, first)).toBe('known');
    expect(book.add(peer.address, { ...first, signature: twin(first.signature) })).toBe('known');
    expect(book.add(stranger.address, honest)).toBe('new');
    expect(book.reports(NOW).map(({ signer }) => signer)).toEqual([peer.address, stranger.address]);
    expect(book.add(peer.address, second)).toBe('equivocation');
    expect(book.add(peer.address, await observed(peer, { prices: [5n, 6n] }))).toBe('equivocation');
    expect(book.reports(NOW).map(({ signer }) => signer)).toEqual([stranger.address]);
    expect(book.all(NOW)).toEqual([first, second, honest]);
    expect(book.equivocators(NOW)).toEqual([peer.address]);
  });

  test('forgets what can no longer be submitted', async () => {
    const book = new RoundBook();
    for (const observedAt of [NOW - 660, NOW - 600, NOW]) book.add(peer.address, await observed(peer, { observedAt }));
    book.forgetBefore(NOW - 600);
    expect(book.seconds).toEqual([NOW, NOW - 600]);
    expect(book.reports(NOW - 660)).toEqual([]);
  });
});

describe('what this node signed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-signed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const open = (name: string, chain: Hex = '0x01') => new SignedLog(self, deployment, chain, join(folder, name));

  test('stands: after a restart the same round gives the same word, an earlier one none', async () => {
    const before = open('a');
    const said = await before.sign(NOW, FEEDS, [5n, 6n]);
    expect(await before.sign(NOW, FEEDS, [7n, 8n])).toEqual(said);
    before.close();
    const after = open('a');
    expect(after.last).toEqual(said);
    expect(await after.sign(NOW, FEEDS, [7n, 8n])).toEqual(said);
    expect(await after.sign(NOW - 60, FEEDS, [7n, 8n])).toBeUndefined();
    expect((await after.sign(NOW + 60, FEEDS, [7n, 8n]))?.prices).toEqual([7n, 8n]);
    after.close();
  });

  test('is of one chain: another one begins anew', async () => {
    const before = open('b');
    await before.sign(NOW, FEEDS, [5n, 6n]);
    before.close();
    const after = open('b', '0x02');
    expect((await after.sign(NOW - 600, FEEDS, [7n, 8n]))?.prices).toEqual([7n, 8n]);
    after.close();
  });

  test('survives a line that a crash cut off, and a thousand rounds', async () => {
    const before = open('c');
    for (let n = 0; n < 1_005; n++) await before.sign(NOW + 60 * n, FEEDS, [5n, 6n]);
    before.close();
    const path = join(folder, 'c', 'signed.jsonl');
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(10);
    appendFileSync(path, '{"chain":"0x01","obs');
    const after = open('c');
    expect(after.last?.observedAt).toBe(NOW + 60 * 1_004);
    after.close();
    writeFileSync(path, 'not JSON\n');
    expect(() => open('c')).toThrow('damaged');
  });
});

describe('peers', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  const listen = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  test('that are dead, slow, wrong or endless cost their timeout and nothing else', async () => {
    const heard: unknown[] = [];
    const sent = await observed(self);
    const others: Observation[] = [await observed(peer)];
    const urls = await Promise.all([
      listen((request, response) => {
        if (request.method === 'GET') {
          response.end(JSON.stringify({ observations: others.map(wire) }));
          return;
        }
        let body = '';
        request.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        request.on('end', () => {
          heard.push(JSON.parse(body));
          response.end('{"taken":"new"}');
        });
      }),
      listen(() => undefined),
      listen((_, response) => response.writeHead(500).end('no')),
      listen((_, response) => {
        const flood = (): void => {
          if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(flood));
        };
        flood();
      }),
      listen((_, response) => response.end('{"observations": 7}')),
      listen((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
    ]);
    const errors = new Map<string, string>();
    const peers = new Peers({
      peers: [...urls, 'http://127.0.0.1:1'].map((url, n) => ({ url, address: nodes[n + 1] ?? stranger.address })),
      timeoutMs: 1_000,
      maxBytes: 1 << 20,
      onError: ({ url }, error) => errors.set(url, error),
    });
    expect(await peers.ask(NOW, 26)).toEqual(others.map(wire));
    expect([...errors.keys()].sort()).toEqual([urls[1], urls[2], urls[3], urls[5], 'http://127.0.0.1:1'].sort());
    await peers.tell(sent);
    await peers.tell(sent);
    // Taken once; only those that did not take it are told again.
    expect(heard).toEqual([wire(sent)]);
    peers.stop();
  });

  test('that are silent are left alone, whatever the collector of garbage does meanwhile', async () => {
    const peers = new Peers({
      peers: [{ url: await listen(() => undefined), address: peer.address }],
      timeoutMs: 500,
      maxBytes: 1 << 20,
    });
    setFlagsFromString('--expose-gc');
    const collecting = setInterval(runInNewContext('gc') as () => void, 20);
    try {
      expect(await peers.ask(NOW, 26)).toEqual([]);
    } finally {
      clearInterval(collecting);
      peers.stop();
    }
  }, 30_000);

  test('are told apart from oneself, named once, and written in two ways', () => {
    const one = { address: peer.address, url: 'http://one' };
    const own = { address: self.address, url: 'http://own' };
    expect(peersOf([one, own], [`${stranger.address}=http://two?a=b`], self.address)).toEqual([
      one,
      { address: stranger.address, url: 'http://two?a=b' },
    ]);
    expect(peersOf([one], [`${peer.address}=http://new`], self.address)).toEqual([{ ...one, url: 'http://new' }]);
    expect(() => peersOf([{ ...one, url: 'ftp://one' }], [], self.address)).toThrow('must be an http(s) URL');
    expect(() => peersOf([], ['0x12=http://one'], self.address)).toThrow('must be an address');
  });
});
