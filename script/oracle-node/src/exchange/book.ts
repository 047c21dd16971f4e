import type { SignedPriceReport } from '@cyberplaza/sdk';
import type { Address } from 'viem';
import { type Observation, reportOf } from './observation.js';

/** What adding an observation came to. */
export type Added = 'new' | 'known' | 'equivocation';

interface Entry {
  signer: Address;
  /** two of them are the proof that the signer lied to somebody */
  observations: Observation[];
}

/** The observations of the last few rounds, one of each node. Who signs two different ones for a second counts for neither. */
export class RoundBook {
  readonly #rounds = new Map<number, Map<Address, Entry>>();

  /** Takes an observation whose signer has been checked. */
  add(signer: Address, observation: Observation): Added {
    const entries = this.#rounds.get(observation.observedAt) ?? new Map<Address, Entry>();
    this.#rounds.set(observation.observedAt, entries);
    const entry = entries.get(signer);
    if (!entry) {
      entries.set(signer, { signer, observations: [observation] });
      return 'new';
    }
    // Two signatures over the same are one word: a signer may sign anew with another nonce.
    const said = (known: Observation) => known.prices.every((price, n) => price === observation.prices[n]);
    if (entry.observations.some(said)) return 'known';
    if (entry.observations.length === 1) entry.observations.push(observation);
    return 'equivocation';
  }

  /** What may be submitted for a second: each node's word, without those that gave two. */
  reports(observedAt: number): SignedPriceReport[] {
    return this.#entries(observedAt).flatMap(({ signer, observations }) => {
      const [only, second] = observations;
      return only && !second ? [reportOf(signer, only)] : [];
    });
  }

  /** Everything known of a second, both words of liars included, for peers to see. */
  all(observedAt: number): Observation[] {
    return this.#entries(observedAt).flatMap(({ observations }) => observations);
  }

  /** Nodes that gave two different words for a second. */
  equivocators(observedAt: number): Address[] {
    return this.#entries(observedAt)
      .filter(({ observations }) => observations.length > 1)
      .map(({ signer }) => signer);
  }

  /** The seconds of which something is known, latest first. */
  get seconds(): number[] {
    return [...this.#rounds.keys()].sort((a, b) => b - a);
  }

  /** Forgets what can no longer be submitted. */
  forgetBefore(observedAt: number): void {
    for (const second of this.#rounds.keys()) if (second < observedAt) this.#rounds.delete(second);
  }

  #entries(observedAt: number): Entry[] {
    return [...(this.#rounds.get(observedAt)?.values() ?? [])];
  }
}
