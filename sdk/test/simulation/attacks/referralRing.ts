import type { HDAccount } from 'viem';
import { capPairRewards, parseUsdc, rewardsWorth, splitFee, usdcToCpt } from '../../../src/index.js';
import { account } from '../../support/accounts.js';
import { trade } from '../../support/trade.js';
import type { World } from '../../support/world.js';
import { type Attack, BPS, type Line, PROVIDER_REWARD_BPS, purse, rewardLines, stakersPart } from '../attack.js';

const SELLER = 30;
const FIRST = 30;
const HEAD = 29;
const SPONSOR = 28;
const UNIT_PRICE = 2_500_000n;
const BUDGET = parseUsdc('5000');
/** 64 units at 2.50 USDC for 16 hours: 2,560 USDC, 102.40 of it fees. */
const UNITS = 64;
const SECONDS = 16 * 3_600;
/** What is left of credit after a refund is spent again, so many times. */
const ROUNDS = 3;
const SMALLEST_JOB = 60;

/** Turns an account's credit into money, by jobs of its own provider. Returns the fees of these jobs. */
async function spendCredit(world: World, who: HDAccount, listingId: number): Promise<bigint> {
  const client = world.client(who);
  let fees = 0n;
  await world.fund(who.address);
  const wallet = await client.getCreditWallet({ account: who.address });
  await (await client.createCreditWallet({ owner: who.address })).wait();
  for (let round = 0; round < ROUNDS; round++) {
    const { available } = await client.getVaultAccount({ account: wallet });
    const seconds = Number((available * 3_600n * 10n) / (UNIT_PRICE * 12n)) - 1;
    if (seconds < SMALLEST_JOB) break;
    const jobId = await trade(world, { payer: who, seller: SELLER, listingId, units: 1, seconds, credit: true });
    const { paid, feeBps, discountBps } = await client.getJob({ jobId });
    fees += splitFee(paid, feeBps, discountBps).fee;
  }
  return fees;
}

/** Refers made-up accounts, lets them pay fees to oneself, and turns the credit of both sides into money. */
export const referralRing: Attack = {
  name: 'referral ring',
  story:
    'one person refers accounts it made up, lets each buy from its own provider until credit has vested, and spends the credit of both sides at that provider again',
  async run(world, { accounts, jobs }) {
    const owner = account('provider', SELLER);
    const head = account('buyer', HEAD);
    const members = Array.from({ length: accounts }, (_, n) => account('buyer', FIRST + n));
    await world.publishPrices();
    const providerId = await world.provider(SELLER, { certified: true });
    const listingId = await world.listing(SELLER, providerId, { unitPrice: Number(UNIT_PRICE), feedId: 0 });
    const sponsor = await world.buyer(SPONSOR, 1n);
    await world.fund(sponsor.account.address, { usdc: BUDGET });
    await (await sponsor.depositFor({ beneficiary: world.contracts.Referrals, amount: BUDGET })).wait();

    const clients = [];
    for (const [n] of members.entries()) clients.push(await world.buyer(FIRST + n, parseUsdc('30000')));
    const people = [owner.address, head.address, ...members.map(({ address }) => address)];
    const before = await purse(world, people);
    let [turnover, uncapped, ringFees] = [0n, 0n, 0n];
    const rewardTotals = new Map<string, bigint>();
    for (const [n, client] of clients.entries()) {
      const member = members[n] as HDAccount;
      await (await client.setReferrer({ referrer: head.address })).wait();
      let [volume, fees] = [0n, 0n];
      const jobIds: bigint[] = [];
      for (let job = 0; job < Math.min(jobs, 5); job++) {
        const jobId = await trade(world, { payer: member, seller: SELLER, listingId, units: UNITS, seconds: SECONDS });
        const { paid, feeBps, discountBps } = await client.getJob({ jobId });
        volume += paid;
        fees += splitFee(paid, feeBps, discountBps).fee;
        jobIds.push(jobId);
      }
      await (await client.countFees({ jobIds })).wait();
      const { credits } = await (await client.payCredits({ max: 10n })).wait();
      const given = 2n * credits.reduce((sum, { amount }) => sum + amount, 0n);
      const { price } = await client.getCptPrice();
      const rewards = {
        cashback: usdcToCpt((volume * 200n) / BPS, price),
        provider: usdcToCpt((volume * PROVIDER_REWARD_BPS) / BPS, price),
        review: 0n,
        referral: 0n,
      };
      uncapped += rewardsWorth(rewards, price) + 2n * parseUsdc('50');
      const capped = capPairRewards({ fees, rewards, cptPrices: [price], alreadyGiven: given });
      for (const { what, amount } of rewardLines(capped, price)) {
        rewardTotals.set(what, (rewardTotals.get(what) ?? 0n) + amount);
      }
      turnover += volume;
      ringFees += fees;
    }
    const feesPaid = (await purse(world, people)) - before;
    let creditFees = 0n;
    for (const who of [head, ...members]) creditFees += await spendCredit(world, who, listingId);
    const launderedTo = (await purse(world, people)) - before - feesPaid;
    const lines: Line[] = [
      { what: 'fees paid', amount: feesPaid },
      { what: 'credit turned into money', amount: launderedTo },
      ...[...rewardTotals].map(([what, amount]) => ({ what, amount })),
      // No more than the cap on a wallet and the provider, whatever they are.
      { what: 'rewards of spending the credit', amount: creditFees / 2n },
      { what: 'stakers’ part of the fees', amount: stakersPart(ringFees + creditFees) },
    ];
    return { turnover, uncapped, lines };
  },
};
