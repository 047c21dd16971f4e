import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signPriceReport } from '@cyberplaza/sdk/eip712';
import { afterAll, describe, expect, it } from 'vitest';
import { account, PRICE_NODES } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { toJson } from '../src/kit/index.js';
import { KEEPERS, kinds, Scratch, startKeeper } from './support.js';

const PRICE = 40_000n;

describe('carrying what price nodes left lying', () => {
  const scratch = new Scratch();
  const world = useWorld(async (made) => {
    await made.fund(KEEPERS[0].address);
    await made.publishPrices();
  });
  afterAll(() => scratch.stop());

  /** What a node answers to whoever asks for observations. */
  async function node(answer: () => unknown): Promise<string> {
    const server = createServer((_, response) => {
      const body = answer();
      if (body !== undefined) response.end(typeof body === 'string' ? body : toJson(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    scratch.onStop(async () => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const feedIds = () => [world.current.deployment.feeds['CPU core-hour/eu'] ?? 0];
  async function said(n: number, price: bigint, observedAt: number) {
    const { deployment } = world.current;
    const report = { feedIds: feedIds(), prices: [price], observedAt };
    const { signature } = await signPriceReport(account('priceNode', n), deployment, report);
    return { chainId: deployment.chainId, oracle: deployment.contracts.ComputePriceOracle, ...report, signature };
  }
  const feed = () => world.current.client(KEEPERS[0]).getFeed({ feedId: feedIds()[0] ?? 0 });
  const time = async () => Number(await world.current.now());

  it('pushes what moved and nobody pushed, from whichever nodes answer', async () => {
    // Later than the round before, however fast the machine.
    await world.current.advance(1);
    const observedAt = await time();
    const price = (PRICE * 107n) / 100n;
    const words = await Promise.all(Array.from({ length: 9 }, (_, n) => said(n, price, observedAt)));
    // The eighth said two things, the ninth is heard by nobody, somebody is no node, something is of another chain.
    const twice = await said(8, 1n, observedAt);
    const stranger = { ...(await said(PRICE_NODES + 5, price, observedAt)) };
    const elsewhere = { ...(await said(9, price, observedAt)), chainId: 1 };
    const urls = await Promise.all([
      node(() => ({ observations: words.slice(0, 5) })),
      node(() => ({ observations: [...words.slice(3), twice, stranger, elsewhere] })),
      node(() => '{"observations": 7}'),
      node(() => 'x'.repeat(1 << 21)),
    ]);
    const options = { priceNodes: [...urls, 'http://127.0.0.1:1'] };
    const keeper = await startKeeper(world.current, scratch, options);

    // Nodes have two minutes to do it themselves.
    await world.current.advance(60);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'nothing' });
    await world.current.advance(60);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'done' });
    expect(await feed()).toMatchObject({ price, observedAt, signers: 8 });
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'nothing' });
  });

  it('leaves what has not moved until it is a day old, what too few signed, and what is too old to be taken', async () => {
    const answers: unknown[] = [];
    const url = await node(() => ({ observations: answers }));
    const keeper = await startKeeper(world.current, scratch, { priceNodes: [url] });
    const speak = async (nodes: number, price: bigint) => {
      const observedAt = await time();
      answers.splice(
        0,
        answers.length,
        ...(await Promise.all(Array.from({ length: nodes }, (_, n) => said(n, price, observedAt)))),
      );
    };
    const { price } = await feed();
    await speak(13, price);
    await world.current.advance(150);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'nothing' });
    await speak(6, price * 2n);
    await world.current.advance(150);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'nothing' });
    await speak(13, (price * 110n) / 100n);
    await world.current.advance(560);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'nothing' });
    await world.current.advance(88_200);
    await speak(13, price);
    await world.current.advance(150);
    expect(kinds(await keeper.runOnce(['carry']))).toEqual({ carry: 'done' });
  });
});
