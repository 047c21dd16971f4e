import { capPairRewards, parseUsdc, rewardsWorth, splitFee, usdcToCpt } from '../../../src/index.js';
import { account } from '../../support/accounts.js';
import { trade } from '../../support/trade.js';
import { type Attack, BPS, PROVIDER_REWARD_BPS, purse, REVIEW_REWARD, rewardLines, stakersPart } from '../attack.js';

const SELLER = 20;
const BUYER = 20;
/** One unit at 2.50 USDC for a minute. */
const SECONDS = 60;

/** Buys the smallest jobs of oneself and reviews each. */
export const reviewFarming: Attack = {
  name: 'review farming',
  story:
    'one person buys the smallest jobs from its own provider and reviews each of them for the fixed reward (5 CPT); cashback and provider reward come with it',
  async run(world, { jobs }) {
    const [owner, who] = [account('provider', SELLER), account('buyer', BUYER)];
    await world.publishPrices();
    const providerId = await world.provider(SELLER, { certified: true });
    const listingId = await world.listing(SELLER, providerId, { unitPrice: 2_500_000, feedId: 0 });
    const buyer = await world.buyer(BUYER, parseUsdc('100'));
    const people = [owner.address, who.address];
    const before = await purse(world, people);
    let [turnover, fees] = [0n, 0n];
    for (let n = 0; n < jobs; n++) {
      const jobId = await trade(world, { payer: who, seller: SELLER, listingId, units: 1, seconds: SECONDS });
      await (await buyer.reviewJob({ jobId, rating: 5, uri: 'ipfs://praise' })).wait();
      const { paid, feeBps, discountBps } = await buyer.getJob({ jobId });
      turnover += paid;
      fees += splitFee(paid, feeBps, discountBps).fee;
    }
    const reviews = BigInt((await buyer.getReputation({ providerId })).count);
    const { price } = await buyer.getCptPrice();
    const rewards = {
      cashback: usdcToCpt((turnover * 100n) / BPS, price),
      provider: usdcToCpt((turnover * PROVIDER_REWARD_BPS) / BPS, price),
      review: reviews * REVIEW_REWARD,
      referral: 0n,
    };
    const onChain = (await purse(world, people)) - before;
    const capped = capPairRewards({ fees, rewards, cptPrices: [price] });
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
