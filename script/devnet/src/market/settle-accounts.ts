import { claimRewards } from '@cyberplaza/sdk';
import type { World } from '../chain/world.js';
import { STAKERS } from '../seed/holders.js';
import type { Stack } from '../stack/stack.js';
import { MarketStuck } from './observer.js';

const WEEK = 604_800;
const POLL_MS = 50;
const PATIENCE_MS = 60_000;
const TRANSACTION_FEES = 1;
/** Less than this is not worth a keeper's transaction; it joins the next distribution. */
export const REVENUE_DUST = 100n;

/** The end of the week: the keeper collects, splits and closes; then every staker claims all closed epochs at once. */
export async function settleAccounts(stack: Stack): Promise<void> {
  const { world, clock } = stack;
  await until('the keeper to collect and split all revenue', () => revenueIsOut(world));
  const now = await clock.now();
  await clock.advanceTo((Math.floor(now / WEEK) + 1) * WEEK + 1);
  await until('the keeper to close the epochs', () => epochsAreClosed(world));
  for (const staker of STAKERS) {
    const sent = await claimRewards(world.wallet(staker), { to: staker.address });
    await sent.wait({ pollingInterval: POLL_MS });
  }
}

async function revenueIsOut(world: World): Promise<boolean> {
  const uncollected = await world.reader.readContract({
    address: world.address('Vault'),
    abi: world.abi('Vault'),
    functionName: 'uncollectedRevenue',
    args: [TRANSACTION_FEES],
  });
  if (uncollected >= REVENUE_DUST) return false;
  const undistributed = await world.reader.readContract({
    address: world.address('RevenueRouter'),
    abi: world.abi('RevenueRouter'),
    functionName: 'undistributed',
  });
  return undistributed < REVENUE_DUST;
}

async function epochsAreClosed(world: World): Promise<boolean> {
  const read = (functionName: 'epochCount' | 'closedEpochs') =>
    world.reader.readContract({
      address: world.address('StakingRewards'),
      abi: world.abi('StakingRewards'),
      functionName,
    });
  const [count, closed] = await Promise.all([read('epochCount'), read('closedEpochs')]);
  return count > 0n && count === closed;
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await done())) {
    if (Date.now() > deadline) throw new MarketStuck(what, PATIENCE_MS / 1_000);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
