import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { World } from '../src/chain/world.js';
import { quietAgent } from '../src/market/quiet.js';

const BUSY = { idle: false, block: '7', jobs: { running: 2 } };
const world = { reader: { getBlockNumber: async () => 9n } } as unknown as Pick<World, 'reader'>;
const asked: string[] = [];
let server: Server | undefined;

/** An agent that is busy the first so many times it is asked. */
async function agent(times: number): Promise<string> {
  asked.splice(0);
  const started = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify(asked.length > times ? { ...BUSY, idle: true } : BUSY));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

test('the clock waits for an agent that is not idle yet', async () => {
  await quietAgent(world, await agent(3));
  expect(asked).toHaveLength(4);
  expect(asked[3]).toContain('block=9&');
});

test('and not for ever: the error says how far it is and what it has left', async () => {
  await expect(quietAgent(world, await agent(Number.POSITIVE_INFINITY), 0)).rejects.toThrow(
    /not idle after 0 s.*block 7 of 9.*{"running":2}/,
  );
});
