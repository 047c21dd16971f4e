import { CyberPlazaError } from './CyberPlazaError.js';

/** The indexer could not be reached, or answered with something other than GraphQL. */
export class IndexerRequestError extends CyberPlazaError {
  override readonly name = 'IndexerRequestError';
  readonly url: string;
  /** HTTP status, if there was an answer. */
  readonly status: number | undefined;

  constructor(url: string, problem: string, options: { status?: number; cause?: unknown } = {}) {
    super(`The indexer at ${url} failed: ${problem}.`, { cause: options.cause });
    this.url = url;
    this.status = options.status;
  }
}

/** The indexer refused the query, or has not indexed that far. */
export class IndexerQueryError extends CyberPlazaError {
  override readonly name = 'IndexerQueryError';
  readonly messages: readonly string[];

  constructor(url: string, messages: readonly string[]) {
    super(`The indexer at ${url} refused the query.`, { details: messages.join('; ') });
    this.messages = messages;
  }
}

/** The indexer did not reach a block in time. */
export class IndexerBehindError extends CyberPlazaError {
  override readonly name = 'IndexerBehindError';

  constructor(url: string, block: bigint, wanted: bigint) {
    super(`The indexer at ${url} is at block ${block}, not yet at ${wanted}.`);
  }
}
