import { join } from 'node:path';
import { ConfigError, Journal, toJson } from '@cyberplaza/keeper/kit';
import { type Deployment, signPriceReport } from '@cyberplaza/sdk';
import type { Hex } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { type Observation, observationSchema } from './observation.js';

/** Lines after which the file is written anew with the last one. */
const COMPACT_AFTER = 1_000;

/**
 * The last word of this node, on disk before it leaves the process: a restart in the same round says the same again, and no round that is over
 * is signed anew. So a node never contradicts itself, whatever its lists say a minute later.
 */
export class SignedLog {
  readonly #journal: Journal;
  #last: Observation | undefined;
  #lines = 0;

  /** @param chain tells one local chain from the next: the hash of its first block */
  constructor(
    private readonly account: PrivateKeyAccount,
    private readonly deployment: Deployment,
    private readonly chain: Hex,
    directory: string,
  ) {
    this.#journal = new Journal(join(directory, 'signed.jsonl'));
    const line = this.#journal.found.at(-1);
    if (line === undefined) return;
    let saved: { chain?: unknown; signer?: unknown; observation?: unknown };
    try {
      saved = JSON.parse(line);
    } catch {
      throw new ConfigError(
        `${join(directory, 'signed.jsonl')} is damaged; without it this node could contradict itself`,
      );
    }
    const { oracle } = observationSchema.parse(saved.observation);
    const own = saved.chain === chain && saved.signer === account.address;
    if (own && oracle === deployment.contracts.ComputePriceOracle)
      this.#last = observationSchema.parse(saved.observation);
  }

  get last(): Observation | undefined {
    return this.#last;
  }

  /**
   * Signs a vector, or gives what was signed for that second before.
   *
   * @returns undefined for a second before the last one signed
   */
  async sign(
    observedAt: number,
    feedIds: readonly number[],
    prices: readonly bigint[],
  ): Promise<Observation | undefined> {
    if (this.#last && observedAt < this.#last.observedAt) return undefined;
    if (observedAt === this.#last?.observedAt) return this.#last;
    const report = { feedIds: [...feedIds], prices: [...prices], observedAt };
    const { signature } = await signPriceReport(this.account, this.deployment, report);
    const { chainId, contracts } = this.deployment;
    const observation: Observation = { chainId, oracle: contracts.ComputePriceOracle, ...report, signature };
    const line = toJson({ chain: this.chain, signer: this.account.address, observation });
    this.#lines += 1;
    if (this.#lines < COMPACT_AFTER) this.#journal.append([line], true);
    else {
      this.#journal.rewrite([line]);
      this.#lines = 0;
    }
    this.#last = observation;
    return observation;
  }

  close(): void {
    this.#journal.close();
  }
}
