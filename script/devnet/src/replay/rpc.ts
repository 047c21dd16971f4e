import type { Hex } from 'viem';

export interface Request {
  method: string;
  params: readonly unknown[];
}

interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string; data?: unknown };
}

/** What the chain refused, with the revert data where there is any. */
export class RpcRefused extends Error {
  constructor(
    method: string,
    message: string,
    readonly data: Hex | undefined,
  ) {
    super(`${method}: ${message}`);
    this.name = 'RpcRefused';
  }
}

const AT_ONCE = 200;

/** JSON-RPC with many requests in one: the chain is faster than HTTP. */
export class Rpc {
  #id = 0;

  constructor(readonly url: string) {}

  async one<T>(method: string, ...params: readonly unknown[]): Promise<T> {
    const [result] = await this.many<T>([{ method, params }]);
    return result as T;
  }

  /** All results in the order of their requests; throws for the first that was refused. */
  async many<T>(requests: readonly Request[]): Promise<T[]> {
    const results: T[] = [];
    for (let from = 0; from < requests.length; from += AT_ONCE) {
      results.push(...(await this.#batch<T>(requests.slice(from, from + AT_ONCE))));
    }
    return results;
  }

  async #batch<T>(requests: readonly Request[]): Promise<T[]> {
    const first = this.#id;
    this.#id += requests.length;
    const body = JSON.stringify(
      requests.map(({ method, params }, i) => ({ jsonrpc: '2.0', id: first + i, method, params })),
    );
    const response = await fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const answers = (await response.json()) as Answer[];
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    return requests.map(({ method }, i) => {
      const answer = byId.get(first + i);
      if (!answer) throw new Error(`${method} was not answered`);
      if (answer.error) throw new RpcRefused(method, answer.error.message, revertData(answer.error.data));
      return answer.result as T;
    });
  }
}

function revertData(data: unknown): Hex | undefined {
  return typeof data === 'string' && data.startsWith('0x') ? (data as Hex) : undefined;
}
