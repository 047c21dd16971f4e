import { isTooManyLogs, reasonsOf } from '@cyberplaza/sdk';
import { SourceError } from '../errors.js';

/** Blocks, both ends included. */
export interface BlockRange {
  fromBlock: bigint;
  toBlock: bigint;
}

/** After one failure after another; a provider's limits are by the second or by the minute. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000];
/** Where a node's limit is fixed, one request in so many tries whether it still is. */
const MOST_CAUTION = 64;

/**
 * Asks for blocks a range at a time: for fewer where the node refuses many, for more again once it answers, and again after a pause where
 * it fails for any other reason.
 */
export async function* inRanges<answer>(
  { fromBlock, toBlock }: BlockRange,
  most: bigint,
  ask: (range: BlockRange) => Promise<answer>,
): AsyncGenerator<answer> {
  const width = new Width(most);
  let failures = 0;
  for (let from = fromBlock; from <= toBlock; ) {
    const range = { fromBlock: from, toBlock: from + width.blocks - 1n < toBlock ? from + width.blocks - 1n : toBlock };
    let answer: answer;
    try {
      answer = await ask(range);
    } catch (error) {
      if (isTooManyLogs(error)) width.refused(range, error);
      else await pause(failures++, range, error);
      continue;
    }
    failures = 0;
    width.answered();
    yield answer;
    from = range.toBlock + 1n;
  }
}

/** How many blocks to ask for. */
class Width {
  #blocks: bigint;
  /** answers to wait for before more is asked for; doubles whenever that was in vain */
  #caution = 1;
  #answers = 0;
  #isTrial = false;

  constructor(private readonly most: bigint) {
    this.#blocks = most;
  }

  get blocks(): bigint {
    return this.#blocks;
  }

  answered(): void {
    if (this.#isTrial) this.#caution = 1;
    this.#isTrial = false;
    this.#answers += 1;
    if (this.#blocks === this.most || this.#answers < this.#caution) return;
    this.#blocks = 2n * this.#blocks < this.most ? 2n * this.#blocks : this.most;
    this.#answers = 0;
    this.#isTrial = true;
  }

  refused({ fromBlock, toBlock }: BlockRange, error: unknown): void {
    if (fromBlock === toBlock) {
      throw new SourceError(
        `the node refuses the logs of block ${fromBlock} alone: ${reasonsOf(error).at(-1)}; name another node with --rpc, or an index with --subgraph`,
      );
    }
    if (this.#isTrial) this.#caution = Math.min(2 * this.#caution, MOST_CAUTION);
    this.#isTrial = false;
    this.#answers = 0;
    this.#blocks = (toBlock - fromBlock + 2n) / 2n;
  }
}

async function pause(failures: number, { fromBlock, toBlock }: BlockRange, error: unknown): Promise<void> {
  const ms = PAUSES_MS[failures];
  if (ms === undefined) {
    throw new SourceError(
      `the node gave no logs of blocks ${fromBlock} to ${toBlock} in ${failures + 1} attempts: ${reasonsOf(error).at(-1)}; ` +
        'try again later or name another node with --rpc, ask for fewer blocks at once with --chunk, or read an index with --subgraph',
    );
  }
  await new Promise((resolve) => setTimeout(resolve, ms));
}
