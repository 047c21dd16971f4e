import { HttpError, type Logger } from '@cyberplaza/keeper/kit';
import type { Deployment, SignedPriceReport } from '@cyberplaza/sdk';
import type { Address, Hex } from 'viem';
import type { NodeMetrics } from '../nodeMetrics.js';
import type { OracleState } from '../oracle.js';
import { type Added, RoundBook } from './book.js';
import { judged, type Observation, RefusedObservationError } from './observation.js';
import type { Peers } from './peers.js';
import { observedIn, type RoundTimes } from './rounds.js';

/** two words of each of thirteen nodes are all that a peer can know of a round */
const MAX_ANSWERED = 26;
/** the oracle takes no observation older than this */
const MAX_OBSERVATION_AGE = 600;
const STATUS_OF: Readonly<Record<string, number>> = {
  malformed: 400,
  'wrong-chain': 409,
  'wrong-contract': 409,
  'wrong-round': 409,
  'other-feeds': 409,
};
const FORBIDDEN = 403;

export interface HearingOptions {
  deployment: Deployment;
  self: Address;
  times: RoundTimes;
  peers: Peers;
  metrics: NodeMetrics;
  log: Logger;
}

/** What a node has heard: everything that comes from outside passes through here. */
export class Hearing {
  readonly #book = new RoundBook();
  readonly #heardAt = new Map<Address, number>();
  #state: OracleState | undefined;
  #round = -1;

  constructor(private readonly options: HearingOptions) {}

  /** A round begins: who may speak in it, and about which feeds. */
  begin(round: number, state: OracleState): void {
    this.#round = round;
    this.#state = state;
    this.#book.forgetBefore(observedIn(round, this.options.times) - MAX_OBSERVATION_AGE);
  }

  /** Notes this node's own word. */
  note(own: Observation): void {
    this.#book.add(this.options.self, own);
  }

  /**
   * Takes what a peer sent.
   *
   * @throws HttpError with the reason
   */
  async take(input: unknown): Promise<Added> {
    const { deployment, self, times, metrics, peers, log } = this.options;
    if (!this.#state) throw new HttpError(503, 'starting');
    try {
      const { observation, signer } = await judged(input, {
        deployment,
        seconds: [this.#round, this.#round + 1, this.#round - 1].map((near) => observedIn(near, times)),
        feedIds: this.#state.feeds.map(({ feedId }) => feedId),
        nodes: this.#state.nodes,
        self,
      });
      const added = this.#book.add(signer, observation);
      metrics.took(added);
      if (added === 'new') this.#heardAt.set(signer, Date.now());
      if (added === 'equivocation') {
        metrics.equivocated(signer);
        log.error(
          { node: signer, at: peers.nameOf(signer), observedAt: observation.observedAt },
          'a node said two things',
        );
      }
      return added;
    } catch (error) {
      if (!(error instanceof RefusedObservationError)) throw error;
      metrics.refused(error.reason);
      if (error.reason === 'impostor') log.error('somebody signs with the key of this node');
      throw new HttpError(STATUS_OF[error.reason] ?? FORBIDDEN, error.message);
    }
  }

  /** Asks all peers what they know of a second, and takes what holds. */
  async pull(observedAt: number): Promise<void> {
    const known = new Set(this.#book.all(observedAt).map(({ signature }) => signature));
    for (const answer of await this.options.peers.ask(observedAt, MAX_ANSWERED)) {
      const signature = (answer as { signature?: Hex } | null)?.signature;
      if (signature !== undefined && known.has(signature)) continue;
      if (signature !== undefined) known.add(signature);
      // What a peer passes on may be nonsense: it is counted and forgotten.
      await this.take(answer).catch(() => undefined);
    }
  }

  /** What may be submitted for a second. */
  reports(observedAt: number): SignedPriceReport[] {
    return this.#book.reports(observedAt);
  }

  equivocators(observedAt: number): Address[] {
    return this.#book.equivocators(observedAt);
  }

  /** What is known of a second, or of all that are not too old. */
  observations(observedAt?: number): Observation[] {
    const seconds = observedAt === undefined ? this.#book.seconds : [observedAt];
    return seconds.flatMap((second) => this.#book.all(second));
  }

  /** Seconds since each peer was heard, by URL; since 1970 if never. */
  silences(): (readonly [string, number])[] {
    return this.options.peers.list.map(({ address, url }) => [
      url,
      (Date.now() - (this.#heardAt.get(address) ?? 0)) / 1_000,
    ]);
  }
}
