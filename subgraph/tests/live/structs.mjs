import { deepStrictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { checkLaws } from '../../scripts/laws.mjs';
import { account, addressOf, id, text, word, ZERO } from '../lib/scenario.mjs';
import { pool } from './pool.mjs';

const QUERIES = new URL('../../queries/', import.meta.url);
const [OWNER, PAYER] = [account(1), account(2)];
/** For queries that need some. */
const VARIABLES = { id: PAYER, t: '1700000000', sku: word(1), listing: '0x00000001' };
/** Queries of what this chain does not see; here they only have to run, scenarios of their own look at the figures. */
const ELSEWHERE = new Set([
  'bridge.graphql',
  'buyback.graphql',
  'delegation.graphql',
  'dispute.graphql',
  'governance.graphql',
  'insurance.graphql',
  'law-h-bridge.graphql',
  'law-h-supply.graphql',
  'law-treasury.graphql',
  'reservations.graphql',
]);
const TERMS = {
  providerId: 1,
  resource: 1,
  period: 0,
  active: true,
  preemptible: true,
  reservable: false,
  unitPrice: 2_000_000,
  capacity: 8,
  minDuration: 600,
  maxDuration: 86_400,
  startLimit: 30,
  cancelFeeBps: 500,
  feedId: 5,
  slaUptimeBps: 9_950,
  slaCreditBps: 1_000,
  extraSigners: 1,
  verifier: 0,
};
const TARIFF = {
  uptime: [
    { belowBps: 9_990, creditBps: 500 },
    { belowBps: 9_900, creditBps: 2_000 },
    { belowBps: 0, creditBps: 0 },
    { belowBps: 0, creditBps: 0 },
  ],
  throughputFloorBps: 9_000,
  throughputCreditBps: 3_000,
  noticeMinutes: 10,
  preemptNoticeMinutes: 5,
  exitNoticeMinutes: 2_880,
};
const PARAMS = {
  freeCancelWindow: 120,
  ackWindow: 600,
  overdueGrace: 86_400,
  disputeWindow: 259_200,
  rulingWindow: 1_209_600,
  quickFailWindow: 300,
  priceMaxAge: 93_600,
  statusMaxAge: 3_600,
  bufferBps: 2_000,
  priceBandBps: 2_500,
  holdbackCertifiedBps: 1_000,
  holdbackProbationBps: 5_000,
  holdbackOrdinaryBps: 10_000,
  maxUncodedFailures: 3,
};
const RATES = {
  silver: 1_000_000_000n,
  gold: 10_000_000_000n,
  platinum: 100_000_000_000n,
  loyaltyBps: [100, 150, 200, 300],
  planBps: [0, 100, 300, 500],
};

const CAMPAIGN = {
  listingId: 1,
  closesAt: 1_800_000_000,
  expiresAt: 1_810_000_000,
  maxUnits: 1_000,
  pack: 10,
  firstBps: 3_000,
  prepaidBps: 5_000,
  resaleBps: 2_000,
  listPrice: 2_500_000,
  lineId: 3,
  tiers: [
    { from: 100, price: 2_000_000, unitCost: 1_840_000 },
    { from: 300, price: 1_900_000, unitCost: 1_750_000 },
  ],
};

/** As indexed: tiers in use only, by column. */
const TIERS = { uptimeBelowBps: [9_990, 9_900], uptimeCreditBps: [500, 2_000] };
const STAGE = {
  listingId: 1,
  units: 2,
  duration: 3_600,
  maxUnitPrice: 2_500_000,
  parents: 0,
  launchBy: 0,
  bundled: false,
  taskCount: 100,
  tasksRoot: word(7),
  specHash: word(8),
};

const strings = (record) =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      key.endsWith('Bps') || key === 'maxUncodedFailures' ? value : String(value),
    ]),
  );

/** Events with structs, transfers found by topic, every example query and the law check, on a real chain. */
export const name = 'a real chain: events with structs, filtered transfers, every example query, every law';

/** @returns how many things were checked */
export async function run(live) {
  let checks = 0;
  const same = async (query, expected) => {
    await live.caughtUp();
    deepStrictEqual(await live.ask(query), expected);
    checks++;
  };
  const staking = { name: text('staking'), account: addressOf('StakingRewards') };
  const team = { name: text('team'), account: account(9) };

  const granted = 1_600n * 10n ** 18n;
  await live.emit('CPT.Transfer', ZERO, addressOf('genesis.poolSeed'), 100_000_000n * 10n ** 18n);
  await live.emit('CPT.Transfer', addressOf('genesis.poolSeed'), addressOf('TokenVesting'), granted);
  await grants(live, same);
  await bridgeSecurity(live, same);
  await live.emit('ProviderRegistry.ProviderRegistered', 1, OWNER, OWNER, 'ipfs://p');
  await live.emit(
    'ProviderRegistry.CertificationApplied',
    1,
    5_000_000_000n,
    { cores: 100, ramGb: 500, nvmeTb: 10, diskTb: 0, gbps: 10 },
    word(3),
  );
  const benchmark = (score) => ({
    score,
    date: 1_699_000_000,
    expiry: 1_730_000_000,
    unit: text('GFLOP/s'),
    hardwareHash: word(4),
    evidenceHash: word(5),
  });
  await live.emit('ProviderRecords.BenchmarkRecorded', 1, text('HPL'), account(7), benchmark(12_000n), 'ipfs://h1');
  await live.emit('ProviderRecords.BenchmarkRecorded', 1, text('HPL'), account(7), benchmark(12_500n), 'ipfs://h2');
  await live.emit('ComputePriceOracle.FeedAdded', 5, 'GPU-hour eu', 6, account(8));
  await live.emit(
    'Listings.ListingCreated',
    1,
    1,
    TERMS,
    text('A100'),
    text('eu'),
    [text('cuda'), text('mpi')],
    'ipfs://l',
  );
  await live.emit('Listings.TariffSet', 1, TARIFF);
  await live.emit('JobMarket.ParamsSet', PARAMS);
  await live.emit('RevenueRouter.SplitSet', [
    { ...staking, bps: 3_000 },
    { ...team, bps: 7_000 },
  ]);
  await live.emit('RevenueRouter.SplitSet', [{ ...staking, bps: 10_000 }]);
  await live.emit('GroupBuy.CampaignCreated', 1n, 1, 1, CAMPAIGN);
  await live.emit('GroupBuy.Pledged', 1n, PAYER, 10, 0n);
  await live.emit('Vouchers.TransferSingle', OWNER, ZERO, PAYER, 218n, 2n);
  await live.emit('Vouchers.TransferSingle', OWNER, PAYER, ZERO, 218n, 2n);
  await live.emit('Coupons.BatchCreated', 1n, PAYER, 218n, 1n, 2, 1_800_000_000n, word(5));
  await live.emit('Subscriptions.PromotionSet', 0, { highestPlan: 2, endsAt: 1_800_000_000, places: 100 });
  await live.emit('Perks.RatesSet', RATES);
  // Only what touches our contracts is read, and a transfer between two of them counts on both sides.
  await live.emit('USDC.Transfer', PAYER, account(3), 5n);
  await live.emit('USDC.Transfer', PAYER, addressOf('Vault'), 1_000n);
  await live.emit('Vault.Deposited', PAYER, PAYER, 1_000n);
  await live.emit('Vault.Escrowed', PAYER, addressOf('JobMarket'), 600n);
  await live.emit('JobMarket.JobOpened', 1n, PAYER, 1, 1, PAYER, 2, 3_600, 2_000_000n, 600n, 500, 0, word(1));
  // A workflow of three stages: the first has just become the job above, the second waits, the third was returned.
  await live.emit('Vault.Escrowed', PAYER, addressOf('Workflows'), 300n);
  await live.emit('Workflows.WorkflowCreated', 1n, PAYER, OWNER, 3);
  await live.emit('Workflows.StageAdded', 1n, 0, STAGE, 0n);
  await live.emit('Workflows.StageAdded', 1n, 1, { ...STAGE, parents: 1, launchBy: 1_800_000_000 }, 200n);
  await live.emit('Workflows.StageAdded', 1n, 2, { ...STAGE, parents: 3, bundled: true }, 100n);
  await live.emit('Workflows.StageLaunched', 1n, 0, 1n, 600n);
  await live.emit('Workflows.StageReturned', 1n, 2, 3, 100n);
  await live.emit('Vault.Released', PAYER, ZERO, addressOf('Workflows'), 0n, 0n, 100n, 0n, 0);
  await live.caughtUp();

  const {
    feedId,
    capacity,
    minDuration,
    maxDuration,
    unitPrice,
    providerId: _,
    resource: __,
    period: ___,
    ...same_
  } = TERMS;
  const { uptime: ____, ...notices } = TARIFF;
  await same(
    `{ listing(id: "${id(1)}") { provider { number } resource period active preemptible reservable unitPrice capacity minDuration
       maxDuration startLimit cancelFeeBps feed { number } slaUptimeBps slaCreditBps extraSigners verifier sku region tags metadataURI
       unitsInUse prices { unitPrice } tariff { uptimeBelowBps uptimeCreditBps throughputFloorBps throughputCreditBps noticeMinutes
       preemptNoticeMinutes exitNoticeMinutes } } }`,
    {
      listing: {
        provider: { number: '1' },
        resource: 'GpuHour',
        period: 'Hour',
        unitPrice: String(unitPrice),
        capacity: String(capacity),
        minDuration: String(minDuration),
        maxDuration: String(maxDuration),
        feed: { number: String(feedId) },
        ...same_,
        sku: text('A100'),
        region: text('eu'),
        tags: [text('cuda'), text('mpi')],
        metadataURI: 'ipfs://l',
        unitsInUse: '2',
        prices: [{ unitPrice: String(unitPrice) }],
        tariff: { ...notices, ...TIERS },
      },
    },
  );
  await same('{ jobs { number resource state held } protocol(id: "0x00") { listingCount providerCount } }', {
    jobs: [{ number: '1', resource: 'GpuHour', state: 'Open', held: '600' }],
    protocol: { listingCount: 1, providerCount: 1 },
  });
  await same('{ certificationApplications { provider { number } fee cores ramGb nvmeTb diskTb gbps evidenceHash } }', {
    certificationApplications: [
      {
        provider: { number: '1' },
        fee: '5000000000',
        cores: '100',
        ramGb: '500',
        nvmeTb: '10',
        diskTb: '0',
        gbps: '10',
        evidenceHash: word(3),
      },
    ],
  });
  const result = {
    suite: 'HPL',
    score: '12500',
    unit: 'GFLOP/s',
    date: '1699000000',
    expiry: '1730000000',
    hardwareHash: word(4),
    evidenceHash: word(5),
    evidenceURI: 'ipfs://h2',
    auditor: account(7),
  };
  await same(
    `{ provider(id: "${id(1)}") { benchmarks { ${Object.keys(result).join(' ')} } benchmarkRecords(orderBy: score) { score } } }`,
    { provider: { benchmarks: [result], benchmarkRecords: [{ score: '12000' }, { score: '12500' }] } },
  );
  const line = { listing: { number: '1' }, units: '2', duration: '3600', maxUnitPrice: '2500000', specHash: word(8) };
  await same(
    `{ workflow(id: "${id(1)}") { payer { id } buyer { id } stageCount stagesWaiting stagesLaunched stagesReturned
       taken launchedReserves returned reserved
       stages(orderBy: index) { index listing { number } units duration maxUnitPrice parents { index } launchBy bundled
         taskCount tasksRoot specHash reserve status cause escrow job { number } }
       events(orderBy: blockNumber) { kind cause amount } }
     protocol(id: "0x00") { workflowCount workflowReserves } account(id: "${PAYER}") { escrowed refunded } }`,
    {
      workflow: {
        payer: { id: PAYER },
        buyer: { id: OWNER },
        stageCount: 3,
        stagesWaiting: 1,
        stagesLaunched: 1,
        stagesReturned: 1,
        taken: '300',
        launchedReserves: '0',
        returned: '100',
        reserved: '200',
        stages: [
          [{ reserve: '0', status: 'Launched', escrow: '600', job: { number: '1' } }, [], 'None', '0', false],
          [{ reserve: '200', status: 'Waiting', escrow: null, job: null }, [0], 'None', '1800000000', false],
          [{ reserve: '100', status: 'Returned', escrow: null, job: null }, [0, 1], 'Cancelled', '0', true],
        ].map(([own, parents, cause, launchBy, bundled], index) => ({
          index,
          ...line,
          parents: parents.map((parent) => ({ index: parent })),
          launchBy,
          bundled,
          taskCount: '100',
          tasksRoot: word(7),
          cause,
          ...own,
        })),
        events: [
          { kind: 'Created', cause: 'None', amount: '0' },
          { kind: 'Launched', cause: 'None', amount: '600' },
          { kind: 'Returned', cause: 'Cancelled', amount: '100' },
        ],
      },
      protocol: { workflowCount: 1, workflowReserves: '200' },
      account: { escrowed: '800', refunded: '0' },
    },
  );
  await same('{ promotionOffers { kind highestPlan endsAt places taken } }', {
    promotionOffers: [{ kind: 'Trial', highestPlan: 'Pro', endsAt: '1800000000', places: '100', taken: '0' }],
  });
  await same('{ perkRates(id: "0x00") { silver gold platinum loyaltyBps planBps } }', {
    perkRates: { ...strings(RATES), loyaltyBps: RATES.loyaltyBps, planBps: RATES.planBps },
  });
  await same(
    `{ campaign(id: "${id(1)}") { state listing { number } closesAt expiresAt maxUnits pack firstBps prepaidBps resaleBps listPrice lineId pledged
       tiers(orderBy: from) { from price unitCost } } groupBuying(id: "0x00") { campaignCount } }`,
    {
      campaign: {
        state: 'Open',
        listing: { number: '1' },
        closesAt: '1800000000',
        expiresAt: '1810000000',
        maxUnits: '1000',
        pack: '10',
        firstBps: 3_000,
        prepaidBps: 5_000,
        resaleBps: 2_000,
        listPrice: '2500000',
        lineId: '3',
        pledged: '10',
        tiers: CAMPAIGN.tiers.map(({ from, price, unitCost }) => ({
          from: String(from),
          price: String(price),
          unitCost: String(unitCost),
        })),
      },
      groupBuying: { campaignCount: 1 },
    },
  );
  await same(`{ marketConfig(id: "0x00") { ${Object.keys(PARAMS).join(' ')} } }`, { marketConfig: strings(PARAMS) });
  await same(
    '{ revenueSplit(id: "0x00") { destinations { name bps } } revenueDestinations(orderBy: name) { name bps } }',
    {
      revenueSplit: { destinations: [{ name: 'staking', bps: 10_000 }] },
      revenueDestinations: [
        { name: 'staking', bps: 10_000 },
        { name: 'team', bps: 0 },
      ],
    },
  );
  await same(`{ holders(where: { usdc_gt: 0 }) { name usdc } accounts(where: { id: "${account(3)}" }) { id } }`, {
    holders: [{ name: 'Vault', usdc: '1000' }],
    accounts: [],
  });

  await pool(live, same);
  const empty = [];
  for (const file of readdirSync(QUERIES)) {
    // A file may hold several queries, of which the index answers one at a time.
    for (const query of readFileSync(new URL(file, QUERIES), 'utf8').split(/^(?=query )/m)) {
      if (!/^(query|\{)/m.test(query)) continue;
      const variables = Object.fromEntries(
        Object.entries(VARIABLES).filter(
          ([name]) => query.includes(`$${name}: `) && !query.includes(`$${name}: Bytes! =`),
        ),
      );
      const answer = await live.ask(query, variables);
      const missing = Object.values(answer).some((part) => part === null);
      if (missing && !ELSEWHERE.has(file)) empty.push(file);
      checks++;
    }
  }
  if (empty.length > 0) throw new Error(`find nothing: ${empty.join(', ')}`);

  const { checks: laws } = await checkLaws(live.url);
  const broken = laws.filter((law) => !law.holds);
  if (broken.length > 0)
    throw new Error(
      `laws broken: ${broken.map((law) => `${law.law} ${law.says}: ${law.left}, ${law.right}`).join('; ')}`,
    );
  checks += laws.length;
  // The check can fail: the token moves and the books do not.
  await live.emit('USDC.Transfer', addressOf('Vault'), PAYER, 1n);
  await live.caughtUp();
  const after = (await checkLaws(live.url)).checks.filter((law) => !law.holds).map((law) => law.law);
  deepStrictEqual(after, ['C']);
  return checks + 1;
}

/** Who must vouch for what crosses a path. */
async function bridgeSecurity(live, same) {
  const dvns = [account(91), account(92), account(93)];
  await live.emit('CPTBridge.SecuritySet', 30_101, {
    sendLibrary: account(94),
    receiveLibrary: account(95),
    sendConfirmations: 20n,
    receiveConfirmations: 15n,
    receiveGas: 200_000n,
    gracePeriod: 0n,
    dvns,
  });
  await same('{ bridgePaths { eid dvns sendConfirmations receiveConfirmations receiveGas } }', {
    bridgePaths: [{ eid: 30_101, dvns, sendConfirmations: '20', receiveConfirmations: '15', receiveGas: '200000' }],
  });
}

/** One grant that changes hands, one that is revoked. */
async function grants(live, same) {
  const grant = (beneficiary, amount, pot, revocable) => ({
    beneficiary,
    amount,
    start: 1_700_000_000,
    cliff: 2,
    duration: 3,
    startBps: 4,
    pot,
    revocable,
    boughtUsd: 5n,
  });
  await live.emit('TokenVesting.ScheduleCreated', 1, OWNER, grant(OWNER, 1_000n, 3, false));
  await live.emit('TokenVesting.ScheduleCreated', 2, PAYER, grant(PAYER, 600n, 0, true));
  await live.emit('TokenVesting.BeneficiaryProposed', 1, OWNER, PAYER);
  await live.emit('TokenVesting.Released', 1, OWNER, 30n);
  await live.emit('TokenVesting.BeneficiaryProposed', 2, PAYER, OWNER);
  await live.emit('TokenVesting.BeneficiaryProposed', 2, PAYER, ZERO);
  await live.emit('TokenVesting.BeneficiaryChanged', 1, OWNER, PAYER);
  await live.emit('TokenVesting.Revoked', 2, OWNER, 400n, 200n);
  await live.emit('TokenVesting.Released', 2, PAYER, 200n);
  const terms = { start: '1700000000', cliff: '2', duration: '3', startBps: 4, boughtUsd: '5', proposed: null };
  await same(
    `{ vestingSchedules(orderBy: id) { id pot beneficiary { id } proposed amount released start cliff duration startBps
      revocable boughtUsd releases { amount recipient } } }`,
    {
      vestingSchedules: [
        {
          id: id(1),
          pot: 'Team',
          beneficiary: { id: PAYER },
          amount: '1000',
          released: '30',
          revocable: false,
          releases: [{ amount: '30', recipient: OWNER }],
          ...terms,
        },
        {
          id: id(2),
          pot: 'Other',
          beneficiary: { id: PAYER },
          amount: '200',
          released: '200',
          revocable: true,
          releases: [{ amount: '200', recipient: PAYER }],
          ...terms,
        },
      ],
    },
  );
}
