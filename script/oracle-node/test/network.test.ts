import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import { recoverPriceNode } from '@cyberplaza/sdk/eip712';
import { type Address, type Hex, toHex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account, PRICE_NODES } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { pushFrom, roundAt, turnOf } from '../src/index.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Rounds are long: the chain's clock goes on with every block, and machines are slow. */
const TIMES = { round: 300, collect: 4, grace: 6 } as const;
const EVERYBODY = PRICE_NODES - 1;
const PATIENCE_MS = 240_000;
/** Values far off, by an ordinary process with a false table. */
const FALSE = 11;
/** Everything else that a liar can do: test/liar.ts. */
const LIAR = 12;
const HONEST = 8;
/** A feed that no node has a price of. */
const UNPRICED = 'Bandwidth TB/eu';

interface Status {
  round: number;
  observedAt: number;
  signed: boolean;
  reports: number;
  equivocators: Address[];
  settled: boolean;
  lastPush?: { observedAt: number; result: string };
}

describe('thirteen processes on one machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-price-nodes-'));
  const processes = new Map<number, ChildProcess>();
  const urls: string[] = [];
  const exits: Promise<number | null>[] = [];
  const world = useWorld(async (made) => {
    await made.fund(account('priceNode', 0).address);
    for (let n = 1; n < PRICE_NODES; n++) await made.fund(account('priceNode', n).address);
  });
  const addresses = Array.from({ length: PRICE_NODES }, (_, n) => account('priceNode', n).address);
  const keyOf = (n: number) => toHex(account('priceNode', n).getHdKey().privateKey ?? new Uint8Array());
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    // Nodes read their tables at any time: a table is there as a whole or not at all.
    writeFileSync(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
    renameSync(`${path}.new`, path);
    return path;
  };
  /** What node n's lists say, times `move`: the same within a percent, but for the one that lies. */
  const writeTable = (n: number, move: number) => {
    const factor = (1 + n / 1_000) * move * (n === FALSE ? 9 : 1);
    const prices = Object.keys(world.current.deployment.feeds)
      .filter((name) => name !== UNPRICED)
      .map((name) => [name, ((name.endsWith('/USD') ? 1 : 0.04) * factor).toFixed(6)]);
    return file(`table-${n}.json`, Object.fromEntries(prices));
  };
  const writeTables = (move: number) => {
    for (let n = 0; n < PRICE_NODES; n++) writeTable(n, move);
  };

  async function start(n: number): Promise<void> {
    const { url, deployment } = world.current;
    const peers = join(folder, 'peers.json');
    const args = [
      [join(HERE, '../src/cli.ts'), 'serve', '--rpc', url, '--deployment', join(folder, 'deployment.json')],
      ['--key-file', file(`key-${n}`, keyOf(n)), '--data-dir', join(folder, `node-${n}`), '--peers', peers],
      ['--table', join(folder, `table-${n}.json`), '--port', new URL(urls[n] ?? '').port, '--max-skew', '0'],
      ['--round', String(TIMES.round), '--collect', String(TIMES.collect), '--grace', String(TIMES.grace)],
      ['--poll-ms', '300', '--peer-timeout-ms', '5000', '--log-level', process.env.TEST_LOG ?? 'silent'],
    ].flat();
    const lies = { rpc: url, deployment, key: keyOf(n), port: Number(new URL(urls[n] ?? '').port), round: TIMES.round };
    const child = spawn(process.execPath, ['--import', 'tsx', ...(n === LIAR ? [join(HERE, 'liar.ts')] : args)], {
      cwd: HERE,
      env: { PATH: process.env.PATH ?? '', LIAR: JSON.stringify({ ...lies, peers: urls.filter((_, m) => m !== n) }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.set(n, child);
    exits[n] = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`node ${n} ended with ${code}`)));
    });
  }

  const stop = async (n: number, signal: NodeJS.Signals) => {
    processes.get(n)?.kill(signal);
    processes.delete(n);
    return exits[n];
  };
  const status = async (n: number): Promise<Status> => (await fetch(`${urls[n]}/`)).json() as Promise<Status>;
  /** Those that run and do not lie outright; the one with the false table runs the same program. */
  const running = () => [...processes.keys()].filter((n) => n !== LIAR).sort((a, b) => a - b);

  async function until<value>(what: string, look: () => Promise<value | undefined | false>): Promise<value> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await look().catch(() => undefined);
      if (found) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  const feed = async (name = 'CPU core-hour/eu') =>
    world.current.client(account('relayer')).getFeed({ feedId: world.current.deployment.feeds[name] ?? 0 });

  /** Lets the chain's clock reach a new round, and waits until all who run have signed it and heard of each other. */
  async function nextRound(seconds = 0): Promise<number> {
    const now = Number(await world.current.now());
    const round = roundAt(now + seconds, TIMES) + 1;
    await world.current.advanceTo(BigInt(round * TIMES.round));
    for (const n of running()) {
      await until(`node ${n} to hear all in round ${round}`, async () => {
        const seen = await status(n);
        return seen.round === round && seen.signed && seen.reports >= running().length;
      });
    }
    return round;
  }

  const isPushed = (round: number) => async () => (await feed()).observedAt === round * TIMES.round;
  const order = (round: number) =>
    running()
      .map((n) => ({ n, turn: turnOf(addresses[n] ?? '0x', addresses, round) ?? 99 }))
      .sort((a, b) => a.turn - b.turn);

  /** Moves the clock to one turn after the other, until somebody who lives has his. @returns who must have pushed */
  async function lead(round: number): Promise<{ n: number; turn: number }> {
    const [first] = order(round);
    if (!first) throw new Error('nobody runs');
    for (let turn = 0; turn <= first.turn; turn++) await world.current.advanceTo(BigInt(pushFrom(round, turn, TIMES)));
    await until(`round ${round} to be pushed`, isPushed(round));
    return first;
  }

  async function pushes(round: number) {
    const events = await world.current.chain.getContractEvents({
      address: world.current.contracts.ComputePriceOracle,
      abi: computePriceOracleAbi,
      eventName: 'PriceUpdated',
      fromBlock: 0n,
      strict: true,
    });
    return events.filter(({ args }) => args.observedAt === round * TIMES.round);
  }

  beforeAll(async () => {
    file('deployment.json', world.current.deployment);
    for (let n = 0; n < PRICE_NODES; n++) urls.push(`http://127.0.0.1:${await freePort()}`);
    file(
      'peers.json',
      urls.map((url, n) => ({ url, address: addresses[n] })),
    );
    writeTables(1);
    // The first second of a round: nobody may push before the clock is moved.
    await world.current.advanceTo(BigInt((roundAt(Number(await world.current.now()), TIMES) + 1) * TIMES.round));
    // Two at a time: there may be two cores.
    for (let n = 0; n < PRICE_NODES; n += 2) await Promise.all([n, n + 1].filter((m) => m < PRICE_NODES).map(start));
  });

  afterAll(async () => {
    for (const child of processes.values()) child.kill('SIGKILL');
    await Promise.all(exits);
    rmSync(folder, { recursive: true, force: true });
  });

  test("form a report together and push it once, by the round's leader", async () => {
    const round = await nextRound();
    const { n } = await lead(round);
    const events = await pushes(round);
    const { feeds } = world.current.deployment;
    expect(events.map(({ args }) => args.feedId)).toEqual(
      Object.entries(feeds)
        .filter(([name]) => name !== UNPRICED)
        .map(([, id]) => id)
        .sort((a, b) => a - b),
    );
    expect(new Set(events.map(({ args }) => args.transmitter))).toEqual(new Set([addresses[n]]));
    // Eleven tell the truth within a percent; who told two prices is known and left out, who told a false one dropped.
    const { price, signers } = await feed();
    expect(signers).toBe(11);
    expect(Number(price)).toBeGreaterThan(40_000);
    expect(Number(price)).toBeLessThan(40_500);
    // The first node is told both things; whoever pushes asks everybody.
    await until('the liar to be found out', async () =>
      (await status(0)).equivocators.includes(addresses[LIAR] ?? '0x'),
    );
    expect((await feed(UNPRICED)).price).toBe(0n);
  });

  test('survive three dead, the next leaders among them, and two who lie: the next in turn pushes', async () => {
    const next = async () => roundAt(Number(await world.current.now()), TIMES) + 1;
    // The node that lies about prices stays alive: a round that it leads has nobody dead before it.
    while (order(await next())[0]?.n === FALSE) await nextRound();
    const coming = await next();
    const victims = order(coming)
      .filter(({ n }) => n !== FALSE)
      .slice(0, 3);
    for (const { n } of victims) await stop(n, 'SIGKILL');
    expect(running()).toHaveLength(HONEST + 1);
    writeTables(1.06);
    const before = await feed();
    const round = await nextRound();
    expect(round).toBe(coming);
    const { n, turn } = await lead(round);
    expect(turn).toBeGreaterThan(0);
    const events = await pushes(round);
    expect(new Set(events.map(({ args }) => args.transmitter))).toEqual(new Set([addresses[n]]));
    // A move of 6%, long before the heartbeat.
    const after = await feed();
    expect(after.signers).toBe(HONEST);
    expect(after.observedAt - before.observedAt).toBeLessThan(86_400);
    const honest = running()
      .filter((m) => m !== FALSE)
      .map((m) => 0.04 * (1 + m / 1_000) * 1.06 * 1e6)
      .sort((a, b) => a - b);
    const median = ((honest[3] ?? 0) + (honest[4] ?? 0)) / 2;
    expect(Math.abs(Number(after.price) / median - 1)).toBeLessThan(0.1);
    expect(Number(after.price)).toBeGreaterThanOrEqual(Math.floor(honest[0] ?? 0));
    expect(Number(after.price)).toBeLessThanOrEqual(Math.ceil(honest[7] ?? 0));
  });

  test('push nothing that has hardly moved', async () => {
    writeTables(1.06 * 1.03);
    const before = await feed();
    const round = await nextRound();
    await world.current.advanceTo(BigInt(pushFrom(round, EVERYBODY, TIMES)));
    for (const n of running())
      await until(`node ${n} to see that nothing is due`, async () => (await status(n)).settled);
    expect(await feed()).toEqual(before);
  });

  test('do no harm when many push at once', async () => {
    writeTables(1.06 * 1.09);
    const round = await nextRound();
    // Everybody's turn has come in the same second.
    await world.current.advanceTo(BigInt(pushFrom(round, EVERYBODY, TIMES)));
    await until(`round ${round} to be pushed`, isPushed(round));
    for (const n of running()) await until(`node ${n} to be done`, async () => (await status(n)).settled);
    const ids = (await pushes(round)).map(({ args }) => args.feedId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const n of running()) {
      const { lastPush } = await status(n);
      if (lastPush?.observedAt === round * TIMES.round) expect(['mined', 'lost']).toContain(lastPush.result);
    }
  });

  test('say the same after a restart in the same round, whatever their lists say by then', async () => {
    const round = await nextRound();
    const [n = 0] = running();
    const said = async () => {
      const { observations } = (await (
        await fetch(`${urls[n]}/observations?observedAt=${round * TIMES.round}`)
      ).json()) as {
        observations: { feedIds: number[]; prices: string[]; observedAt: number; signature: Hex }[];
      };
      for (const observation of observations) {
        const report = { ...observation, prices: observation.prices.map(BigInt) };
        const signer = await recoverPriceNode(world.current.deployment, report, observation.signature);
        if (signer === addresses[n]) return observation;
      }
      return undefined;
    };
    const before = await said();
    expect(before).toBeDefined();
    await stop(n, 'SIGKILL');
    writeTable(n, 1.5);
    await start(n);
    await until('it to sign again', async () => (await status(n)).signed);
    expect(await said()).toEqual(before);
    writeTable(n, 1.06 * 1.09);
  });

  test('push daily though nothing moved', async () => {
    const before = await feed();
    const round = await nextRound(86_400);
    await lead(round);
    const after = await feed();
    expect(after.round).toBe(before.round + 1);
    expect(after.observedAt - before.observedAt).toBeGreaterThanOrEqual(86_400);
    expect(after.price).toBe(before.price);
  });

  test('say how they are, and end in order', async () => {
    const [, n = 0] = running();
    const health = await fetch(`${urls[n]}/health`);
    expect(health.status).toBe(200);
    const metrics = async () => (await fetch(`${urls[n]}/metrics`)).text();
    for (const reason of ['not-a-node', 'wrong-chain', 'wrong-round', 'malformed']) {
      const line = new RegExp(`cyberplaza_price_node_refusals_total\\{reason="${reason}"\\} [1-9]`);
      await until(`something to be refused as ${reason}`, async () => line.test(await metrics()));
    }
    expect(await metrics()).toMatch(/unpriced_feeds 1\n/);
    expect(await metrics()).toMatch(/cyberplaza_price_node_member 1\n/);
    const nodes = running();
    const codes = await Promise.all(nodes.map((m) => stop(m, 'SIGTERM')));
    expect(codes).toEqual(nodes.map(() => 0));
  });
});
