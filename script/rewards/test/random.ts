import type { Address } from 'viem';
import { type Happening, PROGRAMMES, WEEK } from '../src/index.js';
import { address, CPT, POOL, Story, T0, USDC } from './support.js';

const DAY = 86_400;
const BUYERS = 6;
const PROVIDERS = 4;

/** Everything that can happen, at random, over some weeks; releases come late and of any size. */
export function randomStory(random: () => number, weeks: number, steps: number): Story {
  const pick = (n: number) => Math.floor(random() * n);
  const story = new Story();
  const buyer = () => address(0xb00 + pick(BUYERS));
  const provider = () => 1 + pick(PROVIDERS);
  const balances = new Map<Address, bigint>();
  for (let n = 1; n <= PROVIDERS; n++) story.add(T0, { kind: 'ProviderOwned', provider: n, owner: address(0xe00 + n) });
  const times = Array.from({ length: steps }, () => T0 + pick(weeks * WEEK)).sort((a, b) => a - b);
  const happenings: ((at: number) => Happening)[] = [
    (at) => {
      const paid = BigInt(pick(200_000)) * USDC + BigInt(pick(1_000_000));
      return {
        kind: 'SpendCounted',
        payer: buyer(),
        provider: provider(),
        day: Math.floor(at / DAY) - pick(3),
        paid,
        fee: (paid * BigInt(100 + pick(400))) / 10_000n,
      };
    },
    () => ({ kind: 'Reviewed', payer: buyer(), provider: provider() }),
    (at) => ({ kind: 'PlanPaid', account: buyer(), plan: pick(4), paidUntil: at + pick(60) * DAY }),
    () => ({ kind: 'RenewalSet', account: buyer(), autoRenew: pick(2) === 0 }),
    () => ({ kind: 'PlanLapsed', account: buyer() }),
    () => ({ kind: 'Referred', account: buyer() }),
    () => ({ kind: 'CreditVested', account: buyer(), vested: BigInt(pick(50)) * USDC }),
    () => ({ kind: 'CreditTerm', name: 'feeShareBps', value: BigInt(pick(5_001)) }),
    () => ({ kind: 'ModuleSet', module: address(0xb00 + BUYERS + pick(3)), allowed: pick(2) === 0 }),
    () => ({ kind: 'WalletCreated', wallet: address(0xb00 + BUYERS + pick(3)) }),
    () => ({ kind: 'ProviderOwned', provider: provider(), owner: address(0xe00 + pick(9)) }),
    (at) => ({ kind: 'ProviderStatus', provider: provider(), certified: pick(2) === 0, until: at + pick(90) * DAY }),
    () => ({
      kind: 'LockChanged',
      account: buyer(),
      lock: pick(3),
      amount: BigInt(pick(5)) * CPT,
      end: pick(4) === 0 ? 0 : T0 + pick(200) * WEEK,
    }),
    () => {
      const from = random() < 0.4 ? address(0) : (buyer() as Address);
      const held = from === address(0) ? 1_000n * USDC : (balances.get(from) ?? 0n);
      const shares = (held * BigInt(pick(101))) / 100n;
      const to = random() < 0.1 ? POOL : buyer();
      balances.set(from, (balances.get(from) ?? 0n) - shares);
      balances.set(to, (balances.get(to) ?? 0n) + shares);
      return { kind: 'SharesMoved', from, to, shares };
    },
    () => ({ kind: 'TickMoved', tick: pick(400) - 200 }),
    () => ({
      kind: 'LiquidityChanged',
      owner: buyer(),
      lower: -10 * (1 + pick(9)),
      upper: 10 * (1 + pick(9)),
      delta: BigInt(pick(10 ** 9)),
    }),
  ];
  for (const at of times)
    story.add(at, (happenings[pick(2) === 0 ? 0 : pick(happenings.length)] as (at: number) => Happening)(at));
  release(story, random, weeks);
  return story;
}

function release(story: Story, random: () => number, weeks: number): void {
  for (const programme of PROGRAMMES) {
    const length = programme === 'Users' ? 31 * DAY : programme === 'Providers' ? 92 * DAY : WEEK;
    let periods = 0;
    for (let at = T0 + length; at < T0 + weeks * WEEK; at += length) {
      if (random() < 0.3) continue;
      periods = Math.floor((at - T0) / length);
      const amount = BigInt(Math.floor(random() * 10 ** 6)) * 10n ** BigInt(6 + Math.floor(random() * 16));
      story.add(at + Math.floor(random() * DAY), { kind: 'Released', programme, amount, periods });
    }
  }
}
