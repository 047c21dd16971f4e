import { createTestClient, http, publicActions } from 'viem';

/**
 * The chain's clock, driven by hand: it stands still while the market works and jumps to the next event, so that two weeks of
 * jobs take a minute and every measured duration is exact. Several blocks then share a second, as they do on Arbitrum.
 */
export class Clock {
  readonly #client;

  constructor(rpcUrl: string) {
    this.#client = createTestClient({ mode: 'anvil', transport: http(rpcUrl) }).extend(publicActions);
  }

  async freeze(): Promise<void> {
    await this.#client.setBlockTimestampInterval({ interval: 0 });
  }

  /** Lets the clock run with real time again. */
  async thaw(): Promise<void> {
    await this.#client.removeBlockTimestampInterval();
  }

  async now(): Promise<number> {
    return Number((await this.#client.getBlock({ blockTag: 'latest' })).timestamp);
  }

  /** Mines one block at the given second; does nothing if that second has passed. */
  async advanceTo(timestamp: number): Promise<void> {
    if ((await this.now()) >= timestamp) return;
    await this.#client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
    await this.#client.mine({ blocks: 1 });
  }

  async advanceBy(seconds: number): Promise<void> {
    await this.advanceTo((await this.now()) + seconds);
  }
}
