import {
  buyVouchers,
  CampaignState,
  type CampaignTerms,
  claimVouchers,
  confirmJob,
  createCampaignCall,
  formatUsdc,
  getCampaign,
  getCampaignBooks,
  getCampaignCount,
  getCampaignDebt,
  getPledge,
  getRedemption,
  getVoucherBalance,
  parseUsdc,
  pledgeUnits,
  redeemVouchers,
  voucherTokenId,
} from '@cyberplaza/sdk';
import { zeroHash } from 'viem';
import { account } from '../accounts.js';
import type { Played } from '../market/play.js';
import type { Prepared } from '../prepare.js';
import { publishPrices } from '../seed/prices.js';
import type { SeededProvider } from '../seed/providers.js';
import { bySafe } from '../seed/safes.js';
import type { Stack } from '../stack/stack.js';
import { available, fundBalance } from './buyers.js';
import { keeperOf } from './governance/governance.js';
import { DEPOSITED, lend, openLine, pendingOf, poolOf, runOnThePool, takeOut } from './lenders.js';
import { describeJob, runToReport } from './run.js';
import { Seen, type Story } from './story.js';

const DAY = 86_400;
const HOUR = 3_600;
const [PLEDGERS, FUNDS] = [2, parseUsdc('5000')];
const PLEDGES = [300, 100] as const;
/** Too few: the minimum is 100. */
const MISSED_PLEDGE = 50;
const MAX_UNITS = 1_000;
const JOB = { units: 4, seconds: 2 * HOUR };
const BPS = 10_000;
/** The queue fills no part that is worth less than a USDC, and leaves none. */
const DUST = parseUsdc('2');

/**
 * A campaign from pledge to redeemed voucher, financed by the pool and repaid with interest; another that misses its minimum; and
 * a run on the pool meanwhile, which drains in order. What a keeper does in the world, the keeper does here.
 */
export async function groupBuying(
  stack: Stack,
  prepared: Prepared,
  played: Played,
  say: (text: string) => void,
): Promise<Story> {
  const { world, clock } = stack;
  const { observer } = played;
  const seen = new Seen();
  const prices = (): Promise<void> => publishPrices(world, clock, prepared.prices);
  const until = (what: string, done: () => Promise<boolean>): Promise<void> => observer.waitFor(what, done);
  const campaign = (campaignId: bigint) => getCampaign(world.reader, { campaignId });
  const buyers = Array.from({ length: PLEDGERS }, (_, n) => account('buyer', n));

  say('lenders fill the pool; the voters open a credit line');
  await prices();
  for (const buyer of buyers) await fundBalance(world, buyer, FUNDS);
  await lend(world);
  const lineId = await openLine(stack, keeperOf(stack, played));
  await prices();

  say('two campaigns take pledges');
  const met = await begin(stack, prepared, Number(lineId));
  const missed = await begin(stack, prepared, 0);
  const [first, second] = buyers;
  if (!first || !second) throw new Error('the story needs two buyers');
  const before = await available(world, second.address);
  for (const [n, buyer] of buyers.entries()) {
    await (await pledgeUnits(world.wallet(buyer), { campaignId: met, units: PLEDGES[n] ?? 0 })).wait();
  }
  await (await pledgeUnits(world.wallet(second), { campaignId: missed, units: MISSED_PLEDGE })).wait();

  say('the keeper closes both and settles every pledge');
  await clock.advanceTo((await campaign(met)).closesAt);
  await prices();
  await until('the keeper to close the campaigns', async () => {
    const states = [(await campaign(met)).state, (await campaign(missed)).state];
    return states[0] === CampaignState.Met && states[1] === CampaignState.Missed;
  });
  await until(
    'the keeper to settle the pledges',
    async () => (await campaign(met)).settled === PLEDGES[0] + PLEDGES[1],
  );
  await until(
    'the keeper to refund the missed campaign',
    async () => (await getPledge(world.reader, { campaignId: missed, account: second.address })) === 0,
  );
  const charged = BigInt(PLEDGES[1] * (await campaign(met)).price);
  seen.equal('a missed minimum refunds everybody', await available(world, second.address), before - charged);
  const books = await getCampaignBooks(world.reader, { campaignId: met });
  seen.expect(`the pool paid ${formatUsdc(books.drawn)} USDC in advance for what nobody had pledged`, books.drawn > 0n);

  say('both lenders want all their money back; what is there goes out in order');
  const requests = await runOnThePool(world);
  await clock.advanceBy(DAY + 1);
  await prices();
  const [ahead, behind] = requests as [bigint, bigint];
  await until('the keeper to fill the queue with the idle cash', async () => (await poolOf(world)).cash < DUST);
  seen.equal('who came first is paid out in full', await pendingOf(world, ahead), 0n);
  seen.expect('who came second waits for what is lent', (await pendingOf(world, behind)) > 0n);

  say('the stock is sold, the keeper repays the pool with interest');
  const tokenId = voucherTokenId(met, 0);
  for (const buyer of buyers) {
    await (await claimVouchers(world.wallet(buyer), { tokenId, to: buyer.address })).wait();
  }
  const { stock, listPrice } = await campaign(met);
  const sale = { campaignId: met, units: stock, maxUnitPrice: listPrice, to: first.address };
  await (await buyVouchers(world.wallet(first), sale)).wait();
  await until('the keeper to repay the pool', async () => {
    const { toPool, drawn } = await getCampaignBooks(world.reader, { campaignId: met });
    return toPool >= drawn && (await getCampaignDebt(world.reader, { campaignId: met })) === 0n;
  });
  const repaid = await getCampaignBooks(world.reader, { campaignId: met });
  seen.expect(
    `the pool is repaid with interest, ${formatUsdc(repaid.toPool)} USDC for ${formatUsdc(repaid.drawn)}`,
    repaid.toPool > repaid.drawn,
  );
  await until('the keeper to fill the rest of the queue', async () => (await pendingOf(world, behind)) === 0n);
  const out = await takeOut(world, requests);
  const holders = repaid.toPool - repaid.drawn;
  seen.expect(
    `the lenders leave with their money and interest, ${formatUsdc(out)} USDC for ${formatUsdc(DEPOSITED)}`,
    out > DEPOSITED && out <= DEPOSITED + holders,
  );

  say('a voucher becomes a job, run by the agent and reported by the meters');
  const held = await getVoucherBalance(world.reader, { account: first.address, tokenId });
  const jobId = await redeem(stack, prepared, played, tokenId);
  await (await confirmJob(world.wallet(first), { jobId })).wait();
  await until(
    'the keeper to close the redemption',
    async () => (await getRedemption(world.reader, { jobId })).vouchers === 0,
  );
  await (await claimVouchers(world.wallet(first), { tokenId, to: first.address })).wait();
  const used = held - (await getVoucherBalance(world.reader, { account: first.address, tokenId }));
  seen.equal('a job of four units for two hours used eight vouchers', used, BigInt(JOB.units * 2));
  const b = await getCampaignBooks(world.reader, { campaignId: met });
  const spent = b.toVendor + b.toPool + b.toRevenue + b.refunded + b.cash + b.inJobs;
  seen.equal('law C: paid in + drawn = vendor + pool + revenue + refunds + cash + in jobs', b.paidIn + b.drawn, spent);
  return { title: 'Group buying, financed by the pool', lines: seen.lines };
}

/** The dearest certified provider that sells by the hour; a trace may have none. */
export function vendorOf(prepared: Prepared): SeededProvider | undefined {
  return prepared.providers
    .filter(({ spec }) => spec.tier === 'certified' && spec.resource.endsWith('Hour'))
    .sort((a, b) => Number(b.spec.unitPrice) - Number(a.spec.unitPrice))[0];
}

/** A thousand hours of that provider, at a fifth off and less. */
async function begin(stack: Stack, prepared: Prepared, lineId: number): Promise<bigint> {
  const vendor = vendorOf(prepared);
  if (!vendor) throw new Error('the story needs a certified provider that sells by the hour');
  const listPrice = Number(parseUsdc(vendor.spec.unitPrice));
  const tier = (from: number, offBps: number) => {
    const price = Math.floor((listPrice * (BPS - offBps)) / BPS);
    return { from, price, unitCost: Math.ceil((price * 93) / 100) };
  };
  const closesAt = (await stack.clock.now()) + 3 * DAY;
  const terms: CampaignTerms = {
    listingId: vendor.listingId,
    closesAt,
    expiresAt: closesAt + 90 * DAY,
    maxUnits: MAX_UNITS,
    pack: 10,
    firstBps: 3_000,
    prepaidBps: 5_000,
    resaleBps: 1_500,
    listPrice,
    lineId,
    tiers: [tier(100, 2_000), tier(300, 2_500)],
  };
  const { world } = stack;
  const { to, data } = createCampaignCall(world.deployment, { terms });
  await bySafe(world, 'parameters', [{ to, data, value: 0n }]);
  return getCampaignCount(world.reader);
}

async function redeem(stack: Stack, prepared: Prepared, played: Played, tokenId: bigint): Promise<bigint> {
  const { world } = stack;
  const specHash = describeJob(prepared, 'trained on prepaid hours', JOB.seconds);
  const redemption = {
    tokenId,
    maxVouchers: MAX_UNITS,
    units: JOB.units,
    duration: JOB.seconds,
    taskCount: 0,
    tasksRoot: zeroHash,
    specHash,
  };
  const { jobId } = await (await redeemVouchers(world.wallet(account('buyer', 0)), { redemption })).wait();
  await runToReport(stack, prepared, played, [jobId], JOB.seconds);
  return jobId;
}
