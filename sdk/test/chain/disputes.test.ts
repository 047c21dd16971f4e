import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  keccak256,
  parseAbi,
  stringToHex,
} from 'viem';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  AccessManagedUnauthorizedError,
  AlreadyDisputedError,
  buildTaskTree,
  ClaimState,
  DisputeAction,
  DisputeOutcome,
  DisputeState,
  disputeBond,
  InsuranceSource,
  InvalidTaskError,
  JobState,
  jobSpecHash,
  NotEligibleError,
  NothingPayableError,
  NothingToBookError,
  NothingUncoveredError,
  ProviderStatus,
  parseUsdc,
  providerRegistryAbi,
  ruleAppealCall,
  setPanelCall,
  splitDispute,
  splitLostBond,
  testUsdcAbi,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld, type World } from '../support/world.js';

const HOUR = 3_600;
const DAY = 86_400;
const SELLER = 0;
const EVIDENCE = { evidenceHash: keccak256(stringToHex('logs')), evidenceURI: 'ipfs://logs' };
const ARBITERS = 5;
let providerId: number;
let listingId: number;
let pricedListing: number;
let buyer: Awaited<ReturnType<World['buyer']>>;
let seller: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(SELLER, { certified: true, bond: parseUsdc('100000') });
  listingId = await w.listing(SELLER, providerId, { unitPrice: 1_000_000, feedId: 0, capacity: 500 });
  pricedListing = await w.listing(SELLER, providerId, { capacity: 500 });
  buyer = await w.buyer(0, parseUsdc('200000'));
  seller = w.client(account('provider', SELLER));
  const owner = account('provider', SELLER);
  await w.fund(owner.address, { usdc: parseUsdc('50000') });
  await w.approve(owner, 'USDC', w.contracts.Vault);
  await (await seller.deposit({ amount: parseUsdc('50000') })).wait();
  for (let n = 0; n < ARBITERS; n++) await w.fund(account('arbiter', n).address);
});

beforeEach(async () => {
  await world.current.publishPrices();
});

/** 500 USDC an hour, or 20 where the oracle knows the price, of which a tenth is held back. */
async function reported(
  hours = 1,
  tasks?: { taskCount: number; tasksRoot: Hex },
  listing = listingId,
): Promise<bigint> {
  const { wait } = await buyer.openJob({
    listingId: listing,
    units: 500,
    duration: hours * HOUR,
    maxUnitPrice: 1_000_000,
    specHash: jobSpecHash({ command: ['make'] }),
    ...tasks,
  });
  const { jobId } = await wait();
  await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
  const { since } = await buyer.getJob({ jobId });
  await world.current.advance(hours * HOUR);
  const signed = await world.current.signedReport({
    jobId,
    usage: BigInt(500 * hours * HOUR),
    startedAt: since,
    endedAt: since + hours * HOUR,
  });
  await (await buyer.reportJob(signed)).wait();
  return jobId;
}

async function answered(jobId: bigint, disputed: bigint): Promise<void> {
  const { bond } = await (await buyer.openDispute({ jobId, disputed, ...EVIDENCE })).wait();
  expect(bond).toBe(disputeBond(disputed));
  expect(await buyer.getDisputeBond({ disputed })).toBe(bond);
  await (await seller.answerDispute({ jobId, ...EVIDENCE })).wait();
}

async function judged(jobId: bigint, payerBps: number): Promise<void> {
  for (let n = 0; n < ARBITERS; n++) {
    const arbiter = world.current.client(account('arbiter', n));
    await (await arbiter.voteOnDispute({ jobId, payerBps, reasonURI: 'ipfs://reason' })).wait();
  }
}

describe('a dispute', () => {
  test('is settled by an offer', async () => {
    const jobId = await reported();
    const { escrow: holdback } = await buyer.getJob({ jobId });
    const disputed = parseUsdc('500');
    await answered(jobId, disputed);
    expect(await buyer.getDisputesHeld()).toBe(2n * disputeBond(disputed));
    await (await buyer.addDisputeEvidence({ jobId, ...EVIDENCE })).wait();

    const split = splitDispute({ disputed, payerBps: 4_000, holdback });
    const until = Number(await world.current.now()) + DAY;
    const { escrowed } = await (await seller.offerSettlement({ jobId, payerBps: 3_000, until })).wait();
    expect(escrowed).toBe(splitDispute({ disputed, payerBps: 3_000, holdback }).beyond);
    await (await seller.withdrawSettlement({ jobId })).wait();
    await (await seller.offerSettlement({ jobId, payerBps: 4_000, until })).wait();
    expect(await buyer.getSettlementOffer({ jobId, byPayer: false })).toMatchObject({
      payerBps: 4_000,
      until,
      escrowed: split.beyond,
    });
    const before = await buyer.getVaultAccount({ account: buyer.account.address });
    const outcome = await (await buyer.acceptSettlement({ jobId, payerBps: 4_000 })).wait();
    expect(outcome).toMatchObject({ payerAmount: split.payerAmount, fromHoldback: split.fromHoldback });
    const after = await buyer.getVaultAccount({ account: buyer.account.address });
    expect(after.available - before.available).toBe(split.payerAmount + disputeBond(disputed));
    expect(await buyer.getDispute({ jobId })).toMatchObject({
      state: DisputeState.Closed,
      outcome: DisputeOutcome.Agreed,
      finalBps: 4_000,
    });
    expect(await buyer.getDisputesHeld()).toBe(0n);
    await expect(buyer.openDispute({ jobId, disputed, ...EVIDENCE })).rejects.toThrow(AlreadyDisputedError);
  });

  test('is judged, and pays out of the bond', async () => {
    const jobId = await reported();
    const { escrow: holdback } = await buyer.getJob({ jobId });
    const disputed = parseUsdc('500');
    await answered(jobId, disputed);
    expect(await buyer.getPanel()).toEqual(Array.from({ length: ARBITERS }, (_, n) => account('arbiter', n).address));
    const arbiter = account('arbiter', 0).address;
    expect(await buyer.mayVoteOnDispute({ jobId, arbiter })).toBe(true);
    await expect(buyer.voteOnDispute({ jobId, payerBps: 10_000, reasonURI: '' })).rejects.toThrow(NotEligibleError);
    expect(await buyer.getPanelRuling({ jobId })).toMatchObject({ decided: false });
    await judged(jobId, 8_000);
    expect(await buyer.getPanelRuling({ jobId })).toMatchObject({ decided: true, payerBps: 8_000 });
    expect(await buyer.getPanelCase({ jobId })).toMatchObject({ eligible: 0b11111, voted: 0b11111, needed: 3 });
    expect(await buyer.getPanelVoters({ jobId })).toHaveLength(ARBITERS);

    expect(await buyer.getDisputesDue({ jobIds: [jobId, jobId + 100n] })).toEqual([
      DisputeAction.Finalize,
      DisputeAction.None,
    ]);
    const paid = (await buyer.getVaultAccount({ account: arbiter })).available;
    await (await seller.finalizeDispute({ jobId })).wait();
    const { toEachVoter } = splitLostBond(disputeBond(disputed), ARBITERS);
    expect((await buyer.getVaultAccount({ account: arbiter })).available - paid).toBe(toEachVoter);
    expect(await buyer.getJob({ jobId })).toMatchObject({ state: JobState.Settled });

    const { beyond } = splitDispute({ disputed, payerBps: 8_000, holdback });
    expect(await buyer.getDisputeDue({ jobId })).toBe(DisputeAction.Slash);
    const slashed = await (await seller.slashForDispute({ jobId, to: buyer.account.address })).wait();
    expect(slashed).toMatchObject({ owed: beyond, covered: beyond });
    await expect(buyer.fileInsuranceClaim({ jobId })).rejects.toThrow(NothingUncoveredError);
  });

  test('above 10,000 USDC may be appealed', async () => {
    const jobId = await reported(24);
    await answered(jobId, parseUsdc('12000'));
    await judged(jobId, 2_000);
    const { bond, rulingUntil } = await (await buyer.appealDispute({ jobId, ...EVIDENCE })).wait();
    expect(bond).toBe(parseUsdc('600'));
    expect(await buyer.getDispute({ jobId })).toMatchObject({ state: DisputeState.Appealed, panelBps: 2_000 });
    await world.current.advanceTo(BigInt(rulingUntil) + 1n);
    await (await buyer.finalizeDispute({ jobId })).wait();
    expect(await buyer.getDispute({ jobId })).toMatchObject({
      outcome: DisputeOutcome.AppealUnanswered,
      finalBps: 2_000,
    });
    await world.current.publishPrices();
  });

  /** What GOVERNANCE announced two days ago. */
  async function announced(data: Hex, to: Address): Promise<ReturnType<World['client']>> {
    const governance = account('governance');
    await world.current.fund(governance.address);
    const client = world.current.client(governance);
    const hash = await client.writeContract({
      address: world.current.contracts.AccessManager,
      abi: parseAbi(['function schedule(address target, bytes data, uint48 when) returns (bytes32, uint32)']),
      functionName: 'schedule',
      args: [to, data, 0],
    });
    expect((await world.current.chain.waitForTransactionReceipt({ hash })).status).toBe('success');
    await world.current.advance(2 * DAY);
    await world.current.publishPrices();
    return client;
  }

  test('that was appealed is ruled on by governance', async () => {
    const jobId = await reported(24);
    await answered(jobId, parseUsdc('12000'));
    await judged(jobId, 2_000);
    await (await buyer.appealDispute({ jobId, ...EVIDENCE })).wait();
    const ruling = { jobId, payerBps: 5_000, reasonURI: 'ipfs://ruling' };
    await expect(seller.ruleAppeal(ruling)).rejects.toThrow(AccessManagedUnauthorizedError);
    const call = ruleAppealCall(world.current.deployment, ruling);
    const governance = await announced(call.data, call.to);
    await (await governance.ruleAppeal(ruling)).wait();
    expect(await buyer.getDispute({ jobId })).toMatchObject({
      outcome: DisputeOutcome.RuledOnAppeal,
      panelBps: 2_000,
      finalBps: 5_000,
    });
  });

  test('is judged by the panel that governance seats', async () => {
    const before = await buyer.getPanel();
    const arbiters = [...before].reverse();
    await expect(seller.setPanel({ arbiters })).rejects.toThrow(AccessManagedUnauthorizedError);
    for (const next of [arbiters, before]) {
      const call = setPanelCall(world.current.deployment, { arbiters: next });
      const governance = await announced(call.data, call.to);
      const { version } = await (await governance.setPanel({ arbiters: next })).wait();
      expect(version).toBe(next === arbiters ? 2 : 3);
      expect(await buyer.getPanel()).toEqual(next);
    }
  });

  test('may be about some tasks of a sweep', async () => {
    const hashes = Array.from({ length: 7 }, (_, n) => keccak256(stringToHex(`task ${n}`)));
    const tree = buildTaskTree(hashes);
    const jobId = await reported(1, { taskCount: tree.count, tasksRoot: tree.root });
    const common = { jobId, disputed: 1n, taskCount: tree.count, tasksRoot: tree.root, ...EVIDENCE };
    await expect(
      buyer.openTaskDispute({ ...common, tasks: [{ ...tree.task(1), contentHash: hashes[2] as Hex }] }),
    ).rejects.toThrow(InvalidTaskError);
    // every place of a tree with an odd edge
    const tasks = hashes.map((_, index) => tree.task(index));
    const { answerUntil } = await (
      await buyer.openTaskDispute({ ...common, disputed: parseUsdc('500'), tasks })
    ).wait();
    await world.current.advanceTo(BigInt(answerUntil) + 1n);
    await (await buyer.finalizeDispute({ jobId })).wait();
    expect(await buyer.getDispute({ jobId })).toMatchObject({ outcome: DisputeOutcome.Unanswered });
  });

  test('has governed terms', async () => {
    expect(await buyer.getDisputesParameter({ name: 'answerWindow' })).toBe(BigInt(2 * DAY));
  });
});

/** Two jobs of 480 USDC ruled to their payer in full, 48 each held back, and a bond that is gone. */
async function lossesBeyondTheBond(): Promise<bigint[]> {
  const jobIds = [await reported(24, undefined, pricedListing), await reported(24, undefined, pricedListing)];
  await world.current.publishPrices();
  for (const jobId of jobIds) {
    await answered(jobId, parseUsdc('480'));
    await judged(jobId, 10_000);
    await (await seller.finalizeDispute({ jobId })).wait();
  }
  const slasher = account('slasher');
  await world.current.fund(slasher.address);
  const hash = await world.current.client(slasher).writeContract({
    address: world.current.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'slash',
    args: [providerId, parseUsdc('1000000'), slasher.address, EVIDENCE.evidenceHash],
  });
  await world.current.chain.waitForTransactionReceipt({ hash });
  for (const jobId of jobIds) {
    const outcome = await (await seller.slashForDispute({ jobId, to: buyer.account.address })).wait();
    expect(outcome).toMatchObject({ owed: parseUsdc('432'), covered: 0n });
    const reason = keccak256(
      encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [world.current.contracts.Disputes, jobId]),
    );
    expect(await buyer.getSlashOutcome({ providerId, reason })).toEqual({ covered: 0n, queued: 0n });
    expect(await buyer.getDisputeDue({ jobId })).toBe(DisputeAction.FileClaim);
  }
  return jobIds;
}

describe('the insurance fund', () => {
  test('keeps a floor for each duty', async () => {
    const donor = world.current.client(account('treasury'));
    await world.current.fund(account('treasury').address, { usdc: parseUsdc('1000') });
    await world.current.approve(account('treasury'), 'USDC', world.current.contracts.InsuranceFund);
    const amount = parseUsdc('1000');
    expect(await donor.getRequirements({ action: 'contributeToInsurance', amount })).toEqual([]);
    const booked = await (await donor.contributeToInsurance({ amount })).wait();
    expect(booked).toMatchObject({
      claimsOnly: parseUsdc('400'),
      poolOnly: parseUsdc('400'),
      shared: parseUsdc('200'),
    });
    expect(await donor.getInsuranceBooks()).toMatchObject({ shared: parseUsdc('200') });
    expect(await donor.getInsuranceAvailable()).toEqual({ forClaims: parseUsdc('600'), forPool: parseUsdc('600') });
    expect(await donor.getInsuranceSource({ contributor: world.current.contracts.Treasury })).toBe(
      InsuranceSource.EmergencyReserve,
    );
    expect(await donor.getInsuranceReceived({ source: InsuranceSource.Donations })).toBe(amount);
    expect(await donor.getInsuranceParameter({ name: 'maxClaim' })).toBe(parseUsdc('100000'));
    await expect(donor.syncInsurance()).rejects.toThrow(NothingToBookError);
    const { InsuranceFund, USDC } = world.current.contracts;
    const mint = encodeFunctionData({ abi: testUsdcAbi, functionName: 'mint', args: [InsuranceFund, 100n] });
    await world.current.impersonate(account('deployer').address, USDC, mint);
    expect(await (await donor.syncInsurance()).wait()).toMatchObject({ amount: 100n });
  });

  test('pays what a ruling gave and the bond lacked, after 14 public days', async () => {
    const [first = 0n, second = 0n] = await lossesBeyondTheBond();
    const keeper = world.current.client(account('relayer'));
    const { claimId, claimed } = await (await keeper.fileInsuranceClaim({ jobId: first })).wait();
    expect(claimed).toBe(parseUsdc('432'));
    expect(await keeper.getProvider({ providerId })).toMatchObject({ status: ProviderStatus.Suspended });
    const other = await (await keeper.fileInsuranceClaim({ jobId: second })).wait();
    expect(await keeper.getInsuranceOutstanding()).toEqual({ filed: parseUsdc('864'), queued: 0n });
    expect(await keeper.getInsuranceCoverage()).toBe((600_000_040n * 10_000n) / 864_000_000n);
    const council = world.current.client(account('council'));
    await world.current.fund(account('council').address);
    await (await council.rejectInsuranceClaim({ claimId: other.claimId, reason: 'the logs are forged' })).wait();

    const { reviewUntil } = await keeper.getInsuranceClaim({ claimId });
    await world.current.advanceTo(BigInt(reviewUntil) + 1n);
    const before = (await keeper.getVaultAccount({ account: buyer.account.address })).available;
    expect(await (await keeper.grantInsuranceClaim({ claimId })).wait()).toMatchObject({ amount: claimed });
    expect((await keeper.getVaultAccount({ account: buyer.account.address })).available - before).toBe(claimed);
    expect(await keeper.getGrantedAgainst({ providerId })).toBe(claimed);
    expect(await keeper.getInsuranceSpent()).toEqual({ onClaims: claimed, onLosses: 0n });
    await expect(keeper.payInsuranceClaims({ max: 10n })).rejects.toThrow(NothingPayableError);
    expect(await keeper.getInsuranceClaims({ claimIds: [claimId, other.claimId] })).toMatchObject([
      { state: ClaimState.Paid, paid: claimed },
      { state: ClaimState.Rejected },
    ]);
    expect(await keeper.getInsuranceClaimCount()).toBe(2n);
  });
});
