import { type Logger, messageOf, withPatience } from '@cyberplaza/keeper/kit';
import type { Address } from 'viem';
import { type RunView, runsResponseSchema } from '../wire.js';

const WAIT_MS = 20_000;
const RETRY_MS = 250;
const TIMEOUT_MARGIN_MS = 10_000;

/** Follows one agent's runs by long polling; asking for what came after a version tells the agent that all before was looked at. */
export class AgentFollower {
  #instance = '';
  #version = 0;
  #stopped = false;
  readonly #abort = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  failures = 0;

  constructor(
    readonly url: string,
    private readonly meter: Address,
    private readonly handle: (runs: RunView[]) => void | Promise<void>,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#once();
        this.failures = 0;
      } catch (error) {
        if (this.#stopped) return;
        this.failures += 1;
        this.log.debug({ agent: this.url, error: messageOf(error) }, 'agent does not answer');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #once(): Promise<void> {
    const query = new URLSearchParams({
      since: String(this.#version),
      instance: this.#instance,
      wait: String(WAIT_MS),
      meter: this.meter,
    });
    const runs = `${this.url.replace(/\/$/, '')}/runs?${query}`;
    const answer = await withPatience(this.#abort.signal, WAIT_MS + TIMEOUT_MARGIN_MS, async (signal) => {
      const response = await fetch(runs, { signal });
      return runsResponseSchema.parse(await response.json());
    });
    await this.handle(answer.runs);
    this.#instance = answer.instance;
    this.#version = answer.version;
  }
}
