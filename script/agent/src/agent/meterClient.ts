import { messageOf, toJson } from '@cyberplaza/keeper/kit';
import type { UsageReport } from '@cyberplaza/sdk/eip712';
import { type SignResult, signResponseSchema } from '../wire.js';
import { Batcher } from './batcher.js';

const WINDOW_MS = 5;
const MAX_BATCH = 50;

/** One meter's POST /sign; reports asked for within a moment travel together. */
export class MeterClient {
  readonly #batch: Batcher<UsageReport, SignResult>;

  constructor(
    readonly url: string,
    chainId: number,
    timeoutMs: number,
  ) {
    this.#batch = new Batcher({
      windowMs: WINDOW_MS,
      maxSize: MAX_BATCH,
      divisible: () => false,
      handle: async (reports) => {
        const response = await fetch(`${url.replace(/\/$/, '')}/sign`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: toJson({ chainId, reports }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const { results } = signResponseSchema.parse(await response.json());
        return results;
      },
    });
  }

  /** Never throws: a meter that cannot be reached has refused. */
  async sign(report: UsageReport): Promise<SignResult> {
    try {
      return (await this.#batch.add(report)) ?? { refused: 'unavailable', detail: 'no answer' };
    } catch (error) {
      return { refused: 'unavailable', detail: messageOf(error) };
    }
  }
}
