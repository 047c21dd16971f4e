import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Address, numberToHex } from 'viem';
import { afterAll } from 'vitest';
import type { BoundaryPrice, Happening, PriceSource, RewardEvent, Terms } from '../src/index.js';
import { WEEK } from '../src/index.js';

export const USDC = 10n ** 6n;
export const CPT = 10n ** 18n;
export const DOLLAR = 10n ** 8n;
/** The week that tests begin in. */
export const FIRST = 2_900;
export const T0 = FIRST * WEEK;

export function address(n: number): Address {
  return numberToHex(BigInt(n), { size: 20 });
}

export const DISTRIBUTOR = address(0xd157);
export const POOL = address(0x9001);
export const TERMS: Terms = { chainId: 31_337, distributor: DISTRIBUTOR, start: T0, notHolders: [POOL], keepers: [] };

/** CPT at one price for ever, or at one a week. */
export class Prices implements PriceSource {
  constructor(private readonly at: (boundary: number) => readonly bigint[]) {}

  static always(price: bigint): Prices {
    return new Prices(() => [price]);
  }

  async priceAt(boundary: number): Promise<BoundaryPrice> {
    return { at: boundary, prices: this.at(boundary) };
  }
}

/** Events one after the other, each at its second. */
export class Story {
  readonly events: RewardEvent[] = [];
  #block = 1;

  constructor() {
    this.add(T0, { kind: 'DistributorSet', distributor: DISTRIBUTOR });
  }

  add(timestamp: number, happening: Happening): this {
    this.#block += 1;
    this.events.push({ block: this.#block, logIndex: 0, timestamp, ...happening });
    return this;
  }

  /** In the order of time, whatever order they were told in. */
  get told(): RewardEvent[] {
    const order = [...this.events].sort((a, b) => a.timestamp - b.timestamp || a.block - b.block);
    return order.map((event, index) => ({ ...event, block: index + 1 }));
  }
}

/** A temporary folder for a test file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-rewards-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<item>(items: readonly item[], random: () => number): item[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as item, copy[last] as item];
  }
  return copy;
}
