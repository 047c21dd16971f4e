import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Deployment } from '@cyberplaza/sdk/deployments';
import { signPriceReport } from '@cyberplaza/sdk/eip712';
import { type Hex, parseUnits } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { z } from 'zod';

/** What a keeper asks a node (script/keeper: duty `prices`). */
const requestSchema = z.object({
  feedIds: z.array(z.number().int().positive()).min(1).max(1_000),
  observedAt: z.number().int().positive(),
});

/** A question that is not answered, with the HTTP status to say so. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface PriceNodeOptions {
  account: PrivateKeyAccount;
  deployment: Deployment;
  /** of each feed, by id */
  decimals: ReadonlyMap<number, number>;
  /** this node's own table, and when it was made (seconds); read anew for every question */
  table: () => { prices: Readonly<Record<string, string>>; madeAt: number };
  /** seconds after which the table is too old to sign */
  maxAge?: number | undefined;
  /** seconds that the time asked for may be off this node's clock */
  maxSkew?: number | undefined;
  /** the clock, seconds */
  now?: (() => number) | undefined;
}

export interface PriceAnswer {
  prices: string[];
  signature: Hex;
}

const MAX_AGE = 26 * 3_600;
const MAX_SKEW = 600;
const MAX_BODY = 1 << 16;

/**
 * A price node: signs its own view of the feeds it is asked for, and nothing else. It never sees what others say, takes no price from who asks,
 * and would rather be silent than sign an old table, a feed it does not know, or a time that is not now (SPEC ORC 3).
 */
export function createPriceNode(options: PriceNodeOptions): (request: unknown) => Promise<PriceAnswer> {
  const { account, deployment, decimals, table, maxAge = MAX_AGE, maxSkew = MAX_SKEW } = options;
  const now = options.now ?? (() => Math.floor(Date.now() / 1_000));
  const names = new Map(Object.entries(deployment.feeds).map(([name, id]) => [id, name]));
  return async (request) => {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success)
      throw new RefusedError(400, `ask {"feedIds": […], "observedAt": seconds}: ${parsed.error.issues[0]?.message}`);
    const { feedIds, observedAt } = parsed.data;
    if (feedIds.some((id, index) => id <= (feedIds[index - 1] ?? 0)))
      throw new RefusedError(400, 'feedIds must ascend');
    if (Math.abs(observedAt - now()) > maxSkew) throw new RefusedError(422, `observedAt ${observedAt} is not now`);
    const { prices, madeAt } = table();
    if (now() - madeAt > maxAge) throw new RefusedError(503, `the table is ${now() - madeAt} s old`);
    const own = feedIds.map((id) => {
      const text = prices[names.get(id) ?? ''] ?? prices[id];
      const places = decimals.get(id);
      if (text === undefined || places === undefined) throw new RefusedError(404, `no price of feed ${id}`);
      const price = parseUnits(text, places);
      if (price <= 0n) throw new RefusedError(503, `the table says ${text} for feed ${id}`);
      return price;
    });
    const { signature } = await signPriceReport(account, deployment, { feedIds, prices: own, observedAt });
    return { prices: own.map(String), signature };
  };
}

/** Serves a node over HTTP: POST / with the question; GET / says who it is. */
export async function servePriceNode(
  options: PriceNodeOptions & { host: string; port: number },
): Promise<{ url: string; close(): Promise<void> }> {
  const answer = createPriceNode(options);
  const server = createServer((request, response) => {
    void reply(request, response, answer, options.account.address);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: unknown) => Promise<PriceAnswer>,
  signer: string,
): Promise<void> {
  const send = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
  try {
    if (request.method === 'GET') send(200, { signer });
    else send(200, await answer(JSON.parse(await bodyOf(request))));
  } catch (error) {
    const status = error instanceof RefusedError ? error.status : error instanceof SyntaxError ? 400 : 500;
    send(status, { error: (error as Error).message });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) throw new RefusedError(413, 'the question is too long');
  }
  return text;
}
