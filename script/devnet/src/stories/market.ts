import {
  allotUnits,
  answerDispute,
  bidSpot,
  claimReservation,
  confirmJob,
  createWorkflow,
  DisputeOutcome,
  DisputeState,
  defineWorkflow,
  formatUsdc,
  getCurrentSpotRound,
  getDispute,
  getDisputesHeld,
  getJob,
  getListingSku,
  getReservation,
  getSpotRound,
  getTokenBalances,
  getWorkflow,
  getWorkflowStages,
  offerSpot,
  openDispute,
  openJob,
  parseUsdc,
  reserveCapacity,
  splitDispute,
  splitLostBond,
  voteOnDispute,
} from '@cyberplaza/sdk';
import { type Account, parseEther } from 'viem';
import { account } from '../accounts.js';
import type { Played } from '../market/play.js';
import type { Prepared } from '../prepare.js';
import { publishPrices } from '../seed/prices.js';
import { list, type SeededProvider } from '../seed/providers.js';
import type { Stack } from '../stack/stack.js';
import { available, fundBalance } from './buyers.js';
import { describeJob, runToReport } from './run.js';
import { Seen, type Story } from './story.js';

const HOUR = 3_600;
const DAY = 86_400;
const BPS = 10_000;
const FUNDS = parseUsdc('1000');
const ARBITERS = 5;
/** For the provider's bond in a dispute. */
const BOND_MONEY = parseUsdc('100');
const LISTED = 16;
const RESERVED = { units: 4, hours: 2 };
/** Units at auction, what the seller wants at least, and two bids that want more than there is; shares of the list price in basis points. */
const SPOT = { units: 6, reserveBps: 3_500, bids: [4_500, 5_000], unitsEach: 4 } as const;
/** Of the disputed sum, to the payer. */
const RULING_BPS = 8_000;

/** What all parts of the story need. */
interface Scene {
  stack: Stack;
  prepared: Prepared;
  played: Played;
  seen: Seen;
  vendor: SeededProvider;
  owner: Account;
  /** The vendor's pre-emptible and reservable hours. */
  listingId: number;
  buyers: readonly [Account, Account];
  prices(): Promise<void>;
}

/** The rest of the market: reserved hours, a spot round, a workflow, a dispute that the bond pays for. What a keeper does in the world, the keeper does here. */
export async function marketStory(
  stack: Stack,
  prepared: Prepared,
  played: Played,
  vendor: SeededProvider,
  say: (text: string) => void,
): Promise<Story> {
  const { world, clock } = stack;
  const n = prepared.providers.indexOf(vendor);
  const prices = (): Promise<void> => publishPrices(world, clock, prepared.prices);
  const buyers = [account('buyer', 0), account('buyer', 1)] as const;
  say('a provider lists hours that can be reserved and pre-empted');
  await prices();
  for (const buyer of buyers) await fundBalance(world, buyer, FUNDS);
  const other = { preemptible: true, reservable: true, capacity: LISTED };
  const listingId = await list(world, n, vendor.providerId, vendor.spec, other);
  const owner = account('provider', n);
  const scene = { stack, prepared, played, seen: new Seen(), vendor, owner, listingId, buyers, prices };
  say('a buyer reserves two hours of tomorrow, and uses them');
  await reserved(scene);
  say('two buyers bid in a spot round, the keeper clears it');
  await spotRound(scene);
  say('a workflow: the keeper launches the child when its parent has succeeded');
  await workflow(scene);
  say('a dispute: both sides post bonds, five arbiters rule, the keeper executes');
  await dispute(scene);
  return { title: 'Reservations, spot, workflows, disputes', lines: scene.seen.lines };
}

async function reserved({ stack, prepared, played, seen, owner, listingId, buyers: [buyer], prices }: Scene) {
  const { world, clock } = stack;
  await (await allotUnits(world.wallet(owner), { listingId, units: RESERVED.units })).wait();
  const start = (Math.floor((await clock.now()) / HOUR) + 24) * HOUR;
  const booking = { listingId, units: RESERVED.units, start, end: start + RESERVED.hours * HOUR };
  const { reservationId } = await (await reserveCapacity(world.wallet(buyer), booking)).wait();
  await clock.advanceTo(start);
  await prices();
  const seconds = RESERVED.hours * HOUR;
  const specHash = describeJob(prepared, 'at the hour we reserved', seconds);
  const claimed = await (await claimReservation(world.wallet(buyer), { reservationId, specHash })).wait();
  await runToReport(stack, prepared, played, [claimed.jobId], seconds);
  await (await confirmJob(world.wallet(buyer), { jobId: claimed.jobId })).wait();
  const { unitPrice } = await getReservation(world.reader, { reservationId });
  const { paid } = await getJob(world.reader, { jobId: claimed.jobId });
  seen.equal('the reserved hours were paid as booked', paid, BigInt(RESERVED.units * RESERVED.hours * unitPrice));
}

async function spotRound({ stack, prepared, played, seen, vendor, owner, listingId, buyers, prices }: Scene) {
  const { world, clock } = stack;
  const { observer } = played;
  const share = (bps: number): number => Math.floor((Number(parseUsdc(vendor.spec.unitPrice)) * bps) / BPS);
  const offer = { listingId, units: SPOT.units, reserve: share(SPOT.reserveBps) };
  await (await offerSpot(world.wallet(owner), offer)).wait();
  await clock.advanceTo(await getCurrentSpotRound(world.reader));
  await prices();
  const sku = await getListingSku(world.reader, { listingId });
  const roundEnd = await getCurrentSpotRound(world.reader);
  const specHash = describeJob(prepared, 'on what nobody else needed', HOUR);
  for (const [n, buyer] of buyers.entries()) {
    const bid = { sku, units: SPOT.unitsEach, duration: HOUR, maxUnitPrice: share(SPOT.bids[n] ?? 0), specHash };
    await (await bidSpot(world.wallet(buyer), bid)).wait();
  }
  const before = new Set(observer.jobs.keys());
  await clock.advanceTo(roundEnd);
  const fresh = () => [...observer.jobs.keys()].filter((jobId) => !before.has(jobId));
  await observer.waitFor('the keeper to clear the spot round', () => fresh().length === SPOT.bids.length);
  const jobIds = fresh();
  await runToReport(stack, prepared, played, jobIds, HOUR);
  const round = await getSpotRound(world.reader, { sku, roundEnd });
  const jobs = await Promise.all(jobIds.map((jobId) => getJob(world.reader, { jobId })));
  seen.equal(
    `a spot round sold ${SPOT.units} units to two bidders`,
    jobs.reduce((sum, { units }) => sum + units, 0),
    SPOT.units,
  );
  seen.expect(
    'both pay one price, the marginal bid, below half of the list price',
    jobs.every(({ unitPrice }) => unitPrice === round.price) && round.price === share(SPOT.bids[0]),
  );
}

async function workflow({ stack, prepared, played, seen, vendor, buyers: [buyer], prices }: Scene) {
  const { world, clock } = stack;
  const launchBy = BigInt((await clock.now()) + DAY);
  await prices();
  const stage = (says: string) => ({
    listingId: vendor.listingId,
    units: 2,
    duration: HOUR,
    maxUnitPrice: Number(parseUsdc(vendor.spec.unitPrice)),
    specHash: describeJob(prepared, says, HOUR),
  });
  const plan = defineWorkflow()
    .stage('prepare', stage('prepared'))
    .stage('train', { ...stage('trained'), after: ['prepare'], launchBy })
    .build();
  const { workflowId, launched } = await (await createWorkflow(world.wallet(buyer), { plan })).wait();
  seen.equal('only the stage without parents starts at once', launched.length, 1);
  await runToReport(stack, prepared, played, [launched[0]?.jobId ?? 0n], HOUR);
  const child = async () => (await getWorkflowStages(world.reader, { workflowId }))[1]?.jobId ?? 0n;
  await played.observer.waitFor('the keeper to launch the second stage', async () => (await child()) !== 0n);
  await runToReport(stack, prepared, played, [await child()], HOUR);
  seen.equal(
    'the keeper launched the other when its parent had succeeded; nothing is reserved any more',
    (await getWorkflow(world.reader, { workflowId })).reserved,
    0n,
  );
}

async function dispute({ stack, prepared, played, seen, vendor, owner, buyers: [, buyer], prices }: Scene) {
  const { world } = stack;
  await prices();
  const order = { listingId: vendor.listingId, units: 8, duration: 2 * HOUR };
  const specHash = describeJob(prepared, 'not what was ordered', order.duration);
  const { jobId } = await (await openJob(world.wallet(buyer), { ...order, specHash })).wait();
  await runToReport(stack, prepared, played, [jobId], order.duration);
  const { escrow: holdback, paid } = await getJob(world.reader, { jobId });
  const disputed = paid + holdback;
  const evidence = { evidenceHash: specHash, evidenceURI: 'https://buyers.example/evidence.json' };
  await fundBalance(world, owner, BOND_MONEY);
  const purse = async (): Promise<bigint> =>
    (await available(world, buyer.address)) + (await getTokenBalances(world.reader, { account: buyer.address })).usdc;
  const before = await purse();
  const { bond } = await (await openDispute(world.wallet(buyer), { jobId, disputed, ...evidence })).wait();
  await (await answerDispute(world.wallet(owner), { jobId, ...evidence })).wait();
  seen.equal('bonds of both sides are held', await getDisputesHeld(world.reader), 2n * bond);
  const arbiters = Array.from({ length: ARBITERS }, (_, n) => account('arbiter', n));
  await world.fund(
    arbiters.map(({ address }) => address),
    parseEther('1'),
  );
  for (const arbiter of arbiters) {
    const vote = { jobId, payerBps: RULING_BPS, reasonURI: 'https://arbiters.example/reason.json' };
    await (await voteOnDispute(world.wallet(arbiter), vote)).wait();
  }
  const { observer } = played;
  const split = splitDispute({ disputed, payerBps: RULING_BPS, holdback });
  await observer.waitFor(
    'the keeper to execute the ruling',
    async () => (await getDispute(world.reader, { jobId })).state === DisputeState.Closed,
  );
  const { outcome, finalBps } = await getDispute(world.reader, { jobId });
  seen.expect('the panel ruled 80% for the buyer', outcome === DisputeOutcome.Ruled && finalBps === RULING_BPS);
  const made = async () => (await purse()) - before;
  await observer.waitFor('the keeper to slash the bond for the rest', async () => (await made()) >= split.payerAmount);
  seen.equal(
    `the buyer has what was ruled, ${formatUsdc(split.fromHoldback)} USDC of the hold-back and ${formatUsdc(split.beyond)} of the bond`,
    await made(),
    split.payerAmount + splitLostBond(bond, ARBITERS).toWinner,
  );
  seen.equal('no bond of a dispute is left behind', await getDisputesHeld(world.reader), 0n);
}
