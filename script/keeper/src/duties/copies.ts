import { jobMarketAbi, priceHubAbi, providerRegistryAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Check, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { ProviderCopy } from '../marketBook.js';

/** IPriceHub.Status. */
const FIT = 0;
const STATUS_NONE = 0;
const BPS = 10_000n;
/** a bond's value moves with the price of CPT; smaller changes wait for the next refresh */
const BOND_CHANGE_BPS = 500n;
/** fraction of the market's limit after which its copy of the USDC status is refreshed: early, so that no opening has to pay for it */
const STATUS_AGE_DIVISOR = 2;

/** Keeps the market's copy of the USDC status fresh, so that openings need not refresh it themselves. */
export function statusDuty({ chain, clock, engine, jobs, market, reads }: KeeperContext): Duty {
  const { JobMarket, PriceHub } = chain.deployment.contracts;
  const call = {
    to: JobMarket,
    data: encodeFunctionData({ abi: jobMarketAbi, functionName: 'refreshStatus' }),
    label: 'refresh status',
    key: 'refreshStatus',
  };
  const check = async (): Promise<Check> => {
    const { timestamp } = clock.now;
    const [[status], { statusMaxAge }] = await Promise.all([
      chain.client.readContract({ address: PriceHub, abi: priceHubAbi, functionName: 'usdcUsd' }),
      reads.params(),
    ]);
    const copy = market.status;
    if (!copy) return due('never refreshed');
    if (copy.usdcFit !== (status === FIT))
      return due(`USDC is ${status === FIT ? 'fit' : 'unfit'} and the market does not know`);
    const age = timestamp - copy.refreshedAt;
    // an idle market needs no fresh copy: the next opening would refresh it
    if (jobs.size === 0) return idle('no open job');
    return age * STATUS_AGE_DIVISOR >= statusMaxAge ? due(`${age} s old`) : idle(`${age} s old`);
  };
  return {
    name: 'status',
    description: "refresh the market's copy of the USDC price status",
    schedule: '*/15 * * * * *',
    check,
    run: async () => ((await check()).due ? act(engine, call, []) : { kind: 'nothing', detail: 'fresh' }),
  };
}

/** Refreshes the market's copy of a provider's standing before it lapses, or once it is wrong. */
export function standingsDuty({ chain, clock, config, engine, market }: KeeperContext): Duty {
  const { JobMarket, ProviderRegistry } = chain.deployment.contracts;

  const stale = async (): Promise<{ providerId: number; why: string }[]> => {
    const { timestamp } = clock.now;
    const copies = [...market.providers.values()];
    const standings = await Promise.all(
      copies.map(({ providerId }) =>
        chain.client.readContract({
          address: ProviderRegistry,
          abi: providerRegistryAbi,
          functionName: 'standing',
          args: [providerId],
        }),
      ),
    );
    return copies.flatMap((copy, index) => {
      const standing = standings[index];
      if (!standing) return [];
      const { tier, feeBps, haircutBond, validUntil } = standing;
      const why = difference(
        copy,
        { providerId: copy.providerId, tier, feeBps, haircutBond, validUntil: Number(validUntil) },
        timestamp,
        config.standingMargin,
      );
      return why ? [{ providerId: copy.providerId, why }] : [];
    });
  };

  return {
    name: 'standings',
    description: "refresh the market's copies of providers' standings before they lapse",
    schedule: '0 * * * * *',
    async check() {
      const found = await stale();
      const [first] = found;
      return first
        ? due(`${found.length} providers, first ${first.providerId}: ${first.why}`)
        : idle(`${market.providers.size} copies in order`);
    },
    async run() {
      const results: RunResult[] = [];
      for (const { providerId } of await stale()) {
        const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'refreshProvider', args: [providerId] });
        results.push(
          await act(
            engine,
            { to: JobMarket, data, label: `refresh provider ${providerId}`, key: `refreshProvider:${providerId}` },
            [],
          ),
        );
      }
      return summarise(results);
    },
  };
}

/** Why a copy needs refreshing; undefined if it does not, or if refreshing would not better it. */
export function difference(copy: ProviderCopy, truth: ProviderCopy, now: number, margin: number): string | undefined {
  if (copy.tier !== truth.tier) return `tier ${copy.tier}, really ${truth.tier}`;
  if (truth.tier === STATUS_NONE) return undefined;
  if (copy.feeBps !== truth.feeBps) return `fee ${copy.feeBps}, really ${truth.feeBps}`;
  const change =
    copy.haircutBond > truth.haircutBond ? copy.haircutBond - truth.haircutBond : truth.haircutBond - copy.haircutBond;
  const base = copy.haircutBond > 0n ? copy.haircutBond : 1n;
  if ((change * BPS) / base >= BOND_CHANGE_BPS) return `bond ${copy.haircutBond}, really ${truth.haircutBond}`;
  // never more often than twice a term, however short governance makes it
  const early = Math.min(margin, (truth.validUntil - now) / 2);
  if (copy.validUntil - now <= early && truth.validUntil > copy.validUntil) return `lapses at ${copy.validUntil}`;
  return undefined;
}
