import { messageOf, toJson, withPatience } from '@cyberplaza/keeper/kit';
import { type Address, isAddressEqual } from 'viem';
import type { Observation } from './observation.js';

/** Where a node of the set answers. Who it is, is told by its signatures, never by where a message came from. */
export interface Peer {
  address: Address;
  url: string;
}

export interface PeersOptions {
  peers: readonly Peer[];
  /** after which a silent peer is left alone */
  timeoutMs: number;
  maxBytes: number;
  onError?: ((peer: Peer, error: string) => void) | undefined;
}

/** Talks to the other nodes; a peer that is slow, dead, or sends too much costs its timeout and nothing else. */
export class Peers {
  /** the last second that a peer took from us, by URL */
  readonly #told = new Map<string, number>();
  readonly #talking = new Set<string>();
  readonly #stop = new AbortController();

  constructor(private readonly options: PeersOptions) {}

  get list(): readonly Peer[] {
    return this.options.peers;
  }

  /** Gives an observation to every peer that has not taken it yet. */
  async tell(observation: Observation): Promise<void> {
    const waiting = this.list.filter(
      ({ url }) => !this.#talking.has(url) && (this.#told.get(url) ?? 0) < observation.observedAt,
    );
    const body = toJson(observation);
    await Promise.all(
      waiting.map(async (peer) => {
        this.#talking.add(peer.url);
        try {
          await this.#request(peer, '/observations', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          });
          this.#told.set(peer.url, observation.observedAt);
        } catch (error) {
          this.options.onError?.(peer, messageOf(error));
        } finally {
          this.#talking.delete(peer.url);
        }
      }),
    );
  }

  /** What all peers know of a second, at most so much of each; nothing of it has been checked. */
  async ask(observedAt: number, most: number): Promise<unknown[]> {
    const answers = await Promise.all(
      this.list.map(async (peer) => {
        try {
          const answer: unknown = JSON.parse(await this.#request(peer, `/observations?observedAt=${observedAt}`));
          return typeof answer === 'object' && answer !== null && 'observations' in answer ? answer.observations : [];
        } catch (error) {
          this.options.onError?.(peer, messageOf(error));
          return [];
        }
      }),
    );
    return answers.flatMap((found) => (Array.isArray(found) ? found.slice(0, most) : []));
  }

  nameOf(signer: Address): string {
    return this.list.find(({ address }) => isAddressEqual(address, signer))?.url ?? signer;
  }

  /** Ends all talk. */
  stop(): void {
    this.#stop.abort();
  }

  async #request(peer: Peer, path: string, init: RequestInit = {}): Promise<string> {
    const { timeoutMs, maxBytes } = this.options;
    return withPatience(this.#stop.signal, timeoutMs, async (signal) => {
      const response = await fetch(`${peer.url.replace(/\/$/, '')}${path}`, { ...init, signal, redirect: 'error' });
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        if (text.length > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
      }
      if (!response.ok) throw new Error(`HTTP ${response.status} ${text.slice(0, 200)}`);
      return text;
    });
  }
}
