import type { Address, RewardEvent } from '../events/types.js';
import { DAY } from '../time.js';
import { RollingSum } from './loyalty.js';

const USDC = 10n ** 6n;
/** Least 90-day volume, USDC units, and the reward from there on, basis points of volume (docs/decisions/0091). */
const TIERS = [
  { from: 1_000_000n * USDC, bps: 500n },
  { from: 100_000n * USDC, bps: 400n },
  { from: 10_000n * USDC, bps: 300n },
] as const;
const LEAST_BPS = 200n;
/** Certified providers weigh a quarter more (SPEC RWD 2). */
const CERTIFIED = { times: 125n, over: 100n };

/** Who owns a provider, whether it is certified, and what it earns, replayed from events. */
export class Providers {
  readonly #owners = new Map<number, Address>();
  readonly #certifiedUntil = new Map<number, number>();
  readonly #volume = new RollingSum<number>();

  take(event: RewardEvent): void {
    if (event.kind === 'ProviderOwned') this.#owners.set(event.provider, event.owner);
    else if (event.kind === 'ProviderStatus') {
      if (event.certified) this.#certifiedUntil.set(event.provider, event.until);
      else this.#certifiedUntil.delete(event.provider);
    } else if (event.kind === 'SpendCounted') this.#volume.add(event.provider, event.day, event.paid);
  }

  ownerOf(provider: number): Address | undefined {
    return this.#owners.get(provider);
  }

  /** What a sale earns the provider, USDC units, rounded down. */
  rewardFor(provider: number, paid: bigint, timestamp: number): bigint {
    const volume = this.#volume.sum(provider, Math.floor(timestamp / DAY));
    const bps = TIERS.find(({ from }) => volume >= from)?.bps ?? LEAST_BPS;
    const certified = timestamp < (this.#certifiedUntil.get(provider) ?? 0);
    const [times, over] = certified ? [CERTIFIED.times, CERTIFIED.over] : [1n, 1n];
    return (paid * bps * times) / (10_000n * over);
  }
}
