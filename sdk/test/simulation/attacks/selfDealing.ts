import {
  capPairRewards,
  MAX_LOCK_DURATION,
  Plan,
  parseCpt,
  parseUsdc,
  rewardsWorth,
  splitFee,
  usdcToCpt,
} from '../../../src/index.js';
import { account } from '../../support/accounts.js';
import { trade } from '../../support/trade.js';
import type { World } from '../../support/world.js';
import { type Attack, BPS, PROVIDER_REWARD_BPS, purse, rewardLines, stakersPart } from '../attack.js';

const SELLER = 10;
const BUYER = 10;
/** Enough for the best rates on either side: 100,000 veCPT. */
const LOCKED = parseCpt('50000');
/** 64 units at 2.50 USDC for 50 hours: 8,000 USDC. */
const UNITS = 64;
const SECONDS = 50 * 3_600;

async function lock(world: World, who: ReturnType<typeof account>): Promise<void> {
  await world.fund(who.address, { cpt: LOCKED });
  await world.approve(who, 'CPT', world.contracts.VotingEscrow);
  await (await world.client(who).createLock({ amount: LOCKED, duration: MAX_LOCK_DURATION })).wait();
}

/** Trades with oneself for cashback and the provider's reward. */
export const selfDealing: Attack = {
  name: 'self-dealing',
  story:
    'one person is buyer and certified provider, holds 100,000 veCPT on both sides (2% fee, 15% discount) and all veCPT of the stakers’ part, has the Enterprise plan (5% cashback) and the highest provider reward (5% × 1.25)',
  async run(world, { jobs }) {
    const [owner, who] = [account('provider', SELLER), account('buyer', BUYER)];
    await world.publishPrices();
    const providerId = await world.provider(SELLER, { certified: true });
    const listingId = await world.listing(SELLER, providerId, { unitPrice: 2_500_000, feedId: 0 });
    const buyer = await world.buyer(BUYER, parseUsdc('20000'));
    await lock(world, owner);
    await lock(world, who);
    await buyer.subscribe({ plan: Plan.Enterprise, yearly: true, autoRenew: false, maxPrice: parseUsdc('6000') });
    await (await world.client(owner).refreshProvider({ providerId })).wait();

    const people = [owner.address, who.address];
    const before = await purse(world, people);
    const jobIds: bigint[] = [];
    let [turnover, paidFees] = [0n, 0n];
    for (let n = 0; n < jobs; n++) {
      const jobId = await trade(world, { payer: who, seller: SELLER, listingId, units: UNITS, seconds: SECONDS });
      const { paid, feeBps, discountBps } = await buyer.getJob({ jobId });
      turnover += paid;
      paidFees += splitFee(paid, feeBps, discountBps).fee;
      jobIds.push(jobId);
      // What was earned is spent again.
      const { available } = await buyer.getVaultAccount({ account: owner.address });
      await (await world.client(owner).withdraw({ amount: available, to: who.address })).wait();
      await (await buyer.deposit({ amount: available })).wait();
    }
    await (await buyer.countSpend({ jobIds })).wait();
    const { cashbackBps } = await buyer.getPerks({ account: who.address });
    const { price } = await buyer.getCptPrice();
    const rewards = {
      cashback: usdcToCpt((turnover * BigInt(cashbackBps)) / BPS, price),
      provider: usdcToCpt((turnover * PROVIDER_REWARD_BPS) / BPS, price),
      review: 0n,
      referral: 0n,
    };
    const onChain = (await purse(world, people)) - before;
    const capped = capPairRewards({ fees: paidFees, rewards, cptPrices: [price] });
    return {
      turnover,
      uncapped: rewardsWorth(rewards, price),
      lines: [
        { what: 'fees paid', amount: onChain },
        ...rewardLines(capped, price),
        { what: 'stakers’ part of the fees', amount: stakersPart(-onChain) },
      ],
    };
  },
};
