import { describe, expect, test } from 'vitest';
import { capPairRewards, MathsDomainError, rewardsWorth, splitFee, usdcToCpt } from '../../src/index.js';
import { randomBigint, seeded } from '../support/random.js';

const CPT = 10n ** 18n;
const USDC = 10n ** 6n;
const DOLLAR = 10n ** 8n;
const NOTHING = { cashback: 0n, provider: 0n, review: 0n, referral: 0n };
const random = seeded(4);

describe('the cap on what a buyer and a provider cause together', () => {
  test('leaves what is worth at most half of the fees', () => {
    const rewards = { cashback: 20n * CPT, provider: 20n * CPT, review: 5n * CPT, referral: 5n * USDC };
    const result = capPairRewards({ fees: 100n * USDC, rewards, cptPrices: [DOLLAR] });
    expect(result).toMatchObject({ ...rewards, worth: 50n * USDC, cap: 50n * USDC, capped: false });
  });

  test('shrinks all parts alike above it', () => {
    const rewards = { cashback: 40n * CPT, provider: 80n * CPT, review: 20n * CPT, referral: 60n * USDC };
    const result = capPairRewards({ fees: 100n * USDC, rewards, cptPrices: [DOLLAR] });
    expect(result).toMatchObject({
      cashback: 10n * CPT,
      provider: 20n * CPT,
      review: 5n * CPT,
      referral: 15n * USDC,
      worth: 50n * USDC,
      capped: true,
    });
  });

  test('values CPT at the highest price, wherever it stands', () => {
    const rewards = { ...NOTHING, cashback: 100n * CPT };
    for (const cptPrices of [
      [DOLLAR, 2n * DOLLAR, DOLLAR],
      [2n * DOLLAR, DOLLAR, DOLLAR],
      [DOLLAR, DOLLAR, 2n * DOLLAR],
    ]) {
      expect(capPairRewards({ fees: 100n * USDC, rewards, cptPrices }).cashback).toBe(25n * CPT);
    }
  });

  test('takes off what was given already', () => {
    const rewards = { ...NOTHING, cashback: 100n * CPT };
    const pair = { fees: 100n * USDC, rewards, cptPrices: [DOLLAR] };
    expect(capPairRewards({ ...pair, alreadyGiven: 20n * USDC }).cashback).toBe(30n * CPT);
    expect(capPairRewards({ ...pair, alreadyGiven: 51n * USDC })).toMatchObject({ cashback: 0n, cap: 0n });
  });

  test('gives nothing for no fees, and nothing at all without a fit price', () => {
    const rewards = { ...NOTHING, provider: CPT };
    expect(capPairRewards({ fees: 0n, rewards, cptPrices: [DOLLAR] })).toMatchObject({ provider: 0n, worth: 0n });
    expect(() => capPairRewards({ fees: USDC, rewards, cptPrices: [] })).toThrow(MathsDomainError);
    expect(() => capPairRewards({ fees: USDC, rewards, cptPrices: [0n, 0n, 0n] })).toThrow(MathsDomainError);
  });

  test.each([
    { fees: -1n },
    { capBps: 10_001n },
    { capBps: -1n },
    { alreadyGiven: -1n },
    { rewards: { ...NOTHING, review: -1n } },
  ])('refuses what cannot be: %o', (wrong) => {
    expect(() => capPairRewards({ fees: USDC, rewards: NOTHING, cptPrices: [DOLLAR], ...wrong })).toThrow(
      MathsDomainError,
    );
  });

  test('never gives more than the cap, nor more than asked, whatever the numbers', () => {
    for (let i = 0; i < 5_000; i++) {
      const rewards = {
        cashback: randomBigint(random, 0n, 10n ** 26n),
        provider: randomBigint(random, 0n, 10n ** 26n),
        review: randomBigint(random, 0n, 10n ** 22n),
        referral: randomBigint(random, 0n, 10n ** 12n),
      };
      const fees = randomBigint(random, 0n, 10n ** 15n);
      const cptPrices = [0, 1, 2].map(() => randomBigint(random, 1n, 10n ** 12n));
      const capBps = randomBigint(random, 0n, 10_000n);
      const result = capPairRewards({ fees, rewards, cptPrices, capBps });
      expect(result.worth <= result.cap).toBe(true);
      expect(result.cap * 10_000n <= fees * capBps).toBe(true);
      for (const part of ['cashback', 'provider', 'review', 'referral'] as const) {
        expect(result[part] <= rewards[part]).toBe(true);
        expect(result[part] >= 0n).toBe(true);
      }
      // What is cut off is dust, not more: one unit of each part at most.
      if (result.capped) expect(result.cap - result.worth <= 2n).toBe(true);
    }
  });
});

/** Everything a pair that is one person can get for one epoch of trade with itself. */
function selfDealing() {
  const volume = randomBigint(random, 100n, 10n ** 13n);
  const feeBps = randomBigint(random, 20n, 50n) * 10n;
  const discountBps = 500n * randomBigint(random, 0n, 3n);
  const { fee } = splitFee(volume, feeBps, discountBps);
  const price = randomBigint(random, 10n ** 5n, 10n ** 11n);
  // The market's price is never above the highest of the three; the pair may sell at any of them.
  const prices = [price, (price * randomBigint(random, 1n, 99n)) / 100n, price];
  const cashbackBps = [100n, 150n, 200n, 300n, 500n][Number(randomBigint(random, 0n, 4n))] ?? 500n;
  const providerBps = (randomBigint(random, 200n, 500n) * 125n) / 100n;
  const rewards = {
    cashback: usdcToCpt((volume * cashbackBps) / 10_000n, price),
    provider: usdcToCpt((volume * providerBps) / 10_000n, price),
    review: randomBigint(random, 0n, 100n) * CPT,
    referral: randomBigint(random, 0n, 100n) * USDC,
  };
  /** Share of all veCPT the person holds, in basis points: it gets back that much of the stakers' 30%. */
  const staked = randomBigint(random, 0n, 10_000n);
  return { fee, rewards, prices, staked };
}

describe('law L: a pair that trades with itself ends the epoch poorer', () => {
  test('whatever its volume, fee, discount, plan, tier, veCPT and the price of CPT', () => {
    let capped = 0;
    for (let i = 0; i < 5_000; i++) {
      const { fee, rewards, prices, staked } = selfDealing();
      const result = capPairRewards({ fees: fee, rewards, cptPrices: prices });
      const best = prices[0] ?? 0n;
      const gained = rewardsWorth(result, best) + (((fee * 3_000n) / 10_000n) * staked) / 10_000n;
      expect(gained < fee).toBe(true);
      expect(gained * 10n <= fee * 8n).toBe(true);
      if (result.capped) capped++;
    }
    // The headline rates are ceilings that the cap usually binds.
    expect(capped).toBeGreaterThan(2_500);
  });

  test('splitting the trade over epochs or pairs gains nothing', () => {
    for (let i = 0; i < 500; i++) {
      const parts = [selfDealing(), selfDealing(), selfDealing()];
      const fees = parts.reduce((sum, { fee }) => sum + fee, 0n);
      const worth = parts.reduce(
        (sum, { fee, rewards, prices }) => sum + capPairRewards({ fees: fee, rewards, cptPrices: prices }).worth,
        0n,
      );
      expect(worth * 2n <= fees).toBe(true);
    }
  });
});
