import type { Address } from 'viem';
import type { CappedRewards } from '../../src/index.js';
import { account } from '../support/accounts.js';
import type { World } from '../support/world.js';

/** How much of an attack is played. */
export interface Size {
  /** Jobs of one attacker, or of one of its accounts. */
  jobs: number;
  /** Accounts an attacker makes up. */
  accounts: number;
}

export const SMALL: Size = { jobs: 2, accounts: 1 };
export const FULL: Size = { jobs: 10, accounts: 4 };

/** USDC units that an attacker gained (or, negative, lost) by one part of what it did. */
export interface Line {
  what: string;
  amount: bigint;
}

/** What an attack came to. */
export interface Outcome {
  /** What was traded or staked for it, USDC units. */
  turnover: bigint;
  lines: readonly Line[];
  /** What the rewards would have been without the cap, USDC units. */
  uncapped: bigint;
}

/** Somebody's way to make money out of the rules. */
export interface Attack {
  readonly name: string;
  /** What the attacker does and holds. */
  readonly story: string;
  run(world: World, size: Size): Promise<Outcome>;
}

export function net(outcome: Outcome): bigint {
  return outcome.lines.reduce((sum, { amount }) => sum + amount, 0n);
}

/** USDC of accounts that one person holds, in wallets and in the vault. Credit is not among it: nobody can take it out. */
export async function purse(world: World, accounts: readonly Address[]): Promise<bigint> {
  const client = world.client(account('relayer'));
  let sum = 0n;
  for (const address of accounts) {
    const { available, escrowed } = await client.getVaultAccount({ account: address });
    const { usdc } = await client.getTokenBalances({ account: address });
    sum += available + escrowed + usdc;
  }
  return sum;
}

/** Part of the fees that stakers get; an attacker is taken to hold all veCPT there is. */
export function stakersPart(fees: bigint): bigint {
  return (fees * STAKERS_BPS) / BPS;
}

/** The parts of capped rewards as lines, at the price they were capped at. */
export function rewardLines(rewards: CappedRewards, price: bigint): Line[] {
  const worth = (cpt: bigint) => (cpt * price) / CPT_SCALE;
  return [
    { what: 'cashback', amount: worth(rewards.cashback) },
    { what: "provider's reward", amount: worth(rewards.provider) },
    { what: 'review reward', amount: worth(rewards.review) },
  ];
}

/** Ceilings of the reward programmes (SPEC USER 1, 3; RWD 2): 5% of volume, a quarter more for certified providers; 5 CPT a review. */
export const PROVIDER_REWARD_BPS = 625n;
export const REVIEW_REWARD = 5n * 10n ** 18n;
export const BPS = 10_000n;
const STAKERS_BPS = 3_000n;
const CPT_SCALE = 10n ** 20n;
