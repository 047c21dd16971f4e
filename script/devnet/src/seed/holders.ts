import { maxUint256 } from 'viem';
import { account } from '../accounts.js';
import type { Clock } from '../chain/clock.js';
import type { World } from '../chain/world.js';
import { executeDelayed, releaseFrom } from './governance.js';
import { CPT_BONDS } from './providers.js';
import { VOTERS, VOTERS_CPT } from './voters.js';

const CPT = 10n ** 18n;
const YEAR = 365 * 86_400;

/** Who locks how much for how long; the first also buys compute, and so gets its discount. */
const LOCKS = [
  { cast: 'staker', n: 0, amount: 400_000n * CPT, seconds: 4 * YEAR },
  { cast: 'staker', n: 1, amount: 150_000n * CPT, seconds: 2 * YEAR },
  { cast: 'staker', n: 2, amount: 50_000n * CPT, seconds: YEAR / 2 },
  { cast: 'buyer', n: 0, amount: 20_000n * CPT, seconds: 3 * YEAR },
] as const;

/** Everyone who holds veCPT after the seed, in the order of LOCKS. */
export const STAKERS = LOCKS.map(({ cast, n }) => account(cast, n));

/** CPT leaves what genesis set aside for the pool by a delayed, public call of 5 of 9; the stakers' is then locked. */
export async function seedStakers(world: World, clock: Clock, providers: number): Promise<void> {
  const bonded = Math.min(providers, CPT_BONDS.count);
  const cpt = world.address('CPT');
  await executeDelayed(world, clock, [
    ...LOCKS.map(({ cast, n, amount }) =>
      releaseFrom(world, 'genesis.poolSeed', cpt, account(cast, n).address, amount, 'devnet: stakers'),
    ),
    ...VOTERS.map(({ address }) => releaseFrom(world, 'genesis.poolSeed', cpt, address, VOTERS_CPT, 'devnet: voters')),
    ...Array.from({ length: bonded }, (_, n) =>
      releaseFrom(
        world,
        'genesis.poolSeed',
        cpt,
        account('provider', n).address,
        CPT_BONDS.amount,
        'devnet: provider bonds',
      ),
    ),
  ]);
  for (const { cast, n, amount, seconds } of LOCKS) {
    const staker = account(cast, n);
    await world.send(staker, 'CPT', 'approve', [world.address('VotingEscrow'), maxUint256]);
    await world.send(staker, 'VotingEscrow', 'createLock', [amount, BigInt(seconds)]);
  }
}

/** USDC for every buyer; most of it goes into the vault, the rest stays in the wallet for jobs paid by token. */
export async function seedBuyers(
  world: World,
  buyers: readonly { funds: bigint }[],
  onProgress: (done: number) => void,
): Promise<void> {
  for (const [n, { funds }] of buyers.entries()) {
    const buyer = account('buyer', n);
    await world.send(account('deployer'), 'USDC', 'mint', [buyer.address, funds * 2n]);
    await world.send(buyer, 'USDC', 'approve', [world.address('Vault'), maxUint256]);
    await world.send(buyer, 'Vault', 'deposit', [funds]);
    onProgress(n + 1);
  }
}
