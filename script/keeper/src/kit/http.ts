import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HttpError, messageOf } from './errors.js';
import { toJson } from './files.js';

/** What a handler gets: the path's parameters, the query and, for POST, the parsed JSON body. */
export interface HttpRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

/** A plain value is answered as JSON; use {@link text} for anything else. */
export type Handler = (request: HttpRequest) => unknown | Promise<unknown>;

/** An answer that is not JSON, or not 200. */
export class HttpReply {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly contentType: string,
  ) {}
}

export function text(body: string, contentType = 'text/plain; charset=utf-8'): HttpReply {
  return new HttpReply(200, body, contentType);
}

export function json(status: number, body: unknown): HttpReply {
  return new HttpReply(status, toJson(body), 'application/json');
}

export interface HttpServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

export interface HttpOptions {
  host: string;
  /** 0 takes a free port */
  port: number;
  /** keys are "METHOD /path/:parameter" */
  routes: Record<string, Handler>;
  maxBodyBytes?: number;
  /** after which a request that has not arrived in whole is cut off; Node's own five minutes where not given */
  requestTimeoutMs?: number;
}

const DEFAULT_MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Small JSON server with named routes; closing it ends waiting requests too. */
export async function serve(options: HttpOptions): Promise<HttpServer> {
  const routes = Object.entries(options.routes).map(([key, handler]) => {
    const [method = '', path = ''] = key.split(' ');
    return { method, parts: path.split('/'), handler };
  });
  const maxBody = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const parts = url.pathname.split('/');
    for (const route of routes) {
      const params = match(route.parts, parts);
      if (!params || route.method !== request.method) continue;
      const body = request.method === 'POST' ? await readBody(request, maxBody) : undefined;
      send(response, await route.handler({ params, query: url.searchParams, body }));
      return;
    }
    throw new HttpError(404, `no route ${request.method} ${url.pathname}`);
  };

  const { requestTimeoutMs } = options;
  const limits = requestTimeoutMs === undefined ? {} : slowloris(requestTimeoutMs);
  const server = createServer(limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      const status = error instanceof HttpError ? error.status : 500;
      send(response, json(status, { error: messageOf(error) }));
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Limits for those who send a byte a minute. */
function slowloris(timeout: number) {
  return { requestTimeout: timeout, headersTimeout: timeout, connectionsCheckingInterval: timeout };
}

function match(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, piece] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (piece.startsWith(':')) params[piece.slice(1)] = part;
    else if (piece !== part) return undefined;
  }
  return params;
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new HttpError(413, `body above ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new HttpError(400, 'body is not JSON');
  }
}

function send(response: ServerResponse, value: unknown): void {
  const reply = value instanceof HttpReply ? value : json(200, value);
  response.writeHead(reply.status, { 'content-type': reply.contentType });
  response.end(reply.body);
}
