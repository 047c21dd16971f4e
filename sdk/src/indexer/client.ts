import { IndexerQueryError, IndexerRequestError } from '../errors/indexer.js';

/** How to reach a subgraph. */
export interface IndexerOptions {
  /** GraphQL endpoint, e.g. `http://127.0.0.1:8000/subgraphs/name/cyberplaza`. */
  url: string;
  /** Another fetch, e.g. with credentials or retries. */
  fetch?: typeof fetch | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds; 30,000 by default. */
  timeout?: number | undefined;
}

/** A subgraph that answers queries. */
export interface IndexerClient {
  readonly url: string;
  /**
   * Sends any GraphQL query.
   *
   * @throws IndexerRequestError, IndexerQueryError
   */
  request(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
}

const DEFAULT_TIMEOUT = 30_000;

/**
 * A client for the CyberPlaza subgraph.
 *
 * @example
 * const indexer = createIndexerClient({ url: 'http://127.0.0.1:8000/subgraphs/name/cyberplaza' });
 * const { gmv, held } = await queryProtocol(indexer);
 */
export function createIndexerClient(options: IndexerOptions): IndexerClient {
  const { url } = options;
  return {
    url,
    request: async (query, variables = {}) => {
      const body = await post(options, JSON.stringify({ query, variables }, bigintAsText));
      const { data, errors } = (body ?? {}) as { data?: unknown; errors?: readonly { message?: string }[] };
      if (Array.isArray(errors) && errors.length > 0) {
        throw new IndexerQueryError(
          url,
          errors.map(({ message }) => message ?? 'unknown error'),
        );
      }
      if (typeof data !== 'object' || data === null) throw new IndexerRequestError(url, 'the answer holds no data');
      return data as Record<string, unknown>;
    },
  };
}

async function post(options: IndexerOptions, body: string): Promise<unknown> {
  const send = options.fetch ?? fetch;
  let response: Response;
  try {
    response = await send(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...options.headers },
      body,
      signal: AbortSignal.timeout(options.timeout ?? DEFAULT_TIMEOUT),
    });
  } catch (cause) {
    throw new IndexerRequestError(options.url, 'it cannot be reached', { cause });
  }
  if (!response.ok) {
    throw new IndexerRequestError(options.url, `HTTP ${response.status}`, { status: response.status });
  }
  try {
    return await response.json();
  } catch (cause) {
    throw new IndexerRequestError(options.url, 'the answer is not JSON', { status: response.status, cause });
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
