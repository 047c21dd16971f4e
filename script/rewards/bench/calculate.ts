/**
 * A whole root of Users from as many counted jobs as there are payers.
 *
 *   npm run bench:calculate -w script/rewards -- [payers, default 1000000]
 */
import { type Address, numberToHex } from 'viem';
import { calculate, type RewardEvent, RewardTree, WEEK } from '../src/index.js';

const [payers = 1_000_000] = process.argv.slice(2).map(Number);
const FIRST = 2_900;
const PROVIDERS = 1_000;
const WEEKS = 4;
const MB = 1_000_000;
const distributor = numberToHex(1n, { size: 20 });
const USDC = 10n ** 6n;

const events: RewardEvent[] = [{ block: 1, logIndex: 0, timestamp: FIRST * WEEK, kind: 'DistributorSet', distributor }];
for (let n = 0; n < payers; n++) {
  const timestamp = FIRST * WEEK + Math.floor((n * WEEKS * WEEK) / payers);
  const payer = numberToHex(BigInt.asUintN(160, BigInt(n + 1) * 0x9e3779b97f4a7c15f39cc0605cedc8341082276bn), {
    size: 20,
  }) as Address;
  const day = Math.floor(timestamp / 86_400);
  const position = { block: n + 2, logIndex: 0, timestamp };
  events.push({
    ...position,
    kind: 'SpendCounted',
    payer,
    provider: n % PROVIDERS,
    day,
    paid: 100n * USDC,
    fee: 4n * USDC,
  });
}
events.push({
  block: payers + 2,
  logIndex: 0,
  timestamp: (FIRST + 5) * WEEK,
  kind: 'Released',
  programme: 'Users',
  amount: 10n ** 26n,
  periods: 1,
});

const started = performance.now();
const calculation = await calculate({
  programme: 'Users',
  terms: { chainId: 1, distributor, start: FIRST * WEEK, notHolders: [], keepers: [] },
  cutoff: (FIRST + 6) * WEEK,
  events,
  prices: { priceAt: async (at) => ({ at, prices: [50_000_000n] }) },
});
const calculated = performance.now();
const tree = await RewardTree.build(calculation.claims);
const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(2);
console.log(
  `${calculation.claims.length} accounts, ${calculation.capped} of ${calculation.pairs} pairs capped, root ${tree.root}`,
);
console.log(
  `calculated in ${seconds(started, calculated)} s, tree in ${seconds(calculated, performance.now())} s, rss ${(process.memoryUsage().rss / MB).toFixed(0)} MB`,
);
